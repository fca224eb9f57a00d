"""Marks PDFs: a highlight with a note for each finding, as an update after the file's own bytes."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

from debias.annotate import pdf_view
from debias.annotate.notes import summary
from debias.annotate.pdf_file import PdfFile, is_sound
from debias.annotate.pdf_leaves import Leaf, original, remembered
from debias.annotate.pdf_marks import Mark, planned
from debias.annotate.pdf_notes import SUMMARY, Pen, Slip, plain
from debias.annotate.pdf_refusals import locked, remarks, unsafe
from debias.errors import DebiasError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pypdfium2 as pdfium

    from debias.annotate import Options
    from debias.annotate.pdf_file import Ref
    from debias.document import Document
    from debias.finding import FileReport
    from debias.rule import RuleSet


def mark(document: Document, report: FileReport, ruleset: RuleSet, options: Options) -> bytes:
    """The bytes of a PDF with a note for each finding; see `annotate.mark`.

    The copy is the file's own bytes and an update after them; a file that ends with the update
    of an earlier run is marked as if that had never been. Nothing is given back before pdfium has
    read it and found the same text on every page, at the same place, and the notes on theirs, and
    pypdf as many pages.
    """
    with closing(pdf_view.opened(options.data)) as before:
        if pdf_view.is_locked(before):
            raise locked()
        seen = pdf_view.pages(before)
    data = original(options.data)
    plan = planned(document, report, ruleset)
    try:
        file = PdfFile(data)
        told = (*remarks(file.catalog, data), *plan.remarks)
        # Words that come again are marked too, which is said of them here and not in the summary.
        findings = tuple(finding._replace(repeats=()) for finding in report.findings)
        words = plain(summary(report._replace(findings=findings), ruleset, told))
        whole = data == options.data  # and not without the update of an earlier run
        earlier = [page.ours if page and whole else 0 for page in seen]
        work = _Work(file, earlier, options.when)
        with closing(pdf_view.opened(data)) as bare:
            counts = work.put(bare, plan.marks, words, remembered(data))
        copy = file.updated()
    except DebiasError:
        raise
    except Exception as error:
        # A parser has more ways to stumble over a damaged file than can be listed; whatever the
        # way, the answer is the same.
        raise unsafe() from error
    if not _holds(copy, seen, counts) or not is_sound(copy, len(seen)):
        raise unsafe()
    return copy


class _Work:
    """Puts notes on the pages of a file; `earlier` says how many each page has of a former run."""

    def __init__(self, file: PdfFile, earlier: list[int], when: int) -> None:
        self._file = file
        self._refs = file.pages()
        if len(self._refs) != len(earlier):
            raise ValueError("two parsers, two numbers of pages")
        self._earlier = earlier
        self._pen = Pen(file, when)

    def put(
        self, seen: pdfium.PdfDocument, marks: Iterable[Mark], words: str, memory: bytes
    ) -> dict[int, int]:
        """Put the notes on their pages and the summary on the first; how many of our annotations
        each page that is written then has."""
        by_page: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_page[mark.page].append(mark)
        leaves = {0: self._leaf(0)} | {number: self._leaf(number) for number in by_page}
        for number, count in enumerate(self._earlier):
            if count and number not in leaves:
                leaves[number] = self._leaf(number)
        counts = {}
        for number, leaf in sorted(leaves.items()):
            sheet = pdf_view.sheet(seen, number)
            under: list[Ref] = []
            over: list[Ref] = []
            for mark in by_page[number]:
                slip = Slip(leaf.ref, sheet, mark.name, mark.words, leaf.earlier.get(mark.name))
                refs = self._pen.highlight(slip, mark.boxes, mark.severity)
                (over if mark.over else under).extend(refs)
            if number == 0:
                room = pdf_view.corner(seen, with_notes=not leaf.earlier)
                slip = Slip(leaf.ref, sheet, SUMMARY, words, leaf.earlier.get(SUMMARY))
                over += self._pen.bubble(slip, room.box, room.turn, memory)
            counts[number] = leaf.put(under, over)
        return counts

    def _leaf(self, number: int) -> Leaf:
        ref = self._refs[number]
        if ref is None:
            raise ValueError("a page that is no object of its own")
        return Leaf(self._file, ref)


def _holds(copy: bytes, before: list[pdf_view.Page | None], counts: dict[int, int]) -> bool:
    """Whether the copy has the pages that the file had, and just the notes that were written."""
    try:
        document = pdf_view.opened(copy)
    except ValueError:
        return False
    with closing(document):
        after = pdf_view.pages(document)
    expected = [
        page and page._replace(ours=counts.get(number, 0)) for number, page in enumerate(before)
    ]
    return after == expected
