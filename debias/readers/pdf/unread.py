"""Names the parts of a PDF that hold no text that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from debias.document import FOOTER, HEADER, Unread
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.glyphs import UNKNOWN
from debias.readers.pdf.scan import PageScan

_HARDLY_ANY = 20  # characters of a page, headers and footers not counted
_A_PICTURE_OF_IT = 0.5  # share of the page that a picture of a page covers
_GARBLED = 0.3  # share of characters without a known letter


def unread_parts(
    document: pdfium.PdfDocument,
    scans: Sequence[PageScan],
    drafts: Sequence[Draft],
    broken: Sequence[int],
    most: int,
) -> tuple[Unread, ...]:
    """What was not read, in page order; pages with one reason are named together."""
    reasons = dict.fromkeys(broken, "damaged, could not be opened")
    lengths: dict[int, int] = {}
    for draft in drafts:
        if draft.kind not in (HEADER, FOOTER):
            length = len(draft.words) + sum(line.end - line.start for line in draft.lines)
            lengths[draft.page] = lengths.get(draft.page, 0) + length
    silent = not lengths
    for scan in scans:
        if reason := _reason(scan, lengths.get(scan.number, 0), silent=silent):
            reasons[scan.number] = reason
    found = [
        Unread(_pages(first, last), reason) for first, last, reason in _merged(reasons.items())
    ]
    if len(document) > most:
        found.append(Unread(_pages(most, len(document) - 1), f"more than {most} pages"))
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        found += _dynamic_form(scans, lengths)
    return tuple(found)


def _reason(scan: PageScan, length: int, *, silent: bool) -> str:
    if length < _HARDLY_ANY and scan.picture > _A_PICTURE_OF_IT:
        return "picture without text"
    if length == 0 and not scan.text.lines:
        if scan.drawn:
            return "no text, only drawings or pictures"
        return "blank" if silent else ""
    unknown = len(UNKNOWN.findall(scan.text.text))
    if unknown > _GARBLED * len(scan.text.text):
        return "letters that cannot be recognised (a font without names for them)"
    return ""


def _merged(reasons: Iterable[tuple[int, str]]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for page, reason in sorted(reasons):
        if found and found[-1][1] == page - 1 and found[-1][2] == reason:
            found[-1] = (found[-1][0], page, reason)
        else:
            found.append((page, page, reason))
    return found


def _pages(first: int, last: int) -> str:
    return f"page {first + 1}" if first == last else f"pages {first + 1}-{last + 1}"


def _dynamic_form(scans: Sequence[PageScan], lengths: dict[int, int]) -> list[Unread]:
    """A dynamic form is made by Adobe Reader as it opens; the file's own page is a notice."""
    if any(scan.widgets for scan in scans):
        return []
    text = " ".join(scan.text.text for scan in scans[:2]).lower()
    if "please wait" in text or "adobe reader" in text or len(lengths) <= 1:
        return [Unread("the form", "dynamic XFA form, shown only by Adobe Reader")]
    return []
