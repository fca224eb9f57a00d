"""A Code Quality report for GitLab's merge requests: a list of issues as Code Climate has them."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any, BinaryIO

from debias.finding import Finding, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.paths import repository_path
from debias.reports.saying import where
from debias.rule import ERROR, SUGGESTION, WARNING, RuleSet

_SEVERITIES = {ERROR: "major", WARNING: "minor", SUGGESTION: "info"}


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the issues as JSON; what could not be read is an issue too."""
    issues = _Issues()
    for report in result.files:
        for finding in report.findings:
            _finding(issues, report.path, finding)
        for part in report.unread:
            text = f"Not all was read. {part.place}: {part.reason}"
            issues.add(report.path, "debias/unread", text, "info")
    for error in result.errors:
        issues.add(error.path, "debias/not-checked", f"Not checked. {error.reason}", "major")
    for path in result.left_out:
        text = "Not checked: debias does not read this format."
        issues.add(path, "debias/not-checked", text, "info")
    out.write(json.dumps(issues.rows, indent=2).encode() + b"\n")


def _finding(issues: _Issues, path: str, finding: Finding) -> None:
    location = finding.location
    text = finding.message if "line" in location else f"{where(finding)}: {finding.message}"
    lines = (location.get("line", 1), location.get("end_line", 1))
    severity = _SEVERITIES[finding.severity]
    issues.add(path, finding.rule, text, severity, finding.fingerprint, lines)


class _Issues:
    """GitLab shows only one issue of those with the same fingerprint, so each has its own."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self._seen: dict[tuple[str, str, str], int] = {}

    def add(
        self, path: str, name: str, text: str, severity: str, mark: str = "",
        lines: tuple[int, int] = (1, 1),
    ) -> None:  # fmt: skip
        path = repository_path(path)
        key = (path, name, mark or text)
        number = self._seen[key] = self._seen.get(key, 0) + 1
        raw = "\n".join((*key, str(number))).encode("utf-8", "backslashreplace")
        self.rows.append(
            {
                "description": one_line(text),
                "check_name": name,
                "fingerprint": blake2b(raw, digest_size=16).hexdigest(),
                "severity": severity,
                "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
            }
        )
