"""A run chart: values in time order, their median, and the two signals of change.

The rules are those of Perla, Provost and Murray, "The run chart: a simple analytical tool for
learning from variation in healthcare processes", BMJ Quality & Safety 2011;20:46-51
(doi:10.1136/bmjqs.2009.037895), which the Institute for Healthcare Improvement teaches and NHS
improvement teams use: a shift is six or more points in a row on one side of the median, where
points on the median neither count nor break the row; a trend is five or more points in a row that
all rise or all fall, where of equal neighbours only the first counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from debias.records import NamedTuple

SHIFT, TREND = 6, 5
ENOUGH = 10
"""Fewer points than this say little: the authors ask for ten or more."""


class Signal(NamedTuple):
    """A row of points that chance would seldom make. `points` are 0-based; `direction` is above
    or below for a shift, rising or falling for a trend."""

    kind: str
    direction: str
    points: tuple[int, ...]


class RunChart(NamedTuple):
    """Values in time order; the median of them all (0 without any)."""

    values: tuple[float, ...]
    median: float
    signals: tuple[Signal, ...]


def chart(values: Sequence[float]) -> RunChart:
    """The run chart of some values."""
    middle = median(values) if values else 0.0
    return RunChart(tuple(values), middle, (*shifts(values, middle), *trends(values)))


def shifts(values: Sequence[float], middle: float) -> tuple[Signal, ...]:
    """The shifts, each as long as it goes."""
    off = [number for number, value in enumerate(values) if value != middle]
    rows = _rows(off, lambda a, b: (values[a] > middle) == (values[b] > middle))
    return tuple(
        Signal("shift", "above" if values[row[0]] > middle else "below", tuple(row))
        for row in rows
        if len(row) >= SHIFT
    )


def trends(values: Sequence[float]) -> tuple[Signal, ...]:
    """The trends, each as long as it goes. A turning point ends one and begins the next."""
    steps = [n for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    pairs = list(pairwise(steps))
    found = []
    for row in _rows(
        range(len(pairs)),
        lambda a, b: _rises(values, pairs[a]) == _rises(values, pairs[b]),
    ):
        if len(row) + 1 >= TREND:
            direction = "rising" if _rises(values, pairs[row[0]]) else "falling"
            points = (pairs[row[0]][0], *(pairs[number][1] for number in row))
            found.append(Signal("trend", direction, points))
    return tuple(found)


def _rises(values: Sequence[float], pair: tuple[int, int]) -> bool:
    return values[pair[1]] > values[pair[0]]


def _rows(numbers: Sequence[int], alike: Callable[[int, int], bool]) -> list[list[int]]:
    """Numbers in groups of neighbours that are alike."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and alike(rows[-1][-1], number):
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows
