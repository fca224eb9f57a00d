"""Which pieces of which probes may match a text at all, by its words: the reason why the cost of
looking hardly grows with the number of rules."""

from __future__ import annotations

from collections.abc import Iterable

from debias.rule import RuleSet

_KEY = 4  # letters by which starts are found; a shorter start is found by all of its own


class Prefilter:
    """Looks every distinct word up once, in a dictionary of word starts.

    A piece is let through when every set of its `needs` has a start among the words. The first,
    rarest set finds the piece; the others are looked at only then.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self._starts: dict[str, list[tuple[str, int]]] = {}  # by their first letters
        self._words: dict[str, list[int]] = {}  # those that are whole words
        for number, starts in enumerate(ruleset.starts):
            for start in starts:
                if start[-1] == "$":
                    self._words.setdefault(start[:-1], []).append(number)
                else:
                    self._starts.setdefault(start[:_KEY], []).append((start, number))
        self._found_by: dict[int, list[int]] = {}  # from a first set to its pieces
        self._further = [needed[1:] for needed in ruleset.needs]  # of each piece, the other sets
        for piece, needed in enumerate(ruleset.needs):
            if needed:
                self._found_by.setdefault(needed[0], []).append(piece)
        self.always = frozenset(p for p, needed in enumerate(ruleset.needs) if not needed)
        self._memo: dict[str, tuple[tuple[int, ...], frozenset[int]] | None] = {}

    def pieces(self, words: Iterable[str]) -> list[int]:
        """The pieces that a text with these words may match, beside those of `always`."""
        memo = self._memo
        sets: list[frozenset[int]] = []
        candidates: set[int] = set()
        for word in words:
            try:
                known = memo[word]
            except KeyError:
                known = self._look_up(word)
            if known is not None:
                sets.append(known[1])
                if known[0]:
                    candidates.update(known[0])
        further = self._further
        passed = []
        for piece in candidates:
            for needed in further[piece]:
                for found in sets:
                    if needed in found:
                        break
                else:
                    break
            else:
                passed.append(piece)
        return passed

    def _look_up(self, word: str) -> tuple[tuple[int, ...], frozenset[int]] | None:
        """The pieces that a word finds, and all the sets that it has a start of."""
        sets = frozenset(
            number
            for key in {word[:2], word[:3], word[:_KEY]}
            for start, number in self._starts.get(key, ())
            if word.startswith(start)
        ).union(self._words.get(word, ()))
        pieces = {piece for number in sets for piece in self._found_by.get(number, ())}
        known = (tuple(pieces), sets) if sets else None
        self._memo[word] = known
        return known


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
