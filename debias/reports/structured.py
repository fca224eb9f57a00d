"""The JSON report, version 1: the contract that other programs rely on."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from debias import __version__
from debias.finding import FileReport, Finding, Result, Suppression
from debias.reports import Style
from debias.reports.counts import count
from debias.rule import RuleSet

VERSION = 1
"""Goes up when a key is taken away or changes its meaning, not when one is added."""


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the result as one JSON object in UTF-8, keys always in the same order."""
    text = json.dumps(structured(result, ruleset), ensure_ascii=False, indent=2)
    # Half a surrogate pair, as file names may hold, becomes the escape that JSON has for it.
    out.write(text.encode("utf-8", "backslashreplace") + b"\n")


def structured(result: Result, ruleset: RuleSet) -> dict[str, Any]:
    """The result as plain dicts and lists."""
    counts = count(result, ruleset)
    return {
        "version": VERSION,
        "tool": {"name": "debias", "version": __version__},
        "files": [_file(report) for report in result.files],
        "errors": [{"path": error.path, "reason": error.reason} for error in result.errors],
        "summary": {
            "files": len(result.files),
            "findings": counts.findings,
            "by_severity": counts.by_severity,
            "by_principle": {str(number): n for number, n in counts.by_principle.items()},
            "by_pack": counts.by_pack,
            "unread": counts.unread,
            "errors": len(result.errors),
            "left_out": list(result.left_out),
            **_beside(result),
        },
    }


def _beside(result: Result) -> dict[str, Any]:
    """What settings, baselines and a look at changes kept out; only what there is."""
    shown: dict[str, Any] = {}
    if result.excluded:
        shown["excluded"] = list(result.excluded)
    if result.unchanged:
        shown["unchanged"] = result.unchanged
    if result.suppressions:
        shown["suppressions"] = [_suppression(each) for each in result.suppressions]
    if result.baselines:
        shown["baselines"] = [
            {"path": each.path, "known": each.findings, "gone": each.gone}
            for each in result.baselines
        ]
    return shown


def _suppression(each: Suppression) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "rules": list(each.rules),
        "reason": each.reason,
        "state": each.state,
        "findings": each.findings,
        "location": each.location,
    }
    if each.until:
        shown["until"] = each.until
    if each.settings:
        shown["settings"] = each.settings
    return shown


def _file(report: FileReport) -> dict[str, Any]:
    shown = {
        "path": report.path,
        "format": report.format,
        "kinds": list(report.kinds),
        "words": report.words,
        "findings": [finding_as_json(finding) for finding in report.findings],
        "unread": [{"place": part.place, "reason": part.reason} for part in report.unread],
    }
    if report.suppressions:
        shown["suppressions"] = [_suppression(each) for each in report.suppressions]
    return shown


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding as the contract says; what may be empty is there only when it is not."""
    shown: dict[str, Any] = {
        "rule": finding.rule,
        "pack": finding.pack,
        "title": finding.title,
        "severity": finding.severity,
        "principles": list(finding.principles),
        "quote": finding.quote,
        "message": finding.message,
        "why": finding.why,
        "suggestions": list(finding.suggestions),
        "section": list(finding.section),
        "location": finding.location,
        "sources": [
            {key: value for key, value in source._asdict().items() if value or key == "url"}
            for source in finding.sources
        ],
        "fingerprint": finding.fingerprint,
    }
    for key in ("guidance", "context", "replacement"):
        if value := getattr(finding, key):
            shown[key] = value
    if finding.repeats:
        shown["repeats"] = list(finding.repeats)
    return shown
