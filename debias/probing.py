"""Where the wording of rules matches in a document: probes, tried where they may match at all.

Much of a document stands in it many times (the words of tables and forms, of headers, of what is
said on every page), so all is worked out for each distinct text, once, and shared by the blocks
that have it. What was found is kept up to a bound and then found again when it is asked for: the
memory that looking takes does not grow with what was looked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from debias import wording
from debias.prefilter import prefilter
from debias.rule import RuleSet
from debias.word_index import WordIndex, numbers, packed, unpacked

Span = tuple[int, int]

_NOWHERE: Sequence[Span] = ()
_OFTEN = 3  # times that a probe is asked for before all its blocks are looked at once and for all
_MOST_KEPT = 200_000  # answers kept, of about 100 bytes each


class _Known:
    """What is known of a probe in a document: the row of the texts that it may match (None: any),
    the same for each of its pieces, and where it matches in the texts that were looked at."""

    __slots__ = ("asked", "first", "found", "reach", "ways")

    def __init__(self, reach: bytes | None, ways: list[tuple[int, bytes | None]]) -> None:
        self.reach = reach
        self.ways = ways
        self.found: dict[int, Sequence[Span]] = {}
        self.asked = 0
        self.first: int | None = None


class Probing:
    """The probes of a rule set over the texts of a document's blocks.

    Texts and spans are of the normalised copies. Everything is worked out when first asked for.
    """

    def __init__(self, texts: list[str], ruleset: RuleSet) -> None:
        self.texts = texts
        self._probes = ruleset.probes
        self._pieces = ruleset.pieces
        self._prefilter = prefilter(ruleset)
        distinct: dict[str, int] = {}
        self._text = array("I", (distinct.setdefault(text, len(distinct)) for text in texts))
        self._distinct = list(distinct)
        self._blocks, self._further = _blocks_of(self._text, len(distinct))
        self._index = WordIndex(self._distinct, self._prefilter)
        self._known: list[_Known | None] = [None] * len(ruleset.probes)
        self._kept = 0
        self._told: dict[int, dict[str, bool]] = {}
        self._other_texts: dict[str, tuple[str, frozenset[int]]] = {}

    # --- which blocks ---------------------------------------------------------------------

    def _of(self, probe: int) -> _Known:
        return self._known[probe] or self._make_known(probe)

    def _make_known(self, probe: int) -> _Known:
        ways: list[tuple[int, bytes | None]] = []
        always, here, index = self._prefilter.always, self._index.pieces, self._index
        everywhere, reach = False, 0
        for piece in self._probes[probe]:
            if piece in always:
                everywhere = True
                ways.append((piece, None))
            elif piece in here and (row := index.texts_of(piece)):
                reach |= row
                ways.append((piece, packed(row, index.count)))
        known = _Known(None if everywhere else packed(reach, index.count) if reach else b"", ways)
        self._known[probe] = known
        return known

    def _row(self, known: _Known) -> int:
        """The row of the texts that a probe may match."""
        return (1 << self._index.count) - 1 if known.reach is None else unpacked(known.reach)

    def _blocks_in(self, row: int) -> Sequence[int]:
        """The blocks that have one of the texts of a row, in reading order."""
        first, further = self._blocks, self._further
        found = array("I")
        again: list[int] = []
        for text in numbers(row):
            found.append(first[text])
            if text in further:
                again += further[text]
        return array("I", sorted([*found, *again])) if again else found

    def repeated(self, block: int) -> int:
        """The number of the text of a block that other blocks have too, or -1."""
        text = self._text[block]
        return text if text in self._further else -1

    def looks_everywhere(self, probe: int) -> bool:
        """Whether the prefilter cannot spare a probe any block."""
        return self._of(probe).reach is None

    def may_match(self, probe: int, block: int) -> bool:
        """Whether a probe may match in a block: cheap, and often no."""
        reach = self._of(probe).reach
        if reach is None:
            return True
        text = self._text[block]
        return bool(reach) and bool(reach[text >> 3] >> (text & 7) & 1)

    def candidates(self, probe: int) -> Sequence[int]:
        """The numbers of the blocks that a probe may match, in reading order."""
        return self._blocks_in(self._row(self._of(probe)))

    def blocks_with(self, probe: int, beside: Iterable[int] = ()) -> Sequence[int]:
        """The blocks that a probe may match, and each of some others beside it; those that it
        does match once many have asked."""
        known = self._of(probe)
        known.asked += 1
        if known.asked == _OFTEN:
            known.reach = self._matching(known)
        row = self._row(known)
        for other in beside:
            if not row:
                break
            row &= self._row(self._of(other))
        return self._blocks_in(row)

    def _matching(self, known: _Known) -> bytes:
        found = bytearray((self._index.count + 7) >> 3)
        for text in numbers(self._row(known)):
            if self._spans(known, text):
                found[text >> 3] |= 1 << (text & 7)
        return bytes(found)

    # --- where in them --------------------------------------------------------------------

    def spans(self, probe: int, block: int) -> Sequence[Span]:
        """Where a probe matches in a block."""
        known = self._known[probe] or self._make_known(probe)
        text = self._text[block]
        reach = known.reach
        if reach is not None and not (reach and reach[text >> 3] >> (text & 7) & 1):
            return _NOWHERE
        found = known.found.get(text)
        return self._spans(known, text) if found is None else found

    def _spans(self, known: _Known, text: int) -> Sequence[Span]:
        found = known.found.get(text)
        if found is None:
            at, bit = text >> 3, text & 7
            ways = []
            for piece, row in known.ways:
                if (row is None or row[at] >> bit & 1) and (spans := self._matches(piece, text)):
                    ways.append(spans)
            found = _NOWHERE
            if ways:
                found = ways[0] if len(ways) == 1 else wording.first_of(ways)
            self._keep(known, text, found)
        return found

    def _keep(self, known: _Known, text: int, found: Sequence[Span]) -> None:
        self._kept += 1 + len(found)
        if self._kept > _MOST_KEPT:
            self._forget()
            self._kept = 1 + len(found)
        known.found[text] = found

    def _forget(self) -> None:
        """Let go of the answers kept, which can be found again."""
        for known in self._known:
            if known is not None:
                known.found.clear()
        self._told.clear()
        self._other_texts.clear()

    def matches(self, piece: int, block: int) -> Sequence[Span]:
        """Where a piece matches in a block: tried only where a word stands that it begins with."""
        return self._matches(piece, self._text[block])

    def _matches(self, piece: int, text: int) -> list[Span]:
        begins = self._prefilter.begins[piece]
        words = self._distinct[text]
        if begins < 0:
            return wording.spans(self._pieces[piece], words)
        places = self._index.places(begins, text, len(words))
        return wording.spans_at(self._pieces[piece], words, places) if places else []

    def any_of(self, probe: int, blocks: Sequence[int]) -> bool:
        """Whether a probe matches in any of some blocks."""
        reach = self._of(probe).reach
        return reach != b"" and any(self.spans(probe, block) for block in blocks)

    def first_block(self, probe: int) -> int:
        """The first block of the document that a probe matches, or -1."""
        known = self._of(probe)
        if known.first is None:
            texts = numbers(self._row(known))
            text = next((text for text in texts if self._spans(known, text)), -1)
            known.first = self._blocks[text] if text >= 0 else -1
        return known.first

    def occurs(self, probe: int, block: int, start: int, end: int) -> bool:
        """Whether a probe matches between two places of a block, of which `^` and `$` are the
        ends."""
        if not self.may_match(probe, block):
            return False
        words = self.texts[block][start:end]
        text = self._text[block]
        return any(
            wording.occurs(self._pieces[piece], words)
            for piece, row in self._of(probe).ways
            if row is None or row[text >> 3] >> (text & 7) & 1
        )

    # --- in other texts -------------------------------------------------------------------

    def tells(self, probe: int, text: str) -> bool:
        """Whether a probe matches in a heading or another text that is not a block."""
        if not text:
            return False
        known = self._told.get(probe)
        if known is None:
            known = self._told[probe] = {}
        told = known.get(text)
        if told is None:
            copy, pieces = self._pieces_for(probe, text)
            told = any(wording.occurs(self._pieces[piece], copy) for piece in pieces)
            known[text] = told
            self._kept += 1
        return told

    def words_in(self, probe: int, text: str) -> list[str]:
        """What a probe matches in a text that is not a block, normalised, in order."""
        copy, pieces = self._pieces_for(probe, text)
        ways = [wording.spans(self._pieces[piece], copy) for piece in pieces]
        return [copy[start:end] for start, end in wording.first_of(ways)]

    def _pieces_for(self, probe: int, text: str) -> tuple[str, list[int]]:
        """The normalised copy of a text, and the pieces of a probe that may match in it."""
        known = self._other_texts.get(text)
        if known is None:
            copy = wording.normalise(text).text
            known = copy, self._prefilter.pieces_with(wording.words(copy))
            self._other_texts[text] = known
        copy, may = known
        return copy, [piece for piece in self._probes[probe] if piece in may]


def _blocks_of(texts: array[int], count: int) -> tuple[array[int], dict[int, list[int]]]:
    """Of each text the first block that has it, and where there are more, those."""
    first = array("I", bytes(4 * count))
    further: dict[int, list[int]] = {}
    seen = 0
    for block, text in enumerate(texts):
        if text == seen:
            first[text] = block
            seen += 1
        else:
            further.setdefault(text, []).append(block)
    return first, further
