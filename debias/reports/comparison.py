"""A comparison for people at a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from debias import __version__
from debias.comparing import Comparison, Found
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.console import console_for, title_line
from debias.reports.passage import passage
from debias.reports.places import place
from debias.reports.saying import Speaker
from debias.reports.structured import finding_as_json
from debias.reports.symbols import Symbols, symbols
from debias.reports.terminal_finding import BADGES
from debias.rule import RuleSet

VERSION = 1


def as_text(comparison: Comparison, names: tuple[str, str], ruleset: RuleSet, style: Style) -> str:
    """The three groups: what is new in full, the others one line for each; then the sums."""
    signs = symbols(style.encoding)
    buffer = StringIO()
    console = console_for(style, buffer)
    before, after = (one_line(name) for name in names)
    title_line(console, f"{before}{signs.into}{after}", "", signs)
    stayed = [each.after for each in comparison.stayed]
    speaker = Speaker(ruleset)
    for heading, group, sign in (
        ("Gone", comparison.gone, signs.good),
        ("Still there", stayed, signs.suggestion),
        ("New", comparison.new, signs.error),
    ):
        if not group:
            continue
        console.print()
        console.print(Text(f"{heading} ({len(group)})", "bold"))
        for same in _together(group):
            _show(console, same, sign, signs, style)
            if heading == "New":
                question = speaker.question(same[0].finding)
                console.print(Padding(Text(question), (0, 0, 0, 4)))
    console.print()
    console.print(Text(sums(comparison), "bold"))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def sums(comparison: Comparison) -> str:
    """ "8 gone, 0 still there, 1 new." """
    gone, stayed, new = map(len, comparison)
    if not (gone or stayed or new):
        return "No findings on either side."
    return f"{gone} gone, {stayed} still there, {new} new."


def as_json(comparison: Comparison, names: tuple[str, str], unread: int) -> str:
    """The comparison with all there is to say about each finding. `unread` counts the parts of
    both sides that could not be read."""
    shown = {
        "version": VERSION,
        "tool": {"name": "debias", "version": __version__},
        "before": names[0],
        "after": names[1],
        "gone": [_found(each) for each in comparison.gone],
        "stayed": [
            {"before": _found(each.before), "after": _found(each.after)}
            for each in comparison.stayed
        ],
        "new": [_found(each) for each in comparison.new],
        "summary": {
            **{key: len(getattr(comparison, key)) for key in ("gone", "stayed", "new")},
            "unread": unread,
        },
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _found(found: Found) -> dict[str, Any]:
    return {"path": found.path, **finding_as_json(found.finding)}


def _together(group: Sequence[Found]) -> Iterable[list[Found]]:
    """The places of the same words of one rule, in the order of the first."""
    made: dict[tuple[str, str, str], list[Found]] = {}
    for each in group:
        finding = each.finding
        made.setdefault((each.path, finding.rule, one_line(finding.quote).lower()), []).append(each)
    return made.values()


def _show(console: Console, same: list[Found], sign: str, signs: Symbols, style: Style) -> None:
    finding = same[0].finding
    title = Text.assemble(f"{sign} ", (one_line(finding.title), "bold"), "  ")
    title.append(finding.severity, BADGES[finding.severity] if style.colour else "")
    words = f"{signs.begin}{passage(finding, 40).quote}{signs.end}"
    if len(same) > 1:
        words += f" in {len(same)} places"
    pieces = (words, place(finding.location), finding.rule)
    console.print(Padding(title, (0, 0, 0, 2)))
    console.print(Padding(Text(signs.between.join(filter(None, pieces))), (0, 0, 0, 4)))
