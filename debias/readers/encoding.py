"""Turns the bytes of a text file into text, and says what could not be decoded."""

from __future__ import annotations

import codecs
import re

from debias.document import Unread
from debias.records import NamedTuple

# The longer marks first: UTF-32's starts with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages that say the one are really in, as browsers have it (WHATWG, "Encoding", names).
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_SAMPLE = 4096
_REPLACED = "\ufffd"
_TOLD = 5  # places named before "and others"
_LINE_END = re.compile(r"\r\n?|\n")


class Decoded(NamedTuple):
    """Text without a byte order mark, the name of its encoding, and what was lost."""

    text: str
    encoding: str
    unread: tuple[Unread, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a text file.

    In this order: a byte order mark; UTF-16 without one, told by its zero bytes; UTF-8; UTF-8
    with a few damaged bytes; what the file says of itself (`declared`, from HTML); Windows-1252,
    which is what Word's "plain text" writes in Britain.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None and _known(declared):
        return _lenient(data, _WINDOWS.get(codecs.lookup(declared).name, declared.lower()))
    if _mostly_utf8(data):
        return _lenient(data, "utf-8")
    return _lenient(data, "cp1252")


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Decode, with a note on each line that held bytes which mean nothing in the encoding."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    lines: list[int] = []
    number = 1
    at = 0
    for found in re.finditer(_REPLACED, text):
        number += len(_LINE_END.findall(text, at, found.start()))
        at = found.start()
        if not lines or lines[-1] != number:
            lines.append(number)
        if len(lines) > _TOLD:
            break
    told = [
        Unread(f"line {line}", f"bytes that are not valid {encoding}") for line in lines[:_TOLD]
    ]
    if len(lines) > _TOLD:
        told.append(Unread("further lines", f"bytes that are not valid {encoding}"))
    return Decoded(text, encoding, tuple(told))


def _wide(data: bytes) -> str:
    """The UTF-16 encoding that bytes without a mark are in, or nothing.

    Latin letters in UTF-16 have a zero as every second byte; other text has none at all.
    """
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if zeros < 2 or zeros < len(sample) * 0.2:
        return ""
    odd = sample[1::2].count(0)
    if odd >= zeros * 0.9:
        return "utf-16-le"
    return "utf-16-be" if odd <= zeros * 0.1 else ""


def _known(encoding: str) -> bool:
    """Whether Python can decode text from an encoding; "hex" and the like are no text."""
    try:
        "".encode(encoding)
    except LookupError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes above 127 form valid UTF-8: a damaged file, not another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count(_REPLACED)
    good = sum(1 for character in text if character > "\x7f" and character != _REPLACED)
    return good > bad * 4
