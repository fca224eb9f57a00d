"""Holds the marked copy of a mutated file to its original, as all marked copies are held to it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from debias import annotate, readers
from debias.annotate import Options
from debias.document import Document
from debias.errors import DebiasError
from debias.finding import FileReport
from debias.rule import RuleSet
from tests.annotate import pdf_oracle, word_oracle
from tests.annotate.pdf_pictures import by_pdfium

WHEN = 1_700_000_000
QPDF = shutil.which("qpdf")


def held(
    kind: str, data: bytes, document: Document, report: FileReport, rules: RuleSet, *, drawn: bool
) -> bool:
    """Whether a copy is made; it is then asserted to be valid. `drawn` also looks at pages."""
    texts = [block.text for block in document.blocks]
    try:
        copy = annotate.mark(document, report, rules, Options(data, WHEN))
    except DebiasError as error:
        if not error.message.endswith("."):
            raise AssertionError(f"this is no sentence: {error.message}") from None
        return False
    with readers.read(f"copy.{kind}", copy) as again:
        assert [block.text for block in again.blocks] == texts, "the copy reads otherwise"
        moved = _moved(report, again)
        second = annotate.mark(again, moved, rules, Options(copy, WHEN))
    if kind == "docx":
        word_oracle.only_comments_added(data, copy, 1 + len(report.findings))
    else:
        _pdf(data, copy, drawn=drawn)
    # The order of what a damaged PDF shows may be another, and then its notes go elsewhere.
    assert second == copy or moved != report, "a second run changes the copy"
    return True


def _moved(report: FileReport, document: Document) -> FileReport:
    """The report on the copy: the same findings, located in it."""
    return report._replace(
        findings=tuple(
            one._replace(location=document.locate(one.block, one.start, one.end))
            for one in report.findings
        )
    )


def _seen(data: bytes) -> pdf_oracle.Seen | None:
    """What pypdf reads of an original; None where it can make nothing of it."""
    try:
        return pdf_oracle.seen(data)
    except Exception:
        return None


def _pdf(data: bytes, copy: bytes, *, drawn: bool) -> None:
    assert copy.startswith(data)
    before = _seen(data)
    if before is not None:
        pdf_oracle.only_notes_added(before, copy)
    if QPDF:
        with tempfile.TemporaryDirectory() as folder:
            pdf_oracle.qpdf_finds_nothing_new(data, copy, Path(folder))
    if drawn and before is not None:
        pdf_oracle.only_notes_drawn(copy, by_pdfium(data), by_pdfium(copy))
