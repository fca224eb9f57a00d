"""A SARIF 2.1.0 log (OASIS, errata 01), as code scanning and editors read it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from debias import __version__
from debias.document import Location
from debias.finding import FileReport, Finding, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.paths import uri
from debias.reports.places import place
from debias.reports.sarif_rules import PRINCIPLES, driver_rules, principles
from debias.reports.saying import Speaker, where
from debias.rule import ERROR, SUGGESTION, WARNING, RuleSet

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {ERROR: "error", WARNING: "warning", SUGGESTION: "note"}


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the log. Columns count code points; Word and PDF places, which have no lines, are
    logical locations and stand in the message."""
    found = [finding for report in result.files for finding in report.findings]
    rules = driver_rules(found, ruleset, LEVELS)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    speaker = Speaker(ruleset)
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "debias",
                "semanticVersion": __version__,
                "rules": rules,
                "supportedTaxonomies": [{"name": PRINCIPLES}],
            }
        },
        "taxonomies": [principles(ruleset)],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": [
            _result(report, finding, numbers[finding.rule], speaker)
            for report in result.files
            for finding in report.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    out.write(json.dumps(log, indent=2).encode() + b"\n")


def _invocation(result: Result) -> dict[str, Any]:
    """What could not be read, as notifications: a reader of the log must learn of it."""
    told = [_notification("error", error.path, error.reason) for error in result.errors]
    for report in result.files:
        told += [
            _notification("warning", report.path, f"Not read, {part.place}: {part.reason}")
            for part in report.unread
        ]
    told += [
        _notification("warning", path, "debias does not read this format.")
        for path in result.left_out
    ]
    return {"executionSuccessful": not result.errors, "toolExecutionNotifications": told}


def _notification(level: str, path: str, text: str) -> dict[str, Any]:
    return {
        "level": level,
        "message": {"text": one_line(text)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}],
    }


def _result(report: FileReport, finding: Finding, number: int, speaker: Speaker) -> dict[str, Any]:
    told = speaker.told(finding)
    if "line" not in finding.location and (at := where(finding)):
        told = f"{at}: {told}"
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": told},
        "locations": [_location(report.path, finding.location, finding)],
        "partialFingerprints": {"debias/v1": finding.fingerprint},
        "properties": {"principles": list(finding.principles), "quote": finding.quote},
    }
    if finding.repeats:
        made["relatedLocations"] = [
            {
                "id": at,
                **_location(report.path, location),
                "message": {"text": f"The same words, {place(location)}".rstrip(", ")},
            }
            for at, location in enumerate(finding.repeats, 1)
        ]
    return made


def _location(path: str, location: Location, finding: Finding | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(path)}}
    made: dict[str, Any] = {"physicalLocation": physical}
    if "line" in location:
        physical["region"] = {
            "startLine": location["line"],
            "startColumn": location["column"],
            "endLine": location["end_line"],
            "endColumn": location["end_column"],
        }
        if finding is not None:
            physical["region"]["snippet"] = {"text": finding.quote}
    name = place(location)
    section = [one_line(part) for part in finding.section if part.strip()] if finding else []
    if "line" in location:
        name = section[-1] if section else ""
        full = " > ".join(section)
    else:
        full = " > ".join((*section, name)) if name else " > ".join(section)
    if full:
        made["logicalLocations"] = [{"name": name or section[-1], "fullyQualifiedName": full}]
    return made
