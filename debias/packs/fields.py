"""The keys of a rule: what each may hold, in one table from which the schema is made too."""

from __future__ import annotations

from typing import Any

from debias.document import KINDS
from debias.records import NamedTuple
from debias.rule import GUIDANCE, SCOPES, SEVERITIES

AREAS = (
    "all", "antenatal", "booking", "screening", "labour-and-birth", "induction", "caesarean",
    "haemorrhage", "hypertension", "diabetes", "preterm-birth", "fetal-growth", "mental-health",
    "pain-relief", "infection-and-sepsis", "thrombosis", "anaemia-and-haemoglobinopathy",
    "medicines", "postnatal", "infant-feeding", "neonatal", "jaundice", "safeguarding",
    "bereavement", "governance", "communication", "data",
)  # fmt: skip

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT, "minItems": 1}
_TEXT_OR_TEXTS: dict[str, Any] = {"anyOf": [_TEXT, _TEXTS]}
_SCOPED: dict[str, Any] = {
    "type": "object",
    "properties": dict.fromkeys(SCOPES, _TEXTS),
    "additionalProperties": False,
}
_SOURCE: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "description": "A key of sources.yaml."},
        {
            "type": "object",
            "properties": {"title": _TEXT, "publisher": _TEXT, "year": _TEXT, "url": _TEXT},
            "required": ["title", "publisher"],
            "additionalProperties": False,
        },
    ]
}
_EXAMPLE: dict[str, Any] = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {"text": _TEXT, "by": _TEXT},
            "required": ["text"],
            "additionalProperties": False,
        },
    ]
}
WHERE_KEYS = ("blocks", "under", "not_under", "documents", "not_documents")
EXAMPLE_KEYS = ("as", "flag", "allow")
EXAMPLE_FORMATS = ("markdown", "text", "html")
QUOTATION = ("drop", "suggestion", "keep")
GIVES_WAY = ("overlap", "sentence", "block")
ONCE = ("row", "list", "section", "document")


class Key(NamedTuple):
    """A key of a rule: whether it must be there, what it is for, and its JSON schema."""

    required: bool
    about: str
    schema: dict[str, Any]


KEYS: dict[str, Key] = {
    "title": Key(True, "What the rule finds, in a few words.", _TEXT),
    "severity": Key(
        True,
        "error only where practice is withdrawn, discredited or plainly harmful.",
        {"enum": list(SEVERITIES)},
    ),
    "principles": Key(
        True,
        "The RHO anti-racism principles it speaks to, 1 to 7.",
        {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 7}, "minItems": 1},
    ),
    "areas": Key(
        True,
        "The clinical areas it belongs to.",
        {"type": "array", "items": {"enum": list(AREAS)}, "minItems": 1},
    ),
    "guidance": Key(False, "The standing of the practice it questions.", {"enum": list(GUIDANCE)}),
    "default": Key(
        False, "on, or off for a rule that is switched on by name.", {"enum": ["on", "off"]}
    ),
    "where": Key(
        False,
        "Which blocks and documents it looks at.",
        {
            "type": "object",
            "properties": {
                "blocks": {"type": "array", "items": {"enum": list(KINDS)}, "minItems": 1},
                "under": _TEXTS,
                "not_under": _TEXTS,
                "documents": _TEXTS,
                "not_documents": _TEXTS,
            },
            "additionalProperties": False,
        },
    ),
    "unless": Key(
        False,
        "Wording near the match that makes it fair: phrases (in the sentence), or by scope.",
        {"anyOf": [_TEXTS, _SCOPED]},
    ),
    "guards": Key(
        False,
        "Guards of guards.yaml to add to the pack's, or to leave out with a minus sign.",
        _TEXTS,
    ),
    "quotation": Key(
        False, "What to do with words in quotation marks (drop).", {"enum": list(QUOTATION)}
    ),
    "over": Key(False, "Rules that this one takes the place of.", _TEXTS),
    "gives_way": Key(
        False,
        "Where another rule of the family takes its place (overlap).",
        {"enum": list(GIVES_WAY)},
    ),
    "once": Key(
        False,
        "Report all its words in a row, list, section or document as one finding, at the first.",
        {"enum": list(ONCE)},
    ),
    "variants": Key(
        False,
        "Another severity, and message, where certain wording stands near.",
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "severity": {"enum": list(SEVERITIES)},
                    "when": _TEXTS,
                    "within": {"enum": list(SCOPES)},
                    "say": _TEXT,
                },
                "required": ["severity", "when"],
                "additionalProperties": False,
            },
        },
    ),
    "say": Key(True, "The message: short, kind, a question where guidance is current.", _TEXT),
    "why": Key(True, "The reason, with what the evidence says.", _TEXT),
    "ask": Key(False, "Questions for the group that owns the document.", _TEXT_OR_TEXTS),
    "instead": Key(False, "Wording to try.", _TEXT_OR_TEXTS),
    "replace": Key(
        False,
        "Literal replacements: found words to the words that can stand there.",
        {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
    ),
    "sources": Key(
        True, "Where the reason comes from.", {"type": "array", "items": _SOURCE, "minItems": 1}
    ),
    "reviewed": Key(
        True, "When a maintainer last read it, YYYY-MM-DD.", {"type": "string", "format": "date"}
    ),
    "note": Key(False, "For maintainers: choices, limits, what was merged.", _TEXT),
    "examples": Key(
        True,
        "Passages to flag, with [[ ]] around exactly the words, and near misses to allow.",
        {
            "type": "object",
            "properties": {
                "as": {"enum": list(EXAMPLE_FORMATS)},
                "flag": {"type": "array", "items": _EXAMPLE, "minItems": 1},
                "allow": {"type": "array", "items": _EXAMPLE, "minItems": 1},
            },
            "required": ["flag", "allow"],
            "additionalProperties": False,
        },
    ),
}
"""The keys of a rule, beside the one that is its way of looking."""
