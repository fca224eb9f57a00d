"""How a rule set is kept: lines, of which a run reads those that it wants.

The first is what every run needs: a head for each rule, and the sizes and sums of the other lines.
Then there is a line for each rule, one of what looking needs beside, and the patterns as they are.
JSON and not pickle: it can never run as code.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any

from debias.rule import (
    Clause,
    DocumentKind,
    Example,
    Guard,
    Head,
    Pack,
    Principle,
    Rule,
    RuleSet,
    Source,
    Variant,
    Where,
)

_PLAIN = ("probes", "needs", "begins", "guards", "kinds")  # kept as they are


def packed(ruleset: RuleSet) -> list[bytes]:
    """A rule set as it is kept."""
    looking = {name: getattr(ruleset, name) for name in _PLAIN}
    looking["starts"] = [" ".join(starts) for starts in ruleset.starts]
    looking["lengths"] = [len(piece) for piece in ruleset.pieces]
    pieces = "".join(ruleset.pieces).encode("utf-8", "surrogatepass") + b"\n"
    parts = [*map(_line, ruleset.rules), _line(looking), pieces]
    from debias.packs.known import stamp  # noqa: PLC0415 - only where a rule set is made

    first = {
        "told": stamp(),
        "digest": ruleset.digest,
        "heads": ruleset.heads,
        "packs": ruleset.packs,
        "principles": ruleset.principles,
        "parts": [(len(part), crc32(part)) for part in parts],
    }
    return [_line(first), *parts]


def _line(it: object) -> bytes:
    return json.dumps(it, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def opened(
    path: str, again: Callable[[], RuleSet], *, digest: str = "", told: int | None = None
) -> RuleSet:
    """The rule set in a file, of which only the first line is read at once; what cannot be read
    later comes from `again`. It has the digest, or was `told` (see `known.stamp`) as is asked for.

    Raises OSError, ValueError, KeyError or TypeError where the file is none of ours.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs 15 ms
        line = file.readline()
        end = file.seek(0, 2)
    first = json.loads(line)
    if digest not in ("", first["digest"]) or told not in (None, first["told"]):
        raise ValueError("another")
    if end != len(line) + sum(size for size, _ in first["parts"]):
        raise ValueError("not whole")
    made = _Kept(
        rules=(),
        probes=(),
        pieces=(),
        needs=(),
        begins=(),
        starts=(),
        guards=(),
        kinds=(),
        packs=tuple(Pack(*row) for row in first["packs"]),
        principles=tuple(Principle(*row) for row in first["principles"]),
        digest=first["digest"],
    )
    made.known = tuple(
        Head(row[0], row[1], row[2], tuple(row[3]), row[4]) for row in first["heads"]
    )
    made.file = _File(path, len(line), first["parts"])
    made.again = again
    made.few = {}
    return made


def _head(row: list[Any]) -> Head:
    return Head(row[0], row[1], row[2], tuple(row[3]), row[4])


class _File:
    """The lines of a file behind the first."""

    def __init__(self, path: str, start: int, parts: list[list[int]]) -> None:
        self._path = path
        self._parts = parts
        self._starts = list(accumulate((size for size, _ in parts), initial=start))

    def lines(self, start: int, end: int | None = None) -> Iterator[bytes]:
        """Some lines. Raises OSError or ValueError where they are not what they were."""
        numbers = range(*slice(start, end).indices(len(self._parts)))
        with open(self._path, "rb") as file:  # noqa: PTH123
            file.seek(self._starts[numbers[0]])
            data = file.read(self._starts[numbers[-1] + 1] - self._starts[numbers[0]])
        at = 0
        for size, sum_ in (self._parts[number] for number in numbers):
            line = data[at : at + size]
            if crc32(line) != sum_:
                raise ValueError("spoilt")
            yield line
            at += size


_SPOILT = (OSError, ValueError, KeyError, TypeError, IndexError)


class _Kept(RuleSet):
    """A rule set that is read from its file when it is wanted, and no more of it than that."""

    file: _File
    known: tuple[Head, ...]
    again: Callable[[], RuleSet]
    few: dict[str, Rule]
    every: tuple[Rule, ...] | None = None
    read: RuleSet | None = None

    def whole(self) -> RuleSet:
        if self.read is None:
            try:
                looking, pieces = self.file.lines(-2)
                self.read = _whole(self, json.loads(looking), pieces[:-1])
            except _SPOILT:
                self.read = self.again()
        return self.read

    @property
    def rules(self) -> tuple[Rule, ...]:
        if self.every is None:
            try:
                lines = self.file.lines(0, -2)
                self.every = tuple(map(_rule, map(json.loads, lines)))
            except _SPOILT:
                self.every = self.again().rules
        return self.every

    @property
    def heads(self) -> tuple[Head, ...]:
        return self.known

    def rule(self, name: str) -> Rule | None:
        if self.every is not None:
            return super().rule(name)
        if name not in self.few:
            number = next((n for n, head in enumerate(self.known) if head.name == name), None)
            if number is None:
                return None
            try:
                (line,) = self.file.lines(number, number + 1)
                self.few[name] = _rule(json.loads(line))
            except _SPOILT:
                return super().rule(name)
        return self.few[name]

    probes = property(lambda self: self.whole().probes)
    pieces = property(lambda self: self.whole().pieces)
    needs = property(lambda self: self.whole().needs)
    begins = property(lambda self: self.whole().begins)
    starts = property(lambda self: self.whole().starts)
    guards = property(lambda self: self.whole().guards)
    kinds = property(lambda self: self.whole().kinds)

    def _replace(self, **changes: Any) -> RuleSet:  # type: ignore[override]  # noqa: ANN401
        return self.whole()._replace(**changes)

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleSet, tuple(self.whole())

    def __eq__(self, other: object) -> bool:
        return self.whole() == (other.whole() if isinstance(other, _Kept) else other)

    def __hash__(self) -> int:
        return hash(self.digest)


def _whole(kept: _Kept, looking: dict[str, Any], pieces: bytes) -> RuleSet:
    ends = accumulate(looking["lengths"], initial=0)
    text = pieces.decode("utf-8", "surrogatepass")
    return RuleSet(
        rules=kept.rules,
        probes=tuple(map(tuple, looking["probes"])),
        pieces=tuple(text[start:end] for start, end in pairwise(ends)),
        needs=tuple(map(tuple, looking["needs"])),
        begins=tuple(looking["begins"]),
        starts=tuple(tuple(starts.split()) for starts in looking["starts"]),
        guards=tuple(Guard(row[0], row[1], row[2], _pairs(row[3])) for row in looking["guards"]),
        kinds=tuple(_kind(row) for row in looking["kinds"]),
        packs=kept.packs,
        principles=kept.principles,
        digest=kept.digest,
    )


def _pairs(rows: Iterable[list[Any]]) -> tuple[tuple[str, int], ...]:
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
