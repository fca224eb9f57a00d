"""Which findings share a note where a document has more than can be read in a margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from debias.finding import Finding

MOST = 2_000
"""Notes in one copy. Word opens no file with more than 32,767 comments ([MS-OI29500], 2.1.315),
and nobody reads as many."""


class Group(NamedTuple):
    """A finding with a note, and those that its note stands for as well."""

    finding: Finding
    others: tuple[Finding, ...] = ()


def grouped(findings: Sequence[Finding], most: int = MOST) -> tuple[Group, ...]:
    """Each finding by itself where there are at most `most`; otherwise those of a rule together,
    by section if that is enough, at the place of the first."""
    if len(findings) <= most:
        return tuple(Group(finding) for finding in findings)
    by_section = _by(findings, lambda each: (each.rule, each.section))
    if len(by_section) <= most:
        return by_section
    return _by(findings, lambda each: each.rule)[:most]


def _by(findings: Sequence[Finding], key: Callable[[Finding], Hashable]) -> tuple[Group, ...]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return tuple(Group(first, tuple(others)) for first, *others in groups.values())
