"""Reading packs and what they share: lists, guards, sources, principles, kinds of document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from debias.errors import DebiasError
from debias.packs.build import Part, Probes, rule_of, source_of
from debias.packs.files import SHARED, Files
from debias.packs.source import Written, written
from debias.rule import SCOPES, Clause, DocumentKind, Guard, Pack, Principle, Rule, Source

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_PACK_KEYS = ("id", "title", "about", "family", "version", "owner", "reviewed", "guards")


class Shared(NamedTuple):
    """What all packs share."""

    probes: Probes
    sources: dict[str, Source]
    guards: tuple[Guard, ...]
    kinds: tuple[DocumentKind, ...]
    principles: tuple[Principle, ...]


def shared_of(files: Files) -> Shared:
    """The lists, sources, guards, kinds and principles of all folders; later folders add."""
    parts: dict[str, list[Written]] = {name: [] for name in SHARED}
    for folder, contents in files.shared.items():
        for name, data in contents.items():
            parts[name].append(written(f"{folder}/{name}", data))
    lists: dict[str, tuple[str, ...]] = {}
    for file in parts["lists.yaml"]:
        part = Part(file, Probes({}))
        for name in _mapping(part):
            lists[name] = (*lists.get(name, ()), *part.texts(file.value[name], name))
    probes = Probes(lists)
    sources: dict[str, Source] = {}
    for file in parts["sources.yaml"]:
        part = Part(file, probes)
        for key, item in _mapping(part).items():
            sources[key] = source_of(item, part, key)
    guards = tuple(g for file in parts["guards.yaml"] for g in _guards(Part(file, probes)))
    kinds = tuple(k for file in parts["documents.yaml"] for k in _kinds(Part(file, probes)))
    principles = tuple(
        p for file in parts["principles.yaml"] for p in _principles(Part(file, probes))
    )
    return Shared(probes, sources, guards, kinds, principles)


def _mapping(part: Part) -> dict[str, Any]:
    if part.file.value is None:
        return {}
    if not isinstance(part.file.value, dict):
        raise part.wrong("This file must be a mapping from names to what they hold.")
    return part.file.value


def _guards(part: Part) -> list[Guard]:
    guards = []
    for name, item in _mapping(part).items():
        it = part.mapping(item, ("about", "effect", *SCOPES), name)
        looks = tuple(
            (scope, part.probe(it[scope], name, scope)) for scope in SCOPES if scope in it
        )
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
    """`{least, of, in}`, `{none, in}`, or how many words, fields or blanks there must be."""
    it = part.mapping(given, ("least", "of", "in", "none", "words", "fields", "blanks"), *where)
    for counts in ("words", "fields", "blanks"):
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


def rules_of(
    folder: str, contents: Mapping[str, bytes], shared: Shared
) -> tuple[Pack, list[Rule], list[DebiasError]]:
    """A pack, its rules, and the errors of those that cannot be read."""
    file = written(f"{folder}/pack.yaml", contents["pack.yaml"])
    part = Part(file, shared.probes)
    it = part.mapping(file.value, _PACK_KEYS)
    for key in ("id", "title", "about", "family"):
        if key not in it:
            raise part.wrong(f"The pack has no '{key}'.", hint="Add it.")
    pack_id = part.text(it["id"], "id")
    if not _ID.match(pack_id):
        raise part.wrong(f"'{pack_id}' is not a pack id.", "id", hint="Use words-with-hyphens.")
    pack = Pack(
        pack_id,
        part.text(it["title"], "title"),
        part.text(it["about"], "about"),
        part.text(it["family"], "family"),
        it.get("version", "1"),
        it.get("owner", ""),
        it.get("reviewed", ""),
    )
    guards = tuple(part.texts(it["guards"], "guards")) if "guards" in it else ()
    known = {guard.id for guard in shared.guards}
    rules: list[Rule] = []
    errors: list[DebiasError] = []
    for name, data in contents.items():
        if name == "pack.yaml":
            continue
        path = f"{folder}/{name}"
        rule_id = name.rsplit(".", 1)[0]
        try:
            if not _ID.match(rule_id):
                raise DebiasError(
                    f"'{rule_id}' is not a rule id.",
                    path=path,
                    hint="Name it words-with-hyphens.yaml.",
                )
            rule_file = written(path, data)
            rule = rule_of(rule_file, rule_id, pack, guards, shared.probes, shared.sources)
            unknown = [guard for guard in rule.guards if guard not in known]
            if unknown:
                raise rule_file.wrong(
                    f"There is no guard '{unknown[0]}'.", "guards", hint="See guards.yaml."
                )
            rules.append(rule)
        except DebiasError as error:
            errors.append(error if error.path else _placed(error, path))
    return pack, rules, errors


def _placed(error: DebiasError, path: str) -> DebiasError:
    return DebiasError(error.message, path=path, line=error.line, hint=error.hint)
