"""`debias test`: holds rules to their own examples."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from debias import packs
from debias.cli import screen
from debias.errors import BadRulesError, DebiasError
from debias.packs.files import built_in, read_files
from debias.packs.where import where_written
from debias.reports.cleaning import clean
from debias.rule import Rule, RuleSet
from debias.run.choosing import find_rules
from debias.selftest import Failure, failures, failures_together

_PUT_RIGHT = 2


def run(options: Namespace) -> int:
    """Test what was asked for; the exit code."""
    needed, wanted = _wanted(options.names)
    folders = tuple(dict.fromkeys((*options.rules, *needed)))
    bad = 0
    try:
        ruleset = packs.load(folders, use_cache=not options.no_cache)
    except BadRulesError as error:
        if not isinstance(error.made, RuleSet):
            raise
        ruleset, bad = error.made, len(error.errors)
        for one in error.errors:
            screen.complain(str(one))
    rules = _rules(ruleset, wanted, tolerant=bad > 0)
    look = failures_together if options.all_rules else failures
    failed = [failure for rule in rules for failure in look(ruleset, rule)]
    if failed:
        files = read_files((built_in(), *folders))
        for failure in failed:
            pack, rule_id = failure.rule.split("/")
            path, line = where_written(
                files, rule_id, pack, "examples", failure.kind, failure.number - 1
            )
            _say(f"{path}:{line}: {failure}")
    _say(_summary(rules, failed, bad))
    return _PUT_RIGHT if failed or bad else 0


def _wanted(names: list[str]) -> tuple[list[str], list[str]]:
    """The rule folders that the names need loaded, and the names of rules and packs, where a
    path is written as `folder:` with all of its packs, or `pack/rule` for one file."""
    folders: list[str] = []
    wanted: list[str] = []
    for name in names:
        path = Path(name)
        if not path.exists() or (path.is_dir() and os.sep not in name and not _holds_rules(path)):
            wanted.append(name)
            continue
        folder = path if path.is_dir() else path.parent
        ours = Path(built_in())
        if ours not in (folder.resolve(), folder.resolve().parent):
            folders.append(str(folder))
        wanted += _ids(path)
    return folders, wanted


def _holds_rules(folder: Path) -> bool:
    return (folder / "pack.yaml").is_file() or any(folder.glob("*/pack.yaml"))


def _ids(path: Path) -> list[str]:
    """The packs of a folder, or the one rule of a file."""
    from debias.packs.source import written  # noqa: PLC0415 - only for paths

    def pack_of(folder: Path) -> str:
        file = folder / "pack.yaml"
        if not file.is_file():
            raise DebiasError("This folder holds no rule pack.", path=str(folder),
                              hint="A pack is a folder with a pack.yaml in it.")  # fmt: skip
        value = written(str(file), file.read_bytes()).value
        return str(value.get("id", "")) if isinstance(value, dict) else ""

    if path.is_file():
        return [f"{pack_of(path.parent)}/{path.stem}"]
    own = [path] if (path / "pack.yaml").is_file() else []
    return [pack_of(folder) for folder in own or sorted(p.parent for p in path.glob("*/pack.yaml"))]


def _rules(ruleset: RuleSet, wanted: list[str], *, tolerant: bool) -> list[Rule]:
    if not wanted:
        return list(ruleset.rules)
    found: dict[str, Rule] = {}
    for name in wanted:
        try:
            found.update({rule.name: rule for rule in find_rules(ruleset, name)})
        except DebiasError:
            if not tolerant:
                raise
    return list(found.values())


def _summary(rules: list[Rule], failed: list[Failure], bad: int) -> str:
    examples = sum(len(rule.flag) + len(rule.allow) for rule in rules)
    count = f"{len(rules)} rule{'s' * (len(rules) != 1)}"
    held = f"{examples - len(failed)} of {examples} examples of {count} hold."
    return f"{held} {bad} rule{'s' * (bad != 1)} cannot be read." if bad else held


def _say(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(clean(text).encode(encoding, "replace").decode(encoding) + "\n")
