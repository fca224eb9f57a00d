"""A block before its words are put right: which lines of which page, and what they are."""

from __future__ import annotations

from debias.document import PARAGRAPH, Field
from debias.readers.pdf.lines import Line
from debias.readers.pdf.scan import Box
from debias.records import NamedTuple


class Place(NamedTuple):
    """Where a draft cell is: `table` is unique on its page, numbers are 0-based."""

    table: int
    row: int
    column: int
    is_header: bool = False
    scope: str = ""  # what the author says that a header cell heads: row, column or both
    columns: int = 1  # that it spans
    rows: int = 1


class Draft(NamedTuple):
    """`lines` are those of the block on page `page` (0-based), in reading order.

    Words that are not in the page's text (a tooltip, an alternative text) come as `words`, with
    the `box` in PDF user space that they belong to. `skip` is the length of the bullet that the
    first line starts with.
    """

    page: int
    lines: tuple[Line, ...] = ()
    kind: str = PARAGRAPH
    level: int = 0
    list_number: int | None = None
    skip: int = 0
    place: Place | None = None
    field: Field | None = None
    words: str = ""
    box: Box | None = None
    tagged: bool = False  # its kind is the author's own word
