"""Keeps track of tables while a story is walked: which cell a paragraph stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.names import Element
from debias.ooxml.passages import CellPlace, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable


class Places:
    """The tables, rows and cells of one story, by their elements.

    Content controls and tracked insertions may stand between a table and its rows, a row and its
    cells or a cell and its paragraphs; what is around an element is found by climbing.
    """

    __slots__ = ("_cell", "_next_table", "_row", "_rows", "_tables", "cells")

    def __init__(self, root: Element, next_table: Callable[[], int]) -> None:
        self._next_table = next_table
        self._tables: dict[Element, Table] = {}
        self._rows: dict[Element, Row] = {}
        self.cells: dict[Element, CellPlace | None] = {root: None}
        self._cell: Element = None  # the cell begun last, as an element
        self._row: Row | None = None  # the row begun last

    def around(self, container: Element) -> CellPlace | None:
        """The cell that `container` is, or is in; None outside tables."""
        passed = []
        while container not in self.cells:
            passed.append(container)
            container = container.getparent()
        cell = self.cells[container]
        for each in passed:
            self.cells[each] = cell
        return cell

    def table(self, element: Element) -> int:
        """A table begins; how many tables it is in, itself included."""
        outer = self.around(element.getparent())
        depth = 1 if outer is None else outer.row.table.depth + 1
        self._tables[element] = Table(self._next_table(), depth)
        # Between rows nothing belongs to a cell; a paragraph there would be the outer cell's.
        self.cells[element] = outer
        return depth

    def row(self, element: Element) -> None:
        """A row begins."""
        above = element.getparent()
        while above is not None and above not in self._tables:
            above = above.getparent()
        if above is None:  # a row outside any table, in a damaged file
            above = element
            self._tables[above] = Table(self._next_table(), 1)
        table = self._tables[above]
        self._row = Row(table, len(table.rows))
        table.rows.append(self._row)
        self._rows[element] = self._row

    def cell(self, element: Element) -> None:
        """A cell begins."""
        above = element.getparent()
        while above is not None and above not in self._rows:
            above = above.getparent()
        if above is None:
            above = element.getparent()
            self.row(above)
        row = self._rows[above]
        cell = CellPlace(row, row.column, len(row.cells))
        row.cells.append(cell)
        row.column += 1
        self._cell = element
        self.cells[element] = cell

    def drop_row(self) -> None:
        """The row begun last is deleted: the ones after it count without it."""
        if self._row is not None:
            self._row.table.rows.remove(self._row)

    def header(self) -> None:
        """The row begun last is repeated on every page, as headers are."""
        if self._row is not None:
            self._row.header = True

    def shift(self, columns: int) -> None:
        """The row begun last leaves out columns on the left."""
        if self._row is not None:
            self._row.column += columns

    def span(self, columns: int) -> None:
        """The cell begun last is as wide as several columns."""
        cell = self.cells.get(self._cell)
        if cell is not None and columns > 1:
            cell.span = columns
            cell.row.column = cell.column + columns

    def merge(self, *, restart: bool, downwards: bool) -> None:
        """The cell begun last starts a merged one, or belongs to the one above or on its left."""
        cell = self.cells.get(self._cell)
        if cell is None:
            return
        row = cell.row
        if downwards and restart:
            row.table.spanning[cell.column] = cell
            return
        if restart:
            return
        if downwards:
            first = row.table.spanning.get(cell.column)
        else:
            first = row.cells[-2] if len(row.cells) > 1 else None
        if first is None:
            return
        # The merged cell is one cell: it stands in this row too, with the text of its first.
        row.cells[-1] = first
        self.cells[self._cell] = first
        if not downwards:
            row.cells.pop()
            first.span += 1
