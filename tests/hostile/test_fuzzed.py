"""A short run of what `python -m tests.hostile.fuzz` does at length, the same each time."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import tried
from tests.hostile.mutating import KINDS, mutated

START, COUNT = 10_000, 60


def test_a_number_always_gives_the_same_file() -> None:
    for kind in KINDS:
        assert mutated(kind, 7) == mutated(kind, 7)
        assert len({mutated(kind, number) for number in range(20)}) > 15


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_mutated_does_harm(kind: str) -> None:
    result = tried(kind, START, START + COUNT)
    assert not result.wrong, result.wrong
    assert sum(result.came.values()) == COUNT
    assert len(result.came) > 1
    assert result.peak < 1024
