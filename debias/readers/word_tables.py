"""Works out what the rows and columns of a Word table are headed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.document import Cell
from debias.ooxml.passages import CellPlace, Table
from debias.ooxml.styles import has_shading, is_bold
from debias.readers.table_heads import could_head, heads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debias.ooxml.passages import Passage
    from debias.ooxml.styles import Styles


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
        # Only the corner may be empty.
        if len(cells) < len(rows[top].cells) - 1 or not self.text(rows[top].cells[-1]):
            return 0
        row = [self.text(cell) for cell in rows[top].cells]
        below = [self._under(table, top, cell.column) for cell in rows[top].cells]
        if not could_head(row, below):
            return 0
        next_row = [cell for cell in rows[top + 1].cells if self.text(cell)]
        for marked in (self._bold, self._shaded):
            if all(map(marked, cells)) and not (next_row and all(map(marked, next_row))):
                return top + 1
        return top + 1 if heads(row, below) else 0

    def _under(self, table: Table, top: int, column: int) -> list[str]:
        """The words of the cells of a column, below a row."""
        return [
            self.text(cell)
            for row in table.rows[top + 1 :]
            for cell in row.cells
            if cell.column == column
        ]

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
