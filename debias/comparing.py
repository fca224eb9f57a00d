"""Two versions of a document, in any two formats: which findings are gone, stay, are new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from debias.finding import FileReport, Finding
from debias.records import NamedTuple
from debias.rule import RuleSet
from debias.wording import normalise

Key: TypeAlias = tuple[str, ...]


class Found(NamedTuple):
    """A finding in one place of the document `path`."""

    path: str
    finding: Finding


class Stayed(NamedTuple):
    """A finding before, and the same one after."""

    before: Found
    after: Found


class Comparison(NamedTuple):
    """All places of both sides, each in one of the three, in reading order."""

    gone: tuple[Found, ...]
    stayed: tuple[Stayed, ...]
    new: tuple[Found, ...]


def compare(
    before: Sequence[FileReport], after: Sequence[FileReport], ruleset: RuleSet
) -> Comparison:
    """Pair the findings of two sides, each place of repeated words for itself.

    Pairs are of one rule, and made in three rounds: with the same words around the quote (the
    fingerprint), then with the same quote, then, for rules about what a document lacks, by the
    rule alone: what is missing has no words of its own. Case, white space, punctuation and the
    numbering of lists make no difference, as a document's twin in another format differs in them.
    """
    lacks = {rule.name for rule in ruleset.rules if rule.way in ("missing", "options")}
    left, right = list(_places(before)), list(_places(after))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    rounds: tuple[Callable[[Finding], Key | None], ...] = (
        _by_fingerprint,
        _by_context,
        _by_words,
        lambda finding: (finding.rule,) if finding.rule in lacks else None,
    )
    for key_of in rounds:
        free: dict[Key, list[int]] = {}
        for number, found in enumerate(right):
            key = key_of(found.finding)
            if number not in taken and key is not None:
                free.setdefault(key, []).append(number)
        for number, found in enumerate(left):
            key = key_of(found.finding)
            if number not in partners and key is not None and free.get(key):
                partners[number] = free[key].pop(0)
                taken.add(partners[number])
    return Comparison(
        tuple(found for number, found in enumerate(left) if number not in partners),
        tuple(Stayed(left[a], right[b]) for a, b in sorted(partners.items())),
        tuple(found for number, found in enumerate(right) if number not in taken),
    )


def folded(text: str) -> str:
    """The words of a text as any format would give them."""
    return " ".join(re.findall(r"\w+", normalise(text).text.lower()))


def _places(reports: Iterable[FileReport]) -> Iterable[Found]:
    """Each finding, and each of its repeats, which saved reports keep together."""
    for report in reports:
        for finding in report.findings:
            yield Found(report.path, finding._replace(repeats=(), also=()))
            for location in finding.repeats:
                again = finding._replace(location=location, fingerprint="", repeats=(), also=())
                yield Found(report.path, again)


def _by_fingerprint(finding: Finding) -> Key | None:
    return (finding.rule, finding.fingerprint) if finding.fingerprint else None


def _by_context(finding: Finding) -> Key | None:
    words = folded(finding.context)
    return (finding.rule, folded(finding.quote), words) if words else None


def _by_words(finding: Finding) -> Key | None:
    return (finding.rule, folded(finding.quote))
