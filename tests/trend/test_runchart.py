"""The rules of run charts, against values worked out by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.trend.runchart import Signal, chart, shifts, trends

ABOVE, BELOW = ("shift", "above"), ("shift", "below")


def shown(values: list[float]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [tuple(signal) for signal in chart(values).signals]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("values", "middle"),
    [([], 0), ([3], 3), ([1, 3], 2), ([5, 1, 3], 3), ([4, 1, 3, 2], 2.5), ([2, 2, 2], 2)],
    ids=str,
)
def test_the_median(values: list[float], middle: float) -> None:
    assert chart(values).median == middle


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([9, 8, 9, 8, 9], None),
        ([9, 8, 9, 8, 9, 8], (0, 1, 2, 3, 4, 5)),
        ([9, 8, 9, 8, 9, 8, 9], (0, 1, 2, 3, 4, 5, 6)),
        ([9, 8, 9, 5, 8, 9], None),  # the point on the median does not count …
        ([9, 8, 9, 5, 8, 9, 8], (0, 1, 2, 4, 5, 6)),  # … and does not break the row
        ([5, 9, 8, 9, 8, 9, 8, 5], (1, 2, 3, 4, 5, 6)),
        ([9, 8, 9, 4, 8, 9, 8], None),  # one on the other side does
        ([5, 5, 5, 5, 5, 5, 5], None),
    ],
    ids=["five", "six", "seven", "five and one on it", "six and one on it", "on it at the ends",
         "broken", "all on it"],
)  # fmt: skip
def test_a_shift_is_six_points_on_one_side(
    values: list[float], points: tuple[int, ...] | None
) -> None:
    expected = () if points is None else (Signal("shift", "above", points),)
    assert shifts(values, 5) == expected
    mirrored = tuple(each._replace(direction="below") for each in expected)
    assert shifts([10 - value for value in values], 5) == mirrored


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([1, 2, 3, 4], None),
        ([1, 2, 3, 4, 5], (0, 1, 2, 3, 4)),
        ([9, 1, 2, 3, 4, 5, 0], (1, 2, 3, 4, 5)),
        ([1, 2, 2, 3, 4], None),  # of equal neighbours one counts …
        ([1, 2, 2, 3, 4, 5], (0, 1, 3, 4, 5)),  # … and they do not break the row
        ([1, 1, 2, 3, 4, 5, 5], (0, 2, 3, 4, 5)),
        ([1, 2, 3, 2, 4, 5], None),
        ([1, 1, 1, 1, 1, 1], None),
    ],
    ids=["four", "five", "between", "four and an equal", "five and an equal", "equal at the ends",
         "broken", "all equal"],
)  # fmt: skip
def test_a_trend_is_five_points_that_all_rise_or_fall(
    values: list[float], points: tuple[int, ...] | None
) -> None:
    expected = () if points is None else (Signal("trend", "rising", points),)
    assert trends(values) == expected
    mirrored = tuple(each._replace(direction="falling") for each in expected)
    assert trends([10 - value for value in values]) == mirrored


def test_a_turning_point_ends_one_trend_and_begins_the_next() -> None:
    assert trends([1, 2, 3, 4, 5, 4, 3, 2, 1]) == (
        Signal("trend", "rising", (0, 1, 2, 3, 4)),
        Signal("trend", "falling", (4, 5, 6, 7, 8)),
    )


def test_a_chart_worked_out_by_hand() -> None:
    # In order 0 1 2 2 3 3 | 6 6 6 7 7 7: the median is 4.5.
    assert shown([6, 7, 6, 7, 6, 7, 3, 3, 2, 2, 1, 0]) == [
        ("shift", "above", (0, 1, 2, 3, 4, 5)),
        ("shift", "below", (6, 7, 8, 9, 10, 11)),
        ("trend", "falling", (5, 6, 8, 10, 11)),
    ]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 5), st.integers(0, 9))
def test_scale_and_place_make_no_difference(values: list[int], by: int, more: int) -> None:
    assert chart([by * value + more for value in values]).signals == chart(values).signals


@given(st.lists(st.integers(0, 9), max_size=40))
def test_signals_are_what_they_say(values: list[int]) -> None:
    made = chart(values)
    for signal in made.signals:
        points = [values[at] for at in signal.points]
        assert list(signal.points) == sorted(set(signal.points))
        if signal.kind == "shift":
            assert len(points) >= 6
            assert all((value > made.median) == (signal.direction == "above") for value in points)
            assert made.median not in points
            between = values[signal.points[0] : signal.points[-1] + 1]
            assert set(between) - set(points) <= {made.median}
        else:
            assert len(points) >= 5
            pairs = list(pairwise(points))
            assert all((b > a) == (signal.direction == "rising") and a != b for a, b in pairs)
