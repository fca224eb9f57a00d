"""Where a text document's characters come from: lines, columns, and a block's map to its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from debias.document import Location

Segment: TypeAlias = tuple[int, int, int, int]
"""(text start, text end, source start, source end), all half-open.

Where both are equally long the characters are the source's own, one by one; where they differ (a
decoded entity, a line break that was a tag) the whole of the one stands for the whole of the other.
"""
Segments: TypeAlias = tuple[Segment, ...]
Piece: TypeAlias = tuple[str, int, int]
"""(text, source start, source end)"""

# Stands in a template for each character of its code. Python and its regular expressions take
# this control character for white space, and no text has a reason to hold it.
CODE = "\x1f"
_STRETCH = re.compile(CODE + "+")
LINE_END = re.compile(r"\r\n?|\n")
_FAR = 1 << 62


class Anchors(NamedTuple):
    """What a text document keeps, to find its blocks in the source again.

    `source` is the decoded text without its byte order mark, `encoding` the name Python has for
    how it was decoded, `segments[n]` the map of block n, `starts` the offset of each line.
    """

    source: str
    encoding: str
    segments: Sequence[Segments]
    starts: Sequence[int]

    def source_span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """The half-open range of `source` that `blocks[block].text[start:end]` was read from."""
        segments = self.segments[block]
        first = _source_range(segments, start)[0]
        if end <= start:
            return first, first
        return first, _source_range(segments, end - 1)[1]

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column, in code points, of a source offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, start: int, end: int) -> Location:
        """The location of a half-open range of `source`."""
        line, column = self.line_column(start)
        end_line, end_column = self.line_column(end)
        return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}

    def locate(self, block: int, start: int, end: int) -> Location:
        """The location of `blocks[block].text[start:end]`, as `Document.locate` gives it."""
        return self.place(*self.source_span(block, start, end))


def line_starts(text: str) -> list[int]:
    """The offset at which each line starts, as an editor counts: CR LF, LF or CR ends a line."""
    return [0, *(found.end() for found in LINE_END.finditer(text))]


def assemble(pieces: Iterable[Piece]) -> tuple[str, Segments]:
    """Join pieces to a text without white space at its ends, and its map."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    joins_at = -1
    for text, start, end in _without_code(pieces):
        if not text:
            continue
        until = length + len(text)
        verbatim = end - start == len(text)
        if verbatim and start == joins_at:
            segments[-1] = (segments[-1][0], until, segments[-1][2], end)
        else:
            segments.append((length, until, start, end))
        parts.append(text)
        length = until
        joins_at = end if verbatim else -1
    return trim("".join(parts), segments)


def _without_code(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with a space for each stretch of code that was blanked in them."""
    for piece in pieces:
        text, start, _ = piece
        if CODE not in text:
            yield piece
            continue
        at = 0
        for found in _STRETCH.finditer(text):
            yield text[at : found.start()], start + at, start + found.start()
            at = found.end()
            instead = " " if at - found.start() > 1 else CODE
            yield instead, start + found.start(), start + at
        yield text[at:], start + at, start + len(text)


def trim(text: str, segments: list[Segment]) -> tuple[str, Segments]:
    """Take the white space off both ends of a text, and off its map."""
    stripped = text.lstrip()
    left = len(text) - len(stripped)
    right = left + len(stripped.rstrip())
    if right - left == len(text):
        return text, tuple(segments)
    kept: list[Segment] = []
    for at, until, start, end in segments:
        low, high = max(at, left), min(until, right)
        if low >= high:
            continue
        if end - start == until - at:
            start, end = start + low - at, start + high - at  # noqa: PLW2901
        kept.append((low - left, high - left, start, end))
    return text[left:right], tuple(kept)


def fold(text: str) -> str:
    """A text on one line, each run of white space as one space."""
    return " ".join(text.split())


def _source_range(segments: Segments, index: int) -> tuple[int, int]:
    """The source range of one character of the text; past its end, the end."""
    if not segments:
        return 0, 0
    number = bisect_right(segments, (index, _FAR, _FAR, _FAR)) - 1
    at, until, start, end = segments[number]
    if index >= until:
        return end, end
    if end - start == until - at:
        return start + index - at, start + index - at + 1
    return start, end
