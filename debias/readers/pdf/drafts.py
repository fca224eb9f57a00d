"""A block before its words are put right: which characters of which page, and what they are."""

from __future__ import annotations

from typing import NamedTuple

from debias.document import PARAGRAPH, Field
from debias.readers.pdf.scan import Box


class Place(NamedTuple):
    """Where a draft cell is: `table` is unique in the document, numbers are 0-based."""

    table: int
    row: int
    column: int
    is_header: bool = False
    scope: str = ""  # what the author says that a header cell heads: row, column or both


class Draft(NamedTuple):
    """`spans` are the lines as (start, end) in the text of page `page` (0-based).

    Words that are not in the page's text (a tooltip, an alternative text) come as `words`, with
    the `box` that they belong to.
    """

    page: int
    spans: tuple[tuple[int, int], ...]
    kind: str = PARAGRAPH
    level: int = 0
    list_number: int | None = None
    place: Place | None = None
    field: Field | None = None
    words: str = ""
    box: Box | None = None
