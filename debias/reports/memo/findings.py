"""The memo's long tables: the findings, the actions that come of them, and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docx.document import Document as Memo

from debias.finding import FileReport, Finding, Result
from debias.reports.cleaning import one_line
from debias.reports.memo.table import Content, add_table
from debias.reports.passage import passage
from debias.reports.places import also_at
from debias.reports.saying import Speaker, cited, where
from debias.reports.tracker import printable
from debias.rule import RuleSet

_PASSAGE = 320
_FINDINGS = (
    ("No.", 1.1), ("Where", 3.1), ("Passage", 5.2), ("Finding", 5.2), ("Principle", 3.0),
    ("Question", 4.5), ("Proposed wording", 4.6),
)  # fmt: skip
_ACTIONS = (
    ("Findings", 2.0), ("About", 6.5), ("Action", 8.0), ("Owner", 3.8), ("Date", 2.8),
    ("Status", 3.6),
)  # fmt: skip
_REASONS = (("Findings", 2.0), ("About", 5.0), ("Why", 8.2), ("Sources", 11.5))
_SOURCES_SHOWN = 3
_NUMBERS_SHOWN = 30

_Group = list[tuple[int, FileReport, Finding]]
"""The findings of one rule, each with its number and its file."""

_Columns = tuple[tuple[str, float], ...]


def add_findings(memo: Memo, result: Result, ruleset: RuleSet) -> None:
    """A heading and a table for each document with findings, numbered through."""
    speaker = Speaker(ruleset)
    number = 1
    for report in result.files:
        if report.findings:
            memo.add_heading(printable(one_line(report.path)), 2)
            rows = [_row(n, finding, speaker) for n, finding in enumerate(report.findings, number)]
            add_table(memo, _FINDINGS, rows)
            number += len(rows)


def _row(number: int, finding: Finding, speaker: Speaker) -> tuple[Content, ...]:
    said = speaker.of(finding)
    before, quote, after = passage(finding, _PASSAGE)
    at: list[list[tuple[str, str]]] = [[(where(finding), "")]]
    if also := also_at(finding.repeats):
        at.append([(f"Also {also}", "")])
    return (
        str(number),
        at,
        [[(before, ""), (quote, "Finding words"), (after, "")]],
        [
            [(one_line(finding.title), "Strong"), (f" ({finding.severity})", "")],
            [(one_line(finding.message), "")],
        ],
        [[(name, "")] for name in said.principles],
        [[(text, "")] for text in said.questions],
        [[(text, "")] for text in said.wordings],
    )


def add_actions(memo: Memo, result: Result) -> None:
    """A row for each rule that found something: what is decided once holds in every place.
    Action, owner, date and status are left for the group."""
    _add_by_rule(memo, result, _ACTIONS, _action)


def add_reasons(memo: Memo, result: Result) -> None:
    """A row for each rule that found something: why it asks, and on what evidence."""
    _add_by_rule(memo, result, _REASONS, _reason)


def _add_by_rule(
    memo: Memo, result: Result, columns: _Columns, row: Callable[[_Group], tuple[Content, ...]]
) -> None:
    memo.add_paragraph("The numbers are those of the findings above.")
    add_table(memo, columns, map(row, _by_rule(result)))


def _by_rule(result: Result) -> Iterable[_Group]:
    """The findings of each rule, numbered through, in the order of the first ones."""
    groups: dict[str, _Group] = {}
    number = 0
    for report in result.files:
        for finding in report.findings:
            number += 1
            groups.setdefault(finding.rule, []).append((number, report, finding))
    return groups.values()


def _action(group: _Group) -> tuple[Content, ...]:
    files = len({report.path for _, report, _ in group})
    first = group[0][2]
    in_files = f"in {files} documents" if files > 1 else f"in {one_line(group[0][1].path)}"
    about = [[(one_line(first.title), "Strong")], [(in_files, "")]]
    return (_numbers(group), about, "", "", "", "")


def _reason(group: _Group) -> tuple[Content, ...]:
    first = group[0][2]
    about = [[(one_line(first.title), "Strong")], [(first.rule, "")]]
    sources = [[(cited(source), "")] for source in first.sources[:_SOURCES_SHOWN]]
    if more := len(first.sources) - len(sources):
        sources.append([(f"and {more} more, with debias explain {first.rule}", "")])
    return (_numbers(group), about, one_line(first.why), sources)


def _numbers(group: _Group) -> str:
    numbers = [str(number) for number, _, _ in group]
    shown = ", ".join(numbers[:_NUMBERS_SHOWN])
    if len(numbers) > _NUMBERS_SHOWN:
        shown += f" and {len(numbers) - _NUMBERS_SHOWN} more"
    return shown
