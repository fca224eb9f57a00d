"""Reads Markdown: CommonMark with GFM's tables, task lists, footnotes and the HTML inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from debias.document import ALT, CELL, ITEM, NOTE, PARAGRAPH, QUOTE, Cell
from debias.readers.encoding import decode
from debias.readers.markdown_inline import SPECIAL, inline
from debias.readers.markdown_lines import cells
from debias.readers.markdown_structure import structure
from debias.readers.source import assemble, fold
from debias.readers.source_blocks import BlockList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from debias.document import Document
    from debias.readers.markdown_containers import Item, Leaf, List
    from debias.readers.markdown_lines import Range
    from debias.readers.source import Piece, Segments

_FRONT = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.S | re.M
)
_SETTING = {  # what front matter has and a text between two rules has not
    "---": re.compile(r"^[\w\"'][\w \"'.-]*:(?:[ \t]|$)", re.M),
    "+++": re.compile(r"^[\w\"'][\w \"'.-]*=", re.M),
}
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*$", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])(?:(?!\1).)+(?<![\s.;,])\1[ \t]*:?")
_BOLD_LEVEL = 7
_LONGEST_HEADING = 120  # characters of a bold line; what is longer is a warning, not a heading
_COMMENT = re.compile(r"\s*(?:<!--(?:(?!-->).)*+-->\s*)+\Z", re.S)


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:  # noqa: ARG001
    """Read Markdown given as bytes. `limits` has nothing that concerns it."""
    source, encoding, unread = decode(data)
    blocks = BlockList()
    read_part(blocks, source)
    return blocks.document(path, "markdown", source, encoding, unread)


def read_part(blocks: BlockList, text: str) -> None:
    """Read Markdown into `blocks`."""
    _Reader(blocks, text).run()


class _Reader:
    def __init__(self, blocks: BlockList, source: str) -> None:
        self.blocks = blocks
        self.source = source
        self.texts: dict[int, str] = {}  # of the leaves that can introduce a list
        self.lead_ins: dict[int, str] = {}  # by number of the list
        self.colon: dict[int, Item] = {}  # by number of the list: a first item that ends in ":"

    def run(self) -> None:
        """Turn the whole source into blocks."""
        start = self._front_matter()
        found = structure(self.source, start)
        self.references, self.notes = found.references, found.notes
        for number, leaf in enumerate(found.leaves):
            if leaf.kind == "table":
                self._table(leaf)
            elif leaf.kind == "html":
                self._html(leaf)
            else:
                self._text(number, leaf)

    def _front_matter(self) -> int:
        """Where the document starts after its front matter, whose title is the document's."""
        found = _FRONT.match(self.source)
        if found is None or not _SETTING[found[1]].search(found[2]):
            return 0
        title = _TITLE.search(found[2])
        if title is not None:
            self.blocks.title = title[1].strip("\"'")
        return found.end()

    def _text(self, number: int, leaf: Leaf) -> None:
        """A heading or paragraph, and then what it holds that is read apart."""
        ranges = leaf.ranges
        raw = self.source[ranges[0][0] : ranges[0][1]] if len(ranges) == 1 else None
        if raw is not None and not SPECIAL.search(raw):
            text, segments = assemble(((raw, *ranges[0]),))
            self._add(number, leaf, text, segments)
            return
        raw = "".join(self.source[start:end] for start, end in ranges) if raw is None else raw
        markup = inline(raw, self.references, self.notes)
        text, segments = assemble(_pieces(raw, ranges, markup.cuts, 0, len(raw)))
        bold = (
            leaf.kind == "paragraph"
            and leaf.item is None
            and not (leaf.quoted or leaf.note)
            and len(text) <= _LONGEST_HEADING
            and _BOLD.fullmatch(raw.strip()) is not None
        )
        if bold:
            self.blocks.add_heading(text, segments, _BOLD_LEVEL)
            self.texts[number] = text
        else:
            self._add(number, leaf, text, segments)
        for start, end in markup.apart:
            text, segments = assemble(_pieces(raw, ranges, markup.cuts, start, end))
            self.blocks.add(ALT, text, segments, quoted=leaf.quoted)
        for start, end in markup.titles:
            text, segments = assemble(((self.source[start:end], start, end),))
            self.blocks.add(ALT, text, segments, quoted=leaf.quoted)

    def _add(self, number: int, leaf: Leaf, text: str, segments: Segments) -> None:
        if leaf.kind == "heading":
            opens = leaf.item is None and not leaf.quoted
            self.blocks.add_heading(text, segments, leaf.level, opens=opens, quoted=leaf.quoted)
        elif leaf.item is not None:
            self._item(number, leaf, leaf.item, text, segments)
        else:
            self.texts[number] = text
            kind = NOTE if leaf.note else QUOTE if leaf.quoted else PARAGRAPH
            self.blocks.add(kind, text, segments, quoted=leaf.quoted)

    def _item(self, number: int, leaf: Leaf, item: Item, text: str, segments: Segments) -> None:
        self.texts[number] = text
        of = item.of
        first = of.number < 0
        lead_in = self._lead_in(of)
        before = self.colon.get(of.number)
        if before is not None and before is not item and not text.endswith(":"):
            lead_in = fold(self.texts.get(before.first or 0, "")) or lead_in
        if first and of.lead is None and of.parent is None and text.endswith(":"):
            self.colon[of.number] = item
        self.blocks.add(
            NOTE if leaf.note else ITEM,
            text,
            segments,
            level=of.level,
            lead_in=lead_in,
            list_number=of.number,
            quoted=leaf.quoted,
        )

    def _lead_in(self, of: List) -> str:
        """What introduces a list: the paragraph before it, the item around it, the heading."""
        if of.number < 0:
            of.number = self.blocks.number("list")
            text = self.texts.get(of.lead, "") if of.lead is not None else ""
            if of.parent is not None:
                text = text or self.texts.get(of.parent.first or 0, "")
                # An item with a list of its own introduces that one, not its neighbours.
                if self.colon.get(of.parent.of.number) is of.parent:
                    del self.colon[of.parent.of.number]
            self.lead_ins[of.number] = fold(text) or self.blocks.lead_in()
        return self.lead_ins[of.number]

    def _table(self, leaf: Leaf) -> None:
        """A table's cells; one whose header row is empty has no column headers."""
        table = self.blocks.number("table")
        columns: list[str] = []
        for row, (start, end) in enumerate(leaf.ranges):
            row_header = ""
            line = self.source[start:end]
            for column, (left, right) in enumerate(cells(line)):
                raw = line[left:right]
                ranges = ((start + left, start + right),)
                markup = inline(raw, self.references, self.notes)
                text, segments = assemble(_pieces(raw, ranges, markup.cuts, 0, len(raw)))
                if row == 0:
                    columns.append(fold(text))
                place = Cell(
                    table,
                    row,
                    column,
                    row_header,
                    columns[column] if row and column < len(columns) else "",
                    is_header=row == 0,
                )
                self.blocks.add(CELL, text, segments, cell=place, quoted=leaf.quoted)
                if column == 0 and row:
                    row_header = fold(text)
                for low, high in markup.apart:
                    text, segments = assemble(_pieces(raw, ranges, markup.cuts, low, high))
                    self.blocks.add(ALT, text, segments, cell=place, quoted=leaf.quoted)

    def _html(self, leaf: Leaf) -> None:
        """A stretch of HTML, read by the reader for HTML."""
        start, end = leaf.ranges[0][0], leaf.ranges[-1][1]
        text = self.source[start:end]
        if _COMMENT.match(text):
            return
        from debias.readers.hypertext import read_part as read_html  # noqa: PLC0415 - most files have none

        if len(leaf.ranges) > 1 and (leaf.quoted or leaf.item is not None):
            text = _masked(self.source, leaf.ranges)
        read_html(self.blocks, text, start, quoted=leaf.quoted)


def _pieces(
    raw: str, ranges: tuple[Range, ...], cuts: list[tuple[int, int, str]], start: int, end: int
) -> Iterator[Piece]:
    """The text from `start` to `end` of `raw` without its cuts, each piece with its source."""
    places = _Places(ranges)
    at = start
    for low, high, instead in cuts:
        if low < at or high > end:
            continue
        yield from places.verbatim(raw, at, low)
        if instead:
            yield instead, places.source(low), places.source(high - 1) + 1
        at = high
    yield from places.verbatim(raw, at, end)


class _Places:
    """Where in the source a text is that was put together from ranges of it."""

    __slots__ = ("ends", "ranges")

    def __init__(self, ranges: tuple[Range, ...]) -> None:
        self.ranges = ranges
        self.ends: list[int] = []
        total = 0
        for start, end in ranges:
            total += end - start
            self.ends.append(total)

    def source(self, offset: int) -> int:
        number = bisect_right(self.ends, offset)
        return self.ranges[number][1] - self.ends[number] + offset

    def verbatim(self, raw: str, start: int, end: int) -> Iterator[Piece]:
        while start < end:
            number = bisect_right(self.ends, start)
            until = min(end, self.ends[number])
            at = self.ranges[number][1] - self.ends[number] + start
            yield raw[start:until], at, at + until - start
            start = until


def _masked(source: str, ranges: tuple[Range, ...]) -> str:
    """The source from the first range to the last, with spaces for what is between them."""
    parts: list[str] = []
    at = ranges[0][0]
    for start, end in ranges:
        between = source[at:start]
        parts.append("".join(each if each in "\r\n" else " " for each in between))
        parts.append(source[start:end])
        at = end
    return "".join(parts)
