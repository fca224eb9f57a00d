"""Counts rows and columns of an HTML table, over merged cells, and remembers its headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.document import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDEST, _TALLEST = 1000, 65534  # the HTML standard's own limits on spans


class Table:
    """A table while it is read. Rows and columns are numbered from 0."""

    __slots__ = (
        "_below",
        "_column",
        "_columns",
        "_first",
        "_row_header",
        "_spanning",
        "in_head",
        "number",
        "row",
    )

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = -1
        self.in_head = False
        self._column = 0
        self._below: dict[int, int] = {}  # column -> rows that a cell from above still takes
        self._columns: dict[int, str] = {}
        self._first: list[TableCell] = []  # the cells of the first row
        self._row_header = ""
        self._spanning: tuple[str, int] = ("", 0)  # a row header, and the rows it still is for

    def start_row(self) -> list[int]:
        """Begin the next row; the blocks of the first one, if that turns out to be of headers.

        A table without `th` has them where each cell of its first row starts in bold.
        """
        heads: list[int] = []
        several = self.row == 0 and len(self._first) > 1 and not self._columns
        if several and all(cell.bold and cell.texts for cell in self._first):
            for cell in self._first:
                cell.heads_column = True
                self.end_cell(cell)
                heads += cell.blocks
        self._first = []
        self.row += 1
        self._column = 0
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        text, rows = self._spanning
        self._row_header = text if rows > 0 else ""
        self._spanning = (text, rows - 1)
        return heads

    def start_cell(self, tag: str, attributes: Mapping[str, str | None]) -> TableCell:
        """Begin the next cell, a `td` or `th`."""
        if self.row < 0:
            self.start_row()
        while self._column in self._below:
            self._column += 1
        wide = _number(attributes.get("colspan"), _WIDEST)
        tall = _number(attributes.get("rowspan"), _TALLEST)
        column = self._column
        if tall > 1:
            for each in range(column, column + wide):
                # Its own row counts one down when the next begins.
                self._below[each] = tall
        self._column += wide
        scope = (attributes.get("scope") or "").lower()
        heads_row = tag == "th" and scope.startswith("row")
        heads_column = not heads_row and (
            self.in_head or (tag == "th" and (scope.startswith("col") or self.row == 0))
        )
        place = Cell(
            self.number,
            self.row,
            column,
            self._row_header,
            "" if heads_column else self._columns.get(column, ""),
            is_header=tag == "th" or self.in_head,
        )
        cell = TableCell(self, place, wide, tall, heads_row=heads_row, heads_column=heads_column)
        if self.row == 0:
            self._first.append(cell)
        return cell

    def end_cell(self, cell: TableCell) -> None:
        """Remember what a finished cell says about its row or column."""
        text = " ".join(cell.texts)
        if cell.heads_column:
            for column in range(cell.place.column, cell.place.column + cell.wide):
                above = self._columns.get(column, "")
                self._columns[column] = f"{above} {text}".strip() if above != text else text
        elif text and (cell.heads_row or (cell.place.column == 0 and not self._row_header)):
            self._row_header = text
            self._spanning = (text, cell.tall - 1)


class TableCell:
    """A table cell while it is read, with the blocks in it so far and their texts."""

    __slots__ = (
        "blocks",
        "bold",
        "heads_column",
        "heads_row",
        "place",
        "table",
        "tall",
        "texts",
        "wide",
    )

    def __init__(
        self,
        table: Table,
        place: Cell,
        wide: int,
        tall: int,
        *,
        heads_row: bool,
        heads_column: bool,
    ) -> None:
        self.table = table
        self.place = place
        self.wide = wide
        self.tall = tall
        self.heads_row = heads_row
        self.heads_column = heads_column
        self.bold = False  # whether its text starts in bold
        self.texts: list[str] = []
        self.blocks: list[int] = []

    def add(self, block: int, text: str) -> None:
        """Remember a block in it, and its text on one line."""
        self.blocks.append(block)
        self.texts.append(text)


def _number(text: str | None, most: int) -> int:
    """A span as the attribute says it, at least 1."""
    digits = (text or "").strip()
    return max(1, min(int(digits[:6]), most)) if digits.isascii() and digits.isdigit() else 1
