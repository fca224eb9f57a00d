"""Comments in Markdown and HTML that allow findings: `<!-- debias: allow RULE reason="…" -->`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from debias.document import Document, Location
from debias.errors import DebiasError
from debias.records import NamedTuple
from debias.settings.days import is_day

# A colon, or what people write who know another linter: passed over, it would do nothing unseen.
_FOR_US = r"(?::|[\s-]+(?=(?:allow|ignore|disable|suppress|skip|off)\b))"
_COMMENT = re.compile(
    rf"<!--\s*debias{_FOR_US}(?P<html>.*?)-->|\{{#-?\s*debias{_FOR_US}(?P<code>.*?)#\}}",
    re.S | re.I,
)
_ALLOW = re.compile(r"\s*allow\b(.*)", re.S | re.I)
_ATTRIBUTE = re.compile(r"""\b(reason|until)\s*=\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”|(\S+))""", re.I)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\r\n]*(?:\r\n?|\n|\Z)", re.M)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.I
)
_EVERYWHERE = (0, 1 << 62)
HOW = 'Write <!-- debias: allow RULE reason="why" --> or add until=2027-01-31.'


class Comment(NamedTuple):
    """A comment that allows findings of `rules`: `covers` gives, by block, the spans of its text
    on which."""

    rules: tuple[str, ...]
    reason: str
    until: str
    location: Location
    covers: Mapping[int, tuple[tuple[int, int], ...]]


class Said(NamedTuple):
    """What the text of a comment says."""

    rules: tuple[str, ...]
    reason: str
    until: str


def in_source(document: Document) -> tuple[tuple[Comment, ...], tuple[DebiasError, ...]]:
    """The comments in the source of a text document, and what is wrong with others."""
    source: str = getattr(document.anchors, "source", "")
    if "debias" not in source and "debias" not in source.lower():
        return (), ()
    if document.format not in ("markdown", "html") and _is_plain(document.path):
        return (), ()
    code = _code(source) if document.format == "markdown" else ()
    blocks = _Blocks(document, source)
    found: list[Comment] = []
    errors: list[DebiasError] = []
    for each in _COMMENT.finditer(source):
        if any(start <= each.start() < end for start, end in code):
            continue
        if document.format == "markdown" and source[: each.start()].endswith("`"):
            continue
        place = document.anchors.place(*each.span())
        body = each["html"] or each["code"] or ""
        try:
            said = parsed(body, HOW)
        except DebiasError as error:
            error.path, error.line = document.path, place["line"]
            errors.append(error)
            continue
        covers = dict.fromkeys(blocks.meant(*each.span()), (_EVERYWHERE,))
        found.append(Comment(*said, place, covers))
    return tuple(found), tuple(errors)


def parsed(body: str, how: str) -> Said:
    """What stands after `debias:` in a comment. Raises DebiasError, with `how` as its hint."""
    allow = _ALLOW.match(body)
    if allow is None:
        raise DebiasError("A comment for debias says 'allow'; this one does not.", hint=how)
    values: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(allow[1]):
        values[each[1].lower()] = " ".join((each[2] or each[3] or each[4] or each[5] or "").split())
    names = tuple(_ATTRIBUTE.sub(" ", allow[1]).replace(",", " ").split())
    return checked(names, values.get("reason", ""), values.get("until", ""), how)


def checked(names: tuple[str, ...], reason: str, until: str, how: str) -> Said:
    """The parts of a comment, when all that must be there is."""
    if not names:
        raise DebiasError("This comment allows findings, but names no rule.", hint=how)
    if not reason:
        raise DebiasError(f"This comment allows {', '.join(names)}, but gives no reason.", hint=how)
    if until and not is_day(until):
        raise DebiasError(f"'{until}' is not a day.", hint="Write it as until=2027-01-31.")
    return Said(names, reason, until)


def _is_plain(path: str) -> bool:
    """Plain text has no comments; templates, which are text too, have."""
    return os.path.splitext(path)[1].lower() in ("", ".txt", ".text")  # noqa: PTH122


def _code(source: str) -> tuple[tuple[int, int], ...]:
    """Where fenced code is: a comment in it is an example of one."""
    ranges: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(source):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]):
            ranges.append((opened.start(), fence.end()))
            opened = None
    if opened is not None:
        ranges.append((opened.start(), len(source)))
    return tuple(ranges)


class _Blocks:
    """The blocks of a document in the order of its source."""

    def __init__(self, document: Document, source: str) -> None:
        self.source = source
        self.html = document.format != "markdown"
        self.blocks = document.blocks
        self.places = sorted(
            (segments[0][2], segments[-1][3], number)
            for number, segments in enumerate(document.anchors.segments)
            if segments
        )

    def meant(self, start: int, end: int) -> list[int]:
        """The blocks that a comment at start:end of the source is about.

        That is the one it is in or right behind, otherwise the next one: of a table that begins
        there all cells, of a row its cells.
        """
        inside = [number for first, last, number in self.places if first < start and end <= last]
        if inside:
            return inside
        before = [place for place in self.places if place[1] <= start]
        if before:
            last = max(place[1] for place in before)
            between = _COMMENT.sub("", self.source[last:start])
            if self.html:
                between = _INLINE_TAG.sub("", between)
            if not (between.strip() if self.html else ("\n" in between or "\r" in between)):
                return [number for _, until, number in before if until == last]
        follows = next((place for place in self.places if place[0] >= end), None)
        if follows is None:
            return []
        after, gap = follows[2], self.source[end : follows[0]]
        cell = self.blocks[after].cell
        if cell is None or not (gap.strip() if self.html else gap.strip(" \t")):
            return [after]
        begun = any(self._table(number) == cell.table for _, _, number in before)
        return [
            number
            for number, block in enumerate(self.blocks)
            if block.cell is not None
            and block.cell.table == cell.table
            and (not begun or block.cell.row == cell.row)
        ]

    def _table(self, number: int) -> int | None:
        cell = self.blocks[number].cell
        return None if cell is None else cell.table
