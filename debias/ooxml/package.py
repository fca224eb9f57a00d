"""Opens a Word package: a zip whose parts point at one another by relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from debias.errors import DebiasError
from debias.limits import MIB, of
from debias.ooxml.names import RELS, TYPES
from debias.ooxml.parts import Part, parse
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_RATIO_FROM = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
_WORD = "wordprocessingml"
_OTHERS = {
    "spreadsheetml": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
    "opendocument": "an OpenDocument file",
}
_DAMAGED = "Ask for the file again, or open it in Word, choose Open and Repair, and save it anew."
_ENCRYPTED = 0x1
UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What a damaged part raises: ValueError where the zip says that it begins before the file does,
RuntimeError where it is packed in a way that is not known, or with a password."""


class Relationship(NamedTuple):
    """What one part says of another: the kind (the last word of its URI), and the part's name,
    or the address when the target is outside the package."""

    kind: str
    target: str
    external: bool = False


class Package:
    """The parts of a Word file by name, read when asked for, never more than the limits allow.

    `limits`: "unpacked-megabytes" for all parts read together, "ratio" of unpacked to packed bytes
    above 16 MiB, "parts" in the package.
    """

    __slots__ = ("_entries", "_limits", "_read", "_zip", "linked", "main")

    def __init__(self, data: bytes, limits: Mapping[str, Any]) -> None:
        """Open the package; `main` is the name of the document part, and `linked` tells whether
        the package names it as Word needs it.

        Raises DebiasError when the bytes are not a Word package.
        """
        self._limits = limits
        self._read = [0, 0]  # bytes unpacked, bytes packed
        self._zip = _open(data)
        entries = self._zip.infolist()
        most = int(of(limits, "parts"))
        if len(entries) > most:
            raise DebiasError(
                f"The file holds {len(entries):,} parts, more than the {most:,} allowed.",
                hint="If it is genuine, raise limits.parts in the settings.",
            )
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in entries:
            self._entries.setdefault(_key(entry.filename), []).append(entry)
        self.linked = False
        self.main = self._main()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def data(self, name: str) -> bytes:
        """The unpacked bytes of a part. Raises DebiasError when missing, doubled or too large."""
        entries = self._entries.get(_key(name), [])
        if not entries:
            raise DebiasError(f"The file is damaged: its part {name} is missing.", hint=_DAMAGED)
        if len(entries) > 1:
            raise DebiasError(
                f"The file holds the part {name} {len(entries)} times, so what it says is unclear.",
                hint="Open it in Word and save it as a new .docx.",
            )
        return self._inflate(entries[0], name)

    def part(self, name: str) -> Part:
        """The parsed XML of a part. Raises DebiasError naming the part."""
        return parse(self.data(name), name)

    def relationships(self, source: str) -> dict[str, Relationship]:
        """What the part `source` ("" for the package) points at, by relationship id."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self:
            return {}
        found: dict[str, Relationship] = {}
        for each in self.part(name).root.iter(f"{RELS}Relationship"):
            kind = each.get("Type", "").rsplit("/", 1)[-1]
            target = each.get("Target", "")
            external = each.get("TargetMode") == "External"
            if not external:
                target = _decoded(target.replace("\\", "/"))
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relationship(kind, target, external)
        return found

    def _main(self) -> str:
        """The document part: by relationship, else by content type, else by its usual name."""
        for each in self.relationships("").values():
            if each.kind == "officeDocument" and each.target in self:
                self._check_type(each.target)
                self.linked = True
                return each.target
        for name, kind in self._types().items():
            if _WORD in kind and kind.endswith(".main+xml") and name in self:
                return name
        if "word/document.xml" in self:
            return "word/document.xml"
        raise DebiasError(
            f"This is {self._what()}, not a Word document.",
            hint="Give a .docx file, or the file under its own name if debias reads that format.",
        )

    def _types(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self:
            return {}
        root = self.part("[Content_Types].xml").root
        return {
            each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
            for each in root.iter(f"{TYPES}Override")
        }

    def _check_type(self, name: str) -> None:
        kind = self._types().get(name, "")
        for word, what in _OTHERS.items():
            if word in kind:
                raise DebiasError(
                    f"This is {what}, not a Word document.",
                    hint="Save the text as a .docx file, or give the file under its own name.",
                )

    def _what(self) -> str:
        if "mimetype" in self and b"opendocument" in self.data("mimetype"):
            return _OTHERS["opendocument"]
        return "a zip archive"

    def _inflate(self, entry: zipfile.ZipInfo, name: str) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise DebiasError(
                "The file is locked with a password.",
                hint="Remove the password in Word (File, Info, Protect Document) and try again.",
            )
        unpacked, packed = self._read
        packed += entry.compress_size
        most = of(self._limits, "unpacked-megabytes") * MIB
        ratio = of(self._limits, "ratio")
        chunks: list[bytes] = []
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    unpacked += len(chunk)
                    # What the zip declares may be false: only what comes out is counted.
                    if unpacked > most or (unpacked > _RATIO_FROM and unpacked > ratio * packed):
                        raise _too_large(name, most)
                    chunks.append(chunk)
        except UNPACKING as error:
            raise DebiasError(
                f"The file is damaged: its part {name} cannot be unpacked ({error}).",
                hint=_DAMAGED,
            ) from None
        self._read = [unpacked, packed]
        return b"".join(chunks)


def _open(data: bytes) -> zipfile.ZipFile:
    _refuse(data)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        if data.startswith(b"PK"):
            raise DebiasError(
                "The file is damaged: a part of it is cut off or missing.", hint=_DAMAGED
            ) from None
        raise DebiasError(
            "This is not a Word document, whatever its name says.",
            hint="Open it in the program that made it and save it as a .docx.",
        ) from None


def _refuse(data: bytes) -> None:
    """Name the files that are often called .docx but are something else."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        raise DebiasError("The file is empty.", hint="Ask for it again.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DebiasError(
            "This is an old .doc file, or a .docx that is locked with a password.",
            hint="Open it in Word; remove the password if there is one, and save it as a .docx.",
        )
    if head.startswith(b"{\\rtf"):
        raise DebiasError(
            "This is an RTF file named as a Word document.",
            hint="Open it in Word and save it as a .docx.",
        )
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head:
        raise DebiasError(
            "This is a web page named as a Word document.",
            hint="Open it in Word and save it as a .docx, or rename it to .html.",
        )
    if head.startswith(b"%pdf"):
        raise DebiasError("This is a PDF named as a Word document.", hint="Rename it to .pdf.")


def _too_large(name: str, most: float) -> DebiasError:
    return DebiasError(
        f"The part {name} unpacks to more than is allowed (limit: {most / MIB:,.0f} MiB).",
        hint="If it is genuine, raise limits.unpacked-megabytes and limits.ratio in the settings.",
    )


def _decoded(target: str) -> str:
    """The target of a relationship, which is a URI, as the name of a part."""
    if "%" not in target:
        return target
    from urllib.parse import unquote  # noqa: PLC0415 - rarely needed, and slow to import

    return unquote(target)


def _key(name: str) -> str:
    """Part names do not tell upper from lower case (ISO/IEC 29500-2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").casefold()
