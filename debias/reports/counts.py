"""Counting findings by severity, principle and pack, as every report's summary does."""

from __future__ import annotations

from debias.finding import Result
from debias.records import NamedTuple
from debias.rule import SEVERITIES, RuleSet


class Counts(NamedTuple):
    """Numbers of findings; one that speaks to two principles counts under both. All severities,
    principles and packs are there, the gravest severity first."""

    findings: int
    by_severity: dict[str, int]
    by_principle: dict[int, int]
    by_pack: dict[str, int]
    unread: int


def count(result: Result, ruleset: RuleSet) -> Counts:
    """The numbers of a result."""
    by_severity = dict.fromkeys(reversed(SEVERITIES), 0)
    by_principle = {principle.number: 0 for principle in ruleset.principles}
    by_pack = {pack.id: 0 for pack in ruleset.packs}
    findings = 0
    for report in result.files:
        for finding in report.findings:
            findings += 1
            by_severity[finding.severity] += 1
            by_pack[finding.pack] = by_pack.get(finding.pack, 0) + 1
            for number in finding.principles:
                by_principle[number] = by_principle.get(number, 0) + 1
    unread = sum(len(report.unread) for report in result.files)
    return Counts(findings, by_severity, by_principle, by_pack, unread)
