"""Reading the folder of a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping

from debias.errors import DebiasError
from debias.packs.build import check_guard, rule_of
from debias.packs.part import Part
from debias.packs.shared import Shared
from debias.packs.source import written
from debias.rule import Pack, Rule

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_PACK_KEYS = ("id", "title", "about", "family", "version", "owner", "reviewed", "guards")


def rules_of(
    folder: str, contents: Mapping[str, bytes], shared: Shared
) -> tuple[Pack, list[Rule], list[DebiasError]]:
    """A pack, its rules, and the errors of those that cannot be read."""
    file = written(f"{folder}/pack.yaml", contents["pack.yaml"])
    part = Part(file, shared.probes, "pack")
    pack = _pack(part)
    guards = _texts_of(part, "guards")
    for at, guard in enumerate(guards):
        check_guard(guard, part, shared, at)
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
                    hint="Name the file words-with-hyphens.yaml.",
                )
            rules.append(rule_of(written(path, data), rule_id, pack, guards, shared))
        except DebiasError as error:
            errors.append(error if error.path else _placed(error, path))
    return pack, rules, errors


def _pack(part: Part) -> Pack:
    if part.file.value is None:
        raise part.wrong("The pack is empty.", hint="It needs id, title, about and family.")
    it = part.mapping(part.file.value, _PACK_KEYS)
    part.required(it, ("id", "title", "about", "family"))
    pack_id = part.text(it["id"], "id")
    if not _ID.match(pack_id):
        raise part.wrong(f"'{pack_id}' is not a pack id.", "id", hint="Use words-with-hyphens.")
    return Pack(
        pack_id,
        part.text(it["title"], "title"),
        part.text(it["about"], "about"),
        part.text(it["family"], "family"),
        part.text(it.get("version", "1"), "version"),
        part.text(it["owner"], "owner") if "owner" in it else "",
        part.text(it["reviewed"], "reviewed") if "reviewed" in it else "",
    )


def _texts_of(part: Part, key: str) -> tuple[str, ...]:
    it = part.file.value
    return tuple(part.texts(it[key], key)) if key in it else ()


def _placed(error: DebiasError, path: str) -> DebiasError:
    return DebiasError(error.message, path=path, line=error.line, hint=error.hint)
