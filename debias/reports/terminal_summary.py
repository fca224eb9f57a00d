"""The sums at the end of the terminal report: by principle, pack and severity."""

from __future__ import annotations

from rich.console import Console
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from debias.finding import Result
from debias.reports.counts import Counts, count
from debias.reports.symbols import Symbols
from debias.reports.terminal_finding import BADGES
from debias.rule import RuleSet

_LONGEST_BAR = 10
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


def show_summary(console: Console, result: Result, ruleset: RuleSet, signs: Symbols) -> None:
    """Two small tables between two sentences."""
    counts = count(result, ruleset)
    console.print(Line(Text("Summary", "bold"), characters=signs.rule, align="left", style="none"))
    console.print(Text(_files(result)))
    if counts.findings:
        _severities(console, counts)
        console.print()
        _principles(console, counts, ruleset, signs)
        console.print()
        _packs(console, counts, ruleset, signs)
        console.print()
        console.print(Text(_CLOSING))
    elif result.files:
        console.print(Text(_NOTHING_NEW if _kept_out(result) else _CLEAN))


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


def _severities(console: Console, counts: Counts) -> None:
    text = Text(f"{counts.findings} finding{'s' * (counts.findings != 1)}:")
    for severity, number in counts.by_severity.items():
        if number:
            text.append("  ")
            text.append(f" {number} {severity}{'s' * (number != 1)} ", BADGES[severity])
    console.print(text)


def _principles(console: Console, counts: Counts, ruleset: RuleSet, signs: Symbols) -> None:
    table = _table("By anti-racism principle (a finding may speak to several)")
    names = {principle.number: principle.name for principle in ruleset.principles}
    most = max(counts.by_principle.values(), default=0)
    for number, findings in sorted(counts.by_principle.items()):
        table.add_row(
            f"{number} {names.get(number, '')}", str(findings), _bar(findings, most, signs)
        )
    console.print(table)


def _packs(console: Console, counts: Counts, ruleset: RuleSet, signs: Symbols) -> None:
    table = _table("By pack")
    titles = {pack.id: pack.title for pack in ruleset.packs}
    most = max(counts.by_pack.values(), default=0)
    for pack, findings in counts.by_pack.items():
        if findings:
            table.add_row(titles.get(pack, pack), str(findings), _bar(findings, most, signs))
    console.print(table)


def _table(title: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, pad_edge=False)
    table.add_column(Text(title, "bold"), ratio=1)
    table.add_column("", justify="right", no_wrap=True, min_width=3)
    table.add_column("", no_wrap=True, width=_LONGEST_BAR)
    return table


def _bar(number: int, most: int, signs: Symbols) -> str:
    if not number:
        return ""
    return signs.block * max(1, round(number / most * _LONGEST_BAR))
