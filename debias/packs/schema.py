"""The JSON schema of a rule, for editors: made of the same tables that the loader reads by.

`python -m debias.packs.schema` writes it to rules/schema.json; a test compares.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from debias.checks import REGISTRY, check_for
from debias.packs import fields
from debias.packs.files import built_in

NAME = "schema.json"


def schema() -> dict[str, Any]:
    """The schema of a rule file, draft 2020-12."""
    properties: dict[str, Any] = {}
    for key, about in fields.KEYS.items():
        properties[key] = {"description": about.about, **about.schema}
    for way in REGISTRY:
        properties[way] = check_for(way).SCHEMA
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A debias rule",
        "type": "object",
        "properties": properties,
        "required": [key for key, about in fields.KEYS.items() if about.required],
        "allOf": [
            {"oneOf": [{"required": [way]} for way in REGISTRY]},
            {"anyOf": [{"required": ["ask"]}, {"required": ["instead"]}]},
        ],
        "additionalProperties": False,
    }


def written() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(built_in(), NAME).write_text(written(), encoding="utf-8")
