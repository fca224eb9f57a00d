"""What a text must hold for a pattern to match at all: the starts of words, for the prefilter.

The method is that of RE2's FilteredRE2 (Cox, 2010), on the starts of words instead of any
substring: a text's distinct words are looked up once in a dictionary, so the cost of looking does
not grow with the number of rules.
"""

from __future__ import annotations

import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

_MOST = 400
"""The most alternatives that are worth telling apart."""

_BREAK = "\0"  # a place where a word certainly starts if a letter follows
_OPEN = "\1"  # a stretch that is not known: what stands before it is still a start

# Words so common that looking for them would let nearly every block through.
_COMMON = frozenset(
    """a an and are as at be been by for from had has have her his if in is it may no not of on or
    our she should that the their them they this to was were who will with women woman mother
    mothers baby babies patient patients care all any must can birth labour risk""".split()
)


def needs(pattern: str) -> tuple[str, ...] | None:
    """Word starts (lower case, two letters or more) of which a text must hold at least one for
    `pattern` to match, case ignored; None when nothing of the kind can be said."""
    try:
        tree = parser.parse(pattern, code.SRE_FLAG_IGNORECASE)
    except Exception:
        return None
    best = _Best()
    tails = _walk(tree, {_OPEN}, best)
    best.offer(tails)
    return None if best.starts is None else tuple(sorted(best.starts))


class _Best:
    """The best set of word starts seen so far: one of them must be there."""

    def __init__(self) -> None:
        self.starts: frozenset[str] | None = None
        self._worth = -1.0

    def offer(self, strings: Iterable[str]) -> None:
        starts = set()
        for string in strings:
            start = _longest_start(string)
            if start is None:
                return
            starts.add(start)
        self.take(frozenset(starts))

    def take(self, starts: frozenset[str]) -> None:
        if not starts:
            return
        common = sum(start in _COMMON for start in starts)
        worth = min(min(len(start), 5) for start in starts) * 10 - common * 30 - len(starts) * 0.01
        if worth > self._worth:
            self._worth = worth
            self.starts = starts


def _longest_start(string: str) -> str | None:
    """The best word start that every text with this string in it holds."""
    best = ""
    for piece in string.split(_BREAK)[1:]:
        known = piece.split(_OPEN)[0]
        letters = _letters(known)
        if len(letters) >= 2 and (letters not in _COMMON, len(letters)) > (
            best not in _COMMON if best else False,
            len(best),
        ):
            best = letters
    return best or None


def _letters(text: str) -> str:
    """The word characters that a text starts with."""
    for at, character in enumerate(text):
        if not (character.isalnum() or character == "_"):
            return text[:at]
    return text


def _walk(nodes: Any, heads: set[str], best: _Best) -> set[str]:  # noqa: ANN401 - sre's own tree
    """Extend every string of `heads` by what the nodes match; offer to `best` what is certain."""
    for kind, value in nodes:
        if kind is code.LITERAL:
            heads = {head + _character(value) for head in heads}
        elif kind is code.AT:
            heads = {
                head + (_BREAK if value is not code.AT_NON_BOUNDARY else _OPEN) for head in heads
            }
        elif kind is code.IN:
            options = _class(value)
            heads = _cross(heads, options, best)
        elif kind is code.BRANCH:
            heads = _branch(value[1], heads, best)
        elif kind is code.SUBPATTERN:
            heads = _walk(value[3], heads, best)
        elif kind is code.ATOMIC_GROUP:
            heads = _walk(value, heads, best)
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            heads = _repeat(value, heads, best)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            continue  # what is looked at beside the match adds nothing that is certain here
        else:
            heads = _cut(heads, best)
        if len(heads) > _MOST:
            heads = _cut(heads, best)
    return heads


def _character(value: int) -> str:
    character = chr(value).lower()
    if character.isalnum() or character == "_":
        return character
    return character + _BREAK  # behind a mark or a space a new word starts


def _class(items: Any) -> set[str] | None:  # noqa: ANN401
    options: set[str] = set()
    for kind, value in items:
        if kind is code.LITERAL:
            options.add(_character(value))
        elif kind is code.CATEGORY and value is code.CATEGORY_SPACE:
            options.add(" " + _BREAK)
        else:
            return None
        if len(options) > 6:
            return None
    return options


def _cross(heads: set[str], options: set[str] | None, best: _Best) -> set[str]:
    if options is None:
        return {head + _OPEN for head in heads}
    if len(heads) * len(options) > _MOST:
        return _cut(heads, best)
    return {head + option for head in heads for option in options}


def _branch(branches: Any, heads: set[str], best: _Best) -> set[str]:  # noqa: ANN401
    if len(heads) * len(branches) > _MOST:
        heads = _cut(heads, best)
    tails: set[str] = set()
    inner_sets: list[frozenset[str]] = []
    for branch in branches:
        inner = _Best()
        tails |= _walk(branch, set(heads), inner)
        inner_sets.append(inner.starts or frozenset())
    if all(inner_sets):
        best.take(frozenset().union(*inner_sets))
    elif any(inner_sets):
        # A branch that was cut keeps its own certainty only through its tails, which are cut too.
        certain: set[str] = set()
        for branch, starts in zip(branches, inner_sets, strict=True):
            if starts:
                certain |= starts
                continue
            alone = _Best()
            alone.offer(_walk(branch, set(heads), _Best()))
            if alone.starts is None:
                return tails
            certain |= alone.starts
        best.take(frozenset(certain))
    return tails


def _repeat(value: Any, heads: set[str], best: _Best) -> set[str]:  # noqa: ANN401
    least, most, inner = value
    if least == 0:
        if most == 1:
            with_it = _walk(inner, set(heads), _Best())
            together = heads | with_it
            if len(together) <= _MOST and not any(_cut_off(tail) for tail in with_it):
                return together
        return {head + _OPEN for head in heads}
    heads = _walk(inner, heads, best)
    return heads if most == 1 else {head + _OPEN for head in heads}


def _cut(heads: set[str], best: _Best) -> set[str]:
    """Offer what is known so far and go on from an unknown place."""
    best.offer(heads)
    return {_OPEN}


def _cut_off(tail: str) -> bool:
    return tail == _OPEN
