"""Holds the words of many texts to a bound: how many a reader may miss or have too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

Compared = tuple[Counter[str], Counter[str], Counter[str]]
"""The words that an oracle has, those that the reader misses, and those it has too many."""

_SHARE = 0.002  # of the words, as the project promises for Markdown and HTML


def hold(compared: Callable[[str], Compared], sources: Iterable[str]) -> None:
    """Compare every source, and hold all of them together to the bound."""
    wanted, missing, extra = Counter[str](), Counter[str](), Counter[str]()
    for source in sources:
        for total, part in zip((wanted, missing, extra), compared(source), strict=True):
            total.update(part)
    print(wanted.total(), "words,", missing.total(), "missing,", extra.total(), "extra")
    assert missing.total() <= wanted.total() * _SHARE, missing.most_common(30)
    assert extra.total() <= wanted.total() * _SHARE, extra.most_common(30)
