"""Reads a PDF: its text in reading order, its structure, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debias.document import Document, Unread
from debias.readers.pdf.anchors import Places
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.finish import finished
from debias.readers.pdf.hyphens import Vocabulary
from debias.readers.pdf.opening import open_pdf
from debias.readers.pdf.page_text import read_page_text

_MOST_PAGES = 5000


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:
    """The document in `data`; `limits["pages"]` (5000) caps the pages that are read.

    Raises DebiasError when the file is empty, locked, damaged beyond repair or no PDF.
    """
    document = open_pdf(path, data)
    drafts, texts, indexes, silent = [], [], {}, []
    for number in range(min(len(document), int(limits.get("pages", _MOST_PAGES)))):
        page = document[number]
        text_page = page.get_textpage()
        found = read_page_text(text_page.raw, tagged=False)
        text_page.close()
        page.close()
        texts.append(found.text)
        if found.numbers is not None:
            indexes[number] = found.numbers
        if not found.lines:
            silent.append(Unread(f"page {number + 1}", "no text"))
        drafts += [Draft(number, ((line[0].start, line[-1].end),)) for line in found.lines]
    blocks, anchors = finished(drafts, texts, Vocabulary(texts))
    places = Places(document, anchors, indexes)
    return Document(
        path,
        "pdf",
        tuple(blocks),
        places.locate,
        unread=tuple(silent),
        anchors=tuple(anchors),
        close=places.close,
    )
