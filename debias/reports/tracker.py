"""The rows of a tracker: one for each finding, with columns that the group fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from debias.finding import FileReport, Finding, Result
from debias.records import NamedTuple
from debias.reports.cleaning import clean, one_line
from debias.reports.passage import passage
from debias.reports.places import also_at, place
from debias.reports.saying import Speaker, cited
from debias.rule import RuleSet

_MOST = 32_000  # characters; a cell of a spreadsheet holds 32,767
_PASSAGE = 600
_STARTS_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # and their full-width twins
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Column(NamedTuple):
    """A heading, the width in characters, whether it is for the group to fill, and whether its
    text takes several lines: sources would make rows too high to work with."""

    heading: str
    width: int
    to_fill: bool = False
    wraps: bool = True


COLUMNS = (
    Column("Number", 8), Column("Document", 28), Column("Section", 28), Column("Place", 18),
    Column("Severity", 11), Column("Finding", 30), Column("Words", 26), Column("Passage", 50),
    Column("Principles", 32), Column("What it says", 50), Column("Questions to ask", 50),
    Column("Proposed wording", 50), Column("Why", 50), Column("Guidance", 22),
    Column("Sources", 40, wraps=False), Column("Also", 18), Column("Rule", 34),
    Column("Fingerprint", 18),
    Column("Decision", 30, True), Column("Owner", 18, True), Column("Due date", 14, True),
    Column("Status", 14, True),
)  # fmt: skip


def rows(result: Result, ruleset: RuleSet) -> Iterator[tuple[int | str, ...]]:
    """A row for each finding, in the order of the report; every text is safe for a cell."""
    speaker = Speaker(ruleset)
    number = 0
    for report in result.files:
        for finding in report.findings:
            number += 1
            yield (number, *map(cell, _row(report, finding, speaker)))


def cell(text: str) -> str:
    """Text for a cell of a spreadsheet: without what XML cannot hold, no longer than a cell, and
    with an apostrophe before anything that a program could take for a formula (OWASP: CSV
    injection). It stays there in XLSX too: people save these sheets as CSV."""
    shown = printable(text)
    if len(shown) > _MOST:
        shown = shown[:_MOST] + " …"
    if shown.lstrip(" ")[:1] and shown.lstrip(" ")[0] in _STARTS_FORMULA:
        shown = "'" + shown
    return shown


def printable(text: str) -> str:
    """Text that is safe to show and that XML can hold."""
    return _NOT_XML.sub("", clean(text))


def _row(report: FileReport, finding: Finding, speaker: Speaker) -> tuple[str, ...]:
    said = speaker.of(finding)
    shown = passage(finding, _PASSAGE)
    return (
        report.path,
        " › ".join(one_line(part) for part in finding.section if part.strip()),
        place(finding.location),
        finding.severity,
        one_line(finding.title),
        shown.quote,
        "".join(shown),
        "\n".join(said.principles),
        one_line(finding.message),
        "\n".join(said.questions),
        "\n".join(said.wordings),
        one_line(finding.why),
        finding.guidance.replace("-", " "),
        "; ".join(map(cited, finding.sources)),
        also_at(finding.repeats, 40),
        finding.rule,
        finding.fingerprint,
        *("" for column in COLUMNS if column.to_fill),
    )


def not_read(result: Result) -> Iterator[tuple[str, str, str]]:
    """(document, part, reason) for all that could not be checked."""
    for error in result.errors:
        yield error.path, "", error.reason
    for report in result.files:
        for part in report.unread:
            yield report.path, part.place, part.reason
    for path in result.left_out:
        yield path, "", "debias does not read this format."
