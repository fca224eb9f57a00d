"""What pdfium sees of a PDF: the text and the notes of each page, and room for a mark.

pypdf writes the notes and pdfium, the engine of Chromium, proves them: two parsers that agree.
"""

from __future__ import annotations

import ctypes
import hashlib
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from debias.annotate.pdf_notes import BUBBLE, NAME, Box
from debias.records import NamedTuple

_OURS = (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_POPUP)
_MARGIN = 7.0  # points between a mark and the edge of the page
_STEPS = 24  # places tried along an edge
_WHITE = 255
_FINEST = 1.0  # pixels a point
_LARGEST = 1500.0  # pixels of the picture in which room is looked for


class Page(NamedTuple):
    """What a page holds: a digest of its text and where that stands, its annotations but ours,
    and ours."""

    text: bytes
    others: int
    ours: int


class Corner(NamedTuple):
    """Room for a mark: its box in user space, and by how many degrees the page is turned."""

    box: Box
    turn: int


def opened(data: bytes) -> pdfium.PdfDocument:
    """The open document; raises ValueError where pdfium cannot open it."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise ValueError("not a PDF that can be opened") from error


def is_locked(document: pdfium.PdfDocument) -> bool:
    """Whether a document is encrypted, be it only against changes."""
    return bool(raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1)


def pages(document: pdfium.PdfDocument) -> list[Page | None]:
    """Every page of a document; None for one that cannot be opened."""
    return [_page(document, number) for number in range(len(document))]


def _page(document: pdfium.PdfDocument, number: int) -> Page | None:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
        count = raw.FPDFText_CountChars(text_page.raw)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text_page.raw, 0, count, buffer)
        digest = hashlib.blake2b(bytes(buffer), digest_size=16)
        digest.update(_lines(text_page.raw))
        text_page.close()
        total = raw.FPDFPage_GetAnnotCount(page.raw)
        ours = sum(_is_ours(page.raw, index) for index in range(total))
    finally:
        page.close()
    return Page(digest.digest(), total - ours, ours)


def _lines(text_page: Any) -> bytes:  # noqa: ANN401 - a ctypes handle
    """The boxes of the lines of a page. In a damaged file a font may become another when the
    page is written anew, and the same text then stands elsewhere."""
    edges = [ctypes.c_double() for _ in range(4)]
    boxes = bytearray()
    for number in range(raw.FPDFText_CountRects(text_page, 0, -1)):
        raw.FPDFText_GetRect(text_page, number, *edges)
        boxes += b"".join(map(bytes, edges))
    return bytes(boxes)


def _is_ours(page: Any, index: int) -> bool:  # noqa: ANN401 - a ctypes handle
    annotation = raw.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    try:
        if raw.FPDFAnnot_GetSubtype(annotation) not in _OURS:
            return False
        size = raw.FPDFAnnot_GetStringValue(annotation, b"NM", None, 0)
        if size // 2 <= len(NAME):
            return False
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFAnnot_GetStringValue(annotation, b"NM", buffer, size)
        return bytes(buffer).decode("utf-16-le", "replace").startswith(NAME)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def sheet(document: pdfium.PdfDocument, number: int) -> Box:
    """The visible part of a page, in user space."""
    page = document[number]
    try:
        box: Box = page.get_bbox()
    finally:
        page.close()
    return box


def corner(document: pdfium.PdfDocument, *, with_notes: bool) -> Corner:
    """Where on the first page nothing is drawn, near its top left if there is such a place:
    Firefox opens a note to the right of its mark, and there it needs room."""
    page = document[0]
    try:
        box: Box = page.get_bbox()
        turn = page.get_rotation() % 360
        width, height = box[2] - box[0], box[3] - box[1]
        if turn in (90, 270):
            width, height = height, width
        scale = min(_FINEST, _LARGEST / max(width, height, 1.0))
        picture = page.render(scale=scale, draw_annots=with_notes, grayscale=True)
        shades, stride = bytes(picture.buffer), picture.stride
        rows, columns = picture.height, picture.width
        picture.close()
    finally:
        page.close()
    spots = [(x, y, x + BUBBLE[0], y + BUBBLE[1]) for x, y in _places(width, height)]
    plain = None  # the first place of one colour, for pages that are not white
    for spot in spots:
        x0, y0, x1, y1 = (round(edge * scale) for edge in spot)
        lines = [shades[y * stride + x0 : y * stride + x1] for y in range(y0, min(y1, rows))]
        colours = set(b"".join(lines))
        if x1 <= columns and y1 <= rows and len(colours) == 1:
            plain = plain or spot
            if colours == {_WHITE}:
                plain = spot
                break
    return Corner(_in_user_space(plain or spots[0], box, turn), turn)


def _places(width: float, height: float) -> list[tuple[float, float]]:
    """Left and top of places along the edges, from the top left corner on."""
    right = max(width - BUBBLE[0] - _MARGIN, 0.0)
    bottom = max(height - BUBBLE[1] - _MARGIN, 0.0)
    across = [_MARGIN + step * (right - _MARGIN) / _STEPS for step in range(_STEPS + 1)]
    down = [_MARGIN + step * (bottom - _MARGIN) / _STEPS for step in range(_STEPS + 1)]
    edges = [(x, _MARGIN) for x in across] + [(_MARGIN, y) for y in down]
    edges += [(right, y) for y in down] + [(x, bottom) for x in across]
    return [(max(x, 0.0), max(y, 0.0)) for x, y in edges]


def _in_user_space(spot: Box, box: Box, turn: int) -> Box:
    """A box in the page as it is seen, y down, in the page's own space."""
    left, bottom, right, top = box
    x0, y0, x1, y1 = spot
    if turn == 90:
        return left + y0, bottom + x0, left + y1, bottom + x1
    if turn == 180:
        return right - x1, bottom + y0, right - x0, bottom + y1
    if turn == 270:
        return right - y1, top - x1, right - y0, top - x0
    return left + x0, top - y1, left + x1, top - y0
