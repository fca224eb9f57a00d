"""The JSON schema of settings files, for editors: made from the keys that the reader asks."""

from __future__ import annotations

import json
from typing import Any

from debias.settings import keys
from debias.settings.keys import KEYS, Key


def schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "debias settings",
        "description": "Settings of debias, in a file named debias.yaml.",
        **_mapping(""),
    }


def written() -> str:
    """The schema as it stands in `settings.schema.json`, beside the rules."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _mapping(place: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.about, **_value(key)} for name, key in KEYS[place].items()
        },
    }
    needed = [name for name, key in KEYS[place].items() if key.needed]
    return {**made, "required": needed} if needed else made


def _value(key: Key) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    texts = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}
    choice = {"enum": list(key.choices)}
    values: dict[str, dict[str, Any]] = {
        keys.NAMES: texts,
        keys.TEXTS: texts,
        keys.TEXT: text,
        keys.DATE: {**text, "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        keys.CHOICE: choice,
        keys.SEVERITY_OF: {"type": "object", "additionalProperties": choice},
        keys.WORDS_OF: {"type": "object", "additionalProperties": texts},
    }
    if key.holds == keys.NUMBERS_OF:
        number = {"type": "number", "exclusiveMinimum": 0}
        properties = dict.fromkeys(key.choices, number)
        return {"type": "object", "additionalProperties": False, "properties": properties}
    if key.holds == keys.ENTRIES:
        return {"type": "array", "items": _mapping(key.inner)}
    return values[key.holds]
