"""What of a file's findings a change has to do with: the words it touched, and what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from debias import changes, readers
from debias.changes import Change
from debias.document import Document
from debias.errors import DebiasError
from debias.finding import FileReport, Finding
from debias.wording import normalise

Check = Callable[[Document], FileReport]


def only_changed(
    document: Document, report: FileReport, change: Change, check: Check
) -> FileReport:
    """The report with the findings that touch changed lines (text) or blocks (Word, PDF), and
    those that the older version of the file had not: a prompt may have been taken out, or a
    heading changed what stands below it. `check` tells what the older version had."""
    if not report.findings or not change.before:
        return report
    lines = _lines(document, change)
    if lines is not None:
        touched = {number for number, f in enumerate(report.findings) if _on_lines(f, lines)}
        if len(touched) == len(report.findings):
            return report
    else:
        touched = set()
    data = changes.before(change)
    if data is None:
        return report
    try:
        with readers.read(change.before, data, {}, name=change.before) as old:
            if lines is None:
                blocks = _new_blocks(old, document)
                touched = {n for n, f in enumerate(report.findings) if f.block in blocks}
            had = {finding.fingerprint for finding in check(old).findings}
    except DebiasError:
        return report  # the older version cannot be read: all of this one is new
    kept = tuple(
        finding
        for number, finding in enumerate(report.findings)
        if number in touched or finding.fingerprint not in had
    )
    return report._replace(findings=kept)


def _lines(document: Document, change: Change) -> tuple[tuple[int, int], ...] | None:
    """The changed lines; None where git and editors do not count the same ones, or there are
    none."""
    source = getattr(document.anchors, "source", None)
    if source is None or source.count("\r") != source.count("\r\n"):
        return None
    return changes.lines(change)


def _on_lines(finding: Finding, lines: tuple[tuple[int, int], ...]) -> bool:
    first, last = finding.location["line"], finding.location["end_line"]
    return any(start <= last and first <= end for start, end in lines)


def _new_blocks(old: Document, new: Document) -> set[int]:
    """The numbers of the blocks whose text the older version has not, or not as often."""
    had = Counter(_folded(block.text) for block in old.blocks)
    fresh = set()
    for number, block in enumerate(new.blocks):
        text = _folded(block.text)
        if had[text]:
            had[text] -= 1
        else:
            fresh.add(number)
    return fresh


def _folded(text: str) -> str:
    return " ".join(normalise(text).text.split())
