"""Where the wording of rules matches in a document: probes, tried where they may match at all."""

from __future__ import annotations

from collections.abc import Sequence

from debias import wording
from debias.prefilter import WordIndex, prefilter
from debias.rule import RuleSet

Span = tuple[int, int]

_NOWHERE: frozenset[int] = frozenset()
_OFTEN = 3  # times that a probe is asked for before all its blocks are looked at once and for all


class Probing:
    """The probes of a rule set over the texts of a document's blocks.

    Texts and spans are of the normalised copies. Everything is worked out when first asked for
    and kept.
    """

    def __init__(self, texts: list[str], ruleset: RuleSet) -> None:
        self.texts = texts
        self._probes = ruleset.probes
        self._pieces = ruleset.pieces
        self._known = prefilter(ruleset)
        self._index = WordIndex(map(wording.words, texts), self._known)
        self._reach: dict[int, frozenset[int] | None] = {}
        self._present: dict[int, list[tuple[int, frozenset[int] | None]]] = {}
        self._candidates: dict[int, Sequence[int]] = {}
        self._asked: dict[int, int] = {}
        self._found: dict[int, dict[int, list[Span]]] = {}
        self._first: dict[int, int] = {}
        self._told: dict[int, dict[str, bool]] = {}
        self._known_texts: dict[str, tuple[str, frozenset[int]]] = {}

    # --- which blocks ---------------------------------------------------------------------

    def reach(self, probe: int) -> frozenset[int] | None:
        """The blocks that a probe may match; None where it must be tried on every one."""
        try:
            return self._reach[probe]
        except KeyError:
            pass
        present: list[tuple[int, frozenset[int] | None]] = []
        always, blocks_of = self._known.always, self._index.blocks_of
        everywhere = False
        for piece in self._probes[probe]:
            if piece in always:
                everywhere = True
                present.append((piece, None))
            elif blocks := blocks_of(piece):
                present.append((piece, blocks))
        self._present[probe] = present
        reach = None if everywhere else _NOWHERE.union(*(b for _, b in present if b is not None))
        self._reach[probe] = reach
        return reach

    def looks_everywhere(self, probe: int) -> bool:
        """Whether the prefilter cannot spare a probe any block."""
        return self.reach(probe) is None

    def may_match(self, probe: int, block: int) -> bool:
        """Whether a probe may match in a block: cheap, and often no."""
        reach = self.reach(probe)
        return reach is None or block in reach

    def candidates(self, probe: int) -> Sequence[int]:
        """The numbers of the blocks that a probe may match, in reading order."""
        found = self._candidates.get(probe)
        if found is None:
            reach = self.reach(probe)
            found = range(len(self.texts)) if reach is None else sorted(reach)
            self._candidates[probe] = found
        return found

    def blocks_with(self, probe: int) -> Sequence[int]:
        """The blocks that a probe may match; those that it does match once many have asked."""
        asked = self._asked[probe] = self._asked.get(probe, 0) + 1
        if asked == _OFTEN:
            self._candidates[probe] = [b for b in self.candidates(probe) if self.spans(probe, b)]
        return self.candidates(probe)

    # --- where in them --------------------------------------------------------------------

    def spans(self, probe: int, block: int) -> Sequence[Span]:
        """Where a probe matches in a block."""
        reach = self.reach(probe)
        if reach is not None and block not in reach:
            return ()
        known = self._found.setdefault(probe, {})
        found = known.get(block)
        if found is None:
            ways = [
                self.matches(piece, block)
                for piece, blocks in self._present[probe]
                if blocks is None or block in blocks
            ]
            found = known[block] = ways[0] if len(ways) == 1 else wording.first_of(ways)
        return found

    def matches(self, piece: int, block: int) -> list[Span]:
        """Where a piece matches in a block: tried only where a word stands that it begins with."""
        begins = self._known.begins[piece]
        text = self.texts[block]
        if begins < 0:
            return wording.spans(self._pieces[piece], text)
        places = self._index.places(begins, block, text)
        return wording.spans_at(self._pieces[piece], text, places) if places else []

    def any_of(self, probe: int, blocks: Sequence[int]) -> bool:
        """Whether a probe matches in any of some blocks."""
        reach = self.reach(probe)
        some = blocks if reach is None else reach.intersection(blocks)
        return any(self.spans(probe, block) for block in some)

    def first_block(self, probe: int) -> int:
        """The first block of the document that a probe matches, or -1."""
        found = self._first.get(probe)
        if found is None:
            found = next((b for b in self.candidates(probe) if self.spans(probe, b)), -1)
            self._first[probe] = found
        return found

    def occurs(self, probe: int, block: int, start: int, end: int) -> bool:
        """Whether a probe matches between two places of a block, of which `^` and `$` are the
        ends."""
        if not self.may_match(probe, block):
            return False
        text = self.texts[block][start:end]
        return any(
            wording.occurs(self._pieces[piece], text)
            for piece, blocks in self._present[probe]
            if blocks is None or block in blocks
        )

    # --- in other texts -------------------------------------------------------------------

    def tells(self, probe: int, text: str) -> bool:
        """Whether a probe matches in a heading or another text that is not a block."""
        if not text:
            return False
        known = self._told.setdefault(probe, {})
        told = known.get(text)
        if told is None:
            copy, pieces = self._pieces_for(probe, text)
            told = any(wording.occurs(self._pieces[piece], copy) for piece in pieces)
            known[text] = told
        return told

    def words_in(self, probe: int, text: str) -> list[str]:
        """What a probe matches in a text that is not a block, normalised, in order."""
        copy, pieces = self._pieces_for(probe, text)
        ways = [wording.spans(self._pieces[piece], copy) for piece in pieces]
        return [copy[start:end] for start, end in wording.first_of(ways)]

    def _pieces_for(self, probe: int, text: str) -> tuple[str, list[int]]:
        """The normalised copy of a text, and the pieces of a probe that may match in it."""
        known = self._known_texts.get(text)
        if known is None:
            copy = wording.normalise(text).text
            known = self._known_texts[text] = copy, self._known.sets_in(wording.words(copy))
        copy, sets = known
        needs = self._known.needs
        return copy, [p for p in self._probes[probe] if sets.issuperset(needs[p])]
