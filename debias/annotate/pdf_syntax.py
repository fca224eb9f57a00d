"""Writes and takes apart the few kinds of PDF objects that notes are made of, as bytes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf.generic import NameObject, PdfObject, read_object

from debias.records import NamedTuple

if TYPE_CHECKING:
    from pypdf import PdfReader

# PDFDocEncoding where it is neither ASCII nor Latin-1 (ISO 32000-1, table D.2).
_DOC = dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", range(0x80, 0x9F), strict=True)) | {"€": 0xA0}
_ONE_BYTE = {ord(letter): chr(code) for letter, code in _DOC.items()}
_IN_DOC = re.compile("[\t\n\r -~\xa1-\xac\xae-\xff" + "".join(_DOC) + "]*")
_ESCAPED = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}
_SPECIAL = re.compile(rb"[\\()\r\n]")
_TOKEN = re.compile(
    rb"<<|>>|\[|\]|/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*|<[0-9A-Fa-f\x00\t\n\x0c\r ]*>"
    rb"|\d+[\x00\t\n\x0c\r ]+\d+[\x00\t\n\x0c\r ]+R\b|[+-]*[\d.]+(?:-\d+)?(?![^\s()<>\[\]/%])"
    rb"|(?:true|false|null)\b|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)",
    re.DOTALL,
)  # strings with brackets in brackets in brackets are not known, and not met in pages
_SPACE = re.compile(rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*)*")


def text(words: str) -> bytes:
    """A text string, in one byte for each letter where PDFDocEncoding has them all."""
    if _IN_DOC.fullmatch(words):
        packed = words.translate(_ONE_BYTE).encode("latin-1")
    else:
        packed = b"\xfe\xff" + words.encode("utf-16-be", "replace")
    return b"(" + _SPECIAL.sub(lambda found: _ESCAPED[found[0]], packed) + b")"


def numbers(*values: float) -> bytes:
    """Numbers with a blank between them, to a hundredth of a point."""
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values).encode()


class Entry(NamedTuple):
    """An entry of a dictionary: its name, its value, and where both lie in the bytes."""

    name: str
    value: PdfObject
    start: int
    value_start: int
    end: int


class Element(NamedTuple):
    """An element of an array, and its bytes."""

    value: PdfObject
    raw: bytes


def entries(raw: bytes, reader: PdfReader) -> list[Entry]:
    """The entries of a dictionary that stands at the start of these bytes, values unresolved.

    Raises ValueError or one of pypdf's errors where there is none.
    """
    found = []
    stream, at = _opened(raw, b"<<")
    while raw[at : at + 2] != b">>":
        stream.seek(at)
        name = NameObject.read_from_stream(stream, reader)
        value_start = _past_space(raw, stream.tell())
        stream.seek(value_start)
        value = _read(stream, reader)
        found.append(Entry(str(name), value, at, value_start, stream.tell()))
        at = _past_space(raw, stream.tell())
    return found


def is_sound(raw: bytes) -> bool:
    """Whether bytes are one dictionary and nothing else, written as the standard has it.

    Parsers make different things of what is not, so it must not be written anew.
    """
    counts: list[list[int]] = []  # of keys and values in each dictionary or array that is open
    ends = [b""]  # the signs that end what is open
    at = _past_space(raw, 0)
    while at < len(raw) and (found := _TOKEN.match(raw, at)) is not None:
        token, at = found[0], _past_space(raw, found.end())
        if token in (b">>", b"]"):
            if token != ends.pop() or (token == b">>" and counts[-1][0] % 2):
                return False
            counts.pop()
            if not counts:
                return token == b">>" and at == len(raw)
            continue
        if ends[-1] == b">>" and counts[-1][0] % 2 == 0 and not token.startswith(b"/"):
            return False
        if counts:
            counts[-1][0] += 1
        if token in (b"<<", b"["):
            ends.append(b">>" if token == b"<<" else b"]")
            counts.append([0])
        elif not counts:
            return False
    return False


def elements(raw: bytes, reader: PdfReader) -> list[Element]:
    """The elements of an array that stands at the start of these bytes, unresolved."""
    found = []
    stream, at = _opened(raw, b"[")
    while raw[at : at + 1] != b"]":
        stream.seek(at)
        value = _read(stream, reader)
        found.append(Element(value, raw[at : stream.tell()]))
        at = _past_space(raw, stream.tell())
    return found


def _opened(raw: bytes, sign: bytes) -> tuple[io.BytesIO, int]:
    start = _past_space(raw, 0)
    if not raw.startswith(sign, start):
        raise ValueError(f"no {sign!r} here")
    return io.BytesIO(raw), _past_space(raw, start + len(sign))


def _read(stream: io.BytesIO, reader: PdfReader) -> PdfObject:
    before = stream.tell()
    value = read_object(stream, reader)
    if value is None or stream.tell() == before:
        raise ValueError("no object here")
    return value


def _past_space(raw: bytes, at: int) -> int:
    found = _SPACE.match(raw, at)
    return found.end() if found else at
