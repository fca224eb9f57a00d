"""Where a comment that allows a finding can stand: tried out, so that what is offered works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from debias.editor.looking import Looked, Looker
from debias.editor.positions import Positions
from debias.finding import Finding
from debias.readers import format_of
from debias.records import NamedTuple

_COMMENT = '<!-- debias: allow {rule} reason="{reason}" -->'


class Insertion(NamedTuple):
    """A text to put in at an index of the source."""

    at: int
    text: str


def comment_for(
    finding: Finding, looker: Looker, name: str, before: Looked, positions: Positions
) -> Insertion | None:
    """The comment to put in, with the reason left for its writer: until there is one, debias says
    that it is missing. None where no comment would be understood, as in plain text."""
    start, end = positions.span(finding.location)
    for at, head, tail in _places(start, end, positions, format_of(name) == "markdown"):
        tried = head + _COMMENT.format(rule=finding.rule, reason="tried out") + tail
        after = looker.look(name, positions.text[:at] + tried + positions.text[at:])
        if allows_only(finding, before, after):
            return Insertion(at, head + _COMMENT.format(rule=finding.rule, reason="") + tail)
    return None


def _places(
    start: int, end: int, positions: Positions, markdown: bool
) -> Iterator[tuple[int, str, str]]:
    """Indices to try, with what stands before and behind the comment there."""
    if markdown:
        yield positions.end_of(positions.line_of(end)), " ", ""
    yield end, " ", ""
    line = positions.start_of(positions.line_of(start))
    text = positions.text[line:start]
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    yield line, indent, "\n"
    yield line, indent, "\n\n"


def allows_only(finding: Finding, before: Looked, after: Looked) -> bool:
    """Whether findings of the same rule, and no others, are gone."""
    rules = Counter(each.rule for each in before.findings)
    left = Counter(each.rule for each in after.findings)
    prints = Counter(each.fingerprint for each in before.findings)
    still = Counter(each.fingerprint for each in after.findings)
    gone = rules - left
    return (
        set(gone) == {finding.rule}
        and not left - rules
        and still[finding.fingerprint] < prints[finding.fingerprint]
        and len(after.troubles) <= len(before.troubles)
    )
