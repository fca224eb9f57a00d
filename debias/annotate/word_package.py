"""Writes a Word package anew: changed parts are packed, all others copied as they lie there."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from debias.errors import DebiasError
from debias.limits import MIB, of
from debias.ooxml.package import UNPACKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debias.limits import Limits

# The records of a zip file (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16).
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8 = 0x800
_ODD = 0xFFFFFFFF  # stands for "see the zip64 field"
_MANY = 0xFFFF
_VERSION = 20


def rewritten(data: bytes, parts: Mapping[str, bytes], limits: Limits | None = None) -> bytes:
    """The package with these parts in place of those of the same name, or added at its end.

    What is not named in `parts` keeps its bytes, packed as they are, and its place in the order.
    Raises DebiasError when the package is laid out in a way that cannot be copied so, or holds a
    part that is damaged: Word would not open the copy.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        directory = archive.start_dir
        comment = archive.comment
        _hold_whole(archive, {_key(name) for name in parts}, limits or {})
    ends = _ends(entries, directory)
    records = _records(data, directory, len(entries))
    out = bytearray()
    central = bytearray()
    left = {_key(name): (name, content) for name, content in parts.items()}
    for entry, record in zip(entries, records, strict=True):
        if _key(entry.filename) in left:
            _, content = left.pop(_key(entry.filename))
            _add(out, central, record_name(record), content, entry)
            continue
        header = list(_CENTRAL.unpack_from(record))
        header[16] = len(out)
        central += _CENTRAL.pack(*header) + record[_CENTRAL.size :]
        out += data[entry.header_offset : ends[entry.header_offset]]
    for name, content in left.values():
        _add(out, central, name.encode(), content, entries[0])
    count = len(entries) + len(left)
    if count >= _MANY or len(out) + len(central) >= _ODD:
        raise _too_large()
    end = _END.pack(
        b"PK\5\6", 0, 0, count, count, len(central), len(out), len(comment)
    )  # fmt: skip
    return bytes(out + central + end + comment)


def _hold_whole(archive: zipfile.ZipFile, new: set[str], limits: Limits) -> None:
    """Raise DebiasError where a part that is to be copied cannot be unpacked."""
    left = of(limits, "unpacked-megabytes") * MIB
    for entry in archive.infolist():
        if _key(entry.filename) in new:
            continue
        try:
            with archive.open(entry) as stream:
                while chunk := stream.read(MIB):
                    left -= len(chunk)
                    if left < 0:
                        raise _unfolds(entry.filename)
        except UNPACKING as error:
            raise DebiasError(
                f"The file is damaged: its part {entry.filename} cannot be unpacked ({error}), so "
                "no marked copy was made.",
                hint="Open it in Word, choose Open and Repair, save it anew, and annotate that.",
            ) from None


def record_name(record: bytes) -> bytes:
    """The name in a record of the central directory, as it is written there."""
    length: int = _CENTRAL.unpack_from(record)[10]
    return record[_CENTRAL.size : _CENTRAL.size + length]


def _ends(entries: list[zipfile.ZipInfo], directory: int) -> dict[int, int]:
    """Where each entry ends, by where it begins: at the next one, or at the directory."""
    starts = sorted({entry.header_offset for entry in entries})
    return dict(zip(starts, (*starts[1:], directory), strict=True))


def _records(data: bytes, at: int, count: int) -> list[bytes]:
    """The records of the central directory."""
    found = []
    for _ in range(count):
        fields = _CENTRAL.unpack_from(data, at)
        if fields[16] == _ODD:
            raise _too_large()
        end = at + _CENTRAL.size + fields[10] + fields[11] + fields[12]
        found.append(data[at:end])
        at = end
    return found


def _add(
    out: bytearray, central: bytearray, name: bytes, content: bytes, like: zipfile.ZipInfo
) -> None:
    """Pack one part; its date is that of `like`, so that the same input gives the same bytes."""
    pack = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = pack.compress(content) + pack.flush()
    year, month, day, hour, minute, second = like.date_time
    date = (max(year, 1980) - 1980) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    flags = 0 if name.isascii() else _UTF8
    sizes = (zlib.crc32(content), len(packed), len(content))
    common = (flags, zipfile.ZIP_DEFLATED, time, date, *sizes, len(name), 0)
    at = len(out)
    out += _LOCAL.pack(b"PK\3\4", _VERSION, *common) + name + packed
    central += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, at) + name


def _key(name: str) -> str:
    """Part names do not tell upper from lower case (ISO/IEC 29500-2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _unfolds(name: str) -> DebiasError:
    return DebiasError(
        f"The part {name} unpacks to more than is allowed, so no marked copy was made.",
        hint="If it is genuine, raise limits.unpacked-megabytes in the settings.",
    )


def _too_large() -> DebiasError:
    return DebiasError(
        "The file is too large to be copied part by part, so no marked copy was made.",
        hint="Use the report instead: debias check --format html.",
    )
