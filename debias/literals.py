"""What a text must hold for a pattern to match at all: the starts of words, for the prefilter.

The method is that of RE2's FilteredRE2 (Cox, "Regular expression matching with a trigram index",
2012), on the starts of words instead of any substring: a text's distinct words are looked up once
in a dictionary, so the cost of looking does not grow with the number of rules.
"""

from __future__ import annotations

import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

_MOST = 300
"""The most strings that are told apart."""

_MANY = 8
"""More strings than this are not carried on beyond the end of a word."""

_BREAK = "\0"  # a place where a word certainly starts if a letter follows
_OPEN = "\1"  # a stretch that is not known: what stands before it is still a start

# Words so common that looking for them would let nearly every block through.
_COMMON = frozenset(
    """a an and are as at be been by for from had has have her his if in is it may no not of on or
    our she should that the their them they this to was were who will with women woman mother
    mothers baby babies patient patients care all any must can birth labour risk""".split()
)

Starts = frozenset[str]


class _Info(NamedTuple):
    """What a part of a pattern matches: all its strings if they are few and known, and the best
    set of word starts of which a text with a match holds at least one."""

    exact: frozenset[str] | None
    best: Starts | None


_UNKNOWN = _Info(None, None)


def needs(pattern: str) -> tuple[str, ...] | None:
    """Word starts (lower case, two letters or more) of which a text must hold at least one for
    `pattern` to match, case ignored; None when nothing of the kind can be said."""
    try:
        tree = parser.parse(pattern, code.SRE_FLAG_IGNORECASE)
    except Exception:
        return None  # it uses what only `regex` knows: it is always run
    starts = _starts(_sequence(tree))
    return None if starts is None else tuple(sorted(starts))


def _starts(info: _Info) -> Starts | None:
    return info.best if info.exact is None else _better(info.best, _of(info.exact))


def _of(strings: Iterable[str]) -> Starts | None:
    found = set()
    for string in strings:
        start = _rarest_start(string)
        if start is None:
            return None
        found.add(start)
    return frozenset(found) or None


def _rarest_start(string: str) -> str | None:
    """The longest word start that every text with this string in it holds."""
    pieces = [_letters(piece.split(_OPEN)[0]) for piece in string.split(_BREAK)[1:]]
    known = [letters for letters in pieces if len(letters) >= 2]
    return max(known, key=lambda word: (word not in _COMMON, len(word)), default=None)


def _letters(text: str) -> str:
    for at, character in enumerate(text):
        if not (character.isalnum() or character == "_"):
            return text[:at]
    return text


def _better(one: Starts | None, other: Starts | None) -> Starts | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=_worth)


def _worth(starts: Starts) -> float:
    common = sum(start in _COMMON for start in starts)
    return min(min(len(start), 5) for start in starts) * 10 - common * 30 - len(starts) * 0.1


def _sequence(nodes: Any, run: frozenset[str] = frozenset({""})) -> _Info:  # noqa: ANN401
    """What a sequence of sre's tree matches behind `run`: strings while they are few, then the
    best certain starts."""
    best: Starts | None = None
    whole = True  # no part of it has been let go yet
    for kind, value in _joined(nodes):
        starts_word = all(string.endswith(_BREAK) for string in run)
        if kind is code.BRANCH and starts_word:
            # sre takes a word boundary that every branch begins with out of the branches
            info = _branch([_sequence(branch, frozenset({_BREAK})) for branch in value[1]])
        else:
            info = _node(kind, value)
        if info.exact is not None and _ends_word(info.exact) and len(run) > _MANY:
            best, run, whole = _better(best, _of(run)), frozenset({_BREAK}), False
        elif info.exact is not None and len(run) * len(info.exact) <= _MOST:
            run = frozenset(head + tail for head in run for tail in info.exact)
        else:
            best = _better(best, _of(run))
            best = _better(best, info.best)
            head = _BREAK if starts_word and info.exact else _OPEN
            run = frozenset({head + tail for tail in info.exact or {""}})
            whole = False
    return _Info(run, best) if whole else _Info(None, _better(best, _of(run)))


def _joined(nodes: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """The nodes with the letters of a word taken together, which spares most of the work."""
    letters: list[str] = []
    for kind, node in nodes:
        value = node
        if kind is code.LITERAL:
            value = _character(node)
            if not value[0].isspace():
                letters.append(value)
                continue
        if letters:
            yield code.LITERAL, "".join(letters)
            letters = []
        yield kind, value
    if letters:
        yield code.LITERAL, "".join(letters)


def _ends_word(strings: frozenset[str]) -> bool:
    return all(string[:1].isspace() for string in strings)


def _node(kind: Any, value: Any) -> _Info:  # noqa: ANN401, PLR0911
    if kind is code.LITERAL:
        return _Info(frozenset({value}), None)
    if kind is code.AT:
        mark = _OPEN if value is code.AT_NON_BOUNDARY else _BREAK
        return _Info(frozenset({mark}), None)
    if kind is code.IN:
        return _Info(_class(value), None)
    if kind is code.BRANCH:
        return _branch([_sequence(branch) for branch in value[1]])
    if kind is code.SUBPATTERN:
        return _sequence(value[3])
    if kind is code.ATOMIC_GROUP:
        return _sequence(value)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _repeat(*value)
    if kind in (code.ASSERT, code.ASSERT_NOT):
        return _Info(frozenset({""}), None)  # looks beside the match: nothing certain about it
    return _UNKNOWN


def _character(value: int) -> str:
    character = chr(value).lower()
    if character.isalnum() or character == "_":
        return character
    return character + _BREAK  # behind a mark or a space a new word starts


def _class(items: Any) -> frozenset[str] | None:  # noqa: ANN401
    options: set[str] = set()
    for kind, value in items:
        if kind is code.LITERAL:
            options.add(_character(value))
        elif kind is code.CATEGORY and value is code.CATEGORY_SPACE:
            options.add(" " + _BREAK)
        else:
            return None
    return frozenset(options) if len(options) <= _MANY else None


def _branch(branches: list[_Info]) -> _Info:
    exact = [info.exact for info in branches if info.exact is not None]
    if len(exact) == len(branches) and sum(map(len, exact)) <= _MOST:
        return _Info(frozenset().union(*exact), None)
    each = [_starts(info) for info in branches]
    certain = [starts for starts in each if starts is not None]
    if len(certain) < len(each):
        return _UNKNOWN
    return _Info(None, frozenset().union(*certain))


def _repeat(least: int, most: int, inner: Any) -> _Info:  # noqa: ANN401
    info = _sequence(inner)
    if least == 0:
        if most == 1 and info.exact is not None:
            return _Info(info.exact | {""}, None)
        return _UNKNOWN
    if least == most == 1:
        return info
    return _Info(None, _starts(info))
