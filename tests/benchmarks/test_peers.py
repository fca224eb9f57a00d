"""The table of other tools: who was stopped or failed has no figure to win with."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.peers import Run, measured, table

OURS = Run(wall=1.0, cpu=2.0, memory=50.0, lines=7, stopped=False, failed="")
NAME = "debias, patterns ready"


def cells(run: Run, ours: Run = OURS) -> list[str]:
    """The cells of a tool all of whose runs were like this one."""
    keys = ("start", "many", "large")
    lines = table({NAME: dict.fromkeys(keys, ours), "other": dict.fromkeys(keys, run)}, 4_000_000)
    (row,) = (line for line in lines if line.startswith("| other |"))
    return [cell.strip() for cell in row.strip("|").split("|")][1:]


def test_a_run_that_came_to_its_end_has_figures() -> None:
    run = OURS._replace(cpu=4.0, wall=3.0, memory=80.0)
    assert cells(run) == (
        ["3000", "4.00", "3.00", "1.00", "2.0", "80", "4.00", "3.00", "2.0", "80", "7"]
    )


def test_a_run_that_was_stopped_has_bounds_only() -> None:
    run = OURS._replace(cpu=0.5, stopped=True, failed="it was killed")
    assert all(cell.startswith(("> ", "< ")) for cell in cells(run))
    assert cells(run)[3] == "< 8.00"
    assert cells(run)[4] == "> 0.2"


def test_a_run_that_failed_has_no_figures() -> None:
    assert set(cells(OURS._replace(failed="Traceback"))) == {"-"}


@pytest.mark.parametrize("how", [{"stopped": True}, {"failed": "no"}])
def test_nothing_is_compared_to_a_run_of_ours_that_did_not_end(how: dict[str, object]) -> None:
    assert cells(OURS, OURS._replace(**how))[4] == "-"  # type: ignore[arg-type]


def test_who_was_stopped_or_failed_is_named() -> None:
    keys = ("start", "many", "large")
    runs = dict.fromkeys(keys, OURS)
    slow = {**runs, "large": OURS._replace(wall=300.0, stopped=True)}
    bad = dict.fromkeys(keys, OURS._replace(failed="oh"))
    lines = table({NAME: runs, "slow": slow, "bad": bad}, 1)
    assert "slow was stopped on large after 300 s." in lines
    assert "bad failed on many: oh" in lines


def test_a_run_that_is_stopped_does_not_win_over_one_that_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = iter([OURS._replace(cpu=0.1, wall=2.0, stopped=True), OURS._replace(wall=3.0)])
    monkeypatch.setattr("tests.benchmarks.peers.once", lambda *_: next(runs))
    assert not measured((sys.executable,), [], 2.0).stopped
