"""Whether wording can match where there are no words at all, so that it would match anywhere."""

from __future__ import annotations

import re._constants as code  # type: ignore[import-not-found]
from collections.abc import Iterable
from functools import cache
from typing import Any

from debias.errors import DebiasError
from debias.literals import tree_of
from debias.wording import tried

_SECONDS = 1.0
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_MARKS = (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN, code.CATEGORY, code.RANGE)


@cache  # of the same word lists each time that rules are read
def matches_nothing(pattern: str) -> bool:
    """Whether a pattern matches an empty text. Raises DebiasError when it is not a pattern.

    Told from the tree that `re` makes of it, which takes a fifth of the time that compiling does;
    what only `regex` knows is compiled and tried.
    """
    try:
        tree = tree_of(pattern)
    except Exception:
        try:
            return tried(pattern).search("", timeout=_SECONDS) is not None
        except (MemoryError, TimeoutError):
            raise DebiasError(
                "This pattern comes to no end, even where there is no text.",
                hint="Let it not call or repeat itself within itself, or write it as phrases.",
            ) from None
    return _all_empty(tree)


def _all_empty(nodes: Iterable[tuple[Any, Any]]) -> bool:
    return all(_empty(kind, value) for kind, value in nodes)


def _empty(kind: Any, value: Any) -> bool:  # noqa: ANN401, PLR0911
    if kind in _MARKS:
        return False
    if kind is code.AT:  # an empty text has a beginning and an end, and no word that could end
        return value is not code.AT_BOUNDARY
    if kind is code.SUBPATTERN:
        return _all_empty(value[3])
    if kind is code.ATOMIC_GROUP:
        return _all_empty(value)
    if kind is code.BRANCH:
        return any(map(_all_empty, value[1]))
    if kind in _REPEATS:
        return value[0] == 0 or _all_empty(value[2])
    if kind is code.ASSERT:
        return _all_empty(value[1])
    if kind is code.ASSERT_NOT:
        return not _all_empty(value[1])
    return True  # a reference to a group, which may be empty
