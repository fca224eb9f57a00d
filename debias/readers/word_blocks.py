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
    from debias.ooxml.passages import CellPlace, Passage
    from debias.ooxml.styles import Lists, Style, Styles

_BESIDE = {"option": OPTION, "field": FIELD, "alt": ALT}
_STORIES = {FOOTNOTE: NOTE, ENDNOTE: NOTE, HEADER_STORY: HEADER, FOOTER_STORY: FOOTER}
_BOLD_HEADING = 7  # below all that Word calls a heading and shows as one
_HEADING_WORDS = 12
_LONGEST_HEADING = 250  # characters; longer ones are text that was given a heading's style
_LONGEST_BOLD = 150  # of a bold line that works as a heading
_LONGEST_LABEL = 200
_ENDS = (".", ",", ";", "☐", "☒")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_CAPTION = re.compile(r"\s*(?:figure|fig\.?|table)\s*\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")


def blocks(
    found: list[Passage], styles: Styles, lists: Lists, notes: dict[Element, Element]
) -> tuple[tuple[Block, ...], tuple[Passage, ...], str]:
    """The blocks of a document, the passage of each, and the title that its text gives.

    `notes`: for the reference run of each note, the paragraph it stands in.
    """
    maker = _Maker(found, styles, lists, notes)
    made = tuple(map(maker.block, found, range(len(found))))
    return made, tuple(found), maker.title or maker.first_heading


class _Maker:
    def __init__(
        self,
        found: list[Passage],
        styles: Styles,
        lists: Lists,
        notes: dict[Element, Element],
    ) -> None:
        self.found = found
        self.styles = styles
        self.lists = lists
        self.tables = Tables(found, styles)
        self.path: list[tuple[int, str]] = []
        self.section: tuple[str, ...] = ()
        self.title = ""
        self.first_heading = ""
        self.list_numbers = [0]
        self.body = ListTracker()
        self.in_cell = ListTracker()
        self.cell: CellPlace | None = None  # that `in_cell` is of
        self.boxes: dict[Element, ListTracker] = {}
        self.fields: dict[int, Field] = {}
        self.notes = notes
        self.referring = set(notes.values())
        self.sections_of: dict[Element, tuple[str, ...]] = {}  # by paragraph that refers to a note

    def block(self, passage: Passage, at: int) -> Block:
        """The block of one passage, `found[at]`; they come in reading order."""
        if self.referring and passage.element in self.referring:
            self.sections_of.setdefault(passage.element, self.section)
        section = self.section
        if section:
            passage.heading = section[-1]
        if passage.role != "text":
            return self.beside(passage, at)
        if passage.story in _STORIES:
            return self.running(passage)
        text = passage.text
        style = self.styles[passage.style]
        tracker = self.tracker(passage)
        place = passage.cell
        cell = None if place is None else self.tables[place]
        hidden = passage.hidden or style.hidden
        level = self.item_level(passage, style)
        alone = not level or self.stands_alone(passage, at)
        heading = self.heading_level(passage, style, alone=alone)
        if heading:
            tracker.close(text)
            return self.heading(passage, heading, cell)
        if level:
            above = passage.heading
            if cell is not None:
                above = cell.column_header or cell.row_header or above
            text = passage.text  # without its bullet
            item = tracker.item(level, text, above, self.list_numbers)
            return Block(
                ITEM, text, section, level, item.lead_in, item.list_number, cell, None,
                style.quote, hidden,
            )  # fmt: skip
        tracker.close(text)
        kind = CELL if cell is not None else QUOTE if style.quote else PARAGRAPH
        return Block(kind, text, section, 0, "", None, cell, None, style.quote, hidden)

    def tracker(self, passage: Passage) -> ListTracker:
        """The lists around a passage: of the body, of its cell or of its text box."""
        cell = passage.cell
        if passage.story != DOCUMENT:
            return self.boxes.setdefault(passage.comment_at, ListTracker())
        if cell is None:
            return self.body
        if cell is not self.cell:
            self.cell = cell
            self.in_cell.close("")
            self.body.close("")  # a table ends the list before it
        return self.in_cell

    def heading(self, passage: Passage, level: int, cell: Element) -> Block:
        """A heading opens a section."""
        text = _fold(passage.text)
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        above = tuple(name for _, name in self.path)
        passage.heading = above[-1] if above else ""
        self.path.append((level, text))
        self.section = (*above, text)
        if not _CONTENTS.fullmatch(text):
            self.first_heading = self.first_heading or text
        if self.styles[passage.style].title:
            self.title = self.title or text
        return Block(HEADING, passage.text, above, level, cell=cell, hidden=passage.hidden)

    def heading_level(self, passage: Passage, style: Style, *, alone: bool) -> int:
        """The level of a heading, 0 for other text."""
        text = passage.text
        cell = passage.cell
        if cell is not None and not self.tables.one_column(cell):
            return 0
        if passage.story != DOCUMENT or len(text) > _LONGEST_HEADING or passage.hidden:
            return 0
        level = style.heading if passage.outline is None else (passage.outline + 1) % 10
        if level or (style.title and not self.title):
            return level or 1
        looks = (
            cell is None
            and alone
            and len(text) <= _LONGEST_BOLD
            and not text.rstrip().endswith(_ENDS)
            and "\t" not in text
            and len(text.split()) <= _HEADING_WORDS
            and _WORD.search(text) is not None
            and not style.name.casefold().startswith(("toc ", "caption"))
            and not _CAPTION.match(text)
            and all_bold(passage, self.styles)
        )
        return _BOLD_HEADING if looks else 0

    def stands_alone(self, passage: Passage, at: int) -> bool:
        """Whether an item is the only one between paragraphs, and its mark a number: a heading
        that Word numbers is made so when it has no heading's style."""
        num_id = passage.num_id or self.styles[passage.style].num_id
        if num_id is None or not self.lists.numbered(num_id):
            return False
        beside = self.found[max(0, at - 1) : at] + self.found[at + 1 : at + 2]
        return len(self.found) > at + 1 and not any(
            each.num_id or self.styles[each.style].num_id for each in beside
        )

    def item_level(self, passage: Passage, style: Style) -> int:
        """The level of a list's item from 1, 0 for other text. Takes a typed bullet off."""
        found = None
        num_id = passage.num_id if passage.num_id is not None else style.num_id
        if num_id is not None:
            level = passage.level if passage.level is not None else style.level
            found = self.lists.level(num_id, level, passage.style)
        text = passage.text
        if not text[0].isalnum() or text[0] == "o":
            mark = typed_mark(text)
            if mark:
                _take_off(passage, mark)
                return 1 if found is None else found + 1
            if found is None and starts_with_box(text):
                return 1
        return 0 if found is None else found + 1

    def beside(self, passage: Passage, at: int) -> Block:
        """A string that stands beside the text: a choice, a field's words, a picture's."""
        field = None
        if passage.field is not None:
            number, kind, label, options = passage.field
            if number not in self.fields:
                self.fields[number] = Field(number, kind, self.label(passage, at, label), options)
            field = self.fields[number]
        cell = None if passage.cell is None else self.tables[passage.cell]
        return Block(_BESIDE[passage.role], passage.text, self.section, cell=cell, field=field)

    def label(self, passage: Passage, at: int, before: str) -> str:
        """What a field is for: the words before it, else those of its row or column, else the
        paragraph above."""
        cell = None if passage.cell is None else self.tables[passage.cell]
        label = before or ("" if cell is None else cell.row_header or cell.column_header)
        while not label and at > 0:
            at -= 1
            above = self.found[at]
            if above.role == "text" and above.element is not passage.element:
                label = above.text if above.cell is passage.cell else ""
                break
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
