"""Looking for wording wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debias.checks import Builder, Match
from debias.context import Reading
from debias.rule import Rule

WAY = "phrases"
SCHEMA: dict[str, Any] = {
    "description": "Wording to point at, in the phrase language.",
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}


def build(value: Any, builder: Builder) -> int:  # noqa: ANN401
    """One probe for all the phrases."""
    return builder.probe(value, WAY)


def find(looking: int, reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """Every place where one of the phrases stands."""
    for block in reading.candidates(looking):
        for start, end in reading.spans(looking, block):
            yield Match(block, start, end)
