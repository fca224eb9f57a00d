"""Reads one page with pdfium, into plain values in the frame in which its writing is upright."""

from __future__ import annotations

import ctypes
from collections import Counter
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from debias.readers.pdf.crossing import cut_at_edges
from debias.readers.pdf.page_text import read_page_text
from debias.readers.pdf.ruling import page_edges
from debias.readers.pdf.scan import Box, Edges, PageScan, PageText, Run, upright
from debias.readers.pdf.tags import marked, page_tree
from debias.readers.pdf.widgets import page_widgets

_FEW_CHARACTERS = 400  # only a page with so little text can be a picture of a page
_NEXT_LINE = 0.8  # of the font size; superscripts and subscripts are shifted by less
_TRUSTED_TAGS = 0.8  # share of a page's characters that its tags must hold to be followed


def scan_page(document: pdfium.PdfDocument, number: int, *, tagged: bool) -> PageScan:
    """Everything of a page that the layout needs; the page is closed again.

    Raises PdfiumError when the page cannot be loaded.
    """
    page = document[number]  # page and text page stay bound: pdfium crashes without them
    text_page = page.get_textpage()
    try:
        text = read_page_text(text_page.raw, tagged=tagged)
        turn = _turn(text)
        if text.lines and page.get_rotation() != turn:
            # pdfium puts lines together rightly only when they are level as the page is shown.
            # The change is to the document in memory, so that `locate` sees the page the same.
            page.set_rotation(turn)
            text_page.close()
            text_page = page.get_textpage()
            text = read_page_text(text_page.raw, tagged=tagged)
        tree = page_tree(page.raw) if tagged and text.lines else ()
        if tree and not _trusted(text, set(marked(tree))):
            tree = ()
        form = document.formenv.raw if document.formenv else None
        widgets, remarks = page_widgets(page.raw, form, turn)
        edges = Edges((), ()) if tree or not text.lines else page_edges(page.raw, turn)
        text = cut_at_edges(text_page.raw, _in_lines(_turned(text, turn)), edges, turn)
        drawn = raw.FPDFPage_CountObjects(page.raw) > 0
        box = page.get_cropbox()
        return PageScan(
            number,
            turn,
            upright(box, turn),
            text,
            tree,
            edges,
            tuple(widgets),
            tuple(remarks),
            _picture(page.raw, box) if drawn and len(text.text) < _FEW_CHARACTERS else 0.0,
            drawn,
        )
    finally:
        text_page.close()
        page.close()


def _turn(text: PageText) -> int:
    """The direction of most of the writing."""
    lengths: Counter[int] = Counter()
    for line in text.lines:
        for run in line:
            lengths[run.turn] += run.end - run.start
    return max(lengths, key=lambda turn: (lengths[turn], -turn), default=0)


def _turned(text: PageText, turn: int) -> PageText:
    if turn == 0:
        return text
    return text._replace(
        lines=tuple(tuple(_upright(run, turn) for run in line) for line in text.lines)
    )


def _in_lines(text: PageText) -> PageText:
    """The page with lines parted that pdfium took for one, as it does after small bullets."""
    lines: list[tuple[Run, ...]] = []
    for line in text.lines:
        start = 0
        for number, (before, run) in enumerate(pairwise(line), 1):
            step = abs(run.origin[1] - before.origin[1])
            if step > _NEXT_LINE * max(before.size, run.size) and before.turn == run.turn == 0:
                lines.append(line[start:number])
                start = number
        lines.append(line[start:])
    return text._replace(lines=tuple(lines))


def _upright(run: Run, turn: int) -> Run:
    x, y, _, _ = upright(run.origin + run.origin, turn)
    return run._replace(box=upright(run.box, turn), origin=(x, y), turn=(run.turn - turn) % 360)


def _trusted(text: PageText, known: set[int]) -> bool:
    held = total = 0
    for line in text.lines:
        for run in line:
            if not run.artifact:
                total += run.end - run.start
                held += (run.end - run.start) * (run.mcid in known)
    return held >= _TRUSTED_TAGS * total


def _picture(page: Any, box: Box) -> float:  # noqa: ANN401 - a ctypes handle
    """The share of the page that its largest picture covers."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    largest = 0.0
    corners = [ctypes.c_float() for _ in range(4)]
    for number in range(min(raw.FPDFPage_CountObjects(page), 2000)):
        thing = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING) and (
            raw.FPDFPageObj_GetBounds(thing, *corners)
        ):
            left, bottom, right, top = (corner.value for corner in corners)
            width = min(right, box[2]) - max(left, box[0])
            height = min(top, box[3]) - max(bottom, box[1])
            largest = max(largest, max(width, 0) * max(height, 0))
    return largest / area if area > 0 else 0.0
