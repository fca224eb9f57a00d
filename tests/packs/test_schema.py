"""The schema for editors says what the loader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from debias.checks import REGISTRY
from debias.packs import fields
from debias.packs.files import built_in
from debias.packs.schema import NAME, schema, written

RULES = sorted(path for path in Path(built_in()).glob("*/*.yaml") if path.name != "pack.yaml")


def test_the_file_is_what_the_code_makes() -> None:
    """Rewrite it with `python -m debias.packs.schema`."""
    assert Path(built_in(), NAME).read_text(encoding="utf-8") == written()


def test_every_key_and_way_is_in_it() -> None:
    assert set(schema()["properties"]) == set(fields.KEYS) | set(REGISTRY)


def allowed(value: Any, part: dict[str, Any]) -> bool:  # noqa: PLR0911
    """Whether a value follows a schema, for as much of JSON schema as ours uses."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int}
    if "type" in part and not isinstance(value, kinds[part["type"]]):
        return False
    if "enum" in part and value not in part["enum"]:
        return False
    for word, needed in (("anyOf", lambda n: n >= 1), ("oneOf", lambda n: n == 1)):
        if word in part and not needed(sum(allowed(value, one) for one in part[word])):
            return False
    if not all(allowed(value, one) for one in part.get("allOf", ())):
        return False
    if isinstance(value, dict):
        known = part.get("properties", {})
        others = part.get("additionalProperties", True)
        if not set(part.get("required", ())) <= set(value):
            return False
        for key, inner in value.items():
            if key in known:
                if not allowed(inner, known[key]):
                    return False
            elif others is False or (isinstance(others, dict) and not allowed(inner, others)):
                return False
    if isinstance(value, list):
        least = part.get("minItems", 0)
        items = part.get("items", {})
        return len(value) >= least and all(allowed(one, items) for one in value)
    return not isinstance(value, int) or (
        part.get("minimum", value) <= value <= part.get("maximum", value)
    )


class _AsEditorsRead(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Dates and yes/no stay words, as editors' YAML 1.2 has them."""


_AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if tag == "tag:yaml.org,2002:int"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.slow
@pytest.mark.parametrize("path", RULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_our_own_rules_follow_it(path: Path) -> None:
    value = yaml.load(path.read_text(encoding="utf-8"), Loader=_AsEditorsRead)
    assert allowed(json.loads(json.dumps(value)), schema())


def test_what_the_loader_refuses_is_refused() -> None:
    assert not allowed({"title": "x"}, schema())
    assert not allowed([], schema())
