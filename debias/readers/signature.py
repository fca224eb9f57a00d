"""Tells a file's format by its first bytes, and names the formats that debias does not read."""

from __future__ import annotations

import io
import re

from debias.errors import DebiasError

_SAVE_AS = "Open it in {program} and save it as {wanted}, then check that copy."
_WORD = _SAVE_AS.format(program="Word or LibreOffice", wanted="Word (.docx)")
_TO_PDF = _SAVE_AS.format(program="the program that made it", wanted="PDF or Word (.docx)")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In the streams of an old Office file, by the names of its parts in UTF-16.
_OLD_PARTS = (
    ("EncryptedPackage", "a Word, Excel or PowerPoint file with a password",
     "Open it with its password, save it without one, and check that copy."),
    ("WordDocument", "an old Word file (.doc)", _WORD),
    ("Workbook", "an old Excel file (.xls)", _TO_PDF),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _TO_PDF),
    ("__substg1.0_", "an Outlook message (.msg)",
     "Save the message as text or HTML, then check that copy."),
)  # fmt: skip
_PACKAGES = (
    (b"xl/", "an Excel workbook (.xlsx)", _TO_PDF),
    (b"ppt/", "a PowerPoint presentation (.pptx)", _TO_PDF),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _WORD),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", _TO_PDF),
    (b"mimetypeapplication/epub+zip", "an EPUB book",
     "Save it as PDF or HTML, then check that copy."),
    (b"Index/Document.iwa", "a Pages, Numbers or Keynote file",
     "Export it as Word (.docx) or PDF, then check that copy."),
)  # fmt: skip
_OTHERS = (
    (b"{\\rtf", "a rich text file (.rtf)", _WORD),
    (b"\x89PNG\r\n", "a picture", "Recognise its text (OCR) and save it as PDF or text first."),
    (b"\xff\xd8\xff", "a picture", "Recognise its text (OCR) and save it as PDF or text first."),
    (b"GIF8", "a picture", "Recognise its text (OCR) and save it as PDF or text first."),
    (b"II*\0", "a picture", "Recognise its text (OCR) and save it as PDF or text first."),
    (b"MM\0*", "a picture", "Recognise its text (OCR) and save it as PDF or text first."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive", "Unpack it first."),
    (b"Rar!", "a compressed archive", "Unpack it first."),
    (b"\x7fELF", "a program", "Give a document instead."),
    (b"MZ\x90\0", "a program", "Give a document instead."),
)  # fmt: skip


def recognise(path: str, data: bytes, *, loose: bool) -> str | None:
    """The extension a file should have by its content, or None when only its name can tell.

    `loose` also takes a PDF whose header comes late, as its standard allows within 1024 bytes;
    in a Markdown file those letters would be text. Raises DebiasError for a format that debias
    does not read, naming it and what to do.
    """
    start = data[:1024]
    if b"%PDF-" in start if loose else start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        return _package(path, data)
    if start.startswith(_OLD_OFFICE):
        for part, what, hint in _OLD_PARTS:
            if part.encode("utf-16-le") in data:
                raise _unread(path, what, hint)
        raise _unread(path, "an old Office file", _WORD)
    for mark, what, hint in _OTHERS:
        if start.startswith(mark):
            raise _unread(path, what, hint)
    return None


def _package(path: str, data: bytes) -> str | None:
    """The format of a zip file, by the names of its parts."""
    import zipfile  # noqa: PLC0415 - only for files that are one

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = "\n".join(package.namelist()).encode()
    except (zipfile.BadZipFile, ValueError, OSError):
        names = data  # damaged: the names are also before each part
    if data[30:46].startswith(b"mimetype"):
        names += data[30:200]
    if b"word/" in names:
        return ".docx"
    for part, what, hint in _PACKAGES:
        if part in names:
            raise _unread(path, what, hint)
    if b"[Content_Types].xml" in names:
        return ".docx"
    raise _unread(path, "a zip archive", "Unpack it and check the documents in it.")


def _unread(path: str, what: str, hint: str) -> DebiasError:
    return DebiasError(f"This is {what}, which debias does not read.", path=path, hint=hint)


_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def looks_like_html(data: bytes) -> bool:
    """Whether a file without a telling name is HTML."""
    return _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")) is not None


def is_binary(data: bytes) -> bool:
    """Whether bytes are not text in any encoding that is read here."""
    sample = data[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(sample.count(bytes((code,))) for code in range(32) if code not in (9, 10, 12, 13))
    wide = sample[::2].count(0) > len(sample) * 0.3 or sample[1::2].count(0) > len(sample) * 0.3
    return control > len(sample) * 0.1 and not wide
