"""Looking for wording that means something only beside other wording: A with B in one sentence,
row or list, in any order, worked out by position and not by lookahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from debias.checks import Builder, Match
from debias.context import Reading
from debias.probing import Span
from debias.rule import SCOPES, Rule

WAY = "near"
_GROUP_KEYS = ("phrases", "within", "words", "order")
_ENTRY_KEYS = ("find", "with", "within", "quote", "words", "order")
_INCLUDES_FOUND = ("block", "nearby", "section")
_LOOKED_AHEAD = ("context", "row", "cells")
_ORDERS = ("any", "find-first", "find-last")
_QUOTES = ("find", "span", "sentence", "linked")
_PHRASES: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}
_GROUP: dict[str, Any] = {
    "type": "object",
    "properties": {
        "phrases": _PHRASES,
        "within": {"enum": list(SCOPES)},
        "words": {"type": "integer", "minimum": 0},
        "order": {"enum": list(_ORDERS)},
    },
    "required": ["phrases"],
    "additionalProperties": False,
}
_ENTRY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "find": _PHRASES,
        "with": {
            "description": "Phrases, one group, or several groups that must all be met. "
            "Wording that needs no company goes into an entry without `with`.",
            "anyOf": [_PHRASES, _GROUP, {"type": "array", "items": _GROUP, "minItems": 1}],
        },
        "within": {"enum": list(SCOPES)},
        "words": {"type": "integer", "minimum": 0},
        "order": {"enum": list(_ORDERS)},
        "quote": {"enum": list(_QUOTES)},
    },
    "required": ["find"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "description": "Wording to point at, only where other wording stands near it.",
    "anyOf": [_ENTRY, {"type": "array", "items": _ENTRY, "minItems": 1}],
}


def build(value: Any, builder: Builder) -> list[dict[str, Any]]:  # noqa: ANN401
    """Entries, each {"find": probe, "with": [[probe, scope, words, order], ...], "quote": how}."""
    entries = value if isinstance(value, list) else [value]
    built = []
    for at, entry in enumerate(entries):
        where = (WAY, at) if isinstance(value, list) else (WAY,)
        it = builder.mapping(entry, _ENTRY_KEYS, *where)
        if "find" not in it or (len(entries) == 1 and "with" not in it):
            raise builder.wrong("`near` needs `find` and `with`.", *where)
        groups = _groups(it, builder, where) if "with" in it else []
        quote = builder.choice(it.get("quote", "find"), _QUOTES, *where, "quote")
        find = builder.probe(it["find"], *where, "find")
        built.append({"find": find, "with": groups, "quote": quote})
    return built


def _groups(it: dict[str, Any], builder: Builder, where: tuple[str | int, ...]) -> list[list[Any]]:
    given = it["with"]
    if isinstance(given, dict):
        given = [given]
    elif isinstance(given, list) and not any(isinstance(one, dict) for one in given):
        given = [{"phrases": given}]
    groups = []
    for at, group in enumerate(builder.items(given, *where, "with")):
        place = (*where, "with", at) if isinstance(it["with"], list) else (*where, "with")
        parts = builder.mapping(group, _GROUP_KEYS, *place)
        scope = parts.get("within", it.get("within", "sentence"))
        groups.append([
            builder.probe(parts.get("phrases"), *place),
            builder.choice(scope, SCOPES, *place),
            builder.number(parts.get("words", it.get("words", "0")), *place),
            builder.choice(parts.get("order", it.get("order", "any")), _ORDERS, *place),
        ])  # fmt: skip
    return groups


def find(looking: list[dict[str, Any]], reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """The first match of an entry in a sentence whose company is complete, and every match of an
    entry that needs no company; the same words once, whichever entries find them."""
    seen: set[Match] = set()
    for match in _matches(looking, reading):
        if match not in seen:
            seen.add(match)
            yield match


def _matches(looking: list[dict[str, Any]], reading: Reading) -> Iterator[Match]:
    for entry in looking:
        # What looks no further than the sentence is the same in every block with these words.
        within = entry["quote"] != "linked" and all(
            scope == "sentence" or words for _, scope, words, _ in entry["with"]
        )
        known: dict[int, list[Match]] = {}
        for block in _blocks(entry["find"], entry["with"], reading):
            text = reading.repeated(block) if within else -1
            if text < 0:
                yield from _in_block(entry, reading, block)
                continue
            if text not in known:
                known[text] = list(_in_block(entry, reading, block))
            yield from (match._replace(block=block) for match in known[text])


def _in_block(entry: dict[str, Any], reading: Reading, block: int) -> Iterator[Match]:
    last_sentence = None
    for start, end in reading.spans(entry["find"], block):
        sentence = reading.sentence(block, start)
        if sentence == last_sentence and entry["with"]:
            continue
        company = _company(entry["with"], reading, block, (start, end), sentence)
        if company is None:
            continue
        last_sentence = sentence
        if entry["quote"] == "sentence":
            yield Match(block, *_trimmed(reading.texts[block], *sentence))
        elif entry["quote"] == "span" and company:
            first = min(start, *(s for s, _ in company))
            yield Match(block, first, max(end, *(e for _, e in company)))
        elif entry["quote"] == "linked":
            link = _linked(entry["with"], reading, block, start, end)
            if link is not None:
                yield Match(block, start, end, link=link)
        else:
            yield Match(block, start, end)


def _blocks(probe: int, groups: list[list[Any]], reading: Reading) -> Sequence[int]:
    """The blocks that a probe may match where every group may be met: cheap, and mostly few."""
    beside = [group[0] for group in groups if group[1] == "sentence" or group[2]]
    blocks = reading.blocks_with(probe, beside)
    around = [g[0] for g in groups if g[1] in _LOOKED_AHEAD and not g[2]]
    if around:
        blocks = [b for b in blocks if all(reading.may_hold(company, b) for company in around)]
    return blocks


def _company(
    groups: list[list[Any]], reading: Reading, block: int, found: Span, sentence: Span
) -> list[Span] | None:
    """The nearest match of every group that lies in the sentence; None if a group is not met."""
    met = []
    start, end = found
    for probe, scope, words, order in groups:
        others = reading.spans(probe, block)
        beside = None
        if others:
            text = reading.texts[block]
            beside = _nearest(others, text, found, sentence, words, order)
        if beside is not None:
            met.append(beside)
        elif (
            scope == "sentence"
            or words
            or not reading.holds(probe, scope, block, start, end)
            or (scope in _INCLUDES_FOUND and not _apart(reading, probe, block, start, end))
        ):
            return None
    return met


def _linked(
    groups: list[list[Any]], reading: Reading, block: int, start: int, end: int
) -> tuple[int, int] | None:
    """The found words together with what they stand for in the sentence before: from "Asian
    women" to "they have"; None if it does not stand there."""
    _, earliest, _ = next(reading.nearby(block, start))
    here, _ = reading.sentence(block, start)
    for probe, scope, _, _ in groups:
        if scope == "nearby":
            before = [s for s, e in reading.spans(probe, block) if earliest <= s and e <= here]
            return (before[-1], end) if before else None
    return start, end


def _apart(reading: Reading, probe: int, block: int, start: int, end: int) -> bool:
    """Whether a probe matches anything but the found words themselves."""
    own = reading.spans(probe, block)
    return not own or any(e <= start or s >= end for s, e in own)


def _nearest(
    others: Sequence[Span], text: str, found: Span, sentence: Span, words: int, order: str
) -> Span | None:
    """The nearest of some spans that lies in the sentence, within so many words, on the side."""
    start, end = found
    first, last = sentence
    nearest, distance = None, 1 << 30
    for s, e in others:
        if s < first or e > last or (s < end and start < e):
            continue
        if (order == "find-first" and s < start) or (order == "find-last" and s > start):
            continue
        gap = (e, start) if e <= start else (end, s)
        if words and len(text[gap[0] : gap[1]].split()) > words:
            continue
        if gap[1] - gap[0] < distance:
            nearest, distance = (s, e), gap[1] - gap[0]
    return nearest


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
