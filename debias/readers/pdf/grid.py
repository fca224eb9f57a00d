"""Finds the cells of ruled tables between level and upright lines.

The method is that of pdfplumber's table finder (after Nurminen, "Algorithmic Extraction of Data in
Tables in PDF Documents", 2013): join the edges, find where they cross, and take the smallest
rectangle below and right of every crossing. The tests compare the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from debias.readers.pdf.scan import Box, Edge, Edges

_SNAP = 3.0  # points by which edges may miss each other
_MOST_EDGES = 3000


def ruled_tables(edges: Edges) -> list[list[Box]]:
    """The cells of every table of at least two cells, each from top to bottom and left to right."""
    if len(edges.level) < 2 or len(edges.upright) < 2:
        return []
    if len(edges.level) + len(edges.upright) > _MOST_EDGES:
        return []
    level, across = _joined(edges.level), _joined(edges.upright)
    crossings = _crossings(level, across)
    return _grouped(_cells(crossings))


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Edges that are nearly in line put in line, and those that touch made one."""
    found: list[Edge] = []
    for group in _clusters(sorted(edges)):
        at = sum(edge.at for edge in group) / len(group)
        low, high = group[0].low, group[0].high
        for edge in sorted(group, key=lambda edge: edge.low)[0:]:
            if edge.low > high + _SNAP:
                found.append(Edge(at, low, high))
                low, high = edge.low, edge.high
            else:
                low, high = min(low, edge.low), max(high, edge.high)
        found.append(Edge(at, low, high))
    return found


def _clusters(edges: Sequence[Edge]) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in edges:
        if groups and edge.at - groups[-1][-1].at <= _SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


class _Crossings:
    """Crossing points as (level number, upright number), and where the lines are."""

    def __init__(self, level: list[Edge], across: list[Edge]) -> None:
        self.ys = sorted({edge.at for edge in level}, reverse=True)
        self.xs = sorted({edge.at for edge in across})
        self.lines: dict[tuple[int, int], tuple[int, int]] = {}
        rows = {y: number for number, y in enumerate(self.ys)}
        columns = {x: number for number, x in enumerate(self.xs)}
        for upper, bar in enumerate(level):
            for lower, post in enumerate(across):
                meets = bar.low - _SNAP <= post.at <= bar.high + _SNAP
                if meets and post.low - _SNAP <= bar.at <= post.high + _SNAP:
                    self.lines[rows[bar.at], columns[post.at]] = (upper, lower)


def _crossings(level: list[Edge], across: list[Edge]) -> _Crossings:
    return _Crossings(level, across)


def _cells(crossings: _Crossings) -> list[Box]:
    lines = crossings.lines
    below: dict[tuple[int, int], list[int]] = defaultdict(list)
    right: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, column in sorted(lines):
        bar, post = lines[row, column]
        right[row, bar].append(column)
        below[column, post].append(row)
    found = []
    for (row, column), (bar, post) in sorted(lines.items()):
        cell = _smallest(row, column, right[row, bar], below[column, post], lines)
        if cell:
            lower, further = cell
            found.append(
                (
                    crossings.xs[column],
                    crossings.ys[lower],
                    crossings.xs[further],
                    crossings.ys[row],
                )
            )
    return found


def _smallest(
    row: int,
    column: int,
    columns: list[int],
    rows: list[int],
    lines: dict[tuple[int, int], tuple[int, int]],
) -> tuple[int, int] | None:
    for lower in rows:
        if lower <= row:
            continue
        for further in columns:
            if further <= column or (lower, further) not in lines:
                continue
            bar, post = lines[lower, further]
            if lines[lower, column][0] == bar and lines[row, further][1] == post:
                return lower, further
    return None


def _grouped(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner are of one table; a single cell is a frame, not a table."""
    corners: dict[tuple[float, float], list[int]] = defaultdict(list)
    for number, (left, bottom, right, top) in enumerate(cells):
        for corner in ((left, bottom), (left, top), (right, bottom), (right, top)):
            corners[corner].append(number)
    seen: set[int] = set()
    tables = []
    for number in range(len(cells)):
        if number in seen:
            continue
        table, waiting = [], [number]
        seen.add(number)
        while waiting:
            current = waiting.pop()
            table.append(cells[current])
            left, bottom, right, top = cells[current]
            for corner in ((left, bottom), (left, top), (right, bottom), (right, top)):
                fresh = [other for other in corners[corner] if other not in seen]
                seen.update(fresh)
                waiting += fresh
        if len(table) > 1:
            tables.append(sorted(table, key=lambda cell: (-cell[3], cell[0])))
    return tables
