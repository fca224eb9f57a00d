"""Turns the tags and texts of HTML into blocks, as the standard library's parser meets them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from debias.document import ALT, FIELD, HEADING, ITEM, OPTION, PARAGRAPH, QUOTE
from debias.readers.hypertext_context import (
    CELLS,
    ENDS,
    OUTWARD,
    TITLE,
    VOID,
    Context,
    Element,
)
from debias.readers.hypertext_forms import BUTTONS, TEXTS
from debias.readers.hypertext_meaning import FIELDS, Meaning
from debias.readers.hypertext_tags import INLINE, SPOKEN, attributes, decoded, is_note_mark
from debias.readers.source import assemble, fold

if TYPE_CHECKING:
    from debias.readers.hypertext_forms import Attributes, Control
    from debias.readers.source import Piece, Segments
    from debias.readers.source_blocks import BlockList

# These stand on their own even in the middle of a sentence.
_APART = FIELDS | {"option", "select"}
_SPOKEN_BY = {"optgroup": "label", "track": "label", "table": "summary"}
_UNSEEN = frozenset({"link", "meta", "style", "script", "template", "param", "base"})
_PARAGRAPH = frozenset({"p"})
_BOLD = re.compile(r"\s*(?:<(?:p|div|span|font)\b[^<>]*>\s*){0,3}<(?:b|strong)\b", re.I)
_TOO_MANY = 1000  # comments that never end
_NEAR = 200  # characters behind a tag that are looked at
_DEEP = 256  # how far outwards an element is looked for that a start tag ends


class Walker(HTMLParser):
    """Reads one stretch of HTML. A block ends where a tag that is not inline starts or ends."""

    def __init__(self, blocks: BlockList, text: str, start: int, *, quoted: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks = blocks
        self.text = text
        self.start = start  # of the text in the source
        self.shift = 0  # of the parser's buffer in the text
        self.at = 0  # where in that buffer the present tag or text starts
        self.run: list[Piece] = []
        self.asides: list[tuple[str, str, Segments, Context, Control | None]] = []
        self.stack = [Element("", Context(QUOTE if quoted else PARAGRAPH, quoted=quoted))]
        self.open: dict[str, int] = {}  # how many elements of each name are open
        self.meaning = Meaning(blocks)

    def walk(self) -> None:
        """Read it all."""
        text = self.text
        end = text.rfind(">") + 1  # behind this no tag can start
        opened = text.find("<!--", max(0, text.rfind("-->")))
        if opened >= 0 and text.count("<!--", opened) > _TOO_MANY:
            end = min(end, opened)
        self.feed(text[:end])
        self.shift, self.at = end - len(self.rawdata), 0
        self.close()
        self._decoded(end, len(text))
        while len(self.stack) > 1:
            self._pop()
        self._flush()
        self.meaning.forms.finish(self.blocks.blocks)

    # What the parser calls.

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        """Keep the offset; the parser itself would count lines."""
        self.at = j
        return j

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """Word's `<![if ...]>` and the like: a comment, as the HTML standard has it."""
        end = self.rawdata.find(">", i + 3)
        return -1 if end < 0 else end + 1

    def handle_data(self, data: str) -> None:
        """Text as it stands in the source."""
        if self.stack[-1].context.silent or (not self.run and data.isspace()):
            return
        start = self.start + self.shift + self.at
        self.run.append((data, start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        """A named character such as `&nbsp;`."""
        self._reference(len(name) + 1)

    def handle_charref(self, name: str) -> None:
        """A numbered character such as `&#8209;`."""
        self._reference(len(name) + 2)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag such as `<br/>`, in XHTML also `<p/>`."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The start of an element."""
        if self.stack[-1].context.silent:
            if tag == self.stack[-1].tag:
                self._push(tag, self.stack[-1].context)
            return
        inline = tag in INLINE and tag not in _APART
        if not inline:
            if self.open.get("p"):
                self._end_open(_PARAGRAPH, CELLS)
            if tag in ENDS:
                self._end_open(*ENDS[tag])
            self._flush()
        named: Attributes = dict(reversed(attrs)) if attrs else {}
        around = self.stack[-1].context
        context = self.meaning.context(tag, around, named, in_picture=bool(self.open.get("svg")))
        if attrs and not context.silent:
            self._spoken(tag, context, named)
        if tag in VOID:
            self._void(tag)
        elif not inline or context is not around or tag == "svg" or self.open.get(tag):
            self._push(tag, context)
            self._opened(tag, named)
        elif tag == "q":
            self._instead("“")
        elif tag == "sup" and self.run:
            end = self.text.find(">", self.shift + self.at) + 1
            if is_note_mark(self.run[-1][0], self.text[end : end + _NEAR]):
                self._instead(" ")

    def handle_endtag(self, tag: str) -> None:
        """The end of an element, open or not."""
        if self.stack[-1].context.silent and tag != self.stack[-1].tag:
            return
        if tag in ("q", "br"):
            self._instead("”" if tag == "q" else "\n")
        if tag in OUTWARD:
            self._end_in_table(tag)
        elif self.open.get(tag):
            while self.stack[-1].tag != tag:
                self._pop()
            self._pop()
        elif tag == "p":  # an empty paragraph; other ends of nothing mean nothing
            self._flush()

    # Text.

    def _reference(self, length: int) -> None:
        if self.stack[-1].context.silent:
            return
        start = self.shift + self.at
        if self.text.startswith(";", start + length):
            length += 1
        self._decoded(start, start + length)

    def _decoded(self, start: int, end: int) -> None:
        """Add a range of the text, with its character references as what they stand for."""
        for text, low, high in decoded(self.text, start, end):
            self.run.append((text, self.start + low, self.start + high))

    def _instead(self, text: str) -> None:
        """Add what the present tag stands for."""
        low = self.shift + self.at
        high = self.text.find(">", low) + 1
        self.run.append((text, self.start + low, self.start + max(high, low + 1)))

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._instead("\n")
        elif tag == "input" and self.run:
            self._instead(" ")

    # Elements.

    def _opened(self, tag: str, named: Attributes) -> None:
        """What an element that was just opened is to those inside it."""
        element = self.stack[-1]
        context = element.context
        if tag in CELLS:
            element.outside, self.open = self.open, {tag: 1}
            end = self.text.find(">", self.shift + self.at) + 1
            if context.cell is not None:
                context.cell.bold = _BOLD.match(self.text, end) is not None
        elif tag == "tr" and context.table is not None:
            for number in context.table.start_row():
                block = self.blocks.blocks[number]
                if block.cell is not None:
                    self.blocks.blocks[number] = block._replace(
                        cell=block.cell._replace(is_header=True, row_header="")
                    )
        elif tag == "thead" and context.table is not None:
            context.table.in_head = True
        elif tag == "li":
            element.context = context._replace(item=element)
        elif tag == "label":
            element.for_id = named.get("for") or ""
            element.context = context._replace(label=element)
        elif tag == "fieldset":
            element.context = context._replace(group=element)

    def _spoken(self, tag: str, context: Context, named: Attributes) -> None:
        """Keep the attributes that are shown or read aloud, until the text before is a block."""
        wanted = {name for name in named if name in SPOKEN or name == _SPOKEN_BY.get(tag)}
        if tag == "input" and "value" in named:
            kind = (named.get("type") or "text").lower()
            if kind in BUTTONS or kind in TEXTS:
                wanted.add("value")
        if not wanted or tag in _UNSEEN:
            return
        control = self.meaning.forms.last if tag in ("input", "textarea", "select") else None
        base = self.shift + self.at
        for name, low, high in attributes(self.get_starttag_text() or ""):
            if name in wanted:
                pieces = decoded(self.text, base + low, base + high)
                text, segments = assemble(
                    (each, self.start + start, self.start + end) for each, start, end in pieces
                )
                kind = FIELD if name == "value" else ALT
                self.asides.append((kind, text, segments, context, control))

    def _push(self, tag: str, context: Context) -> None:
        element = Element(tag, context)
        if context.hidden and tag in INLINE and not self.stack[-1].context.hidden:
            element.saved, self.run = self.run, []
        self.stack.append(element)
        self.open[tag] = self.open.get(tag, 0) + 1

    def _pop(self) -> None:
        """End the innermost element."""
        element = self.stack[-1]
        tag = element.tag
        if tag not in INLINE or tag in _APART or element.saved is not None:
            self._flush()
        self.stack.pop()
        self.open[tag] -= 1
        if element.saved is not None:
            self.run = element.saved
        if element.outside is not None:
            self.open = element.outside
            self.open[tag] -= 1
            cell = element.context.cell
            if cell is not None:
                cell.table.end_cell(cell)
            self.meaning.before = ""
        if tag == "thead" and element.context.table is not None:
            element.context.table.in_head = False
        if tag == "label" and element.block is not None:
            self.meaning.forms.add_label(element.block, element.for_id, element.inside)

    def _end_open(self, wanted: frozenset[str], bounds: frozenset[str]) -> None:
        """End the outermost of some elements that are open inside the nearest bound."""
        lowest = 0
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _DEEP), -1):
            tag = self.stack[depth].tag
            if tag in wanted:
                lowest = depth
            if tag in bounds:
                break
        while lowest and len(self.stack) > lowest:
            self._pop()

    def _end_in_table(self, tag: str) -> None:
        """The end of a table or a part of it, reaching out of cells, within the same table."""
        self._flush()
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                while len(self.stack) > depth:
                    self._pop()
                return
            if self.stack[depth].tag == "table":
                return

    # Blocks.

    def _flush(self) -> None:
        """End a block: what text there is since the last one."""
        if self.run:
            text, segments = assemble(self.run)
            self.run = []
            if text:
                self._add(text, segments)
        if self.asides:
            for kind, text, segments, context, control in self.asides:
                place = context.cell.place if context.cell is not None else None
                self.blocks.add(
                    kind, text, segments, cell=place, quoted=context.quoted, hidden=context.hidden
                )
                if text and control is not None:
                    self.meaning.forms.add_part(len(self.blocks.blocks) - 1, control)
            self.asides = []

    def _add(self, text: str, segments: Segments) -> None:
        element = self.stack[-1]
        context = element.context
        kind = context.kind
        folded = fold(text)
        place = context.cell.place if context.cell is not None else None
        self.meaning.before = ""
        if kind == TITLE:
            self.blocks.title = folded
            self.blocks.add_heading(text, segments, 1, opens=False)
            return
        if kind == HEADING:
            self.blocks.add_heading(
                text,
                segments,
                context.level,
                opens=not (context.hidden or context.quoted),
                cell=place,
                quoted=context.quoted,
                hidden=context.hidden,
            )
        elif kind == ITEM and context.items is not None:
            self.blocks.add(
                ITEM,
                text,
                segments,
                level=context.level,
                lead_in=context.items.lead_in,
                list_number=context.items.number,
                cell=place,
                quoted=context.quoted,
                hidden=context.hidden,
            )
            if context.item is not None and not context.item.text:
                context.item.text = folded
        else:
            self.blocks.add(
                kind, text, segments, cell=place, quoted=context.quoted, hidden=context.hidden
            )
            self.meaning.before = "" if context.hidden else folded
            self.meaning.word_items = None
        self._remember(element, folded)

    def _remember(self, element: Element, text: str) -> None:
        """Tell those who will need it of the block that was just added."""
        context = element.context
        number = len(self.blocks.blocks) - 1
        if context.cell is not None:
            context.cell.add(number, text)
        if context.in_legend and context.group is not None:
            context.group.text = f"{context.group.text} {text}".strip()
        if context.kind == OPTION and context.control is not None:
            context.control.options.append(text)
        if context.control is not None:
            self.meaning.forms.add_part(number, context.control)
        elif context.label is not None and context.label.block is None:
            context.label.block = number
        if element.tag == "dt":
            self.meaning.term = text
