"""Reports: what a run found, in the format that was asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, BinaryIO, Protocol

from debias.finding import Result
from debias.records import NamedTuple
from debias.rule import RuleSet

REGISTRY = {
    "terminal": "debias.reports.terminal",
    "json": "debias.reports.structured",
    "html": "debias.reports.web",
    "docx": "debias.reports.memo",
    "xlsx": "debias.reports.workbook",
    "csv": "debias.reports.comma_separated",
    "markdown": "debias.reports.pull_request",
    "sarif": "debias.reports.sarif_log",
    "github": "debias.reports.github_commands",
    "gitlab": "debias.reports.gitlab_quality",
    "junit": "debias.reports.junit_cases",
}
"""From the name of a format to the module that writes it, imported on first use."""

WHOLE_TEXT = frozenset({"html"})
"""The formats that show documents as a whole, and so ask for `FileReport.blocks`."""

BINARY = frozenset({"docx", "xlsx"})
"""The formats that are no text, and so not for a terminal."""


class Style(NamedTuple):
    """How a report is to look where that is open. `width` is in columns; `encoding` is the
    output's own, which only the terminal report asks for: all others are UTF-8."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"
    brief: bool = False
    verbose: bool = False


class Report(Protocol):
    """What a module of the registry offers."""

    def write(self, result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None: ...


def write(
    name: str, result: Result, ruleset: RuleSet, out: BinaryIO, style: Style | None = None
) -> None:
    """Write a result in a format of the registry to a binary stream."""
    module: Any = import_module(REGISTRY[name])
    report: Report = module
    report.write(result, ruleset, out, Style() if style is None else style)
