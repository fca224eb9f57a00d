"""What every reader gives and every check reads: a document as blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from debias.records import NamedTuple

# Kinds of block. A check may ask for them by these names (`where: blocks:` in a rule).
HEADING = "heading"
PARAGRAPH = "paragraph"
ITEM = "item"  # of a list
CELL = "cell"  # of a table
QUOTE = "quote"  # set off as a quotation by the format itself
OPTION = "option"  # one choice of a drop-down or list field
FIELD = "field"  # a form field's own words: its value, its label or its tooltip
NOTE = "note"  # footnote or endnote
HEADER = "header"  # running header, read once
FOOTER = "footer"  # running footer, read once
ALT = "alt"  # alternative text of a picture, title attribute, placeholder
KINDS = (
    HEADING, PARAGRAPH, ITEM, CELL, QUOTE, OPTION, FIELD, NOTE, HEADER, FOOTER, ALT,
)  # fmt: skip

Location: TypeAlias = dict[str, Any]
"""Where a finding is, as the JSON contract says.

Text formats: {"line", "column", "end_line", "end_column"}, 1-based, columns in code points, the
end column one past the last character. Word: {"part", "heading", "table", "row", "cell",
"paragraph"}, numbers 1-based, None where there is none. PDF: {"page", "boxes"}: page 1-based,
boxes as [left, bottom, right, top] in points of PDF user space, one for each line of the quote.
"""


class Cell(NamedTuple):
    """Where a table cell is and what its headers say. Numbers are 0-based; `table` is unique in
    the document; merged cells appear once, at their first row and column."""

    table: int
    row: int
    column: int
    row_header: str = ""
    column_header: str = ""
    is_header: bool = False


class Field(NamedTuple):
    """A form field: `number` is unique in the document, `kind` is text, checkbox, radio, dropdown
    or date; `options` are all the choices it offers."""

    number: int
    kind: str
    label: str = ""
    options: tuple[str, ...] = ()


class Block(NamedTuple):
    """A run of text that a reader would take in at once.

    `text` is the source's own text with markup removed (its line breaks stay as they are; the
    checks fold white space themselves). `section` is the path of headings above it, outermost
    first, without itself. `lead_in` is the sentence or paragraph that introduces the list it is
    an item of; `list_number` is unique for each list. `quoted` says that the format marks it as
    a quotation. `hidden` text is not shown by the format's own viewer.
    """

    kind: str
    text: str
    section: tuple[str, ...] = ()
    level: int = 0  # of a heading (1 is the highest) or a list item (1 is the outermost)
    lead_in: str = ""
    list_number: int | None = None
    cell: Cell | None = None
    field: Field | None = None
    quoted: bool = False
    hidden: bool = False


class Unread(NamedTuple):
    """A part of a file that could not be read: where (for people), and why."""

    place: str
    reason: str


class Document:
    """A file as its reader saw it.

    `locate(block_number, start, end)` gives the `Location` of the text
    `blocks[block_number].text[start:end]`;
    it may be called until `close` is. `anchors` is the reader's own business, and its annotator's.
    """

    __slots__ = ("_close", "anchors", "blocks", "format", "locate", "path", "title", "unread")

    def __init__(
        self,
        path: str,
        format: str,  # noqa: A002 - the contract's word
        blocks: tuple[Block, ...],
        locate: Callable[[int, int, int], Location],
        *,
        unread: tuple[Unread, ...] = (),
        title: str = "",
        anchors: Any = None,  # noqa: ANN401 - each reader has its own kind
        close: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.format = format
        self.blocks = blocks
        self.locate = locate
        self.unread = unread
        self.title = title
        self.anchors = anchors
        self._close = close

    def close(self) -> None:
        """Let go of what the reader kept open to locate findings."""
        if self._close is not None:
            self._close()
            self._close = None

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


Reader: TypeAlias = Callable[[str, bytes, Mapping[str, Any]], Document]
"""read(path, data, limits) -> Document. Raises DebiasError when nothing can be read."""
