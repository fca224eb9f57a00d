"""What the walk gives: passages of text, each with the elements its characters come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from debias.ooxml.names import Element, T

if TYPE_CHECKING:
    from collections.abc import Iterable

# Kinds of story: the texts of a document that run beside one another.
DOCUMENT = "document"
HEADER_STORY = "header"
FOOTER_STORY = "footer"
FOOTNOTE = "footnote"
ENDNOTE = "endnote"
TEXT_BOX = "text box"
PICTURE = "picture"  # alternative text, drawn words, diagrams and charts
FORM_FIELD = "form field"  # a choice or a help text that is not part of the running text

Segment: TypeAlias = tuple[int, int, Element, int]
"""(start, end, element, offset): the passage's text[start:end] is what `element` shows from its
character `offset` on."""


class Table:
    """A table: its number in the document (0-based), how many tables deep it is, its rows."""

    __slots__ = ("depth", "number", "rows", "spanning")

    def __init__(self, number: int, depth: int) -> None:
        self.number = number
        self.depth = depth
        self.rows: list[Row] = []
        self.spanning: dict[int, CellPlace] = {}  # by column: the merged cell that goes downwards


class Row:
    """A row: its number (0-based), its cells (a merged one in each row it covers), and whether
    the file calls it a header."""

    __slots__ = ("cells", "column", "header", "number", "table")

    def __init__(self, table: Table, number: int) -> None:
        self.table = table
        self.number = number
        self.header = False
        self.cells: list[CellPlace] = []
        self.column = 0  # where the next cell starts


class CellPlace:
    """A cell: its row, its column (0-based), how many columns wide, which number in its row."""

    __slots__ = ("column", "number", "paragraphs", "row", "span")

    def __init__(self, row: Row, column: int, number: int) -> None:
        self.row = row
        self.column = column
        self.number = number
        self.span = 1
        self.paragraphs = 0  # met so far


class Passage:
    """A paragraph's text (or a part of it, or a string beside it) and where it stands.

    `role` is text, option, field or alt. `outline`, `num_id` and `level` are what the paragraph
    itself says, None when it leaves that to its `style`. `field` is the control's, as a tuple
    (number, kind, label, options). `comment_at` is set where Word takes no comment: the element
    where one may be put instead, a run or a paragraph of the document's body.
    """

    __slots__ = (
        "_segments", "cell", "comment_at", "element", "field", "heading", "hidden", "level",
        "num_id", "number", "outline", "part", "role", "story", "style", "text",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        segments: tuple[Segment, ...] | None,
        element: Element,
        part: str,
        story: str,
        number: int,
        cell: CellPlace | None,
        comment_at: Element,
    ) -> None:
        self.text = text
        self._segments = segments
        self.element = element
        self.part = part
        self.story = story
        self.number = number  # of the paragraph in its cell or story, from 1
        self.cell = cell
        self.comment_at = comment_at
        self.role = "text"
        self.style: str | None = None
        self.num_id: str | None = None
        self.level: int | None = None
        self.outline: int | None = None
        self.hidden = False
        self.field: tuple[int, str, str, tuple[str, ...]] | None = None
        self.heading = ""  # the nearest one above, filled in by the reader

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Where the text is, in order. Ask before changing the paragraph's elements: those of a
        plain paragraph are only looked up when asked for, which most never are."""
        if self._segments is None:
            self._segments = segments_of(self.element.iter(T))
        return self._segments

    @segments.setter
    def segments(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments


def segments_of(elements: Iterable[Element]) -> tuple[Segment, ...]:
    """The segments of elements whose whole text stands one after the other."""
    at = 0
    found: list[Segment] = []
    for element in elements:
        end = at + len(element.text or "")
        if end > at:
            found.append((at, end, element, 0))
            at = end
    return tuple(found)
