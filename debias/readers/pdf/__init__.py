"""Reads a PDF: its text in reading order, its structure, and what of it could not be read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from debias.document import Document
from debias.limits import of
from debias.readers.pdf.anchors import Places
from debias.readers.pdf.finish import finished
from debias.readers.pdf.hyphens import Vocabulary
from debias.readers.pdf.layout import laid_out
from debias.readers.pdf.opening import open_pdf
from debias.readers.pdf.page_scan import scan_page
from debias.readers.pdf.unread import unread_parts


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:
    """The document in `data`; `limits["pages"]` caps the pages that are read.

    Raises DebiasError when the file is empty, locked, damaged beyond repair or no PDF.
    """
    document = open_pdf(path, data)
    try:
        return _read(path, document, int(of(limits, "pages")))
    except BaseException:
        document.close()
        raise


def _read(path: str, document: pdfium.PdfDocument, most: int) -> Document:
    if document.get_formtype() != raw.FORMTYPE_NONE:
        # It tells developers how to build pdfium with XFA; users learn of it from `unread`.
        logging.getLogger("pypdfium2._helpers.document").setLevel(logging.ERROR)
        document.init_forms()
    tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
    scans, broken = [], []
    for number in range(min(len(document), most)):
        try:
            scans.append(scan_page(document, number, tagged=tagged))
        except pdfium.PdfiumError:
            broken.append(number)
    texts = {scan.number: scan.text.text for scan in scans}
    drafts = laid_out(scans)
    blocks, anchors = finished(drafts, texts, Vocabulary(texts.values()))
    places = Places(
        document,
        anchors,
        {scan.number: scan.text.numbers for scan in scans if scan.text.numbers is not None},
    )
    return Document(
        path,
        "pdf",
        tuple(blocks),
        places.locate,
        unread=unread_parts(document, scans, drafts, broken, most),
        title=document.get_metadata_value("Title").strip(),
        anchors=places.anchors,
        close=places.close,
    )
