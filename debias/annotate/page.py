"""Marks Markdown, HTML and text: a page with the document's words, and the notes beside them."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING

from debias.annotate.grouping import grouped
from debias.annotate.notes import Line, Note, fit, note, summary
from debias.annotate.page_words import Mark, words
from debias.errors import DebiasError

if TYPE_CHECKING:
    from debias.annotate import Options
    from debias.document import Document
    from debias.finding import FileReport
    from debias.rule import RuleSet

_GENERATOR = b'<meta name="generator" content="debias annotate">'
_MINOR = {"Source", "Rule"}
_HEAD = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="debias annotate">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def mark(document: Document, report: FileReport, ruleset: RuleSet, options: Options) -> bytes:
    """A page that stands by itself: no scripts, nothing from elsewhere; see `annotate.mark`."""
    if _GENERATOR in options.data[:2000]:
        raise DebiasError(
            "This is a page with notes that debias made.",
            hint="Annotate the document that it was made of.",
        )
    groups = grouped(report.findings)
    marks = tuple(
        Mark(finding.block, finding.start, finding.end, number, finding.severity, first=at == 0)
        for number, group in enumerate(groups, 1)
        for at, finding in enumerate((group.finding, *group.others))
    )
    marks += tuple(
        Mark(*place, number, group.finding.severity, first=False)
        for number, group in enumerate(groups, 1)
        for finding in (group.finding, *group.others)
        for place in finding.also
    )
    notes = {
        number: _note(number, note(group.finding, ruleset, group.others), group.finding.severity)
        for number, group in enumerate(groups, 1)
    }
    name = os.path.basename(document.path)  # noqa: PTH119 - pathlib costs 15 ms
    body = "\n".join(words(document, marks, notes))
    remarks = []
    if len(groups) < len(report.findings):
        remarks.append(
            f"{len(groups):,} notes stand for {len(report.findings):,} places, those of a rule "
            "together."
        )
    page = (
        _HEAD.format(
            title=_shown(f"{document.title or name}, with notes by debias"), style=_style()
        )
        + f"<header>\n<h1>{_shown(name)}, with notes</h1>\n"
        '<p class="about">These are the words of the document in their order. The document itself '
        "was not changed.</p>\n"
        f"{_summary(summary(report, ruleset, remarks))}</header>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def _note(number: int, made: Note, severity: str) -> str:
    lines = "".join(_line(line) for line in made.lines)
    return (
        f'<aside class="note {severity}" id="note-{number}" aria-labelledby="head-{number}">\n'
        f'<p class="head" id="head-{number}">{number}. {_shown(made.head)} '
        f'<a class="back" href="#mark-{number}" aria-label="to the words of note {number}">↩</a>'
        f"</p>\n{lines}</aside>\n"
    )


def _summary(made: Note) -> str:
    lines = "".join(_line(line) for line in made.lines)
    return f'<section class="summary">\n<h2>{_shown(made.head)}</h2>\n{lines}</section>\n'


def _line(line: Line) -> str:
    label = f"<b>{_shown(line.label)}:</b> " if line.label else ""
    minor = ' class="minor"' if line.label in _MINOR else ""
    return f"<p{minor}>{label}{_shown(line.text)}</p>\n"


def _shown(text: str) -> str:
    return escape(fit(text))


def _style() -> str:
    path = os.path.join(os.path.dirname(__file__), "page.css")  # noqa: PTH118, PTH120
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
