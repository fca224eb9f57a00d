"""Lines of styled text that fit a width, laid out as rich would, without the 60 ms that rich costs:
it is only asked for colours, and for how wide unusual letters are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

Part: TypeAlias = tuple[str, str]
"""A text and its style as rich names it, "" for none."""

Line: TypeAlias = Sequence[Part]

_WORD = re.compile(r"\s*\S+\s*")
_ONE_COLUMN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0391-\u03a1\u0400-\u0482"
                         "\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2264\u2265\u2500-\u25fc"
                         "\u2716]*\\Z")  # fmt: skip


def columns(text: str) -> int:
    """How many columns a text takes on a screen."""
    if text.isascii() or _ONE_COLUMN.match(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - tables of Unicode, seldom needed

    return cell_len(text)


def wrapped(parts: Line, width: int) -> list[Line]:
    """The lines that a text without line ends makes where there are so many columns. A word longer
    than a line is broken."""
    text = "".join(part for part, _ in parts)
    if columns(text) <= width:
        return [parts]
    *broken, last = _split(parts, _breaks(text, width))
    return [*map(_stripped, broken), last]


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where to break a text so that no line is wider."""
    used = 0
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        length = columns(word.rstrip())
        if length <= width - used:
            used += columns(word)
        elif length > width:
            for piece in _chopped(word, width):
                if start:
                    yield start
                start += len(piece)
                used = columns(piece)
        elif used and start:
            yield start
            used = columns(word)


def _chopped(word: str, width: int) -> Iterable[str]:
    if _ONE_COLUMN.match(word):
        return [word[at : at + width] for at in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415

    return chop_cells(word, width)


def _split(parts: Line, places: Iterable[int]) -> Iterator[list[Part]]:
    """The text in pieces that end at these places."""
    rest = list(parts)
    passed = 0
    for place in places:
        piece: list[Part] = []
        while rest and passed + len(rest[0][0]) <= place:
            piece.append(rest.pop(0))
            passed += len(piece[-1][0])
        if rest and passed < place:
            text, style = rest[0]
            piece.append((text[: place - passed], style))
            rest[0] = (text[place - passed :], style)
            passed = place
        yield piece
    yield rest


def _stripped(line: Line, *, fields: bool = False) -> Line:
    """The line without white space at its end; with `fields` that of a style stays, which shows."""
    made = list(line)
    while made:
        text, style = made.pop()
        if text := text if fields and style else text.rstrip():
            return [*made, (text, style)]
    return made


class Page:
    """Lines, one below the other."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []

    def blank(self) -> None:
        """An empty line."""
        self.lines.append(())

    def show(self, *parts: Part, indent: int = 0) -> None:
        """A text, wrapped."""
        self.beside([], parts, indent=indent)

    def whole(self, text: str) -> None:
        """A text on one line, however long."""
        self.lines.append(((text, ""),))

    def beside(self, left: Line, right: Line, *, indent: int = 0, room: int | None = None) -> None:
        """A text, wrapped, beside a short one that has `room` columns with the gap between."""
        if room is None:
            room = sum(columns(text) for text, _ in left)
        for at, line in enumerate(wrapped(right, self.width - indent - room)):
            before = [] if at else list(left)
            used = sum(columns(text) for text, _ in before)
            self.lines.append([(" " * indent, ""), *before, (" " * (room - used), ""), *line])

    def across(self, title: str, sign: str) -> None:
        """A line across the page with a title in it."""
        most = self.width - 2
        if columns(title) > most:
            title = next(iter(_chopped(title, most - 1))) + "…"
        rest = sign * (self.width - columns(title) - 1)
        self.lines.append(((title, "bold"), (f" {rest}", "")))

    def text(self, *, colour: bool) -> str:
        """The page, each line with its end; with `colour` as terminals show it."""
        if colour:
            from debias.reports.console import painted  # noqa: PLC0415 - brings rich

            return painted(_stripped(line, fields=True) for line in self.lines)
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in self.lines)
