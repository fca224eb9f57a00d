"""A PDF as its objects lie in the file, and its incremental update.

pypdf reads; the update is written here, because pypdf's own (7.1) reads and hashes every object
of the file, writes generation 0 whatever an object had, drops the document's title and author
from the newest trailer, and puts a cross-reference stream after a table, which makes Acrobat
distrust signatures.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import struct
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    read_object,
)

from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it tells of each oddity of a file

_STARTXREF = re.compile(rb"startxref\s+(\d+)")
_SECTION = re.compile(rb"\s{0,20}(?:(xref)\b|\d+\s+\d+\s+obj\b)")
_HEADER = re.compile(rb"[\x00\t\n\x0c\r ]*\d+\s+\d+\s+obj[\x00\t\n\x0c\r ]*")
_FAR = 1_000_000  # objects that a file may claim beyond those it has


class Ref(NamedTuple):
    """Number and generation of an object."""

    number: int
    generation: int = 0

    def __bytes__(self) -> bytes:
        return b"%d %d R" % self


class PdfFile:
    """The objects of a PDF, and those that an update changes or adds.

    Raises whatever pypdf raises on files that it cannot read.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        # Offsets count from the signature, where something stands before it.
        self._base = max(data.find(b"%PDF-"), 0)
        self._body = data[self._base :] if self._base else data
        self.reader = _reader(self._body)
        self._put: dict[Ref, bytes] = {}
        known = max(
            (number for entries in self.reader.xref.values() for number in entries), default=0
        )
        known = max(known, max(self.reader.xref_objStm, default=0))
        size = self.reader.trailer.get("/Size", 0)
        size = size if isinstance(size, int) and known < size < known + _FAR else known + 1
        self._next = size

    @property
    def catalog(self) -> DictionaryObject:
        return self.reader.root_object

    def pages(self) -> list[Ref | None]:
        """The page objects in order; None for one that is no object of its own."""
        found = []
        for page in self.reader.pages:
            own = page.indirect_reference
            found.append(None if own is None else Ref(own.idnum, own.generation))
        return found

    def raw(self, ref: Ref) -> bytes:
        """The bytes of an object's value, from its first to its last."""
        # It also looks for objects that are not where the file says.
        self.reader.get_object(IndirectObject(*ref, self.reader))
        if ref.generation == 0 and ref.number in self.reader.xref_objStm:
            source, start = self._packed(ref.number)
        else:
            source = self._body
            header = _HEADER.match(source, self.reader.xref[ref.generation][ref.number])
            if header is None:
                raise ValueError("no object where the file says")
            start = header.end()
        stream = io.BytesIO(source)
        stream.seek(start)
        read_object(stream, self.reader)
        return source[start : stream.tell()]

    def _packed(self, number: int) -> tuple[bytes, int]:
        holder = self.reader.get_object(self.reader.xref_objStm[number][0])
        if not isinstance(holder, StreamObject):
            raise ValueError("no stream of objects where the file says")
        place: Any = holder["/First"]
        source, first = holder.get_data(), int(place)
        table = [int(each) for each in source[:first].split()]
        return source, first + dict(zip(table[::2], table[1::2], strict=False))[number]

    def new(self, value: bytes) -> Ref:
        """Add an object to the update."""
        ref = Ref(self._next)
        self._next += 1
        self.put(ref, value)
        return ref

    def put(self, ref: Ref, value: bytes) -> None:
        """Set the value that an object has from this update on."""
        self._put[ref] = value

    def updated(self) -> bytes:
        """The file's own bytes and after them the update."""
        out = bytearray(self._data)
        if not out.endswith((b"\n", b"\r")):
            out += b"\n"
        offsets = {}
        for ref, value in sorted(self._put.items()):
            offsets[ref] = len(out) - self._base
            out += b"%d %d obj\n" % ref + value + b"\nendobj\n"
        previous, is_table = self._newest_section()
        trailer = self._trailer(bytes(out[len(self._data) :]))
        packed: dict[int, tuple[int, int]] = {}
        if previous is None:
            # The file's own table cannot be found from its end: the new one lists every object.
            packed = dict(self.reader.xref_objStm)
            is_table = not packed
            for generation, entries in self.reader.xref.items():
                for number, offset in entries.items():
                    if generation < 0xFFFF and number not in packed:
                        offsets.setdefault(Ref(number, generation), offset)
        else:
            trailer += b" /Prev %d" % previous
        place = len(out) - self._base
        if is_table:
            out += _table(offsets)
            out += b"trailer\n<< /Size %d " % self._next + trailer + b" >>"
        else:
            own = Ref(self._next)
            offsets[own] = place
            out += b"%d %d obj\n" % own
            out += _stream(offsets, packed, b"/Size %d " % (own.number + 1) + trailer)
            out += b"\nendobj"
        return bytes(out + b"\nstartxref\n%d\n%%%%EOF\n" % place)

    def _newest_section(self) -> tuple[int | None, bool]:
        """Where the newest cross-reference section is, None where the file's end does not lead
        to one, and whether it is a table."""
        pointers = _STARTXREF.findall(self._body[-2048:])
        if pointers and int(pointers[-1]) < len(self._body):
            section = _SECTION.match(self._body, int(pointers[-1]))
            if section:
                return int(pointers[-1]), section.group(1) is not None
        return None, False

    def _trailer(self, update: bytes) -> bytes:
        own = self.reader.trailer
        parts = [b"/" + key.encode() + b" " + _serialised(own.raw_get("/" + key))
                 for key in ("Root", "Info") if "/" + key in own]  # fmt: skip
        identity = own.get("/ID")
        if isinstance(identity, ArrayObject) and len(identity) == 2:
            first = getattr(identity[0], "original_bytes", b"")
            changed = hashlib.blake2b(first + update, digest_size=16).hexdigest()
            parts.append(b"/ID [<%s> <%s>]" % (first.hex().encode(), changed.encode()))
        return b" ".join(parts)


def is_sound(data: bytes, pages: int) -> bool:
    """Whether pypdf opens a copy as it is and finds so many pages."""
    try:
        return len(PdfReader(io.BytesIO(data[max(data.find(b"%PDF-"), 0) :])).pages) == pages
    except Exception:
        return False  # as above, there are more ways to stumble than can be listed


def _reader(body: bytes) -> PdfReader:
    try:
        return PdfReader(io.BytesIO(body))
    except PyPdfError:
        # Without an end to start from, it looks for the objects all over the file.
        return PdfReader(io.BytesIO(body + b"\nstartxref\n0\n%%EOF\n"))


def _serialised(value: PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def _runs(refs: list[Ref]) -> list[list[Ref]]:
    """The objects in runs of consecutive numbers."""
    runs: list[list[Ref]] = []
    for ref in refs:
        if runs and runs[-1][-1].number + 1 == ref.number:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return runs


def _table(offsets: Mapping[Ref, int]) -> bytes:
    out = b"xref\n0 1\n0000000000 65535 f \n"
    for run in _runs(sorted(offsets)):
        out += b"%d %d\n" % (run[0].number, len(run))
        for ref in run:
            out += b"%010d %05d n \n" % (offsets[ref], ref.generation)
    return out


def _stream(
    offsets: Mapping[Ref, int], packed: Mapping[int, tuple[int, int]], trailer: bytes
) -> bytes:
    refs = sorted({*offsets, *(Ref(number) for number in packed)})
    rows = b""
    for ref in refs:
        if ref in offsets:
            rows += struct.pack(">BIH", 1, offsets[ref], ref.generation)
        else:
            rows += struct.pack(">BIH", 2, *packed[ref.number])
    index = " ".join(f"{run[0].number} {len(run)}" for run in _runs(refs)).encode()
    return (
        b"<< /Type /XRef " + trailer + b" /W [1 4 2] /Index [" + index
        + b"] /Length %d >>\nstream\n" % len(rows) + rows + b"\nendstream"
    )  # fmt: skip
