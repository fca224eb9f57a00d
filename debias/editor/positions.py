"""Places in a text as an editor counts them: lines from 0, columns in the units it asked for."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from debias.document import Location
from debias.readers.source import line_starts


class Positions:
    """Turns lines and columns of code points into positions. Lines end as in the protocol (CR LF,
    LF, CR), which is not where Python's `splitlines` ends them."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self.text = text
        self._codec = codec
        self._starts = line_starts(text)

    def offset(self, line: int, column: int) -> int:
        """The index in the text of a 1-based line and column."""
        # A byte order mark, which the readers take away, is a character to the editor.
        mark = 1 if line == 1 and self.text.startswith("\ufeff") else 0
        return self._starts[line - 1] + column - 1 + mark

    def position(self, offset: int) -> Position:
        """The position of an index in the text."""
        line = self.line_of(offset)
        before = self.text[self._starts[line] : offset]
        return Position(line, self._codec.client_num_units(before))

    def line_of(self, offset: int) -> int:
        """The 0-based line that an index in the text is on."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, line: int) -> int:
        """The index at which a 0-based line starts."""
        return self._starts[line]

    def end_of(self, line: int) -> int:
        """The index of a 0-based line's end, before its line break."""
        last = line + 1 == len(self._starts)
        until = len(self.text) if last else self._starts[line + 1]
        return self._starts[line] + len(self.text[self._starts[line] : until].rstrip("\r\n"))

    def span(self, place: Location) -> tuple[int, int]:
        """The half-open range of indices of a location."""
        start = self.offset(place["line"], place["column"])
        return start, max(start, self.offset(place["end_line"], place["end_column"]))

    def range(self, start: int, end: int) -> Range:
        """The range between two indices."""
        return Range(self.position(start), self.position(end))

    def whole_line(self, line: int) -> Range:
        """The range of a 1-based line; of the last where there are fewer."""
        number = min(line, len(self._starts)) - 1
        return self.range(self._starts[number], self.end_of(number))


def touch(one: Range, other: Range) -> bool:
    """Whether two ranges overlap or meet."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: Position) -> tuple[int, int]:
    return position.line, position.character
