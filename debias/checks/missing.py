"""Looking for what a document leaves out: a trigger is there, the required wording is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debias.checks import Builder, Match
from debias.checks.sections import sections
from debias.context import Reading
from debias.document import HEADING, ITEM
from debias.records import NamedTuple
from debias.rule import Rule

WAY = "missing"
_PROBES = (
    "about", "required", "elsewhere", "exempt", "section", "ignore", "ignore_under", "negation",
    "anchor",
)  # fmt: skip
_KEYS = ("trigger", "groups", "otherwise", *_PROBES)
_OTHERWISE = ("nothing", "document")
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
        "about": {
            "description": "Only where the title or a heading has these; shown there.",
            **_PHRASES,
        },
        "section": {
            "description": "Look only under headings (or in tables or rows headed) with these.",
            **_PHRASES,
        },
        "otherwise": {
            "description": "Where there is no such section: look nowhere, or everywhere.",
            "enum": list(_OTHERWISE),
        },
        "elsewhere": {"description": "Enough wherever it stands in the document.", **_PHRASES},
        "ignore": {"description": "Sentences with these words do not count.", **_PHRASES},
        "ignore_under": {"description": "What stands under such headings does not.", **_PHRASES},
        "negation": {"description": "Required words behind these do not count.", **_PHRASES},
        "anchor": {"description": "Where to show the finding, instead of the trigger.", **_PHRASES},
    },
    "additionalProperties": False,
}


def build(value: Any, builder: Builder) -> dict[str, Any]:  # noqa: ANN401
    """Probes by key; the trigger as [least, [probes]] pairs that must all be met."""
    it = builder.mapping(value, _KEYS, WAY)
    if not {"required", "groups", "elsewhere"} & set(it):
        raise builder.wrong("`missing` needs `required`, `groups` or `elsewhere`.", WAY)
    built: dict[str, Any] = {key: builder.probe(it[key], WAY, key) for key in _PROBES if key in it}
    built["otherwise"] = builder.choice(
        it.get("otherwise", "nothing"), _OTHERWISE, WAY, "otherwise"
    )
    built["trigger"] = _trigger(it.get("trigger"), builder)
    if not built["trigger"] and not {"section", "about"} & set(it):
        raise builder.wrong("`missing` needs a `trigger`, a `section` or `about`.", WAY)
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
    """At most one match for a document, at its trigger or at the heading of its section.

    All sections that the rule looks under are taken together: what one says need not be repeated
    in the next.
    """
    if "exempt" in looking and reading.first_block(looking["exempt"]) >= 0:
        return
    about = _heading(looking["about"], reading) if "about" in looking else None
    if "about" in looking and about is None:
        return
    every = range(len(reading.blocks))
    left_out: frozenset[int] = frozenset()
    if "ignore_under" in looking:
        left_out = frozenset(sections(looking["ignore_under"], reading).blocks)
    heading = None
    inside = frozenset(every) - left_out
    if "section" in looking:
        found = sections(looking["section"], reading)
        if found.blocks:
            inside = frozenset(found.blocks) - left_out
            heading = (found.first, 0, len(reading.texts[found.first]))
        elif looking["otherwise"] == "nothing":
            return
    search = _Search(reading, inside, looking.get("ignore", -1), looking.get("negation", -1))
    shown = _due(looking, search)
    if shown is None:
        return
    detail = _lacking(looking, search, search._replace(inside=frozenset(every) - left_out))
    if detail is not None:
        if heading is not None and not looking["trigger"]:
            shown = heading
        shown = about or shown
        yield Match(*shown, detail=detail, whole_document=True)


def _heading(probe: int, reading: Reading) -> tuple[int, int, int] | None:
    """The first heading, or line that reads like one, that a probe matches."""
    for number in reading.candidates(probe):
        if reading.blocks[number].kind != ITEM and reading.is_heading(number):
            for start, end in reading.spans(probe, number):
                return number, start, end
        line = reading.first_line(number)
        if reading.tells(probe, line):
            return number, 0, len(line)
    return None


class _Search(NamedTuple):
    """Where to look, and which of the words found there do not count."""

    reading: Reading
    inside: frozenset[int]
    ignore: int
    negation: int

    def first(self, probe: int, *, stated: bool = False) -> tuple[int, int, int] | None:
        """The first place where a probe matches and counts; `stated` means not denied."""
        reading = self.reading
        for block in reading.candidates(probe):
            if block not in self.inside:
                continue
            for start, end in reading.spans(probe, block):
                if self.ignore >= 0 and reading.holds(self.ignore, "sentence", block, start, end):
                    continue
                if stated and self.negation >= 0 and self._denied(block, start, end):
                    continue
                return block, start, end
        return None

    def heading(self, probe: int) -> tuple[int, int, int] | None:
        """The first heading in sight that a probe matches; a table of contents is none."""
        headings = (b for b in self.inside if self.reading.blocks[b].kind == HEADING)
        return self._replace(inside=frozenset(headings)).first(probe)

    def _denied(self, block: int, start: int, end: int) -> bool:
        first = self.reading.sentence(block, start)[0]
        denials = self.reading.spans(self.negation, block)
        return any(first <= s and e <= end for s, e in denials)


def _due(looking: dict[str, Any], search: _Search) -> tuple[int, int, int] | None:
    """Where the finding is shown; None where no trigger makes the wording due."""
    shown: tuple[int, int, int] | None = None
    for least, probes in looking["trigger"]:
        met = [place for probe in probes if (place := search.first(probe))]
        if len(met) < least:
            return None
        shown = shown or min(met)
    if "anchor" in looking:
        shown = search.heading(looking["anchor"]) or search.first(looking["anchor"]) or shown
    if shown is None:
        texts = search.reading.texts
        first = next((b for b in sorted(search.inside) if texts[b].strip()), 0)
        shown = (first, 0, len(texts[first]))
    return shown


def _lacking(looking: dict[str, Any], search: _Search, anywhere: _Search) -> str | None:
    """The names of the groups that are missing, or "" where the wording is; None: all is there."""
    if "elsewhere" in looking and anywhere.first(looking["elsewhere"], stated=True):
        return None
    if "required" in looking and search.first(looking["required"], stated=True):
        return None
    names = [name for name, probe in looking["groups"] if not search.first(probe, stated=True)]
    if looking["groups"] and not names and "required" not in looking:
        return None
    return ", ".join(names)
