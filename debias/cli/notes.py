"""What settings, suppressions, a baseline or a look at changes kept out of a report, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from debias.cli.screen import complain
from debias.finding import Result
from debias.reports.places import place
from debias.suppress.telling import amiss


def tell(result: Result, since: str) -> None:
    """Say it on standard error."""
    for line in lines(result, since):
        complain(f"debias: {line}")


def lines(result: Result, since: str) -> Iterator[str]:
    """One line for each thing that somebody should know of."""
    for path in result.excluded:
        yield f"{path}: left out, the settings exclude it."
    if result.unchanged:
        yield f"{files(result.unchanged)} without changes since {since}, not checked."
    allowed = 0
    for report in result.files:
        for each in report.suppressions:
            allowed += each.findings
            line = amiss(each)
            if line and not each.settings:
                at = place({"column": 1, **each.location})
                where = f", {at.split(', column')[0]}" if at else ""
                yield f"{report.path}{where}: {line}"
    for each in result.suppressions:
        line = amiss(each)
        if line:
            yield f"{each.settings}:{each.location['line']}: {line}"
    if allowed:
        yield f"{findings(allowed)} allowed with a reason."
    for known in result.baselines:
        yield f"{findings(known.findings, 'known ')} in the baseline {known.path}."
        if known.gone:
            are, them = ("is", "it") if known.gone == 1 else ("are", "them")
            yield (
                f"{findings(known.gone)} of the baseline {are} there no longer: "
                f"`debias baseline --prune` takes {them} out."
            )


def findings(number: int, kind: str = "") -> str:
    """A number of findings, in words."""
    return f"{number} {kind}finding{'s' * (number != 1)}"


def files(number: int) -> str:
    """A number of files, in words."""
    return f"{number} file{'s' * (number != 1)}"
