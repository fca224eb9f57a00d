"""Rule sets kept as JSON by the content they were made of, so that a start need not read YAML.

JSON and not pickle: what stands in the cache folder can never run as code. No document text ever
comes here.
"""

from __future__ import annotations

import json
import os
import sys
from binascii import crc32
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from debias import __version__
from debias.files import written
from debias.packs.files import Files, built_in
from debias.rule import (
    Clause,
    DocumentKind,
    Example,
    Guard,
    Pack,
    Principle,
    Rule,
    RuleSet,
    Source,
    Variant,
    Where,
)

# pathlib costs 15 ms at start, so paths are handled as strings here.

_KEPT = 8  # rule sets: whoever writes rules makes a new one with every change
_PATTERNS = ("probes", "pieces", "needs", "begins", "starts")
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)
_SHAPE = "10"  # goes up when what is stored changes its shape


def digest(files: Files) -> str:
    """What the rule set is made of, in short: 32 hexadecimal digits."""
    sum_ = blake2b(f"{_SHAPE} {__version__}".encode(), digest_size=16)
    for group in (files.shared, files.packs):
        for folder, contents in group.items():
            sum_.update(b"\0" + os.path.basename(folder).encode())
            for name, data in contents.items():
                sum_.update(b"\1%d %d " % (len(name), len(data)) + name.encode() + data)
    return sum_.hexdigest()


def folder() -> str:
    """The user's cache folder for debias."""
    own = os.environ.get("DEBIAS_CACHE_DIR")
    if own:
        return own
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        caches = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        caches = os.path.join(home, "Library", "Caches")
    else:
        caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    if not os.path.isabs(caches):
        raise OSError("this user has no folder of their own")
    return os.path.join(caches, "debias")


def name_of(key: str) -> str:
    """The name of the file that keeps the rule set with a digest."""
    return f"rules-{key}.json"


def load(key: str) -> RuleSet | None:
    """The rule set with a digest, as an earlier run kept it or as a wheel brings it, or None. Its
    patterns are read when they are wanted: where the results of an earlier run are kept, they
    never are."""
    for place in (folder, built_in):
        try:
            whole, patterns = _lines(os.path.join(place(), name_of(key)))
            if whole["digest"] == key:
                return _ruleset(whole, patterns)
        except _UNREADABLE:
            continue
    return None


def newest() -> RuleSet | None:
    """The rule set that was made last, or that the wheel brings, for what it tells about patterns
    that the next one has too; None where there is none, or it was told in another way."""
    from debias.packs.known import stamp  # noqa: PLC0415 - only where a rule set is made

    for place in (folder, built_in):
        for path in _newest_first(place):
            try:
                whole, patterns = _lines(path)
                if whole["told"] == stamp():
                    return _ruleset(whole, patterns)
            except _UNREADABLE:
                continue
    return None


def _newest_first(place: Callable[[], str]) -> list[str]:
    """The files of rule sets in a folder; none where it cannot be looked into."""
    try:
        kept = [each for each in os.scandir(place()) if each.name.startswith("rules-")]
        return [each.path for each in sorted(kept, key=lambda each: -each.stat().st_mtime)]
    except (OSError, RuntimeError):
        return []


def _lines(path: str) -> tuple[dict[str, Any], bytes]:
    """The two lines of a kept rule set, the first one read. Raises one of _UNREADABLE."""
    with open(path, "rb") as file:
        first, _, second = file.read().partition(b"\n")
    whole = json.loads(first)
    if whole["sum"] != crc32(second):
        raise ValueError(path)
    return whole, second


def save(ruleset: RuleSet) -> None:
    """Keep a rule set; a cache that cannot be written is no error."""
    try:
        home = folder()
        os.makedirs(home, exist_ok=True)
        with written(os.path.join(home, name_of(ruleset.digest)), sync=False) as file:
            file.write(stored(ruleset))
        for old in _newest_first(folder)[_KEPT:]:
            os.unlink(old)
    except (OSError, RuntimeError):
        return


def stored(ruleset: RuleSet) -> bytes:
    """A rule set as it is kept: a line of what every run needs, and a line of its patterns."""
    from debias.packs.known import stamp  # noqa: PLC0415 - only where a rule set is made

    whole = ruleset._asdict()  # the tuples inside become lists
    patterns = _line({name: whole.pop(name) for name in _PATTERNS})
    return _line({**whole, "told": stamp(), "sum": crc32(patterns)}) + b"\n" + patterns


def _line(stored: dict[str, Any]) -> bytes:
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


class _Kept(RuleSet):
    """A rule set whose patterns are read from their line of the file when they are wanted."""

    line: bytes
    read: RuleSet | None = None

    def whole(self) -> RuleSet:
        if self.read is None:
            stored = json.loads(self.line)
            self.read = RuleSet(*self)._replace(
                probes=tuple(map(tuple, stored["probes"])),
                pieces=tuple(stored["pieces"]),
                needs=tuple(map(tuple, stored["needs"])),
                begins=tuple(stored["begins"]),
                starts=tuple(map(tuple, stored["starts"])),
            )
            self.line = b""
        return self.read

    probes = property(lambda self: self.whole().probes)
    pieces = property(lambda self: self.whole().pieces)
    needs = property(lambda self: self.whole().needs)
    begins = property(lambda self: self.whole().begins)
    starts = property(lambda self: self.whole().starts)

    def _replace(self, **changes: Any) -> RuleSet:  # type: ignore[override]  # noqa: ANN401
        return self.whole()._replace(**changes)

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleSet, tuple(self.whole())

    def __eq__(self, other: object) -> bool:
        return self.whole() == (other.whole() if isinstance(other, _Kept) else other)

    __hash__ = RuleSet.__hash__


def _ruleset(stored: dict[str, Any], line: bytes) -> RuleSet:
    made = _Kept(
        rules=tuple(_rule(row) for row in stored["rules"]),
        probes=(),
        pieces=(),
        needs=(),
        begins=(),
        starts=(),
        guards=tuple(Guard(row[0], row[1], row[2], _pairs(row[3])) for row in stored["guards"]),
        kinds=tuple(_kind(row) for row in stored["kinds"]),
        packs=tuple(Pack(*row) for row in stored["packs"]),
        principles=tuple(Principle(*row) for row in stored["principles"]),
        digest=stored["digest"],
    )
    made.line = line
    return made


def _pairs(rows: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((row[0], row[1]) for row in rows)


def _kind(row: list[Any]) -> DocumentKind:
    alternatives = tuple(
        tuple(Clause(least, tuple(probes), counts) for least, probes, counts in clauses)
        for clauses in row[2]
    )
    return DocumentKind(row[0], row[1], alternatives, row[3])


_RULE_FIELDS = {name: at for at, name in enumerate(Rule._fields)}


def _rule(row: list[Any]) -> Rule:
    at = _RULE_FIELDS
    made: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    made[at["looking"]] = row[at["looking"]]
    blocks, under, not_under, documents, not_documents = row[at["where"]]
    made[at["where"]] = Where(
        tuple(blocks), under, not_under, tuple(documents), tuple(not_documents)
    )
    made[at["unless"]] = _pairs(row[at["unless"]])
    made[at["sources"]] = tuple(Source(*source) for source in row[at["sources"]])
    made[at["flag"]] = tuple(Example(*example) for example in row[at["flag"]])
    made[at["allow"]] = tuple(Example(*example) for example in row[at["allow"]])
    made[at["variants"]] = tuple(Variant(*variant) for variant in row[at["variants"]])
    return Rule(*made)
