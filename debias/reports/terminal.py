"""The report for people at a terminal: by file and section, then the sums, plain when piped."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import BinaryIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from debias.document import Unread
from debias.finding import FileReport, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.places import short
from debias.reports.symbols import Symbols, encoded, symbols
from debias.reports.terminal_finding import BADGES, FindingView
from debias.reports.terminal_summary import show_summary
from debias.rule import ERROR, RuleSet

_UNREAD_SHOWN = 8


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:
    """Write the result in the output's own encoding; colours only where `style` has them."""
    out.write(encoded(rendered(result, ruleset, style), style.encoding))


def rendered(result: Result, ruleset: RuleSet, style: Style) -> str:
    """The report as text."""
    signs = symbols(style.encoding)
    buffer = StringIO()
    console = console_for(style, buffer)
    if style.brief:
        for report in result.files:
            _brief(console, report, signs)
    else:
        view = FindingView(console, ruleset, style, signs)
        for report in result.files:
            if report.findings or report.unread or style.verbose:
                _file(console, report, view, style, signs)
    _errors(console, result, style, signs)
    _left_out(console, result.left_out, style, signs)
    if not style.brief:
        show_summary(console, result, ruleset, signs)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def console_for(style: Style, file: StringIO) -> Console:
    """A rich console that does as `style` says and looks at nothing else."""
    return Console(
        file=file,
        width=style.width,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def title_line(console: Console, title: str, about: str, signs: Symbols) -> None:
    """A line across the page with a title in it, and what there is to say of it below."""
    console.print(Line(Text(title, "bold"), characters=signs.rule, align="left", style="none"))
    if about:
        console.print(Text(about))


def _file(
    console: Console, report: FileReport, view: FindingView, style: Style, signs: Symbols
) -> None:
    about = [", ".join(kind.replace("-", " ") for kind in report.kinds)] if report.kinds else []
    count = len(report.findings)
    found = f"{count} finding{'s' * (count != 1)}" if count else "nothing found"
    title_line(console, one_line(report.path), signs.between.join([*about, found]), signs)
    console.print()
    section: tuple[str, ...] | None = ()
    for finding in report.findings:
        if finding.section != section:
            section = finding.section
            path = signs.into.join(one_line(heading) for heading in section if heading.strip())
            if path:
                console.print(Text(path, "bold underline"))
                console.print()
        view.show(finding)
    _unread(console, report.unread, style, signs)


def _unread(console: Console, parts: Sequence[Unread], style: Style, signs: Symbols) -> None:
    if not parts:
        return
    most = len(parts) if style.verbose else _UNREAD_SHOWN
    console.print(Text(f"{signs.warning} Not all of this file could be read:", "bold"))
    for part in parts[:most]:
        text = Text(f"{one_line(part.place)}: {one_line(part.reason)}")
        console.print(Padding(text, (0, 0, 0, 4)))
    if len(parts) > most:
        console.print(Padding(Text(f"and {len(parts) - most} more (--verbose)"), (0, 0, 0, 4)))
    console.print()


def _errors(console: Console, result: Result, style: Style, signs: Symbols) -> None:
    checked = {report.path for report in result.files}
    for error in result.errors:
        what = "NOT ALL CHECKED" if error.path in checked else "NOT CHECKED"
        badge = f"{signs.error} {what}"
        shown = (f" {badge} ", BADGES[ERROR]) if style.colour else badge
        console.print(Text.assemble(shown, "  ", (one_line(error.path), "bold")))
        console.print(Padding(Text(one_line(error.reason)), (0, 0, 1, 4)))


def _left_out(console: Console, paths: Sequence[str], style: Style, signs: Symbols) -> None:
    if not paths:
        return
    most = len(paths) if style.verbose else _UNREAD_SHOWN
    head = f"{signs.warning} Left out, because debias does not read these formats:"
    console.print(Text(head, "bold"))
    for path in paths[:most]:
        console.print(Padding(Text(one_line(path)), (0, 0, 0, 4)))
    if len(paths) > most:
        console.print(Padding(Text(f"and {len(paths) - most} more (--verbose)"), (0, 0, 0, 4)))
    console.print()


def _brief(console: Console, report: FileReport, signs: Symbols) -> None:
    """One line for each finding, as compilers write them."""
    path = one_line(report.path)
    for finding in report.findings:
        words = f"{signs.begin}{one_line(finding.quote)}{signs.end}"
        line = f"{path}:{short(finding.location)}: {finding.severity} {finding.rule} {words}"
        console.print(Text(line), soft_wrap=True)
    for part in report.unread:
        line = f"{path}: not read: {one_line(part.place)}: {one_line(part.reason)}"
        console.print(Text(line), soft_wrap=True)
