"""One finding for words that a section repeats: the last step before a report."""

from __future__ import annotations

from collections.abc import Iterable

from debias.finding import Finding
from debias.wording import normalise


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with those of the same rule, words and section as `repeats` of the first.

    What leaves findings out (suppressions, a baseline, a look at changes only) comes before this:
    each place has a fingerprint of its own, and the first one that is left stands for the rest.
    """
    groups: dict[tuple[str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        words = normalise(finding.quote).text.lower()
        groups.setdefault((finding.rule, words, finding.section), []).append(finding)
    return tuple(
        group[0]._replace(
            repeats=tuple(again.location for again in group[1:]),
            also=tuple((again.block, again.start, again.end) for again in group[1:]),
        )
        if len(group) > 1
        else group[0]
        for group in groups.values()
    )
