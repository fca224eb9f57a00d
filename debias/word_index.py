"""Where the words that rules know stand in the texts of a document: an inverted index.

It is made for documents of any size. A place is one number, counted through all texts as if they
stood one behind the other, and kept in an array of four bytes each; which texts hold something is
a row of bits, one a text: an `int` while rows are put together, which takes one instruction for
64 texts, and `bytes` where single texts are asked for. Sets of numbers took fifty times as much.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from debias import wording
from debias.prefilter import Prefilter

_CHUNK = 200_000  # characters whose words are told apart at a time
_MOST_BEGINNINGS = 4_000_000  # places kept of words that matches begin with
_NOTHING: Sequence[int] = ()
_NO_WORDS: frozenset[str] = frozenset()


def numbers(row: int) -> Iterator[int]:
    """The numbers of the bits of a row that are set, in order."""
    digits = f"{row:b}"[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def packed(row: int, count: int) -> bytes:
    """A row of `count` bits as bytes: bit n is `row[n >> 3] >> (n & 7) & 1`."""
    return row.to_bytes((count + 7) >> 3, "little")


def unpacked(row: bytes) -> int:
    """A row of bits to put together with others."""
    return int.from_bytes(row, "little")


class WordIndex:
    """Which texts hold the words that rules know, and where."""

    def __init__(self, texts: Sequence[str], known: Prefilter) -> None:
        self._known = known
        self.count = len(texts)
        self._starts = array("I")  # of each text, in places
        self._places: defaultdict[str, array[int]] = defaultdict(_empty)  # of each word
        self._mixed: set[str] = set()  # words whose places are not in order yet
        self._read(texts)
        self._words = set(self._places)
        self.pieces = known.pieces_with(self._words)
        self._of_word: dict[str, int] = {}
        self._of_set: dict[int, int] = {}
        self._beginnings: dict[int, Sequence[int]] = {}
        self._kept = 0

    def _read(self, texts: Sequence[str]) -> None:
        start = first = 0
        length = 0
        for number, text in enumerate(texts):
            self._starts.append(start + length)
            length += len(text) + 1
            if length > _CHUNK:
                self._read_chunk("\n".join(texts[first : number + 1]), start)
                start, length, first = start + length, 0, number + 1
        self._read_chunk("\n".join(texts[first:]), start)
        for word in self._mixed:
            self._places[word] = array("I", sorted(self._places[word]))

    def _read_chunk(self, text: str, start: int) -> None:
        """Texts that stand one behind the other, a mark between them that is in no word."""
        words, places = wording.words_with_places(text, start)
        known = self._known
        known.telling(words)
        telling, found = known.known, self._places
        for word, place in zip(words, places, strict=False):
            if word in telling:
                found[word].append(place)
        for word, place in wording.dotted_words(text, start):
            if known.telling((word,)):
                found[word].append(place)
                self._mixed.add(word)

    # --- which texts ----------------------------------------------------------------------

    def texts_of(self, piece: int) -> int:
        """The row of the texts that a piece may match, one of `pieces` that needs words."""
        row, of_set = -1, self._of_set
        for number in self._known.needs[piece]:
            row &= of_set.get(number) or self._with_one(number)
            if not row:
                break
        return row

    def _with_one(self, number: int) -> int:
        found, of_word = 0, self._of_word
        for word in self._words & self._known.words_of[number]:
            found |= of_word.get(word) or self._with_word(word)
        self._of_set[number] = found
        return found

    def _with_word(self, word: str) -> int:
        row = bytearray((self.count + 7) >> 3)
        starts = self._starts
        end = 0
        for place in self._places[word]:
            if place >= end:
                at = bisect_right(starts, place)
                end = starts[at] if at < self.count else 1 << 62
                at -= 1
                row[at >> 3] |= 1 << (at & 7)
        found = self._of_word[word] = int.from_bytes(row, "little")
        return found

    # --- where in them --------------------------------------------------------------------

    def places(self, number: int, text: int, length: int) -> list[int]:
        """Where in a text of a length words stand that begin as a set says, in order."""
        every = self._beginnings.get(number)
        if every is None:
            every = self._all_beginnings(number)
        if not every:
            return []
        start = self._starts[text]
        first = bisect_left(every, start)
        last = bisect_left(every, start + length, first)
        return [place - start for place in every[first:last]]

    def _all_beginnings(self, number: int) -> Sequence[int]:
        words = self._words & self._known.words_of.get(number, _NO_WORDS)
        found: Sequence[int] = _NOTHING
        if len(words) == 1:
            found = self._places[words.pop()]
        elif words:
            every = chain.from_iterable(self._places[word] for word in words)
            found = array("I", sorted(every))
            self._kept += len(found)
            if self._kept > _MOST_BEGINNINGS:
                self._beginnings.clear()
                self._kept = len(found)
        self._beginnings[number] = found
        return found


def _empty() -> array[int]:
    return array("I")
