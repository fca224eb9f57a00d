"""Looks at marked PDFs for the tests: pages as grey pictures, and where they differ."""

from __future__ import annotations

import ctypes
import io
import shutil
import subprocess
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdfium2 import raw

from debias.annotate.pdf_notes import NAME
from debias.document import Document
from debias.finding import FileReport
from tests.annotate.made import finding, report

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [
        *(ROOT / "../shared/corpus").glob("*/*.pdf"),
        *(ROOT / "../shared/gold/documents").glob("*.pdf"),
        *(ROOT / "samples").glob("*.pdf"),
    ]
)
LARGE = 300_000  # bytes of a file that takes seconds: the slow tests look at it
POPPLER = shutil.which("pdftoppm")
QPDF = shutil.which("qpdf")
_EDGE = 1.5  # pixels that the edge of a box may reach beyond it
_WORDS = 3


class Picture(NamedTuple):
    width: int
    height: int
    shades: bytes


def some(document: Document, most: int = 40) -> FileReport:
    """A report with findings all over a document, of every severity, some with repeats."""
    step = max(1, len(document.blocks) // most)
    severities = cycle(("error", "warning", "suggestion"))
    found = []
    for number in range(0, len(document.blocks), step):
        text = document.blocks[number].text
        end = len(" ".join(text.split(" ")[:_WORDS]))
        if not text[:end].strip():
            continue
        one = finding(document, number, 0, end, severity=next(severities))
        last = len(text) - len(text.split(" ")[-1])
        if last > end and len(found) % 4 == 0:
            one = one._replace(repeats=(document.locate(number, last, len(text)),))
        found.append(one)
    return report(document, *found)


def by_pdfium(data: bytes, scale: float = 1.0) -> list[Picture]:
    """Every page with its annotations and form fields."""
    pictures = []
    with closing(pdfium.PdfDocument(data)) as document:
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        for number in range(len(document)):
            page = document[number]
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
            shades = bytes(bitmap.buffer)
            rows = (shades[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
            pictures.append(Picture(bitmap.width, bitmap.height, b"".join(rows)))
            bitmap.close()
            page.close()
    return pictures


def by_poppler(data: bytes, folder: Path) -> list[Picture]:
    """Every page, at one pixel a point."""
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(data)
    command = [POPPLER, "-gray", "-cropbox", "-r", "72", folder / "a.pdf", folder / "page"]
    subprocess.run(command, check=True, capture_output=True)
    pictures = []
    for path in sorted(folder.glob("page*.pgm"), key=lambda each: int(each.stem.split("-")[-1])):
        _, size, _, shades = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        pictures.append(Picture(width, height, shades))
        path.unlink()
    return pictures


def changed(before: Picture, after: Picture) -> set[tuple[int, int]]:
    """The pixels that differ."""
    assert before[:2] == after[:2]
    width = before.width
    found = set()
    for y in range(before.height):
        row = slice(y * width, (y + 1) * width)
        if before.shades[row] != after.shades[row]:
            pairs = zip(before.shades[row], after.shades[row], strict=True)
            found |= {(x, y) for x, (one, other) in enumerate(pairs) if one != other}
    return found


def note_boxes(data: bytes) -> list[list[tuple[float, ...]]]:
    """For each page the boxes of our notes, in pixels of its picture at one pixel a point:
    a box for each line of a highlight, and the one of the summary."""
    found = []
    reader = PdfReader(io.BytesIO(data))
    with closing(pdfium.PdfDocument(data)) as document:
        for number in range(len(document)):
            page = document[number]
            boxes = []
            for annotation in ours(reader, number):
                quads = [float(value) for value in annotation.get("/QuadPoints", ())]
                rectangle = [float(value) for value in annotation["/Rect"]]
                lines = [quads[at : at + 8] for at in range(0, len(quads), 8)]
                corners = [(*quad[4:6], *quad[2:4]) for quad in lines] or [tuple(rectangle)]
                boxes += [_seen(page, *corner) for corner in corners]
            found.append(boxes)
            page.close()
    return found


def _seen(page, left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    fine = 10  # pdfium gives whole pixels
    points = []
    for one in ((left, bottom), (right, top)):
        size = (round(width * fine), round(height * fine))
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, *one, x, y)
        points.append((x.value / fine, y.value / fine))
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def outside(pixels: set[tuple[int, int]], boxes: list[tuple[float, ...]], edge: float = _EDGE):
    """The pixels that are in none of the boxes."""
    # A highlight is a point larger than its words, on each side.
    wide = [(x0 - 1 - edge, y0 - 1 - edge, x1 + 1 + edge, y1 + 1 + edge)
            for x0, y0, x1, y1 in boxes]  # fmt: skip
    return {
        (x, y)
        for x, y in pixels
        if not any(x0 <= x + 0.5 <= x1 and y0 <= y + 0.5 <= y1 for x0, y0, x1, y1 in wide)
    }


def untouched(
    pixels: set[tuple[int, int]], boxes: list[tuple[float, ...]], size: tuple[int, int]
) -> list[tuple[float, ...]]:
    """The boxes on the visible page in which nothing differs."""
    return [
        box
        for box in boxes
        if box[0] < size[0] - 1 and box[1] < size[1] - 1 and box[2] > 1 and box[3] > 1
        and not any(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
                    for x, y in pixels)
    ]  # fmt: skip


def contents(data: bytes) -> list[str]:
    """The words of the first page's annotations, as pdfium reads them."""
    found = []
    with closing(pdfium.PdfDocument(data)) as document:
        page = document[0]
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, number)
            size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            buffer = ctypes.create_string_buffer(size)
            words = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFAnnot_GetStringValue(annotation, b"Contents", words, size)
            found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
            raw.FPDFPage_CloseAnnot(annotation)
        page.close()
    return found


def ours(reader: PdfReader, page: int) -> list:
    """The notes of ours on a page, without their popups."""
    found = [each.get_object() for each in reader.pages[page].get("/Annots", ())]
    return [
        each
        for each in found
        if str(each.get("/NM", "")).startswith(NAME) and each["/Subtype"] != "/Popup"
    ]
