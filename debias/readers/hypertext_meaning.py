"""Decides what the text in an HTML element is: a heading, an item, a choice, hidden or silent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debias.document import ALT, CELL, FIELD, FOOTER, HEADING, ITEM, OPTION, PARAGRAPH, QUOTE
from debias.readers.hypertext_context import CELLS, HEADINGS, LISTS, TITLE, Context, ItemList
from debias.readers.hypertext_forms import Forms
from debias.readers.hypertext_tables import Table
from debias.readers.hypertext_tags import SILENT

if TYPE_CHECKING:
    from debias.readers.hypertext_forms import Attributes, Control
    from debias.readers.source_blocks import BlockList

FIELDS = frozenset({"label", "button", "legend", "output", "textarea"})
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_CONTROLS = frozenset({"select", "textarea", "datalist"})
_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+ level(\d)", re.I)


class Meaning:
    """What elements mean where they stand, which depends on what came before."""

    __slots__ = ("before", "blocks", "forms", "term", "word_items")

    def __init__(self, blocks: BlockList) -> None:
        self.blocks = blocks
        self.forms = Forms()
        self.before = ""  # the paragraph right before, that may introduce a list
        self.term = ""  # of a list of definitions
        self.word_items: ItemList | None = None  # of the list that Word's last paragraph is in

    def context(
        self, tag: str, context: Context, named: Attributes, *, in_picture: bool
    ) -> Context:
        """What text in an element is that starts here."""
        if tag in SILENT:
            return context._replace(silent=True)
        if named and ("hidden" in named or _INVISIBLE.search(named.get("style") or "")):
            context = context._replace(hidden=True)
        style = (named.get("style") or "") if named else ""
        if tag in ("p", "span") and "mso-list" in style:
            return self._word_list(tag, context, style)
        if tag in HEADINGS:
            return context._replace(kind=HEADING, level=HEADINGS[tag])
        if tag == "li":
            items = context.items or self._list(context)
            return context._replace(kind=ITEM, level=items.level, items=items)
        if tag in CELLS or tag == "table":
            return self._table_context(tag, context, named)
        return self._other_context(tag, context, named, in_picture=in_picture)

    def _word_list(self, tag: str, context: Context, style: str) -> Context:
        """An item as Word writes it to HTML: a paragraph with its bullet in a span."""
        if "mso-list:ignore" in style.replace(" ", "").lower():
            return context._replace(silent=True)
        found = _WORD_LEVEL.search(style)
        if tag != "p" or found is None:
            return context
        level = int(found[1])
        if self.word_items is None or self.before:
            self.word_items = self._list(context)
        items = ItemList(self.word_items.number, level, self.word_items.lead_in)
        return context._replace(kind=ITEM, level=level, items=items)

    def _table_context(self, tag: str, context: Context, named: Attributes) -> Context:
        if tag == "table":
            return context._replace(table=Table(self.blocks.number("table")), items=None)
        self.before = ""
        cell = None if context.table is None else context.table.start_cell(tag, named)
        kind = CELL if cell is not None else PARAGRAPH
        return context._replace(kind=kind, cell=cell, items=None, item=None)

    def _other_context(
        self, tag: str, context: Context, named: Attributes, *, in_picture: bool
    ) -> Context:
        if tag in LISTS:
            return context._replace(items=self._list(context))
        if tag == "blockquote":
            kind = QUOTE if context.kind == PARAGRAPH else context.kind
            return context._replace(kind=kind, quoted=True)
        if tag == "dd":
            items = context.items or self._list(context)
            items = ItemList(items.number, items.level, self.term or items.lead_in)
            return context._replace(kind=ITEM, level=items.level, items=items)
        if tag == "footer" and context.kind == PARAGRAPH:
            return context._replace(kind=FOOTER)
        if tag == "title":
            return context._replace(kind=ALT if in_picture else TITLE)
        return self._form_context(tag, context, named)

    def _form_context(self, tag: str, context: Context, named: Attributes) -> Context:
        if tag in FIELDS or tag == "option":
            kind = OPTION if tag == "option" else FIELD
            context = context._replace(kind=kind, in_legend=tag == "legend")
        if tag in _CONTROLS or tag == "input":
            control = self._control(tag, context, named)
            if tag != "input":
                context = context._replace(control=control)
        return context

    def _list(self, context: Context) -> ItemList:
        """A list that starts here, with what introduces it."""
        number = self.blocks.number("list")
        lead_in = self.before
        level = 1
        if context.items is not None:
            level = context.items.level + 1
            lead_in = context.item.text if context.item is not None else lead_in
        elif not lead_in and context.cell is not None:
            lead_in = context.cell.place.column_header or context.cell.place.row_header
        return ItemList(number, level, lead_in or self.blocks.lead_in())

    def _control(self, tag: str, context: Context, named: Attributes) -> Control:
        around = context.group.text if context.group is not None else ""
        number = self.blocks.number("field")
        control = self.forms.control(tag, named, number, around or self.before)
        if context.label is not None:
            context.label.inside.append(control)
        return control
