"""The ways of looking. A check says where it matched and nothing else; the engine does the rest.

Each check is a module with `WAY` (its key in a rule), `SCHEMA` (for the rule schema), `build`
(what its YAML becomes, done once and cached) and `find` (run on every document).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from debias.context import Reading
from debias.records import NamedTuple
from debias.rule import Rule

REGISTRY = {
    "phrases": "debias.checks.phrases",
    "near": "debias.checks.near",
    "pattern": "debias.checks.pattern",
    "missing": "debias.checks.missing",
    "options": "debias.checks.options",
}
"""From the key in a rule to the module that looks that way."""


class Match(NamedTuple):
    """Where a check matched: a span of a block's normalised copy. `detail` fills `{detail}` in the
    rule's message; `whole_document` says that the words are only where the finding is shown;
    `link` is a wider span to show, back to what the words stand for in a sentence before."""

    block: int
    start: int
    end: int
    detail: str = ""
    whole_document: bool = False
    link: tuple[int, int] | None = None


class Builder(Protocol):
    """Turns a rule's YAML into numbers of probes. Every method raises DebiasError with the line."""

    def probe(self, phrases: Any, *where: str | int) -> int: ...  # noqa: ANN401
    def text(self, value: Any, *where: str | int) -> str: ...  # noqa: ANN401
    def number(self, value: Any, *where: str | int) -> int: ...  # noqa: ANN401
    def choice(self, value: Any, choices: Iterable[str], *where: str | int) -> str: ...  # noqa: ANN401
    def mapping(self, value: Any, keys: Iterable[str], *where: str | int) -> dict[str, Any]: ...  # noqa: ANN401
    def items(self, value: Any, *where: str | int) -> list[Any]: ...  # noqa: ANN401
    def wrong(self, message: str, *where: str | int, hint: str = "") -> Exception: ...


class Check(Protocol):
    """What a module of the registry offers."""

    WAY: str
    SCHEMA: dict[str, Any]

    def build(self, value: Any, builder: Builder) -> Any: ...  # noqa: ANN401
    def find(self, looking: Any, reading: Reading, rule: Rule) -> Iterator[Match]: ...  # noqa: ANN401


def check_for(way: str) -> Check:
    """The check of a way of looking, imported on first use."""
    module: Any = import_module(REGISTRY[way])
    return module  # type: ignore[no-any-return]
