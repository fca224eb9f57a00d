"""Looking with regular expressions, for what phrases cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from debias.checks import Builder, Match, phrases
from debias.context import Reading
from debias.rule import Rule

WAY = "pattern"
SCHEMA: dict[str, Any] = {
    "description": "Regular expressions of the regex library; {list} works in them.",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    ],
}


def build(value: Any, builder: Builder) -> int:  # noqa: ANN401
    """One probe for all the patterns."""
    patterns = [value] if isinstance(value, str) else builder.items(value, WAY)
    written = [f"re:{builder.text(one, WAY, at)}" for at, one in enumerate(patterns)]
    return builder.probe(written, WAY)


def find(looking: int, reading: Reading, rule: Rule) -> Iterator[Match]:
    """Every place where one of the patterns matches."""
    return phrases.find(looking, reading, rule)
