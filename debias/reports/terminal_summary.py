"""The sums at the end of the terminal report: by principle, pack and severity."""

from __future__ import annotations

from debias.finding import Result
from debias.reports.counts import Counts, count
from debias.reports.layout import Page, columns, wrapped
from debias.reports.symbols import Symbols
from debias.reports.terminal_finding import BADGES
from debias.rule import RuleSet

_LONGEST_BAR = 10
_DIGITS = 3
_CLOSING = (
    "These are questions for the people who write and approve the document, and for clinical "
    "governance. They are not clinical advice. `debias explain RULE` tells more about a rule."
)
_CLEAN = (
    "Nothing was found to ask about. That does not prove a document fair: debias knows some "
    "patterns, people know more."
)
_NOTHING_NEW = "Nothing new was found to ask about. What is known already, or allowed, is left out."


def _kept_out(result: Result) -> bool:
    """Whether a baseline or somebody's reason keeps findings out of this report."""
    allowed = (each.findings for report in result.files for each in report.suppressions)
    return any(known.findings for known in result.baselines) or any(allowed)


def show_summary(page: Page, result: Result, ruleset: RuleSet, signs: Symbols) -> None:
    """Two small tables between two sentences."""
    counts = count(result, ruleset)
    page.across("Summary", signs.rule)
    page.show((_files(result), ""))
    if counts.findings:
        _severities(page, counts)
        page.blank()
        _principles(page, counts, ruleset, signs)
        page.blank()
        _packs(page, counts, ruleset, signs)
        page.blank()
        page.show((_CLOSING, ""))
    elif result.files:
        page.show((_NOTHING_NEW if _kept_out(result) else _CLEAN, ""))


def _files(result: Result) -> str:
    read = len(result.files)
    clean = sum(not report.findings for report in result.files)
    partly = sum(bool(report.unread) for report in result.files)
    failed = len({error.path for error in result.errors})
    parts = [f"{read} file{'s' * (read != 1)} read, {clean} without findings"]
    if partly:
        parts.append(f"{partly} read only in part")
    if failed:
        parts.append(f"{failed} with errors")
    if result.left_out:
        parts.append(f"{len(result.left_out)} left out")
    return ", ".join(parts) + "."


def _severities(page: Page, counts: Counts) -> None:
    parts = [(f"{counts.findings} finding{'s' * (counts.findings != 1)}:", "")]
    for severity, number in counts.by_severity.items():
        if number:
            parts.append(("  ", ""))
            parts.append((f" {number} {severity}{'s' * (number != 1)} ", BADGES[severity]))
    page.show(*parts)


def _principles(page: Page, counts: Counts, ruleset: RuleSet, signs: Symbols) -> None:
    names = {principle.number: principle.name for principle in ruleset.principles}
    rows = [
        (f"{number} {names.get(number, '')}", findings)
        for number, findings in sorted(counts.by_principle.items())
    ]
    _table(page, "By anti-racism principle (a finding may speak to several)", rows, signs)


def _packs(page: Page, counts: Counts, ruleset: RuleSet, signs: Symbols) -> None:
    titles = {pack.id: pack.title for pack in ruleset.packs}
    rows = [(titles.get(pack, pack), n) for pack, n in counts.by_pack.items() if n]
    _table(page, "By pack", rows, signs)


def _table(page: Page, title: str, rows: list[tuple[str, int]], signs: Symbols) -> None:
    """Names, numbers to the right, and bars."""
    most = max((number for _, number in rows), default=0)
    digits = max(_DIGITS, len(str(most)))
    room = page.width - digits - _LONGEST_BAR - 2
    page.lines += wrapped(((title, "bold"),), room)
    for name, number in rows:
        for at, line in enumerate(wrapped(((name, ""),), room)):
            used = sum(columns(text) for text, _ in line)
            beside = (
                "" if at else f"{number:{digits + 1 + room - used}} {_bar(number, most, signs)}"
            )
            page.lines.append([*line, (beside, "")])


def _bar(number: int, most: int, signs: Symbols) -> str:
    if not number:
        return ""
    return signs.block * max(1, round(number / most * _LONGEST_BAR))
