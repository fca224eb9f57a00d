"""Looking for what a document leaves out: a trigger is there, the required wording is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from debias.checks import Builder, Match
from debias.context import Reading
from debias.document import HEADING
from debias.rule import Rule

WAY = "missing"
_KEYS = ("trigger", "required", "groups", "exempt", "section", "ignore", "negation", "anchor")
_TRIGGER_KEYS = ("any", "all", "count", "of")
_PHRASES: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}
SCHEMA: dict[str, Any] = {
    "description": "A prompt or statement that a document of this kind should hold.",
    "type": "object",
    "properties": {
        "trigger": {
            "description": "What makes the prompt due; the finding is shown there.",
            "anyOf": [
                _PHRASES,
                {
                    "type": "object",
                    "properties": {
                        "any": _PHRASES,
                        "all": {"type": "array", "items": _PHRASES, "minItems": 1},
                        "count": {"type": "integer", "minimum": 1},
                        "of": {"type": "array", "items": _PHRASES, "minItems": 1},
                    },
                    "additionalProperties": False,
                },
            ],
        },
        "required": {"description": "One of these is enough.", **_PHRASES},
        "groups": {
            "description": "One of each of these is needed; those missing fill {detail}.",
            "type": "object",
            "additionalProperties": _PHRASES,
        },
        "exempt": {"description": "Any of these: no finding.", **_PHRASES},
        "section": {"description": "Look only under headings with these words.", **_PHRASES},
        "ignore": {"description": "Sentences with these words do not count.", **_PHRASES},
        "negation": {"description": "Required words behind these do not count.", **_PHRASES},
        "anchor": {"description": "Where to show the finding, instead of the trigger.", **_PHRASES},
    },
    "additionalProperties": False,
}


def build(value: Any, builder: Builder) -> dict[str, Any]:  # noqa: ANN401
    """Probes by key; the trigger as [least, [probes]] pairs that must all be met."""
    it = builder.mapping(value, _KEYS, WAY)
    if "required" not in it and "groups" not in it:
        raise builder.wrong("`missing` needs `required` or `groups`.", WAY)
    built: dict[str, Any] = {
        key: builder.probe(it[key], WAY, key)
        for key in ("required", "exempt", "section", "ignore", "negation", "anchor")
        if key in it
    }
    built["trigger"] = _trigger(it.get("trigger"), builder)
    if not built["trigger"] and "section" not in it:
        raise builder.wrong("`missing` needs a `trigger` or a `section`.", WAY)
    groups = it.get("groups", {})
    if not isinstance(groups, dict):
        raise builder.wrong("`groups` is a mapping from a name to phrases.", WAY, "groups")
    built["groups"] = [
        [name, builder.probe(phrases, WAY, "groups", name)] for name, phrases in groups.items()
    ]
    return built


def _trigger(given: Any, builder: Builder) -> list[list[Any]]:  # noqa: ANN401
    if given is None:
        return []
    where = (WAY, "trigger")
    if isinstance(given, list):
        return [[1, [builder.probe(given, *where)]]]
    it = builder.mapping(given, _TRIGGER_KEYS, *where)
    clauses: list[list[Any]] = []
    if "any" in it:
        clauses.append([1, [builder.probe(it["any"], *where, "any")]])
    for at, phrases in enumerate(builder.items(it.get("all", []), *where, "all")):
        clauses.append([1, [builder.probe(phrases, *where, "all", at)]])
    if "of" in it:
        least = builder.number(it.get("count", "1"), *where, "count")
        sets = enumerate(builder.items(it["of"], *where, "of"))
        clauses.append([least, [builder.probe(one, *where, "of", at) for at, one in sets]])
    return clauses


def find(looking: dict[str, Any], reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """One match for a document, or for each section that the rule looks under."""
    if "exempt" in looking and reading.first_block(looking["exempt"]) >= 0:
        return
    if "section" not in looking:
        every = range(len(reading.blocks))
        yield from _in_blocks(looking, reading, every)
        return
    for heading, blocks in _sections(looking["section"], reading):
        found = list(_in_blocks(looking, reading, blocks))
        if found and not looking["trigger"]:
            yield found[0]._replace(block=heading, start=0, end=len(reading.texts[heading]))
        else:
            yield from found


def _sections(probe: int, reading: Reading) -> Iterator[tuple[int, Sequence[int]]]:
    """(heading, blocks) of each outermost section whose heading a probe matches."""
    inside = -1
    for number, block in enumerate(reading.blocks):
        if block.kind == HEADING and number > inside and reading.spans(probe, number):
            blocks = reading.section(number)
            inside = max(blocks)
            yield number, blocks


def _in_blocks(looking: dict[str, Any], reading: Reading, blocks: Sequence[int]) -> Iterator[Match]:
    allowed = frozenset(blocks)
    ignore = looking.get("ignore", -1)
    shown: tuple[int, int, int] | None = None
    for least, probes in looking["trigger"]:
        met = [place for probe in probes if (place := _first(reading, probe, allowed, ignore))]
        if len(met) < least:
            return
        shown = shown or min(met)
    if "anchor" in looking:
        shown = _first(reading, looking["anchor"], allowed, -1) or shown
    negation = looking.get("negation", -1)
    lacking = [
        name
        for name, probe in looking["groups"]
        if _first(reading, probe, allowed, ignore, negation) is None
    ]
    if "required" in looking and _first(reading, looking["required"], allowed, ignore, negation):
        return
    if looking["groups"] and not lacking and "required" not in looking:
        return
    if shown is None:
        first = next((b for b in blocks if reading.texts[b].strip()), blocks[0])
        shown = (first, 0, len(reading.texts[first]))
    yield Match(*shown, detail=", ".join(lacking), whole_document=True)


def _first(
    reading: Reading, probe: int, allowed: frozenset[int], ignore: int, negation: int = -1
) -> tuple[int, int, int] | None:
    """The first place where a probe matches in the allowed blocks, and counts."""
    for block in reading.candidates(probe):
        if block not in allowed:
            continue
        for start, end in reading.spans(probe, block):
            if ignore >= 0 and reading.holds(ignore, "sentence", block, start, end):
                continue
            if negation >= 0 and _negated(reading, negation, block, start, end):
                continue
            return block, start, end
    return None


def _negated(reading: Reading, negation: int, block: int, start: int, end: int) -> bool:
    first = reading.sentence(block, start)[0]
    return any(first <= s and e <= end for s, e in reading.spans(negation, block))
