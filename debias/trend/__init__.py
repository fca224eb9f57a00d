"""Findings over time: versions of documents become run charts, in all and by principle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debias.finding import FileReport
from debias.records import NamedTuple
from debias.rule import RuleSet
from debias.trend.runchart import RunChart, chart

PER_DOCUMENT, PER_WORDS = "document", "words"
UNITS = {PER_DOCUMENT: "findings per document", PER_WORDS: "findings per 1,000 words"}


class Version(NamedTuple):
    """What there was at one time: `label` names it for people, `date` is ISO 8601 or empty,
    `missed` counts the documents that could not be read then."""

    label: str
    date: str
    reports: tuple[FileReport, ...]
    missed: int = 0


class Series(NamedTuple):
    """One measure over all versions; `principle` is None for all findings together."""

    principle: int | None
    title: str
    counts: tuple[int, ...]
    chart: RunChart


class Trend(NamedTuple):
    """All series: first all findings, then each principle that any finding spoke to."""

    per: str
    versions: tuple[Version, ...]
    series: tuple[Series, ...]


def trend(versions: Sequence[Version], ruleset: RuleSet, per: str = PER_DOCUMENT) -> Trend:
    """Measure versions that hold documents. `per` is PER_DOCUMENT or PER_WORDS."""
    kept = tuple(version for version in versions if version.reports)
    names = {principle.number: principle.name for principle in ruleset.principles}
    found: set[int] = set()
    for version in kept:
        for report in version.reports:
            found.update(*(finding.principles for finding in report.findings), ())
    made = []
    for principle in (None, *sorted(found)):
        counts = tuple(_count(version.reports, principle) for version in kept)
        values = [
            count / _base(version.reports, per) for count, version in zip(counts, kept, strict=True)
        ]
        title = "All findings" if principle is None else f"{principle} {names.get(principle, '')}"
        made.append(Series(principle, title.strip(), counts, chart(values)))
    return Trend(per, kept, tuple(made))


def _count(reports: Iterable[FileReport], principle: int | None) -> int:
    return sum(
        principle is None or principle in finding.principles
        for report in reports
        for finding in report.findings
    )


def _base(reports: Sequence[FileReport], per: str) -> float:
    if per == PER_DOCUMENT:
        return len(reports)
    return max(1, sum(report.words for report in reports)) / 1000
