"""A document made ready for looking: normalised blocks, the prefilter, what stands around."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

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
        self._sentences: dict[int, tuple[tuple[Span, ...], tuple[int, ...]]] = {}
        self._over = array("I", bytes(4 * len(document.blocks)))  # of each block, a group and one
        self._groups: dict[tuple[str, ...], int] = {}  # of texts over blocks
        self._told_over: dict[int, dict[int, bool]] = {}  # of each probe, by group
        self._quotations: dict[int, tuple[Span, ...]] = {}
        self._rows: dict[tuple[int, int], list[int]] | None = None
        self._tops: dict[tuple[int, int], int] | None = None
        self._lists: dict[int, list[int]] | None = None
        self._sections: dict[tuple[str, ...], list[int]] | None = None

    def may_hold(self, probe: int, block: int) -> bool:
        """Whether a probe may match in a block, or in what stands over or beside it."""
        return (
            self.may_match(probe, block)
            or self._in_headings(probe, block)
            or any(self.may_match(probe, other) for other in self.row(block))
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
        return self._sentences_and_ends(block)[0]

    def _sentences_and_ends(self, block: int) -> tuple[tuple[Span, ...], tuple[int, ...]]:
        text = self._text[block]
        found = self._sentences.get(text)
        if found is None:
            spans = wording.sentences(self.texts[block])
            found = self._sentences[text] = spans, tuple(end for _, end in spans[:-1])
        return found

    def sentence(self, block: int, place: int) -> Span:
        """The sentence of a block that holds a place."""
        spans, ends = self._sentences_and_ends(block)
        return spans[bisect_right(ends, place)] if ends else spans[0]

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
        sentences, ends = self._sentences_and_ends(block)
        at = bisect_right(ends, start)
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

    def holds(self, probe: int, scope: str, block: int, start: int, end: int) -> bool:
        """Whether a probe matches in a scope around the span of a block."""
        return _SCOPES[scope](self, probe, block, start, end)

    # Each scope by itself: what is cheap and mostly says no comes first.

    def _overlapping(self, probe: int, block: int, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self.spans(probe, block))

    def _before(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        if not self.may_match(probe, block):
            return False
        return self.occurs(probe, block, self.sentence(block, start)[0], start)

    def _after(self, probe: int, block: int, start: int, end: int) -> bool:
        if not self.may_match(probe, block):
            return False
        return self.occurs(probe, block, end, max(end, self.sentence(block, start)[1]))

    def _in_sentence(self, probe: int, block: int, start: int, end: int) -> bool:
        spans = self.spans(probe, block)
        if not spans:
            return False
        first = self.sentence(block, start)[0]
        last = self.sentence(block, max(start, end - 1))[1]
        return any(first <= s and e <= last for s, e in spans)

    def _nearby(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return self._near(probe, block, start, alone=False)

    def _near(self, probe: int, block: int, start: int, *, alone: bool) -> bool:
        """Whether a probe matches in the sentences around; with `alone` in those of the block."""
        after = block + 1
        if not self.spans(probe, block) and (
            alone or after == len(self.texts) or not self.may_match(probe, after)
        ):
            return False
        return any(
            any(first <= s and e <= last for s, e in self.spans(probe, near))
            for near, first, last in self.nearby(block, start)
            if near == block or not alone
        )

    def _in_block(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return bool(self.spans(probe, block))

    def _under(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return self._in_headings(probe, block)

    def _in_headings(self, probe: int, block: int) -> bool:
        known = self._told_over.get(probe)
        if known is None:
            known = self._told_over[probe] = {}
        group = self._over[block]
        if not group:
            texts = tuple(dict.fromkeys(filter(None, self.headings(block))))
            group = self._groups.setdefault(texts, len(self._groups) + 1)
            self._over[block] = group
        told = known.get(group)
        if told is None:
            told = known[group] = any(self.tells(probe, text) for text in self.headings(block))
            self._kept += 1
        return told

    def _forget(self) -> None:
        super()._forget()
        self._told_over.clear()

    def _in_context(self, probe: int, block: int, start: int, end: int) -> bool:
        return (
            self._in_sentence(probe, block, start, end)
            or any(self.spans(probe, b) for b in self.row(block) if b != block)
            or self._in_headings(probe, block)
        )

    def _in_row(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return any(self.spans(probe, b) for b in self.row(block) or (block,)) or (
            self.blocks[block].cell is not None and self._in_headings(probe, block)
        )

    def _around(self, probe: int, block: int, start: int, end: int) -> bool:
        alone = self.blocks[block].kind in (CELL, ITEM)  # their neighbours are others
        return (
            self._in_context(probe, block, start, end)
            or self._near(probe, block, start, alone=alone)
            or self.tells(probe, self.document.title)
        )

    def _in_cells(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        cell = self.blocks[block].cell
        return cell is not None and (
            any(self.spans(probe, b) for b in self.row(block) if b != block)
            or self.tells(probe, cell.row_header)
            or self.tells(probe, cell.column_header)
        )

    def _in_list(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return any(self.spans(probe, b) for b in self.list_items(block) or (block,)) or (
            self.tells(probe, self.blocks[block].lead_in)
        )

    def _in_section(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return self.any_of(probe, self.section(block))

    def _in_document(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
        return self.first_block(probe) >= 0

    def _in_column(self, probe: int, block: int, start: int, end: int) -> bool:  # noqa: ARG002
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


_SCOPES: dict[str, Callable[[Reading, int, int, int, int], bool]] = {
    "overlapping": Reading._overlapping,
    "before": Reading._before,
    "after": Reading._after,
    "sentence": Reading._in_sentence,
    "nearby": Reading._nearby,
    "block": Reading._in_block,
    "headings": Reading._under,
    "context": Reading._in_context,
    "row": Reading._in_row,
    "around": Reading._around,
    "cells": Reading._in_cells,
    "column": Reading._in_column,
    "list": Reading._in_list,
    "section": Reading._in_section,
    "document": Reading._in_document,
}
