"""The sources of rules: keys of sources.yaml, or written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from debias.packs.part import Part, did_you_mean
from debias.rule import Source

_URL = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")


def sources_of(value: Any, part: Part, register: Mapping[str, Source]) -> tuple[Source, ...]:  # noqa: ANN401
    """The sources of a rule: keys of sources.yaml, or written out."""
    sources = []
    items = part.items(value, "sources")
    if not items:
        raise part.wrong("The rule names no source.", "sources", hint="A rule needs one.")
    for at, item in enumerate(items):
        if isinstance(item, str):
            if item not in register:
                raise part.wrong(
                    f"There is no source '{item}' in sources.yaml.",
                    "sources",
                    at,
                    hint=did_you_mean(item, list(register)) or "Add it there, or write it out.",
                )
            sources.append(register[item])
        else:
            sources.append(source_of(item, part, "sources", at))
    return tuple(sources)


def source_of(item: Any, part: Part, *where: str | int) -> Source:  # noqa: ANN401
    """A source that is written out."""
    it = part.mapping(item, ("title", "publisher", "year", "url", "checked"), *where)
    for key in ("title", "publisher"):
        if key not in it:
            raise part.wrong(f"The source has no '{key}'.", *where, hint="Say who published what.")
    url = it.get("url", "")
    if url and not (isinstance(url, str) and _URL.match(url)):
        raise part.wrong(
            f"'{url}' is not a web address.", *where, "url", hint="Begin with https://."
        )
    return Source(
        part.text(it["title"], *where, "title"),
        part.text(it["publisher"], *where, "publisher"),
        part.text(it["year"], *where, "year") if it.get("year") else "",
        url,
    )
