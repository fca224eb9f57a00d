"""What settings, reasons, a baseline or a look at changes kept out of a report, for its readers."""

from __future__ import annotations

from collections.abc import Iterator

from debias.finding import Result, Suppression
from debias.reports.web.passages import shown


def kept_out(result: Result) -> list[list[str]]:
    """[title, line, line …] for each kind of thing that there is, the reasons in full."""
    groups = [
        ["Allowed with a reason", *_allowed(result)],
        ["Known from a baseline, and so not shown", *_known(result)],
        ["Left out by the settings", *(shown(path) for path in result.excluded)],
    ]
    if result.unchanged:
        groups.append(["Not checked, because nothing in them changed", _many(result.unchanged)])
    return [group for group in groups if len(group) > 1]


def _allowed(result: Result) -> Iterator[str]:
    for report in result.files:
        for each in report.suppressions:
            if each.findings:
                yield f"{shown(report.path)}: {_reason(each)}"


def _reason(each: Suppression) -> str:
    until = f", until {each.until}" if each.until else ""
    times = f" ({each.findings} findings)" if each.findings > 1 else ""
    return f"{', '.join(each.rules)}{times}{until}: {shown(each.reason)}"


def _known(result: Result) -> Iterator[str]:
    for known in result.baselines:
        if known.findings:
            yield f"{known.findings} in {shown(known.path)}"


def _many(files: int) -> str:
    return f"{files} document{'s' * (files != 1)}"
