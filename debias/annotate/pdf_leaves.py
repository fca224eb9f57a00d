"""The pages of a PDF as lists of annotations: an earlier run's are taken off, new ones put on."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from debias.annotate import AUTHOR
from debias.annotate.pdf_file import PdfFile, Ref
from debias.annotate.pdf_notes import NAME
from debias.annotate.pdf_syntax import Element, elements, entries, is_sound
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACTIVE = ("/Widget", "/Link")  # what is clicked on must stay above the notes
_ORIGINAL = re.compile(rb"/DebiasOriginal \[(\d{1,12}) <([0-9a-f]{32})>\]")


def original(data: bytes) -> bytes:
    """A file without the update of an earlier run, if that was the last thing done to it."""
    for found in _ORIGINAL.finditer(data):
        length = int(found[1])
        if data.count(b"startxref", length) == 1 and _digest(data[:length]) == found[2]:
            return data[:length]
    return data


def remembered(data: bytes) -> bytes:
    """The entry by which `original` knows what the file was before the update."""
    return b"/DebiasOriginal [%d <%s>]" % (len(data), _digest(data))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


class _Present(NamedTuple):
    """An annotation that a page has: its element of the array, and what it is."""

    element: Element
    ref: Ref | None
    value: DictionaryObject


class Leaf:
    """A page that notes are put on. `earlier` are those of an earlier run, by name."""

    def __init__(self, file: PdfFile, ref: Ref) -> None:
        self._file = file
        self.ref = ref
        self._raw = file.raw(ref)
        self._present = [self._read(element) for element in self._elements()]
        self.earlier = {
            str(each.value["/NM"]): each.ref for each in self._present if _ours(each.value)
        }

    def _elements(self) -> list[Element]:
        for entry in entries(self._raw, self._file.reader):
            if entry.name == "/Annots":
                if isinstance(entry.value, IndirectObject):
                    if not isinstance(entry.value.get_object(), ArrayObject):
                        return []
                    ref = Ref(entry.value.idnum, entry.value.generation)
                    return elements(self._file.raw(ref), self._file.reader)
                if isinstance(entry.value, ArrayObject):
                    return elements(self._raw[entry.value_start :], self._file.reader)
        return []

    def _read(self, element: Element) -> _Present:
        own = element.value
        ref = Ref(own.idnum, own.generation) if isinstance(own, IndirectObject) else None
        value = own.get_object()
        return _Present(
            element, ref, value if isinstance(value, DictionaryObject) else DictionaryObject()
        )

    def put(self, under: Sequence[Ref], over: Sequence[Ref]) -> int:
        """Write the page with these notes in place of an earlier run's, `under` below its fields
        and links; the number of our annotations that it then has."""
        new = {*under, *over}
        # What somebody has answered stays, although the words that it speaks of are gone.
        answered = {_number(each.value, "/IRT") for each in self._present if not _ours(each.value)}
        stays = answered - {ref.number for ref in new} - {None}
        kept: list[_Present] = []
        ours = 0
        for each in self._present:
            if not _ours(each.value):
                kept.append(each)
            elif (each.ref and each.ref.number in stays) or _number(each.value, "/Parent") in stays:
                kept.append(each)
                ours += 1
        first = next(
            (n for n, each in enumerate(kept) if each.value.get("/Subtype") in _ACTIVE), len(kept)
        )
        parts = [each.element.raw for each in kept]
        parts[first:first] = [bytes(ref) for ref in under]
        parts += [bytes(ref) for ref in over]
        self._file.put(self.ref, self._with_annotations(b"[" + b" ".join(parts) + b"]"))
        return ours + len(new)

    def _with_annotations(self, array: bytes) -> bytes:
        """The page's own bytes with another array of annotations, and nothing else touched."""
        raw = self._raw
        for entry in reversed(entries(raw, self._file.reader)):
            if entry.name == "/Annots":
                raw = raw[: entry.start] + raw[entry.end :]
        end = raw.rindex(b">>")
        made = raw[:end].rstrip() + b"\n/Annots " + array + b" >>"
        if not is_sound(made):
            raise ValueError("the page is no dictionary that all parsers read alike")
        return made


def _ours(annotation: DictionaryObject) -> bool:
    name = annotation.get("/NM")
    if not isinstance(name, str) or not name.startswith(NAME):
        return False
    return annotation.get("/Subtype") == "/Popup" or annotation.get("/T") == AUTHOR


def _number(annotation: DictionaryObject, key: str) -> int | None:
    value: PdfObject | None = annotation.raw_get(key) if key in annotation else None
    return value.idnum if isinstance(value, IndirectObject) else None
