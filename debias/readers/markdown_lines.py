"""Small steps within a line of Markdown: indentation with tabs, table cells, ranges of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Range: TypeAlias = tuple[int, int]

_SPACE = re.compile(r"[ \t]*+")
_TEXT = re.compile(r" *+(?=[^ \t]|$)")
_BAR = re.compile(r"(?:[^|\\]|\\.)*+", re.DOTALL)


def skip(line: str, pos: int, column: int) -> tuple[int, int]:
    """Past the white space at `pos`, which is in `column`: where it ends, and in which column."""
    plain = _TEXT.match(line, pos)
    if plain is not None:
        end = plain.end()
        return end, column + end - pos
    found = _SPACE.match(line, pos)
    end = pos if found is None else found.end()
    for character in line[pos:end]:
        column += 4 - column % 4 if character == "\t" else 1
    return end, column


def advance(line: str, pos: int, column: int, columns: int) -> tuple[int, int]:
    """Past up to `columns` columns of white space; a tab may be taken in part."""
    target = column + columns
    while column < target and pos < len(line):
        character = line[pos]
        if character == "\t":
            stop = column + 4 - column % 4
            if stop > target:
                return pos, target
            column = stop
        elif character == " ":
            column += 1
        else:
            break
        pos += 1
    return pos, column


def cells(row: str) -> list[Range]:
    """The cells of a table row as ranges of it, without the white space around them."""
    found: list[Range] = []
    pos = len(row) - len(row.lstrip())
    end = len(row.rstrip())
    if row[pos : pos + 1] == "|":
        pos += 1
    while pos < end or not found:
        match = _BAR.match(row, pos, end)
        stop = pos if match is None else match.end()
        if stop < end and row[stop] == "\\":  # a backslash that ends the row
            stop = end
        text = row[pos:stop]
        left = pos + len(text) - len(text.lstrip())
        found.append((left, max(left, left + len(text.strip()))))
        pos = stop + 1
    return found


def join_ranges(source: str, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Join lines that have only white space between them; others keep their line break."""
    joined: list[Range] = []
    start, end = ranges[0]
    for following, until in ranges[1:]:
        between = source[end:following]
        if not between.strip():
            end = until
            continue
        first = between[: 2 if between.startswith("\r\n") else 1]
        joined.append((start, end + len(first)))
        start, end = following, until
    joined.append((start, end))
    return tuple(joined)
