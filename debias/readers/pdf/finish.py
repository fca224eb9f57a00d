"""Turns drafts into blocks: words put right, lines joined, sections, lead-ins and headers told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from debias.document import CELL, FOOTER, HEADER, HEADING, ITEM, PARAGRAPH, QUOTE, Block, Cell
from debias.readers.pdf.anchors import Anchor, Piece
from debias.readers.pdf.drafts import Draft, Place
from debias.readers.pdf.glyphs import corrected
from debias.readers.pdf.hyphens import Vocabulary
from debias.readers.pdf.page_text import HYPHEN
from debias.readers.pdf.table_headers import Words, cells_of

_SOFT = "\xad"
_INTRODUCES = re.compile(r"[^.!?]\s*\Z")  # a numbered sequel is not introduced by a sentence


def finished(
    drafts: Sequence[Draft], texts: Mapping[int, str], words: Vocabulary
) -> tuple[list[Block], list[Anchor]]:
    """The blocks and, in the same order, their anchors; drafts that show nothing are left out."""
    kept: list[tuple[Draft, str]] = []
    anchors: list[Anchor] = []
    for draft in drafts:
        if draft.words:
            text, pieces = draft.words, tuple[Piece, ...]()
        else:
            text, pieces = _joined(draft, texts[draft.page], words)
        if text.strip():
            kept.append((draft, text))
            anchors.append(Anchor(draft.page, pieces, draft.box))
    cells = _cells(kept)
    teller = _Teller()
    return [teller.block(draft, text, cells) for draft, text in kept], anchors


class _Teller:
    """Goes through the drafts in reading order and remembers what stands above."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._lead_ins: dict[int, str] = {}
        self._before: tuple[Draft, str] | None = None  # the body block before
        self._items: dict[int, str] = {}  # the last item of each level

    def block(self, draft: Draft, text: str, cells: Mapping[Place, Cell]) -> Block:
        kind = draft.kind
        if kind == HEADING:
            while self._headings and self._headings[-1][0] >= draft.level:
                self._headings.pop()
        if kind in (HEADER, FOOTER):
            return Block(kind, text)
        cell = cells.get(draft.place) if draft.place else None
        block = Block(
            CELL if kind == PARAGRAPH and draft.place else kind,
            text,
            section=tuple(title for _, title in self._headings),
            level=draft.level,
            lead_in=self._lead_in(draft, cell) if kind == ITEM else "",
            list_number=draft.list_number,
            cell=cell,
            field=draft.field,
            quoted=kind == QUOTE,
        )
        if kind == HEADING:
            self._headings.append((draft.level, _folded(text)))
        elif kind == ITEM:
            self._items[draft.level] = text
        self._before = (draft, text)
        return block

    def _lead_in(self, draft: Draft, cell: Cell | None) -> str:
        """What introduces a list: the paragraph before, the item or table around, the heading."""
        number = draft.list_number if draft.list_number is not None else -1
        if number not in self._lead_ins:
            self._lead_ins[number] = _folded(self._introduction(draft, cell))
        return self._lead_ins[number]

    def _introduction(self, draft: Draft, cell: Cell | None) -> str:
        if self._before is not None:
            before, text = self._before
            if (
                before.kind == PARAGRAPH
                and before.place == draft.place
                and (draft.tagged or draft.skip or _INTRODUCES.search(text))
            ):
                return text
        if draft.level > 1 and draft.level - 1 in self._items:
            return self._items[draft.level - 1]
        if cell is not None and (cell.column_header or cell.row_header):
            return cell.column_header or cell.row_header
        return self._headings[-1][1] if self._headings else ""


def _cells(kept: Sequence[tuple[Draft, str]]) -> dict[Place, Cell]:
    """The cell of every place, with its headers."""
    tables: dict[int, dict[Place, Words]] = {}
    for draft, text in kept:
        if draft.place is not None:
            table = tables.setdefault(draft.place.table, {})
            before = table.get(draft.place, Words("", True))
            table[draft.place] = Words(
                f"{before.text} {_folded(text)}".strip(),
                before.bold and all(line.bold for line in draft.lines),
            )
    return {place: cell for table in tables.values() for place, cell in cells_of(table).items()}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _joined(draft: Draft, page: str, words: Vocabulary) -> tuple[str, tuple[Piece, ...]]:
    """The text of lines and where each piece of it stands; hyphens at line ends are settled."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    spans = [(line.start, line.end) for line in draft.lines]
    if spans and draft.skip:
        spans[0] = (spans[0][0] + draft.skip, spans[0][1])
    lines = [line for span in spans if (line := _stripped(page, *span))]
    for number, (start, end) in enumerate(lines):
        last = number + 1 == len(lines)
        cut = page[end - 1] in (HYPHEN, _SOFT)
        for right, first, stop in corrected(page[start : end - cut]):
            parts.append(right)
            pieces.append(Piece(length, length + len(right), start + first, start + stop, number))
            length += len(right)
        ending = "" if last else "\n"
        if cut:
            following = "" if last else page[slice(*lines[number + 1])]
            kept = last or words.keeps_hyphen(page[start : end - 1], following)
            ending = "-" if kept else ""
            if kept:
                pieces.append(Piece(length, length + 1, end - 1, end, number))
        parts.append(ending)
        length += len(ending)
    return "".join(parts), tuple(pieces)


def _stripped(page: str, start: int, end: int) -> tuple[int, int] | None:
    text = page[start:end]
    kept = text.strip()
    if not kept:
        return None
    start += len(text) - len(text.lstrip())
    return start, start + len(kept)
