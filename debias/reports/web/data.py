"""What the page's script is given: findings, what is said of them, and the documents, packed.

The text of each document is gzip in base64, unpacked by the browser when it is opened: 200
documents stay one small file that opens at once.
"""

from __future__ import annotations

import gzip
import json
import time
from base64 import b64encode
from typing import Any

from debias import __version__
from debias.finding import FileReport, Finding, Result
from debias.reports.passage import passage
from debias.reports.places import also_at, place
from debias.reports.web.kept_out import kept_out
from debias.reports.web.passages import Span, near, rows, shown
from debias.rule import SEVERITIES, RuleSet

_TEXT_MOST = 7_000_000  # characters of packed text in a page; past that only what is near passages
_REACH = 3  # blocks on either side
_CONTEXT = 420


def report_data(result: Result, ruleset: RuleSet) -> dict[str, Any]:
    """The whole result. Findings refer to `rules`, in which nothing is said twice."""
    abouts = Abouts(ruleset)
    room = _TEXT_MOST
    files = []
    for report in result.files:
        text = _packed(report, whole=True)
        if len(text) > room:
            text = _packed(report, whole=False)
        room = max(0, room - len(text))
        files.append(
            {
                "path": shown(report.path),
                "title": shown(report.title),
                "format": report.format,
                "kinds": list(report.kinds),
                "words": report.words,
                "unread": [[shown(part.place), shown(part.reason)] for part in report.unread],
                "findings": [_finding(finding, abouts) for finding in report.findings],
                "text": text,
            }
        )
    return {
        **about_rules(ruleset),
        "severities": list(reversed(SEVERITIES)),
        "rules": abouts.rows,
        "files": files,
        "errors": [[shown(error.path), shown(error.reason)] for error in result.errors],
        "left_out": [shown(path) for path in result.left_out],
        "kept_out": kept_out(result),
    }


def about_rules(ruleset: RuleSet) -> dict[str, Any]:
    """The version, the day, the seven principles and the packs."""
    return {
        "version": __version__,
        "made": time.strftime("%d %B %Y").lstrip("0"),
        "principles": [[p.number, p.name, p.statement] for p in ruleset.principles],
        "packs": [[pack.id, pack.title] for pack in ruleset.packs],
    }


class Abouts:
    """What is said about findings, each text once: `rows` is what the script is given."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._rules = {rule.name: rule for rule in ruleset.rules}
        self._known: dict[object, int] = {}
        self.rows: list[dict[str, Any]] = []

    def number(self, finding: Finding) -> int:
        """The row of a finding's rule, made on first use."""
        key = (finding.rule, finding.title, finding.principles, finding.guidance, finding.why)
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append(self._row(finding))
        return self._known[key]

    def _row(self, finding: Finding) -> dict[str, Any]:
        rule = self._rules.get(finding.rule)
        ask, instead = (rule.ask, rule.instead) if rule else (finding.suggestions, ())
        return {
            "name": finding.rule,
            "pack": finding.pack,
            "title": finding.title,
            "principles": list(finding.principles),
            "guidance": finding.guidance,
            "why": finding.why,
            "ask": list(ask),
            "instead": list(instead),
            "sources": [list(source) for source in finding.sources],
        }


def _finding(finding: Finding, abouts: Abouts) -> dict[str, Any]:
    return {
        "rule": abouts.number(finding),
        "severity": finding.severity,
        "quote": shown(" ".join(finding.quote.split())),
        "message": shown(finding.message),
        "context": [shown(part) for part in passage(finding, _CONTEXT)],
        "section": [shown(heading) for heading in finding.section if heading.strip()],
        "place": shown(place(finding.location)),
        "also": shown(also_at(finding.repeats, 12)),
        "replacement": finding.replacement,
    }


def _packed(report: FileReport, *, whole: bool) -> str:
    """The document's blocks as JSON, gzip and base64; "" where they were not kept."""
    if not report.blocks:
        return ""
    spans: dict[int, list[Span]] = {}
    for number, finding in enumerate(report.findings):
        for block, start, end in ((finding.block, finding.start, finding.end), *finding.also):
            spans.setdefault(block, []).append((start, end, number))
    keep = None if whole else near(spans, len(report.blocks), _REACH)
    text = json.dumps(rows(report.blocks, spans, keep), ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")
    return b64encode(gzip.compress(data, 6, mtime=0)).decode("ascii")
