"""What a text must hold for a pattern to match at all: the starts of words, for the prefilter.

The method is that of RE2's FilteredRE2 (Cox, "Regular expression matching with a trigram index",
2012), on the starts of words instead of any substring: a text's distinct words are looked up once
in a dictionary, so the cost of looking does not grow with the number of rules.
"""

from __future__ import annotations

import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from debias.records import NamedTuple

_MOST = 300
"""The most strings that are told apart."""

_MANY = 8
"""More strings than this are not carried on beyond the end of a word, nor more characters of a
class told apart."""

_RANKS = 3
"""How many words of a string are asked for."""

_BREAK = "\0"  # a place where a word certainly starts if a letter follows
_END = "$"  # behind a start that is the whole word
_OPEN = "\1"  # a stretch that is not known: what stands before it is still a start

# Words that half of all clinical sentences hold: looking for them would let nearly everything by.
_COMMON = frozenset(
    """a i the and of in to is for with on or be are not that at an no by it from was if as one this
    has have had should may who all any she her he his they their them women woman mother mothers
    baby babies patient patients you your we our before after when where which can will must do does
    more risk pregnancy first other than been were being but so only what use used care birth
    labour""".split()
)
# Words that one in twenty holds.
_FREQUENT = frozenset(
    """line check every test group groups time per data own weeks health need staff offer offered
    result results page pages date review second clinical within day days notes given there asked
    family families same midwife consultant high low place normal hours unit level form record
    recorded age bmi history back late hard order look contact set clinic refer referred referral
    assess assessment guideline team plan support visit maternity postnatal antenatal admission
    monitoring treatment information number signs give take taken because under between during about
    over out up each some most less many new two three early good well very category code name type
    person people service services hospital medical report year years month months area areas value
    table list yes include includes including following available using""".split()
)

_DOTTED = re.compile(f"{_BREAK}\\w(?:\\.{_BREAK}+\\w)+(?={_BREAK}|\\W*$)")
"""An abbreviation with a stop behind each letter, which `wording.words` reads as one word."""

Starts = frozenset[str]
Clauses = frozenset[Starts]


class _Info(NamedTuple):
    """What a part of a pattern matches: all its strings if they are few, known and of one word;
    else sets of word starts, of each of which a text with a match holds at least one."""

    exact: frozenset[str] | None
    clauses: Clauses


_NOTHING: Clauses = frozenset()
_UNKNOWN = _Info(None, _NOTHING)


@lru_cache(maxsize=1)
def tree_of(pattern: str) -> Any:  # noqa: ANN401
    """The tree that `re` makes of a pattern, for whoever asks one after the other."""
    return parser.parse(pattern, code.SRE_FLAG_IGNORECASE)


@cache
def needs(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Sets of word starts (lower case, two letters or more; a whole word ends with `$`, and may
    be a single letter).

    A text that `pattern` matches, case ignored, holds a word with one start of every set. The set
    that lets the least through comes first; there is none when nothing certain can be said.
    """
    try:
        tree = tree_of(pattern)
    except Exception:
        return ()  # it uses what only `regex` knows: it is always run
    rarest_first = sorted(_all(_sequence(tree)), key=lambda c: (-_worth(c), sorted(c)))
    return tuple(tuple(sorted(starts)) for starts in rarest_first)


def _all(info: _Info) -> Clauses:
    """All that is certain about a text with a match."""
    return info.clauses if info.exact is None else _with(info.clauses, info.exact)


def _best(info: _Info) -> Starts | None:
    worth = {starts: _worth(starts) for starts in _all(info)}
    most = max(worth.values(), default=0)
    alike = (starts for starts, value in worth.items() if value == most)
    return min(alike, key=sorted, default=None)  # not the first of a set, whose order is by chance


def _with(clauses: Clauses, strings: Iterable[str]) -> Clauses:
    """The clauses, and those that one of some strings adds: its rarest word, its next rarest."""
    rarest_first = [_word_starts(string) for string in strings]
    least = min(map(len, rarest_first), default=0)
    return clauses | {
        frozenset(starts[rank] for starts in rarest_first) for rank in range(min(least, _RANKS))
    }


@cache
def _word_starts(string: str) -> tuple[str, ...]:
    """The word starts that every text with this string in it holds, the rarest first."""
    known = set()
    parts = string.split(_BREAK)
    for number, part in enumerate(parts[1:], 1):
        piece, *unknown = part.split(_OPEN)
        letters = _letters(piece)
        ends = len(piece) > len(letters) or (not unknown and number < len(parts) - 1)
        if letters and ends:
            known.add(letters + _END)
        elif len(letters) >= 2:
            known.add(letters)
    if dotted := _DOTTED.match(string):
        known.add(dotted[0].replace(_BREAK, "").replace(".", "") + _END)
    return tuple(sorted(known, key=_rarity))


def _rarity(start: str) -> tuple[bool, bool, int, str]:
    word = start.removesuffix(_END)
    return (word in _COMMON, word in _FREQUENT, -len(word), start)


def _letters(text: str) -> str:
    for at, character in enumerate(text):
        if not (character.isalnum() or character == "_"):
            return text[:at]
    return text


def common(starts: Iterable[str]) -> bool:
    """Whether half of all sentences hold one of these: looking for them tells next to nothing."""
    return any(start.removesuffix(_END) in _COMMON for start in starts)


def _worth(starts: Starts) -> int:
    """Greater for what lets less through: long, rare and few. A whole number, as the sum of others
    would hang on the order of a set."""
    words = [start.removesuffix(_END) for start in starts]
    passes = sum(30 if w in _COMMON else 10 if w in _FREQUENT else 1 for w in words)
    return 10 * min(min(len(start), 5) for start in starts) - 4 * passes


def _sequence(nodes: Any, run: frozenset[str] = frozenset({""})) -> _Info:  # noqa: ANN401
    """What a sequence of sre's tree matches behind `run`: the strings of one word while they are
    few, then what is certain, word by word."""
    clauses = _NOTHING
    whole = True  # no part of it has been let go yet
    for kind, value in _joined(nodes):
        starts_word = all(string.endswith(_BREAK) for string in run)
        # A word boundary may stand before the brackets: the parts within are told of it.
        info = _node(kind, value, frozenset({_BREAK if starts_word else ""}))
        if info.exact is not None and _ends_word(info.exact) and len(run) > _MANY:
            clauses, run, whole = _with(clauses, run), frozenset({_BREAK}), False
        elif info.exact is not None and len(run) * len(info.exact) <= _MOST:
            run = frozenset(head + tail for head in run for tail in info.exact)
        else:
            clauses = _with(clauses, run) | info.clauses
            head = _BREAK if starts_word and info.exact else _OPEN
            run = frozenset({head + tail for tail in info.exact or {""}})
            whole = False
    return _Info(run, clauses) if whole else _Info(None, _with(clauses, run))


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


_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def _node(kind: Any, value: Any, before: frozenset[str]) -> _Info:  # noqa: ANN401, PLR0911
    if kind is code.LITERAL:
        return _Info(frozenset({value}), _NOTHING)
    if kind is code.AT:
        mark = _OPEN if value is code.AT_NON_BOUNDARY else _BREAK
        return _Info(frozenset({mark}), _NOTHING)
    if kind is code.IN:
        return _Info(_class(value), _NOTHING)
    if kind is code.BRANCH:
        return _branch([_sequence(branch, before) for branch in value[1]])
    if kind is code.SUBPATTERN:
        return _sequence(value[3], before)
    if kind is code.ATOMIC_GROUP:
        return _sequence(value, before)
    if kind in _REPEATS:
        return _repeat(*value)
    if kind in (code.ASSERT, code.ASSERT_NOT):
        return _Info(frozenset({_BREAK if has_no_word_before(kind, *value) else ""}), _NOTHING)
    return _UNKNOWN


def has_no_word_before(kind: Any, direction: int, inner: Any) -> bool:  # noqa: ANN401
    """Whether a look behind says that no word character stands there: a word starts here, then."""
    if direction > 0:
        return False
    if kind is code.ASSERT_NOT:
        return len(inner) == 1 and inner[0][0] is code.IN and _is_word_class(inner[0][1])
    return _ends_outside_words(inner)


def _is_word_class(items: Any) -> bool:  # noqa: ANN401
    return any(kind is code.CATEGORY and value is code.CATEGORY_WORD for kind, value in items)


def _ends_outside_words(nodes: Any) -> bool:  # noqa: ANN401, PLR0911
    """Whether all that a sequence can end with is no word character."""
    for kind, value in reversed(list(nodes)):
        if kind is code.LITERAL:
            return not _is_letter(value)
        if kind is code.IN:
            return _holds_no_word(value)
        if kind is code.BRANCH:
            return all(_ends_outside_words(branch) for branch in value[1])
        if kind is code.SUBPATTERN:
            return _ends_outside_words(value[3])
        if kind in _REPEATS and _ends_outside_words(value[2]):
            if value[0] > 0:
                return True
            continue  # it may be left out: look at what stands before it
        return kind is code.AT and value in (code.AT_BEGINNING, code.AT_BEGINNING_STRING)
    return False


def _holds_no_word(items: Any) -> bool:  # noqa: ANN401
    """Whether a class holds only characters that are not of words."""
    return all(
        (kind is code.LITERAL and not _is_letter(value))
        or (kind is code.CATEGORY and value in (code.CATEGORY_SPACE, code.CATEGORY_NOT_WORD))
        for kind, value in items
    )


def _is_letter(value: int) -> bool:
    return chr(value).isalnum() or value == ord("_")


def _character(value: int) -> str:
    character = chr(value).lower()
    if _is_letter(value):
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
        return _Info(frozenset().union(*exact), _NOTHING)
    each = [_best(info) for info in branches]
    certain = [starts for starts in each if starts is not None]
    if len(certain) < len(each):
        return _UNKNOWN
    return _Info(None, frozenset({frozenset().union(*certain)}))


def _repeat(least: int, most: int, inner: Any) -> _Info:  # noqa: ANN401
    info = _sequence(inner)
    if most == 1 and info.exact is not None:
        return info if least else _Info(info.exact | {""}, _NOTHING)
    if _ends_outside_words(inner):
        between = _OPEN + _BREAK  # it ends with a mark or a space: behind it a word starts
        return _Info(
            frozenset({between} if least else {"", between}), _all(info) if least else _NOTHING
        )
    if least == 0:
        return _UNKNOWN
    return info if least == most == 1 else _Info(None, _all(info))
