"""With which word a match of a pattern begins: a pattern is then tried at those words alone.

Like `literals`, this walks the tree that Python's own `re` makes of a pattern, and says nothing
where it is not certain.
"""

from __future__ import annotations

import re._constants as code  # type: ignore[import-not-found]
from collections.abc import Iterable
from functools import cache
from typing import Any

from debias.literals import has_no_word_before, tree_of
from debias.records import NamedTuple

_MOST = 600
"""Beginnings that are carried on; where there are more, what they begin with is enough."""

_FEW = 12
"""Characters of a class that are told apart."""

_SHORTEST = 2
"""Letters of a start: one letter would let nearly every word by."""

WHOLE = "$"
"""Behind a start that is the whole word, as in `literals`."""


class _Head(NamedTuple):
    """What stands at the start of a match so far. `open` as long as the word may go on, `whole`
    where it is one letter and no more, `at_word` when no word character can stand before it."""

    letters: str = ""
    open: bool = True
    at_word: bool = False
    whole: bool = False


class _UnclearError(Exception):
    """A match may begin with something else than a word, or within one."""


@cache
def first_words(pattern: str) -> tuple[str, ...]:
    """The word starts (lower case, two letters or more, or one letter and `$`, which is a whole
    word) with one of which every match begins.

    Empty when a match may begin otherwise, or when it cannot be told.
    """
    try:
        heads = _sequence(tree_of(pattern), {_Head()})
    except _UnclearError:
        return ()
    except Exception:
        return ()  # it uses what only `regex` knows
    starts = {head.letters + WHOLE if head.whole else head.letters for head in heads}
    if any(len(start) < _SHORTEST for start in starts):
        return ()
    return tuple(sorted(starts))


def _sequence(nodes: Iterable[tuple[Any, Any]], heads: set[_Head]) -> set[_Head]:
    for kind, value in nodes:
        if not any(head.open for head in heads):
            break
        closed = {head for head in heads if not head.open}
        heads = closed | _node(kind, value, heads - closed)
        if len(heads) > _MOST:
            heads = _closed(heads)
    return heads


def _closed(heads: Iterable[_Head]) -> set[_Head]:
    """The same heads, where nothing more is known of their words."""
    if any(not head.letters for head in heads):
        raise _UnclearError
    return {head._replace(open=False) for head in heads}


def _node(kind: Any, value: Any, heads: set[_Head]) -> set[_Head]:  # noqa: ANN401, PLR0911
    if kind is code.LITERAL:
        return _letters([chr(value).lower()], heads)
    if kind is code.IN:
        return _class(value, heads)
    if kind is code.BRANCH:
        return set().union(*(_sequence(branch, heads) for branch in value[1]))
    if kind is code.SUBPATTERN:
        return _sequence(value[3], heads)
    if kind is code.ATOMIC_GROUP:
        return _sequence(value, heads)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, inner = value
        once = _sequence(inner, heads)
        return (once if most == 1 else _closed(once)) | (set() if least else heads)
    if kind is code.AT:
        return _at(value, heads)
    if kind in (code.ASSERT, code.ASSERT_NOT):
        return _word_starts(heads) if has_no_word_before(kind, *value) else heads
    return _closed(heads)


def _at(value: Any, heads: set[_Head]) -> set[_Head]:  # noqa: ANN401
    """A boundary before the letters says that a word starts; behind them, that it is whole."""
    if value not in (code.AT_BOUNDARY, code.AT_BEGINNING, code.AT_BEGINNING_STRING):
        return heads
    return {
        head._replace(open=False, whole=len(head.letters) == 1)
        if head.letters
        else head._replace(at_word=True)
        for head in heads
    }


def _word_starts(heads: set[_Head]) -> set[_Head]:
    return {head if head.letters else head._replace(at_word=True) for head in heads}


def _letters(choices: list[str], heads: set[_Head]) -> set[_Head]:
    """The heads carried on by one of some characters."""
    further = set()
    for head in heads:
        for letter in choices:
            if letter.isalnum() or letter == "_":
                if not head.at_word:
                    raise _UnclearError
                further.add(head._replace(letters=head.letters + letter))
            else:
                further |= {it._replace(whole=len(it.letters) == 1) for it in _closed([head])}
    return further


def _class(items: Any, heads: set[_Head]) -> set[_Head]:  # noqa: ANN401
    choices = []
    for kind, value in items:
        if kind is code.LITERAL:
            choices.append(chr(value).lower())
        elif kind is code.RANGE and value[1] - value[0] < _FEW:
            choices += [chr(each).lower() for each in range(value[0], value[1] + 1)]
        else:
            return _closed(heads)
    return _letters(choices, heads) if len(choices) <= _FEW else _closed(heads)
