"""What all packs share: word lists, guards, sources, principles, kinds of document."""

from __future__ import annotations

import re
from typing import Any

from debias.packs.files import SHARED, Files
from debias.packs.known import Known
from debias.packs.part import Part, Probes
from debias.packs.source import Written, written
from debias.packs.sources import source_of
from debias.records import NamedTuple
from debias.rule import SCOPES, Clause, DocumentKind, Guard, Principle, Source

_LIST_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")


class Shared(NamedTuple):
    """What all packs share."""

    probes: Probes
    sources: dict[str, Source]
    guards: tuple[Guard, ...]
    kinds: tuple[DocumentKind, ...]
    principles: tuple[Principle, ...]


def shared_of(files: Files, known: Known) -> Shared:
    """The lists, sources, guards, kinds and principles of all folders; later folders add."""
    parts: dict[str, list[Written]] = {name: [] for name in SHARED}
    for folder, contents in files.shared.items():
        for name, data in contents.items():
            parts[name].append(written(f"{folder}/{name}", data))
    probes = Probes(_lists(parts["lists.yaml"]), known)
    for file in parts["lists.yaml"]:
        part = Part(file, probes)
        for name, entries in _mapping(part).items():
            part.try_out(entries, name)
    sources: dict[str, Source] = {}
    for file in parts["sources.yaml"]:
        part = Part(file, probes)
        for key, item in _mapping(part).items():
            sources[key] = source_of(item, part, key)
    guards: list[Guard] = []
    for file in parts["guards.yaml"]:
        part = Part(file, probes)
        for guard in _guards(part):
            if any(guard.id == other.id for other in guards):
                hint = "Give yours another name."
                raise part.wrong(f"There is a guard '{guard.id}' already.", guard.id, hint=hint)
            guards.append(guard)
    kinds = tuple(k for file in parts["documents.yaml"] for k in _kinds(Part(file, probes)))
    principles = tuple(
        p for file in parts["principles.yaml"] for p in _principles(Part(file, probes))
    )
    return Shared(probes, sources, tuple(guards), kinds, principles)


def _lists(files: list[Written]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for file in files:
        part = Part(file, Probes({}))
        for name, entries in _mapping(part).items():
            if not _LIST_NAME.match(name):
                raise part.wrong(
                    f"'{name}' is not the name of a list.", name, hint="Use words-with-hyphens."
                )
            lists[name] = (*lists.get(name, ()), *part.texts(entries, name))
    return lists


def _mapping(part: Part) -> dict[str, Any]:
    if part.file.value is None:
        return {}
    if not isinstance(part.file.value, dict):
        hint = "Write 'name:' and below it, further in, what it holds."
        raise part.wrong("This file must be a mapping from names to what they hold.", hint=hint)
    return part.file.value


def _guards(part: Part) -> list[Guard]:
    guards = []
    for name, item in _mapping(part).items():
        it = part.mapping(item, ("about", "effect", *SCOPES), name)
        looks = tuple(
            (scope, part.probe(it[scope], name, scope)) for scope in SCOPES if scope in it
        )
        if not looks:
            hint = f"Add one of: {', '.join(SCOPES)}."
            raise part.wrong(f"The guard '{name}' says nowhere to look.", name, hint=hint)
        effect = part.choice(it.get("effect", "drop"), ("drop", "suggestion"), name, "effect")
        guards.append(Guard(name, part.text(it.get("about"), name, "about"), effect, looks))
    return guards


def _kinds(part: Part) -> list[DocumentKind]:
    kinds = []
    for name, item in _mapping(part).items():
        it = part.mapping(item, ("title", "any", "veto"), name)
        alternatives = []
        for at, clauses in enumerate(part.items(it.get("any", []), name, "any")):
            one = [
                _clause(part, clause, (name, "any", at, n))
                for n, clause in enumerate(part.items(clauses, name, "any", at))
            ]
            alternatives.append(tuple(one))
        veto = part.probe(it["veto"], name, "veto") if "veto" in it else -1
        title = part.text(it.get("title"), name, "title")
        kinds.append(DocumentKind(name, title, tuple(alternatives), veto))
    return kinds


def _clause(part: Part, given: Any, where: tuple[str | int, ...]) -> Clause:  # noqa: ANN401
    """`{least, of, in}`, `{none, in}`, or how many words, fields, blanks or parts there must be."""
    numbers = ("words", "fields", "blanks", "parts")
    it = part.mapping(given, ("least", "of", "in", "none", *numbers), *where)
    for counts in numbers:
        if counts in it:
            return Clause(part.number(it[counts], *where, counts), (), counts)
    counts = part.choice(it.get("in", "document"), ("document", "title", "headings"), *where, "in")
    if "none" in it:
        return Clause(0, (part.probe(it["none"], *where, "none"),), counts)
    of = enumerate(part.items(it.get("of"), *where, "of"))
    probes = tuple(part.probe(phrases, *where, "of", i) for i, phrases in of)
    return Clause(part.number(it.get("least", "1"), *where), probes, counts)


def _principles(part: Part) -> list[Principle]:
    principles = []
    for number, item in _mapping(part).items():
        keys = ("name", "statement", "source", "factor")
        it = part.mapping(item, keys, number)
        principles.append(
            Principle(
                part.number(number, number),
                part.text(it.get("name"), number, "name"),
                part.text(it.get("statement"), number, "statement"),
                part.text(it.get("source"), number, "source"),
            )
        )
    return principles
