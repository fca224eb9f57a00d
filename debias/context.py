"""A document made ready for looking: normalised blocks, the prefilter, what stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from debias import wording
from debias.document import CELL, HEADING, ITEM, PARAGRAPH, Block, Document
from debias.probing import Probing, Span
from debias.rule import RuleSet

# "Refer to a consultant if any of these apply": the first item of a list, leading in the others.
_LEADS_IN = re.compile(
    r"[^.?!]{5,150}(?::|\b(?:if|when|where|for|appl(?:y|ies)|following|of these))\s*$"
)

_NEXT_BLOCK_COUNTS_UP_TO = 600  # characters: beyond, "the next sentences" are only its first two
# "3.1 Audit", "MONITORING", "Scope": numbered or of few words, no sentence, nothing to fill in.
_READS_LIKE_HEADING = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.;:?!_☐|]{2,70}|[A-Z][A-Z ,&/'()-]{3,70}|"
    r"[A-Z][\w'-]+(?: [\w'&/-]+){0,5})\s*:?\s*$"
)


_LONGEST_HEADING = 200  # characters


class Reading(Probing):
    """One document under a rule set's probes.

    Spans and texts are of the normalised copy; `source_span` leads back. Everything is worked out
    when first asked for and kept.
    """

    def __init__(self, document: Document, ruleset: RuleSet) -> None:
        self.document = document
        self.blocks: tuple[Block, ...] = document.blocks
        self._normals = [wording.normalise(block.text) for block in document.blocks]
        super().__init__([normal.text for normal in self._normals], ruleset)
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._quotations: dict[int, tuple[Span, ...]] = {}
        self._rows: dict[tuple[int, int], list[int]] | None = None
        self._tops: dict[tuple[int, int], int] | None = None
        self._lists: dict[int, list[int]] | None = None
        self._sections: dict[tuple[str, ...], list[int]] | None = None

    def may_hold(self, probe: int, block: int) -> bool:
        """Whether a probe may match in a block, or in what stands over or beside it."""
        if self.may_match(probe, block):
            return True
        return any(self.tells(probe, text) for text in self.headings(block)) or any(
            self.may_match(probe, other) for other in self.row(block)
        )

    def is_heading(self, block: int) -> bool:
        """Whether a block is a heading, or a short line that reads like one where the format
        marks none: "3. Monitoring compliance"."""
        kind, text = self.blocks[block].kind, self.texts[block]
        if kind == HEADING:
            return True
        return (
            kind in (PARAGRAPH, ITEM)
            and len(text) <= _LONGEST_HEADING
            and _READS_LIKE_HEADING.match(text) is not None
        )

    def first_line(self, block: int) -> str:
        """The first of several lines of a paragraph where it reads like a heading, or nothing."""
        first, _, rest = self.blocks[block].text.partition("\n")
        if self.blocks[block].kind != PARAGRAPH or not rest:
            return ""
        copy = wording.normalise(first).text
        return copy if _READS_LIKE_HEADING.match(copy) else ""

    # --- what stands around ---------------------------------------------------------------

    def source_span(self, block: int, start: int, end: int) -> Span:
        """The span of the block's own text behind a span of its normalised copy."""
        return self._normals[block].source_span(start, end)

    def sentences(self, block: int) -> tuple[Span, ...]:
        """The spans of a block's sentences."""
        found = self._sentences.get(block)
        if found is None:
            found = self._sentences[block] = wording.sentences(self.texts[block])
        return found

    def sentence(self, block: int, place: int) -> Span:
        """The sentence of a block that holds a place."""
        spans = self.sentences(block)
        at = bisect_right(spans, place, key=lambda span: span[1])
        return spans[min(at, len(spans) - 1)]

    def quotations(self, block: int) -> tuple[Span, ...]:
        """The spans of a block that stand in quotation marks."""
        found = self._quotations.get(block)
        if found is None:
            found = self._quotations[block] = wording.quotations(self.texts[block])
        return found

    def headings(self, block: int) -> Iterator[str]:
        """The section path, lead-in, table headers and form label of a block; of an item, also
        the first of its list where that leads in the rest."""
        it = self.blocks[block]
        yield from it.section
        yield it.lead_in
        if it.list_number is not None:
            first = self.list_items(block)[0]
            if first != block and _LEADS_IN.match(self.texts[first]):
                yield self.texts[first]
        if it.cell is not None:
            yield it.cell.row_header
            yield it.cell.column_header
        if it.field is not None:
            yield it.field.label

    def row(self, block: int) -> Sequence[int]:
        """The blocks of the same table row, in order; none outside tables."""
        cell = self.blocks[block].cell
        if cell is None:
            return ()
        if self._rows is None:
            self._rows = {}
            for number, other in enumerate(self.blocks):
                if other.cell is not None:
                    self._rows.setdefault((other.cell.table, other.cell.row), []).append(number)
        return self._rows[cell.table, cell.row]

    def list_items(self, block: int) -> Sequence[int]:
        """The blocks of the same list, in order; none outside lists."""
        number = self.blocks[block].list_number
        if number is None:
            return ()
        if self._lists is None:
            self._lists = {}
            for at, other in enumerate(self.blocks):
                if other.list_number is not None:
                    self._lists.setdefault(other.list_number, []).append(at)
        return self._lists[number]

    def section(self, block: int) -> Sequence[int]:
        """The blocks under the same headings, in order, sub-sections and the headings included."""
        if self._sections is None:
            self._sections = {}
            for at, other in enumerate(self.blocks):
                path = other.section
                if other.kind == HEADING:
                    path = (*path, other.text)
                for depth in range(len(path) + 1):
                    self._sections.setdefault(path[:depth], []).append(at)
        it = self.blocks[block]
        path = (*it.section, it.text) if it.kind == HEADING else it.section
        return self._sections[path]

    def nearby(self, block: int, start: int) -> Iterator[tuple[int, int, int]]:
        """(block, start, end) of the sentence before to the two after, into the next block."""
        sentences = self.sentences(block)
        at = next((n for n, (_, end) in enumerate(sentences) if start < end), len(sentences) - 1)
        first = sentences[max(0, at - 1)][0]
        last = sentences[min(len(sentences) - 1, at + 2)][1]
        yield block, first, last
        if at + 2 >= len(sentences):
            after = block + 1
            if self._continues(block, after):
                end = len(self.texts[after])
                if end > _NEXT_BLOCK_COUNTS_UP_TO:
                    end = self.sentences(after)[:2][-1][1]
                yield after, 0, end

    def _continues(self, block: int, after: int) -> bool:
        if after >= len(self.blocks):
            return False
        here, there = self.blocks[block], self.blocks[after]
        if there.kind == HEADING or here.section != there.section:
            return False
        return (here.kind == CELL) == (there.kind == CELL) and here.list_number == there.list_number

    def holds(  # noqa: PLR0911, PLR0912
        self, probe: int, scope: str, block: int, start: int, end: int
    ) -> bool:
        """Whether a probe matches in a scope around the span of a block."""
        if scope == "overlapping":
            return any(s < end and start < e for s, e in self.spans(probe, block))
        if scope in ("before", "after"):
            if not self.may_match(probe, block):
                return False
            first, last = self.sentence(block, start)
            span = (first, start) if scope == "before" else (end, max(end, last))
            return self.occurs(probe, block, *span)
        if scope == "sentence":
            return self._in_sentence(probe, block, start, end)
        if scope == "nearby":
            return any(
                any(first <= s and e <= last for s, e in self.spans(probe, near))
                for near, first, last in self.nearby(block, start)
            )
        if scope == "block":
            return bool(self.spans(probe, block))
        if scope == "headings":
            return any(self.tells(probe, text) for text in self.headings(block))
        if scope == "context":
            return (
                self._in_sentence(probe, block, start, end)
                or any(self.spans(probe, b) for b in self.row(block) if b != block)
                or any(self.tells(probe, text) for text in self.headings(block))
            )
        if scope == "row":
            blocks = self.row(block) or (block,)
            return any(self.spans(probe, b) for b in blocks) or any(
                self.tells(probe, text) for text in self.headings(block) if self.blocks[block].cell
            )
        if scope == "around":
            return (
                self.holds(probe, "context", block, start, end)
                or self._near(probe, block, start)
                or self.tells(probe, self.document.title)
            )
        if scope == "cells":
            cell = self.blocks[block].cell
            return cell is not None and (
                any(self.spans(probe, b) for b in self.row(block) if b != block)
                or self.tells(probe, cell.row_header)
                or self.tells(probe, cell.column_header)
            )
        if scope == "column":
            return self._in_column(probe, block)
        if scope == "list":
            return any(self.spans(probe, b) for b in self.list_items(block) or (block,)) or (
                self.tells(probe, self.blocks[block].lead_in)
            )
        if scope == "section":
            return self.any_of(probe, self.section(block))
        return self.first_block(probe) >= 0

    def _near(self, probe: int, block: int, start: int) -> bool:
        """Whether a probe matches in the sentences around; of an item or a cell in its own only,
        for its neighbours are others."""
        alone = self.blocks[block].kind in (CELL, ITEM)
        return any(
            any(first <= s and e <= last for s, e in self.spans(probe, near))
            for near, first, last in self.nearby(block, start)
            if near == block or not alone
        )

    def _in_column(self, probe: int, block: int) -> bool:
        cell = self.blocks[block].cell
        if cell is None:
            return False
        if self._tops is None:
            self._tops = {}
            for number, other in enumerate(self.blocks):
                if other.cell is not None and self.texts[number].strip():
                    self._tops.setdefault((other.cell.table, other.cell.column), number)
        top = self._tops.get((cell.table, cell.column), block)
        return self.tells(probe, cell.column_header) or (
            top != block and bool(self.spans(probe, top))
        )

    def _in_sentence(self, probe: int, block: int, start: int, end: int) -> bool:
        first = self.sentence(block, start)[0]
        last = self.sentence(block, max(start, end - 1))[1]
        return any(first <= s and e <= last for s, e in self.spans(probe, block))
