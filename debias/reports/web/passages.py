"""Blocks of a document as the page takes them: cut where a marked passage begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from debias.document import Block

Span: TypeAlias = tuple[int, int, int]
"""Start and end in a block's text, in code points, and the number of the finding."""
Piece: TypeAlias = "str | list[str | list[int]]"
"""Text between passages, or [text, [numbers of the findings that point at it]]."""

# Signs that reorder the letters around them, and control characters: shown by name, so that what
# is on the screen is what is in the file. Line feeds and tabs are left as they are.
_NAMES = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def shown(text: str) -> str:
    """The text as it may stand on the page: line ends as line feeds, unseen signs by name."""
    return _UNSEEN.sub(_name, _LINE_ENDS.sub("\n", text))


def _name(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"[{_NAMES.get(code, f'U+{code:04X}')}]"


def pieces(text: str, spans: Sequence[Span]) -> list[Piece]:
    """The text in order, cut at both ends of every span; spans may overlap and be empty."""
    inside = [(s, e, n) for s, e, n in spans if s < e]
    cuts = sorted({0, len(text), *(at for s, e, _ in inside for at in (s, e) if at <= len(text))})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        part = shown(text[start:end])
        numbers = [n for s, e, n in inside if s <= start and end <= e]
        found.append([part, list(dict.fromkeys(numbers))] if numbers else part)
    return found


def rows(
    blocks: Iterable[Block], spans: dict[int, list[Span]], keep: set[int] | None
) -> list[object]:
    """Each block as [kind, level, pieces] with [table, row, column, header] behind it in a table.

    With `keep`, blocks that are not in it are left out; a number stands for how many.
    """
    found: list[object] = []
    for number, block in enumerate(blocks):
        if keep is not None and number not in keep:
            if found and isinstance(found[-1], int):
                found[-1] += 1
            else:
                found.append(1)
            continue
        if not block.text.strip():
            continue
        row: list[object] = [block.kind, block.level, pieces(block.text, spans.get(number, ()))]
        if block.cell is not None:
            cell = block.cell
            row.append([cell.table, cell.row, cell.column, int(cell.is_header)])
        found.append(row)
    return found


def near(spans: dict[int, list[Span]], blocks: int, reach: int) -> set[int]:
    """The numbers of the blocks that hold a passage, and of `reach` blocks on either side."""
    return {
        number
        for marked in spans
        for number in range(max(0, marked - reach), min(blocks, marked + reach + 1))
    }
