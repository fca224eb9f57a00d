"""Which pieces of which probes may match a text at all, by its words: the reason why the cost of
looking hardly grows with the number of rules."""

from __future__ import annotations

from collections.abc import Iterable

from debias.rule import RuleSet

_KEY = 4  # letters by which starts are found; a shorter start is found by all of its own

_NONE: frozenset[int] = frozenset()


class Prefilter:
    """What words mean to a rule set: each distinct word is looked up once in a process, in a
    dictionary of word starts, and remembered with the sets that it has a start of."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._starts: dict[str, list[tuple[str, int]]] = {}  # by their first letters
        self._words: dict[str, list[int]] = {}  # those that are whole words
        for number, starts in enumerate(ruleset.starts):
            for start in starts:
                if start[-1] == "$":
                    self._words.setdefault(start[:-1], []).append(number)
                else:
                    self._starts.setdefault(start[:_KEY], []).append((start, number))
        self.needs = ruleset.needs
        self.begins = ruleset.begins
        self.always = frozenset(p for p, needed in enumerate(ruleset.needs) if not needed)
        self.needed: dict[str, frozenset[int]] = {}  # sets of each known word that pieces need
        self.known: set[str] = set()  # the words seen that mean anything
        self.words_of: dict[int, set[str]] = {}  # the same, by the sets that they have a start of
        self._needed = frozenset(number for needed in ruleset.needs for number in needed)
        self._used = self._needed.union(ruleset.begins)
        self._by_rarest: dict[int, list[int]] = {}  # pieces by the first set that they need
        for piece, needed in enumerate(ruleset.needs):
            if needed:
                self._by_rarest.setdefault(needed[0], []).append(piece)
        self._seen: set[str] = set()

    def telling(self, words: Iterable[str]) -> set[str]:
        """Those of the words that rules know; `needed` and `words_of` have what they tell."""
        words = set(words)
        for word in words - self._seen:
            self._learn(word)
        return words & self.known

    def pieces_with(self, words: Iterable[str]) -> frozenset[int]:
        """All the pieces that may match a text with these words."""
        needs, by_rarest = self.needs, self._by_rarest
        sets = _NONE.union(*map(self.needed.__getitem__, self.telling(words)))
        return self.always.union(
            piece
            for number in sets
            for piece in by_rarest.get(number, ())
            if sets.issuperset(needs[piece])
        )

    def _learn(self, word: str) -> None:
        sets = frozenset(
            number
            for key in {word[:2], word[:3], word[:_KEY]}
            for start, number in self._starts.get(key, ())
            if word.startswith(start)
        ).union(self._words.get(word, ()))
        self._seen.add(word)
        if used := sets & self._used:
            self.known.add(word)
            self.needed[word] = used & self._needed
            for number in used:
                self.words_of.setdefault(number, set()).add(word)


_made: list[tuple[tuple[str, ...], Prefilter]] = []
_KEPT = 4


def prefilter(ruleset: RuleSet) -> Prefilter:
    """The prefilter of a rule set, made once for its pieces."""
    for pieces, made in _made:
        if pieces is ruleset.pieces:
            return made
    made = Prefilter(ruleset)
    _made.append((ruleset.pieces, made))
    del _made[:-_KEPT]
    return made
