"""Looking at the answers that a form offers to a question: are they the recognised categories?

The states follow the NHS Data Dictionary's ethnic category (16+1, 2001) and the 2021 Census (19
groups): `full` offers 14 or more groups (a scan or a column split loses a few), `partial` 6 to 13,
`aggregated` only the broad headings, which are for reporting and not for asking. `obsolete` labels
match no national category, `coded` points to a list that is elsewhere, `free_text` is a blank line.
`no_declining` comes on top: a list without a way to choose not to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debias.checks import Builder, Match
from debias.checks.answers import Answers, Wording, answers
from debias.context import Reading
from debias.records import NamedTuple
from debias.rule import Rule

WAY = "options"
STATES = ("free_text", "coded", "obsolete", "aggregated", "partial", "full", "no_declining")
_FULL = 14  # groups of the 16 (2001) or 19 (2021)
_PARTIAL = 6
_LISTS = ("obsolete", "aggregated", "partial", "full")
_LEAST_HEADINGS = 2
_PHRASES: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}
_KEYS = {
    "label": "The question, as forms word it.",
    "groups": "The categories that should be offered; each entry found counts once.",
    "headings": "Broad headings that are not answers.",
    "obsolete": "Labels that match no category.",
    "coded": "Words that point to a list elsewhere.",
    "declined": "Answers by which a person chooses not to say.",
    "everyone": "Answers without one of which the list is of some people only: no question.",
}
SCHEMA: dict[str, Any] = {
    "description": "The answers offered to a question, compared with the recognised categories.",
    "type": "object",
    "properties": {
        **{key: {"description": about, **_PHRASES} for key, about in _KEYS.items()},
        "states": {
            "description": "Report the question where its answers are in one of these states.",
            "type": "array",
            "items": {"enum": list(STATES)},
            "minItems": 1,
        },
    },
    "required": [*_KEYS, "states"],
    "additionalProperties": False,
}


def build(value: Any, builder: Builder) -> dict[str, Any]:  # noqa: ANN401
    """Probes by key, and the states to report."""
    it = builder.mapping(value, (*_KEYS, "states"), WAY)
    for key in (*_KEYS, "states"):
        if key not in it:
            raise builder.wrong(f"`options` needs `{key}`.", WAY)
    built: dict[str, Any] = {key: builder.probe(it[key], WAY, key) for key in _KEYS}
    states = enumerate(builder.items(it["states"], WAY, "states"))
    built["states"] = [builder.choice(state, STATES, WAY, "states", at) for at, state in states]
    return built


class _Told(NamedTuple):
    states: tuple[str, ...]
    detail: str


def find(looking: dict[str, Any], reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """One match for each question whose answers are in one of the rule's states.

    A blank line is no finding where another question of the document gives the categories.
    """
    wording = Wording(*(looking[key] for key in Wording._fields))
    told = [(found, _told(found, looking, reading)) for found in answers(wording, reading)]
    listed = any("free_text" not in one.states and one.states for _, one in told)
    for found, one in told:
        if one.states == ("free_text",) and listed:
            continue
        if any(state in looking["states"] for state in one.states):
            # About the question and not about its words: two rules may report the same one.
            yield Match(found.block, found.start, found.end, one.detail, whole_document=True)


def _told(found: Answers, looking: dict[str, Any], reading: Reading) -> _Told:
    """The states of the answers to one question; none where it is no question of a form."""
    text = "; ".join(found.choices)
    obsolete = _distinct(reading.words_in(looking["obsolete"], text))
    groups = _distinct(reading.words_in(looking["groups"], text))
    rest = text
    for group in sorted(groups, key=len, reverse=True):
        rest = rest.replace(group, " ")
    headings = _distinct(reading.words_in(looking["headings"], rest))
    several = found.several or len(groups) >= _PARTIAL
    several = several and reading.tells(looking["everyone"], text)
    if obsolete and several:
        state, detail = "obsolete", obsolete
    elif reading.tells(looking["coded"], f"{found.question} {text}"):
        return _Told(("coded",), "")
    elif len(groups) >= _FULL:
        state, detail = "full", ()
    elif len(groups) >= _PARTIAL:
        state, detail = "partial", ()
    elif several and len(headings) >= _LEAST_HEADINGS:
        state, detail = "aggregated", headings
    elif several and len(groups) + len(headings) > _LEAST_HEADINGS:
        state, detail = "partial", ()
    else:
        return _Told(("free_text",) if found.blank and not (groups or headings) else (), "")
    declined = reading.tells(looking["declined"], f"{found.question} {text}")
    states = (state,) if declined else (state, "no_declining")
    return _Told(states, ", ".join(detail))


def _distinct(words: list[str]) -> tuple[str, ...]:
    """Each once, whatever its capitals, in the order of the text."""
    return tuple({word.lower(): word for word in reversed(words)}.values())[::-1]
