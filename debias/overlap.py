"""One problem, one finding: what to keep when rules meet on the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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


def settled(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stay, in reading order.

    A rule named in another's `over` leaves that one's words (for a rule about the whole document:
    its document). Within a family, words that overlap are reported once: by the graver rule, then
    by the one that looks at more words. A rule that gives way leaves the sentence or block to any
    other rule of its family.
    """
    ordered = sorted(hits, key=lambda hit: (hit.block, hit.start, hit.end, hit.rule.name))
    by_block: dict[int, list[Hit]] = {}
    for hit in ordered:
        by_block.setdefault(hit.block, []).append(hit)
    whole = [hit for hit in ordered if hit.whole_document]
    kept = []
    for hit in ordered:
        rivals = [other for other in by_block[hit.block] if other is not hit]
        if hit.whole_document:
            rivals += [other for other in whole if other.block != hit.block]
        if not any(_yields(hit, other) for other in rivals):
            kept.append(hit)
    return kept


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
