"""Works out what the rows and columns of a Word table are headed by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debias.document import Cell
from debias.ooxml.passages import CellPlace, Table
from debias.ooxml.styles import has_shading, is_bold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debias.ooxml.passages import Passage
    from debias.ooxml.styles import Styles

_SHORT = 8  # words of a column's heading, at most
_MOST = 0.6  # of the cells below a heading look alike
_NUMBER = re.compile(r"[\s\d.,:;/%£+\-–−<>≤≥=()]*\d[\s\d.,:;/%£+\-–−<>≤≥=()]*")
_BOX = re.compile(r"[\s☐☑☒✓✗□]+|(?:yes|no|n/?a|y|n)(?:[\s/|]+(?:yes|no|n/?a|y|n))*", re.IGNORECASE)


# What heads columns in guidelines and forms; one that stands in a first row is a heading there.
_KNOWN = re.compile(
    r"""^(?:what|how|who|when|why|where|which)\b
    | \b(?:factors?|criteri(?:on|a)|score|points|rating|action|management|treatment|indication
    | antenatal|intrapartum|postnatal|description|definition|responsib\w+|frequency|lead|method
    | outcome|threshold|category|comments?|version|amendments?|standard|evidence|drug|dose|route
    | yes|no)\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Tables:
    """The cells of a document's tables with their headers, worked out when first asked for."""

    def __init__(self, passages: Iterable[Passage], styles: Styles) -> None:
        self._styles = styles
        self._inside: dict[CellPlace, list[Passage]] = {}
        self._cells: dict[CellPlace, Cell] = {}
        self._headers: dict[Table, tuple[int, dict[int, str]]] = {}
        self._texts: dict[CellPlace, str] = {}
        self._single: dict[Table, bool] = {}
        for passage in passages:
            if passage.cell is not None and passage.role == "text":
                self._inside.setdefault(passage.cell, []).append(passage)

    def __getitem__(self, place: CellPlace) -> Cell:
        """The cell at that place as checks see it."""
        cell = self._cells.get(place)
        if cell is None:
            cell = self._cells[place] = self._cell(place)
        return cell

    def text(self, place: CellPlace) -> str:
        """The text of a cell on one line."""
        text = self._texts.get(place)
        if text is None:
            words = (word for each in self._inside.get(place, ()) for word in each.text.split())
            text = self._texts[place] = " ".join(words)
        return text

    def one_column(self, place: CellPlace) -> bool:
        """Whether the table has a single column: it is there for looks, as a box around text."""
        table = place.row.table
        single = self._single.get(table)
        if single is None:
            single = self._single[table] = all(len(row.cells) <= 1 for row in table.rows)
        return single

    def _cell(self, place: CellPlace) -> Cell:
        row = place.row
        table = row.table
        if table not in self._headers:
            self._headers[table] = self._find_headers(table)
        count, headers = self._headers[table]
        if row.number < count:
            return Cell(table.number, row.number, place.column, is_header=True)
        row_header = ""
        for each in row.cells:
            if each is place or each.column >= place.column or row_header:
                break
            row_header = self.text(each)
        return Cell(
            table.number, row.number, place.column, row_header, headers.get(place.column, "")
        )

    def _find_headers(self, table: Table) -> tuple[int, dict[int, str]]:
        """How many rows at the top are headers, and the words over each column."""
        rows = table.rows
        count = 0
        while count < len(rows) and rows[count].header:
            count += 1
        if count == len(rows):  # a table of headers only heads nothing
            count = 0
        if not count:
            count = self._guessed(table)
        headers: dict[int, str] = {}
        for row in rows[:count]:
            for cell in row.cells:
                text = self.text(cell)
                for column in range(cell.column, cell.column + cell.span):
                    above = headers.get(column, "")
                    if text and text not in above.split(" / "):
                        headers[column] = f"{above} / {text}" if above else text
        return count, headers

    def _guessed(self, table: Table) -> int:
        """The number of header rows in a table that marks none: 0, 1, or 2 under a title row."""
        rows = table.rows
        top = 0
        # A first row that is one wide cell is the table's title.
        if len(rows) > 2 and len(rows[0].cells) == 1 and rows[0].cells[0].span > 1:
            top = 1
        if len(rows) < top + 2 or len(rows[top].cells) < 2:
            return 0
        cells = [cell for cell in rows[top].cells if self.text(cell)]
        texts = [self.text(cell) for cell in cells]
        # Only the corner may be empty.
        if len(cells) < len(rows[top].cells) - 1 or not all(map(_heads, texts)):
            return 0
        if not self.text(rows[top].cells[-1]):
            return 0
        below = [cell for cell in rows[top + 1].cells if self.text(cell)]
        for marked in (self._bold, self._shaded):
            if all(map(marked, cells)) and not (below and all(map(marked, below))):
                return top + 1
        known = sum(1 for text in texts if _KNOWN.search(text))
        return top + 1 if known * 2 > len(texts) or self._differs_below(table, top) else 0

    def _differs_below(self, table: Table, top: int) -> bool:
        """Whether some column holds, under short words, mostly numbers, boxes or something long."""
        heads = table.rows[top].cells
        for head in heads[1:]:
            below = [
                self.text(cell)
                for row in table.rows[top + 1 :]
                for cell in row.cells
                if cell.column == head.column
            ]
            if len(below) < 2:
                continue
            marks = sum(1 for text in below if _NUMBER.fullmatch(text) or _BOX.fullmatch(text))
            if marks >= _MOST * len(below):
                return True
            other = sum(1 for text in below if not text or len(text.split()) > _SHORT)
            if len(heads) > 2 and other + marks >= _MOST * len(below):
                return True
        return False

    def _bold(self, place: CellPlace) -> bool:
        inside = self._inside.get(place, ())
        return bool(inside) and all(all_bold(each, self._styles) for each in inside)

    def _shaded(self, place: CellPlace) -> bool:
        """Whether the cell, which has text, has a colour of its own behind it."""
        return has_shading(self._inside[place][0].element)


def all_bold(passage: Passage, styles: Styles) -> bool:
    """Whether every word of a passage is bold, by its runs or by its style."""
    by_style = styles[passage.style].bold
    for start, end, element, _ in passage.segments:
        if not passage.text[start:end].isspace():
            own = is_bold(element, styles)
            if not (by_style if own is None else own):
                return False
    return True


def _heads(text: str) -> bool:
    """Whether a text could head a column."""
    return (
        len(text.split()) <= _SHORT
        and not text.endswith((".", ";"))
        and not _NUMBER.fullmatch(text)
        and not _BOX.fullmatch(text)
    )
