"""Turns the passages of a Word document into blocks: headings, sections, lists, cells, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debias.document import (
    ALT,
    CELL,
    FIELD,
    FOOTER,
    HEADER,
    HEADING,
    ITEM,
    NOTE,
    OPTION,
    PARAGRAPH,
    QUOTE,
    Block,
    Field,
)  # fmt: skip
from debias.ooxml.names import Element
from debias.ooxml.passages import DOCUMENT, ENDNOTE, FOOTER_STORY, FOOTNOTE, HEADER_STORY
from debias.readers.word_lists import ListTracker, starts_with_box, typed_mark
from debias.readers.word_tables import Tables, all_bold

if TYPE_CHECKING:
    from debias.ooxml.passages import Passage
    from debias.ooxml.styles import Lists, Styles

_BESIDE = {"option": OPTION, "field": FIELD, "alt": ALT}
_STORIES = {FOOTNOTE: NOTE, ENDNOTE: NOTE, HEADER_STORY: HEADER, FOOTER_STORY: FOOTER}
_BOLD_HEADING = 7  # below all that Word calls a heading and shows as one
_HEADING_WORDS = 12
_LONGEST_HEADING = 250  # characters; longer ones are text that was given a heading's style
_LONGEST_LABEL = 200
_ENDS = (".", ",", ";", "☐", "☒")
_WORD = re.compile(r"[^\W\d_]{2}")


def blocks(
    found: list[Passage], styles: Styles, lists: Lists, notes: dict[Element, Element]
) -> tuple[tuple[Block, ...], tuple[Passage, ...], str]:
    """The blocks of a document, the passage of each, and the title that its text gives.

    `notes`: for the reference run of each note, the paragraph it stands in.
    """
    maker = _Maker(found, styles, lists, notes)
    made = tuple(maker.block(passage) for passage in found)
    return made, tuple(found), maker.title or maker.first_heading


class _Maker:
    def __init__(
        self, found: list[Passage], styles: Styles, lists: Lists, notes: dict[Element, Element]
    ) -> None:
        self.styles = styles
        self.lists = lists
        self.tables = Tables(found, styles)
        self.path: list[tuple[int, str]] = []
        self.section: tuple[str, ...] = ()
        self.title = ""
        self.first_heading = ""
        self.list_numbers = [0]
        self.trackers: dict[Element, ListTracker] = {}
        self.fields: dict[int, Field] = {}
        self.notes = notes
        self.referring = set(notes.values())
        self.sections_of: dict[Element, tuple[str, ...]] = {}  # by paragraph that refers to a note

    def block(self, passage: Passage) -> Block:
        """The block of one passage; they come in reading order."""
        if passage.element in self.referring:
            self.sections_of.setdefault(passage.element, self.section)
        passage.heading = self.section[-1] if self.section else ""
        if passage.role != "text":
            return self.beside(passage)
        if passage.story in _STORIES:
            return self.running(passage)
        style = self.styles[passage.style]
        key = (passage.story, passage.comment_at, passage.cell)
        tracker = self.trackers.get(key)
        if tracker is None:
            tracker = self.trackers[key] = ListTracker()
        cell = None
        if passage.cell is not None:
            cell = self.tables[passage.cell]
            # A table ends the list before it.
            self.trackers.pop((passage.story, passage.comment_at, None), None)
        hidden = passage.hidden or style.hidden
        heading = self.heading_level(passage)
        if heading:
            tracker.close(_fold(passage.text))
            return self.heading(passage, heading, cell)
        level = self.item_level(passage)
        quoted = style.quote
        if level:
            heads = "" if cell is not None else passage.heading
            item = tracker.item(level, _fold(passage.text), heads, self.list_numbers)
            return Block(
                ITEM, passage.text, self.section, level, item.lead_in, item.list_number, cell,
                quoted=quoted, hidden=hidden,
            )  # fmt: skip
        tracker.close(_fold(passage.text))
        kind = CELL if cell is not None else QUOTE if quoted else PARAGRAPH
        return Block(kind, passage.text, self.section, cell=cell, quoted=quoted, hidden=hidden)

    def heading(self, passage: Passage, level: int, cell: Element) -> Block:
        """A heading opens a section."""
        text = _fold(passage.text)
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        above = tuple(name for _, name in self.path)
        self.path.append((level, text))
        self.section = (*above, text)
        self.first_heading = self.first_heading or text
        if self.styles[passage.style].title:
            self.title = self.title or text
        return Block(HEADING, passage.text, above, level, cell=cell, hidden=passage.hidden)

    def heading_level(self, passage: Passage) -> int:
        """The level of a heading, 0 for other text."""
        if passage.story != DOCUMENT or len(passage.text) > _LONGEST_HEADING or passage.hidden:
            return 0
        if passage.cell is not None and not self.tables.one_column(passage.cell):
            return 0
        style = self.styles[passage.style]
        level = style.heading if passage.outline is None else (passage.outline + 1) % 10
        if level or (style.title and not self.title):
            return level or 1
        text = passage.text.strip()
        looks = (
            passage.cell is None
            and not text.endswith(_ENDS)
            and "\t" not in text
            and len(text.split()) <= _HEADING_WORDS
            and _WORD.search(text) is not None
            and not self.item_level(passage)
            and not style.name.casefold().startswith("toc ")
            and all_bold(passage, self.styles)
        )
        return _BOLD_HEADING if looks else 0

    def item_level(self, passage: Passage) -> int:
        """The level of a list's item from 1, 0 for other text. Takes a typed bullet off."""
        style = self.styles[passage.style]
        number = passage.num_id if passage.num_id is not None else style.num_id
        level = passage.level if passage.level is not None else style.level
        found = self.lists.level(number, level, passage.style)
        mark = typed_mark(passage.text)
        if mark:
            _take_off(passage, mark)
        if found is not None:
            return found + 1
        return 1 if mark or starts_with_box(passage.text) else 0

    def beside(self, passage: Passage) -> Block:
        """A string that stands beside the text: a choice, a field's words, a picture's."""
        field = None
        if passage.field is not None:
            number, kind, label, options = passage.field
            if number not in self.fields:
                self.fields[number] = Field(number, kind, self.label(passage, label), options)
            field = self.fields[number]
        cell = None if passage.cell is None else self.tables[passage.cell]
        return Block(_BESIDE[passage.role], passage.text, self.section, cell=cell, field=field)

    def label(self, passage: Passage, before: str) -> str:
        """What a field is for: the words before it, else those of its row, else its paragraph's."""
        row = "" if passage.cell is None else self.tables[passage.cell].row_header
        tracker = self.trackers.get((DOCUMENT, None, passage.cell))
        above = "" if tracker is None else tracker.previous
        column = "" if passage.cell is None else self.tables[passage.cell].column_header
        label = before or row or column or above
        return " ".join(label.split())[-_LONGEST_LABEL:].rstrip(" :")

    def running(self, passage: Passage) -> Block:
        """Text of a note, which belongs where it is referred to, or of a header or footer."""
        section: tuple[str, ...] = ()
        paragraph = self.notes.get(passage.comment_at)
        if paragraph is not None:
            section = self.sections_of.get(paragraph, ())
        passage.heading = section[-1] if section else ""
        cell = None if passage.cell is None else self.tables[passage.cell]
        return Block(
            _STORIES[passage.story], passage.text, section, cell=cell, hidden=passage.hidden
        )


def _take_off(passage: Passage, count: int) -> None:
    """Take a typed bullet off the start of a passage."""
    passage.segments = tuple(
        (max(start, count) - count, end - count, element, offset + max(0, count - start))
        for start, end, element, offset in passage.segments
        if end > count
    )
    passage.text = passage.text[count:]


def _fold(text: str) -> str:
    return " ".join(text.split())
