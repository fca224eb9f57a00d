"""Which pieces of which probes may match a text at all, by its words: the reason why the cost of
looking hardly grows with the number of rules."""

from __future__ import annotations

from collections.abc import Iterable

from debias.rule import RuleSet

_KEY = 4  # letters by which starts are found; a shorter start is found by all of its own

Hits = dict[int, tuple[int, ...]]
"""From a probe to those of its pieces that may match, in the order in which they are tried."""


class Prefilter:
    """Looks every distinct word up once, in a dictionary of word starts.

    A piece is let through when every set of its `needs` has a start among the words. The first,
    rarest set finds the piece; the others are looked at only then.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        self._starts: dict[str, list[tuple[str, int]]] = {}
        self._found_by: dict[int, list[int]] = {}  # from a first set to its pieces
        self._further: list[tuple[int, ...]] = []  # of each piece, the other sets
        self._probes: list[list[int]] = [[] for _ in ruleset.pieces]
        always: list[int] = []
        for piece, sets in enumerate(ruleset.needs):
            known = [numbers.setdefault(starts, len(numbers)) for starts in sets]
            self._further.append(tuple(known[1:]))
            if known:
                self._found_by.setdefault(known[0], []).append(piece)
            else:
                always.append(piece)
        for starts, number in numbers.items():
            for start in starts:
                self._starts.setdefault(start[:_KEY], []).append((start, number))
        self._rank: dict[tuple[int, int], int] = {}
        for probe, pieces in enumerate(ruleset.probes):
            for rank, piece in enumerate(pieces):
                self._probes[piece].append(probe)
                self._rank[probe, piece] = rank
        self.always = self._by_probe(always)
        self._memo: dict[str, frozenset[int] | None] = {}
        self._pieces_memo: dict[str, tuple[int, ...]] = {}

    def hits(self, words: Iterable[str]) -> Hits:
        """The pieces that a text with these words may match, beside those of `always`."""
        memo, pieces_memo = self._memo, self._pieces_memo
        sets = []
        candidates: set[int] = set()
        for word in words:
            found = memo.get(word)
            if found is None:
                if word in memo:
                    continue
                found = self._look_up(word)
                if found is None:
                    continue
            sets.append(found)
            pieces = pieces_memo.get(word)
            if pieces:
                candidates.update(pieces)
        if not candidates:
            return {}
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
        return self._by_probe(passed) if passed else {}

    def _by_probe(self, pieces: list[int]) -> Hits:
        grouped: dict[int, list[int]] = {}
        for piece in pieces:
            for probe in self._probes[piece]:
                grouped.setdefault(probe, []).append(piece)
        return {
            probe: tuple(
                sorted(its, key=lambda piece, probe=probe: self._rank[probe, piece])  # type: ignore[misc]
                if len(its) > 1
                else its
            )
            for probe, its in grouped.items()
        }

    def _look_up(self, word: str) -> frozenset[int] | None:
        sets = frozenset(
            number
            for key in {word[:2], word[:3], word[:_KEY]}
            for start, number in self._starts.get(key, ())
            if word.startswith(start)
        )
        self._memo[word] = sets or None
        pieces = {piece for number in sets for piece in self._found_by.get(number, ())}
        self._pieces_memo[word] = tuple(pieces)
        return sets or None


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
