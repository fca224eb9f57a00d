"""Turns drafts into blocks: words put right, lines joined, sections and lead-ins filled in."""

from __future__ import annotations

from collections.abc import Sequence

from debias.document import HEADING, Block
from debias.readers.pdf.anchors import Anchor, Piece
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.glyphs import corrected
from debias.readers.pdf.hyphens import Vocabulary
from debias.readers.pdf.page_text import HYPHEN

_SOFT = "\xad"


def finished(
    drafts: Sequence[Draft], texts: Sequence[str], words: Vocabulary
) -> tuple[list[Block], list[Anchor]]:
    """The blocks and, in the same order, their anchors; drafts that show nothing are left out."""
    blocks: list[Block] = []
    anchors: list[Anchor] = []
    headings: list[tuple[int, str]] = []
    for draft in drafts:
        if draft.words:
            text, anchor = draft.words, Anchor(draft.page, (), draft.box)
        else:
            text, pieces = _joined(draft.spans, texts[draft.page], words)
            anchor = Anchor(draft.page, pieces)
        if not text.strip():
            continue
        if draft.kind == HEADING:
            while headings and headings[-1][0] >= draft.level:
                headings.pop()
        blocks.append(
            Block(
                draft.kind,
                text,
                section=tuple(title for _, title in headings),
                level=draft.level,
                list_number=draft.list_number,
                field=draft.field,
            )
        )
        anchors.append(anchor)
        if draft.kind == HEADING:
            headings.append((draft.level, " ".join(text.split())))
    return blocks, anchors


def _joined(
    spans: Sequence[tuple[int, int]], page: str, words: Vocabulary
) -> tuple[str, tuple[Piece, ...]]:
    """The text of lines and where each piece of it stands; hyphens at line ends are settled."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
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
