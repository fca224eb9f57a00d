"""The report for people at a terminal: by file and section, then the sums, plain when piped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from debias.document import Unread
from debias.finding import FileReport, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.layout import Page
from debias.reports.places import short
from debias.reports.symbols import Symbols, encoded, symbols
from debias.reports.terminal_finding import BADGES, FindingView
from debias.reports.terminal_summary import show_summary
from debias.rule import ERROR, RuleSet

_UNREAD_SHOWN = 8
_NO_SECTION = "The document as a whole"  # headers, footers, headings of the first level


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:
    """Write the result in the output's own encoding; colours only where `style` has them."""
    out.write(encoded(rendered(result, ruleset, style), style.encoding))


def rendered(result: Result, ruleset: RuleSet, style: Style) -> str:
    """The report as text."""
    signs = symbols(style.encoding)
    page = Page(style.width)
    if style.brief:
        for report in result.files:
            _brief(page, report, signs)
    else:
        view = FindingView(page, ruleset, style, signs)
        for report in result.files:
            if report.findings or report.unread or style.verbose:
                _file(page, report, view, style, signs)
    _errors(page, result, style, signs)
    _left_out(page, result.left_out, style, signs)
    if not style.brief:
        show_summary(page, result, ruleset, signs)
    return page.text(colour=style.colour)


def _file(page: Page, report: FileReport, view: FindingView, style: Style, signs: Symbols) -> None:
    about = [", ".join(kind.replace("-", " ") for kind in report.kinds)] if report.kinds else []
    count = len(report.findings)
    found = f"{count} finding{'s' * (count != 1)}" if count else "nothing found"
    page.across(one_line(report.path), signs.rule)
    page.show((signs.between.join([*about, found]), ""))
    page.blank()
    section: tuple[str, ...] | None = ()
    for finding in report.findings:
        if finding.section != section:
            section = finding.section
            path = signs.into.join(one_line(heading) for heading in section if heading.strip())
            page.show((path or _NO_SECTION, "bold underline"))
            page.blank()
        view.show(finding)
    _unread(page, report.unread, style, signs)


def _unread(page: Page, parts: Sequence[Unread], style: Style, signs: Symbols) -> None:
    if not parts:
        return
    most = len(parts) if style.verbose else _UNREAD_SHOWN
    page.show((f"{signs.warning} Not all of this file could be read:", "bold"))
    for part in parts[:most]:
        page.show((f"{one_line(part.place)}: {one_line(part.reason)}", ""), indent=4)
    if len(parts) > most:
        page.show((f"and {len(parts) - most} more (--verbose)", ""), indent=4)
    page.blank()


def _errors(page: Page, result: Result, style: Style, signs: Symbols) -> None:
    checked = {report.path for report in result.files}
    for error in result.errors:
        what = "NOT ALL CHECKED" if error.path in checked else "NOT CHECKED"
        badge = f"{signs.error} {what}"
        shown = (f" {badge} ", BADGES[ERROR]) if style.colour else (badge, "")
        page.show(shown, ("  ", ""), (one_line(error.path), "bold"))
        page.show((one_line(error.reason), ""), indent=4)
        page.blank()


def _left_out(page: Page, paths: Sequence[str], style: Style, signs: Symbols) -> None:
    if not paths:
        return
    most = len(paths) if style.verbose else _UNREAD_SHOWN
    head = f"{signs.warning} Left out, because debias does not read these formats:"
    page.show((head, "bold"))
    for path in paths[:most]:
        page.show((one_line(path), ""), indent=4)
    if len(paths) > most:
        page.show((f"and {len(paths) - most} more (--verbose)", ""), indent=4)
    page.blank()


def _brief(page: Page, report: FileReport, signs: Symbols) -> None:
    """One line for each finding, as compilers write them."""
    path = one_line(report.path)
    for finding in report.findings:
        words = f"{signs.begin}{one_line(finding.quote)}{signs.end}"
        line = f"{path}:{short(finding.location)}: {finding.severity} {finding.rule} {words}"
        page.whole(line)
    for part in report.unread:
        line = f"{path}: not read: {one_line(part.place)}: {one_line(part.reason)}"
        page.whole(line)
