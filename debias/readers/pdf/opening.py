"""Opens the bytes of a PDF, or says in one sentence why they cannot be opened."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
from pypdfium2 import raw

from debias.errors import DebiasError

_SIGNATURE = b"%PDF-"
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_A_PAGE = re.compile(rb"/Type\s*/Page\b")
_SIGNATURE_WITHIN = 1024  # readers allow rubbish before the signature, up to here


def open_pdf(path: str, data: bytes) -> pdfium.PdfDocument:
    """Give the open document; it must be closed by the caller.

    Raises DebiasError for empty, locked, damaged and foreign files.
    """
    if not data:
        raise DebiasError(
            "The file is empty.", path=path, hint="Export or download the document again."
        )
    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        raise DebiasError(
            "This is not a PDF, although its name says so.",
            path=path,
            hint="Open it in the program that made it and export it as PDF.",
        )
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _why_not(path, data) from error


def _why_not(path: str, data: bytes) -> DebiasError:
    code = raw.FPDF_GetLastError()
    if _NO_PAGES.search(data) and not _A_PAGE.search(data):
        return DebiasError(
            "The PDF has no pages.", path=path, hint="Export or download the document again."
        )
    if code == raw.FPDF_ERR_PASSWORD:
        return DebiasError(
            "The PDF needs a password to be opened.",
            path=path,
            hint="Save a copy without the password and check that.",
        )
    if code == raw.FPDF_ERR_SECURITY:
        return DebiasError(
            "The PDF is protected in a way that cannot be read.",
            path=path,
            hint="Ask its owner for an unprotected copy.",
        )
    return DebiasError(
        "The PDF is damaged or cut short and could not be repaired.",
        path=path,
        hint="Export or download the document again.",
    )
