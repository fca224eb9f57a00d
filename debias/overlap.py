"""One problem, one finding: what to keep when rules meet on the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debias.records import NamedTuple
from debias.rule import Rule, weight


class Hit(NamedTuple):
    """A match that has passed the guards. Spans are of the block's own text."""

    rule: Rule
    severity: str
    say: str
    block: int
    start: int
    end: int
    sentence: tuple[int, int]  # of the normalised copy: only compared
    detail: str
    whole_document: bool
    linked: bool = False  # reaches back to what its words stand for in a sentence before


def settled(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stay, in reading order.

    A rule named in another's `over` leaves that one's words (for a rule about the whole document:
    its document). Within a family, words that overlap are reported once: by the graver rule, then
    by the one that looks at more words. A rule that gives way leaves the sentence or block to any
    other rule of its family; if its words reach over two sentences, it leaves them too.
    """
    ordered = sorted(hits, key=_place)
    rivals = _Rivals(ordered)
    kept = [
        _with_links(hit, rivals.of(at, hit))
        for at, hit in enumerate(ordered)
        if not any(other is not hit and _yields(hit, other) for other in rivals.of(at, hit))
    ]
    return sorted(kept, key=_place)


def _place(hit: Hit) -> tuple[int, int, int, str]:
    return hit.block, hit.start, hit.end, hit.rule.name


def _with_links(hit: Hit, rivals: Iterator[Hit]) -> Hit:
    """The hit over the sentences that one which yields to it has linked."""
    for other in rivals:
        if other.linked and not hit.whole_document and _overlap(hit, other) and _yields(other, hit):
            start, end = min(hit.start, other.start), max(hit.end, other.end)
            hit = hit._replace(start=start, end=end)
    return hit


class _Rivals:
    """The hits that each hit may yield to, found without comparing all with all: a paragraph of
    megabytes can have a hundred thousand.

    Those that overlap it count one by one. Of the others only the rule matters, so one of each
    rule is enough.
    """

    def __init__(self, ordered: Sequence[Hit]) -> None:
        self._ordered = ordered
        self._farthest: list[int] = []  # how far the hits of a block reach, up to this one
        self._groups: dict[object, dict[tuple[str, bool], Hit]] = {}
        for at, hit in enumerate(ordered):
            before = ordered[at - 1] if at else None
            same = before is not None and before.block == hit.block
            self._farthest.append(max(hit.end, self._farthest[-1]) if same else hit.end)
            groups: list[object] = [hit.block, (hit.block, hit.sentence)]
            for group in groups + ["whole"] * hit.whole_document:
                kinds = self._groups.setdefault(group, {})
                kinds.setdefault((hit.rule.name, hit.whole_document), hit)

    def of(self, at: int, hit: Hit) -> Iterator[Hit]:
        """The rivals of the hit at a place of the order."""
        yield from self._groups[hit.block, hit.sentence].values()
        if hit.rule.gives_way == "block" or hit.whole_document:
            yield from self._groups[hit.block].values()
        if hit.whole_document:
            yield from self._groups["whole"].values()
        for number in range(at - 1, -1, -1):
            other = self._ordered[number]
            if other.block != hit.block or self._farthest[number] <= hit.start:
                break
            yield other
        for number in range(at + 1, len(self._ordered)):
            other = self._ordered[number]
            if other.block != hit.block or other.start >= hit.end:
                break
            yield other


def _yields(hit: Hit, other: Hit) -> bool:
    mine, theirs = hit.rule, other.rule
    if _names(theirs.over, mine):
        return (
            (hit.whole_document and other.whole_document)
            or _overlap(hit, other)
            or (hit.block == other.block and hit.sentence == other.sentence)
        )
    if mine.family != theirs.family or _names(mine.over, theirs):
        return False
    if hit.whole_document or other.whole_document:
        return False
    if mine.gives_way != "overlap" and theirs.gives_way == "overlap":
        if mine.gives_way == "block" and hit.block == other.block:
            return True
        if hit.sentence == other.sentence:
            return True
    return _overlap(hit, other) and _rank(other) > _rank(hit)


def _names(names: tuple[str, ...], rule: Rule) -> bool:
    return rule.id in names or rule.name in names


def _overlap(hit: Hit, other: Hit) -> bool:
    return hit.block == other.block and hit.start < other.end and other.start < hit.end


def _rank(hit: Hit) -> tuple[int, int, int, str, int]:
    """Greater is kept. The name and place make the order total, so that one of two always stays."""
    specific = {"overlap": 2, "sentence": 1, "block": 0}[hit.rule.gives_way]
    return (specific, weight(hit.severity), hit.end - hit.start, hit.rule.name, -hit.start)
