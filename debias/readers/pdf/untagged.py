"""Lays out a page without tags: ruled tables, columns, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debias.readers.pdf.drafts import Draft, Place
from debias.readers.pdf.grid import ruled_tables
from debias.readers.pdf.lines import Line, line_of
from debias.readers.pdf.order import in_reading_order
from debias.readers.pdf.paragraphs import paragraphs
from debias.readers.pdf.scan import Box, PageScan, Run, united


class _Table:
    """The cells of a ruled table and the lines in them."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self.cells = cells
        self.box = united(list(cells))
        self.lines: dict[int, list[Line]] = {}
        tops = sorted({round(cell[3]) for cell in cells}, reverse=True)
        lefts = sorted({round(cell[0]) for cell in cells})
        self.rows = {top: number for number, top in enumerate(tops)}
        self.columns = {left: number for number, left in enumerate(lefts)}

    def cell_at(self, x: float, y: float) -> int | None:
        left, bottom, right, top = self.box
        if not (left <= x <= right and bottom <= y <= top):
            return None
        for number, cell in enumerate(self.cells):
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return number
        return None

    def is_frame(self, cell: int, page: tuple[float, float]) -> bool:
        """Whether a cell only frames text: a box among boxes, or a border around the page."""
        left, bottom, right, top = self.cells[cell]
        alone = right - left > 0.9 * (self.box[2] - self.box[0])
        return len(self.columns) == 1 or (
            alone and right - left > 0.6 * page[0] and top - bottom > 0.35 * page[1]
        )

    def place(self, table: int, cell: int) -> Place:
        left, bottom, right, top = self.cells[cell]
        row, column = self.rows[round(top)], self.columns[round(left)]
        return Place(
            table,
            row,
            column,
            columns=max(1, sum(left - 1 <= other < right - 1 for other in self.columns)),
            rows=max(1, sum(bottom + 1 < other <= top + 1 for other in self.rows)),
        )


def untagged_page(scan: PageScan, lines: Sequence[Line], running: set[int]) -> list[Draft]:
    """The drafts of a page's lines; `running` holds the starts of lines that are furniture.

    Lines of a table are kept, furniture or not, when the table holds anything else.
    """
    text = scan.text.text
    tables = [_Table(cells) for cells in ruled_tables(scan.edges)]
    free: list[Line] = []
    starts: dict[int, int] = {}
    for line in lines:
        for cell, piece in _pieces(line, tables, text):
            if cell is None:
                free.append(piece)
            else:
                tables[cell[0]].lines.setdefault(cell[1], []).append(piece)
    for number, table in enumerate(tables):
        held = [line for lines_of_cell in table.lines.values() for line in lines_of_cell]
        if held and not all(_is_running(line, running) for line in held):
            first = min(held, key=lambda line: line.start)
            starts[first.start] = number
            free.append(first._replace(box=table.box, baseline=table.box[3], runs=()))
    free = [line for line in free if line.start in starts or not _is_running(line, running)]
    free.sort(key=lambda line: line.start)
    size = scan.box[2] - scan.box[0], scan.box[3] - scan.box[1]
    found: list[Draft] = []
    waiting: list[Line] = []
    for line in in_reading_order(free, text):
        if line.runs:
            waiting.append(line)
            continue
        found += paragraphs(waiting, text, scan.number)
        waiting = []
        number = starts[line.start]
        found += _cells(tables[number], number, text, scan.number, size)
    return found + list(paragraphs(waiting, text, scan.number))


def _is_running(line: Line, running: set[int]) -> bool:
    return any(run.start in running for run in line.runs)


def _cells(
    table: _Table, number: int, text: str, page: int, size: tuple[float, float]
) -> Iterator[Draft]:
    for cell in range(len(table.cells)):
        if lines := table.lines.get(cell):
            place = None if table.is_frame(cell, size) else table.place(number, cell)
            yield from paragraphs(in_reading_order(lines, text), text, page, place)


def _pieces(
    line: Line, tables: Sequence[_Table], text: str
) -> Iterator[tuple[tuple[int, int] | None, Line]]:
    """The line, cut where it goes from one cell to another."""
    if not tables:
        yield None, line
        return
    group: list[Run] = []
    current: tuple[int, int] | None = None
    for run in line.runs:
        cell = _cell_of(run, tables)
        if group and cell != current:
            yield current, line_of(group, text)
            group = []
        current = cell
        group.append(run)
    yield current, line_of(group, text)


def _cell_of(run: Run, tables: Sequence[_Table]) -> tuple[int, int] | None:
    x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
    for number, table in enumerate(tables):
        if (cell := table.cell_at(x, y)) is not None:
            return number, cell
    return None
