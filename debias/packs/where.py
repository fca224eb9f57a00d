"""Where a rule is written, for messages about what it does."""

from __future__ import annotations

from debias.packs.files import Files
from debias.packs.source import written


def where_written(files: Files, rule_id: str, pack: str, *where: str | int) -> tuple[str, int]:
    """(path, line) of a part of a rule, or of the nearest part that holds it."""
    for folder, contents in files.packs.items():
        if written("", contents["pack.yaml"]).value.get("id") != pack:
            continue
        for name, data in contents.items():
            if name.rsplit(".", 1)[0] == rule_id:
                path = f"{folder}/{name}"
                return path, written(path, data).line(*where)
    return f"{pack}/{rule_id}", 1
