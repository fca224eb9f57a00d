"""Which pieces of which probes may match a text at all, by its words: the reason why the cost of
looking hardly grows with the number of rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from debias.rule import RuleSet
from debias.wording import places_of_words

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
        self.sets: dict[str, frozenset[int]] = {}  # of each word that some piece needs
        # the words seen that pieces begin with, by set
        self.beginning: dict[int, set[str]] = {number: set() for number in {*ruleset.begins} - {-1}}
        self.wanted: set[str] = set()  # all of them
        self._needed = frozenset(number for needed in ruleset.needs for number in needed)
        self._seen: set[str] = set()

    def telling(self, words: set[str]) -> set[str]:
        """Those of the words that rules know; `sets` has what they tell."""
        for word in words - self._seen:
            self._learn(word)
        return words & self.sets.keys()

    def sets_in(self, words: set[str]) -> frozenset[int]:
        """All the sets of which a text with these words holds a start."""
        return _NONE.union(*map(self.sets.__getitem__, self.telling(words)))

    def _learn(self, word: str) -> None:
        sets = frozenset(
            number
            for key in {word[:2], word[:3], word[:_KEY]}
            for start, number in self._starts.get(key, ())
            if word.startswith(start)
        ).union(self._words.get(word, ()))
        self._seen.add(word)
        needed = sets & self._needed
        if needed:
            self.sets[word] = needed
        begun = sets & self.beginning.keys()
        for number in begun:
            self.beginning[number].add(word)
        if begun:
            self.wanted.add(word)


class WordIndex:
    """Which blocks of a document hold the words that rules know, as an inverted index."""

    def __init__(self, words: Iterable[set[str]], known: Prefilter) -> None:
        """`words` has the distinct words of each block, in lower case."""
        self._known = known
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        telling = known.telling
        for number, found in enumerate(words):
            for word in telling(found):
                blocks[word].append(number)
        words_of: defaultdict[int, list[str]] = defaultdict(list)
        for word in blocks:
            for number in known.sets[word]:
                words_of[number].append(word)
        self._blocks = dict(blocks)  # of each word
        self._words = dict(words_of)  # of each set, those in the document
        self._of_word: dict[str, frozenset[int]] = {}
        self._of_set: dict[int, frozenset[int]] = {}
        self._of_piece: dict[int, frozenset[int]] = {}
        self._places: dict[int, dict[str, list[int]]] = {}  # of each block, its words

    def blocks_of(self, piece: int) -> frozenset[int]:
        """The blocks that a piece may match; only for those that are not in `always`."""
        found = self._of_piece.get(piece)
        if found is None:
            found = self._of_piece[piece] = self._with_all(self._known.needs[piece])
        return found

    def _with_all(self, needed: tuple[int, ...]) -> frozenset[int]:
        words = self._words
        for number in needed:
            if number not in words:
                return _NONE
        first, *further = sorted(needed, key=self._postings) if len(needed) > 1 else needed
        found = self._with_one(first)
        for number in further:
            if not found:
                break
            found = _NONE.union(*(found & self._with_word(word) for word in words[number]))
        return found

    def _postings(self, number: int) -> int:
        """How much there is to put together for the blocks that hold a word of a set."""
        return sum(len(self._blocks[word]) for word in self._words[number])

    def _with_one(self, number: int) -> frozenset[int]:
        found = self._of_set.get(number)
        if found is None:
            found = _NONE.union(*(self._blocks[word] for word in self._words[number]))
            self._of_set[number] = found
        return found

    def _with_word(self, word: str) -> frozenset[int]:
        found = self._of_word.get(word)
        if found is None:
            found = self._of_word[word] = frozenset(self._blocks[word])
        return found

    def places(self, number: int, block: int, text: str) -> list[int]:
        """Where in a block, whose text it is, words stand that begin as a set says, in order."""
        words = self._places.get(block)
        if words is None:
            words = self._places[block] = places_of_words(text, self._known.wanted)
        here = [words[word] for word in words.keys() & self._known.beginning[number]]
        return here[0] if len(here) == 1 else sorted(chain.from_iterable(here))


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
