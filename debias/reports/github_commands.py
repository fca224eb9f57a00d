"""Workflow commands for GitHub Actions: each finding as an annotation of the pull request."""

from __future__ import annotations

from typing import BinaryIO

from debias.finding import Finding, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.paths import repository_path
from debias.reports.saying import Speaker, where
from debias.rule import ERROR, SUGGESTION, WARNING, RuleSet

_COMMANDS = {ERROR: "error", WARNING: "warning", SUGGESTION: "notice"}


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write one command a line, findings first, then what could not be read."""
    speaker = Speaker(ruleset)
    lines = [
        _finding(report.path, finding, speaker)
        for report in result.files
        for finding in report.findings
    ]
    for report in result.files:
        lines += [
            _command("warning", report.path, "Not all was read", f"{part.place}: {part.reason}")
            for part in report.unread
        ]
    lines += [_command("error", e.path, "Not checked", e.reason) for e in result.errors]
    lines += [
        _command("warning", path, "Not checked", "debias does not read this format.")
        for path in result.left_out
    ]
    out.write("".join(line + "\n" for line in lines).encode("utf-8", "replace"))


def _finding(path: str, finding: Finding, speaker: Speaker) -> str:
    location = finding.location
    said = speaker.told(finding)
    title = f"{finding.title} ({finding.rule})"
    if "line" not in location:
        return _command(_COMMANDS[finding.severity], path, title, f"{where(finding)}: {said}")
    at = {"line": location["line"], "endLine": location["end_line"]}
    if location["line"] == location["end_line"]:  # columns are for one line only
        at |= {"col": location["column"], "endColumn": location["end_column"]}
    return _command(_COMMANDS[finding.severity], path, title, said, **at)


def _command(name: str, path: str, title: str, message: str, **at: int) -> str:
    properties = {"file": repository_path(path), **at, "title": one_line(title)}
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {shown}::{_data(one_line(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
