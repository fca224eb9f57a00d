"""Our NamedTuple is the one of typing in all but what it costs."""

from __future__ import annotations

import pickle
import typing

import pytest

from debias.records import NamedTuple


class Ours(NamedTuple):
    """A place."""

    line: int
    column: int = 1
    words: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[int, int]:
        return self.line, self.column

    def moved(self, by: int) -> Ours:
        return self._replace(line=self.line + by)


class Theirs(typing.NamedTuple):
    """A place."""

    line: int
    column: int = 1
    words: tuple[str, ...] = ()


class Inner(Ours):
    """A class below one."""


def test_it_has_the_fields_and_defaults_of_typing() -> None:
    assert Ours._fields == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert Ours.__annotations__.keys() == Theirs.__annotations__.keys()
    assert (Ours.__doc__, Ours.__module__, Ours.__qualname__) == ("A place.", __name__, "Ours")
    assert Ours(3) == Theirs(3) == (3, 1, ())
    assert repr(Ours(3, words=("a",))) == "Ours(line=3, column=1, words=('a',))"
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]


def test_it_keeps_methods_and_properties() -> None:
    assert Ours(3).both == (3, 1)
    assert Ours(3).moved(2) == Ours(5)
    assert Inner(3).moved(2).both == (5, 1)


def test_it_cannot_be_changed_and_travels_between_processes() -> None:
    with pytest.raises(AttributeError):
        Ours(3).line = 4  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(Ours(3))) == Ours(3)
    assert type(pickle.loads(pickle.dumps(Ours(3)))) is Ours
