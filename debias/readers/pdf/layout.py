"""Lays out the pages of a document: its drafts in reading order, furniture once."""

from __future__ import annotations

from collections.abc import Sequence

from debias.document import FOOTER, HEADER, PARAGRAPH
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.fields import with_fields
from debias.readers.pdf.headings import with_headings
from debias.readers.pdf.lines import Line, line_of, page_lines
from debias.readers.pdf.lists import with_lists
from debias.readers.pdf.paragraphs import paragraphs
from debias.readers.pdf.running import margin_of, running_lines, without_numbers
from debias.readers.pdf.scan import Node, PageScan, united
from debias.readers.pdf.tables import with_joined_tables
from debias.readers.pdf.tagged import tagged_page
from debias.readers.pdf.tags import marked
from debias.readers.pdf.untagged import untagged_page


def laid_out(scans: Sequence[PageScan]) -> list[Draft]:
    """The drafts of all pages."""
    texts = {scan.number: scan.text.text for scan in scans}
    lines = [page_lines(scan.text) for scan in scans]
    running = running_lines(lines, list(texts.values()), [scan.box for scan in scans])
    furniture = _Furniture()
    pages: list[list[Draft]] = []
    fields: dict[str, int] = {}
    for scan, page, repeated in zip(scans, lines, running, strict=True):
        body, top, bottom = _page(scan, page, repeated, furniture)
        body = with_fields(body, scan, fields)
        pages.append([*top, *body, *bottom])
    drafts = with_headings(with_joined_tables(_numbered(pages), texts), texts)
    return with_lists(drafts)


def _page(
    scan: PageScan, lines: Sequence[Line], repeated: set[int], furniture: _Furniture
) -> tuple[list[Draft], list[Draft], list[Draft]]:
    """The body of a page, and the headers and footers that no page before has had."""
    text = scan.text.text
    starts = {run.start for number in repeated for run in lines[number].runs}
    if scan.tree:
        inside = _in_tables(scan.tree)
        starts = {
            run.start
            for line in lines
            for run in line.runs
            if run.artifact or (run.start in starts and run.mcid not in inside)
        }
        body = tagged_page(scan, starts)
    else:
        body = untagged_page(scan, lines, starts)
    held = {run.start for draft in body for line in draft.lines for run in line.runs}
    top: list[Draft] = []
    bottom: list[Draft] = []
    left_out = [
        line_of(rest, text)
        for line in lines
        if (rest := [run for run in line.runs if run.start not in held])
    ]
    for draft in paragraphs(left_out, text, scan.number):
        kind = furniture.kind_of(draft, scan)
        if kind == PARAGRAPH:
            body.append(draft)
        elif kind:
            furnished = Draft(scan.number, draft.lines, kind)
            (top if kind == HEADER else bottom).append(furnished)
    return body, top, bottom


class _Furniture:
    """Remembers which headers and footers have been read, so that each is read once."""

    def __init__(self) -> None:
        self._read: set[str] = set()

    def kind_of(self, draft: Draft, scan: PageScan) -> str:
        """HEADER or FOOTER, nothing when it was read before; PARAGRAPH in the middle of a page."""
        margin = margin_of(united([line.box for line in draft.lines]), scan.box)
        said = draft.lines[0].runs[0].artifact
        words = " ".join(scan.text.text[line.start : line.end] for line in draft.lines)
        words = without_numbers(words) if margin else " ".join(words.split())
        if words in self._read:
            return ""
        self._read.add(words)
        if said in (HEADER, FOOTER):
            return said
        return margin or PARAGRAPH


def _in_tables(nodes: Sequence[Node | int]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        if not isinstance(node, int):
            found |= set(marked((node,))) if node.kind == "Table" else _in_tables(node.children)
    return found


def _numbered(pages: Sequence[Sequence[Draft]]) -> list[Draft]:
    """The drafts of all pages, tables that are numbered on each page numbered through."""
    found: list[Draft] = []
    tables = 0
    for page in pages:
        page_tables = 0
        for draft in page:
            if draft.place is None:
                found.append(draft)
                continue
            page_tables = max(page_tables, draft.place.table + 1)
            place = draft.place._replace(table=tables + draft.place.table)
            found.append(draft._replace(place=place))
        tables += page_tables
    return found
