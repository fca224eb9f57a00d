"""Asks pdfium for the characters of a page and for the place and look of every run of them."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from typing import Any

from pypdfium2 import raw

from debias.readers.pdf.scan import Box, PageText, Run, united

HYPHEN = "\ufffe"  # what pdfium gives for a hyphen at a line end; it leaves the line break out
_LINE = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_HALF = re.compile("[\ud800-\udfff]")
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


def read_page_text(text_page: Any, *, tagged: bool) -> PageText:  # noqa: ANN401 - a ctypes handle
    """The characters of an open text page, line by line; `tagged` asks for marked content too."""
    text, index = _characters(text_page)
    asker = _Asker(text_page, index, tagged=tagged)
    lines = []
    for match in _LINE.finditer(text):
        if runs := asker.runs(match.start(), match.end(), text):
            lines.append(tuple(runs))
    return PageText(text, index, tuple(lines))


def _characters(text_page: Any) -> tuple[str, array[int] | None]:  # noqa: ANN401
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", None
    buffer = (ctypes.c_ushort * (count * 2 + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not _HALF.search(text):
        return text, None
    return _one_by_one(text_page, count)


def _one_by_one(text_page: Any, count: int) -> tuple[str, array[int]]:  # noqa: ANN401
    """On the few pages where characters and text differ in number, every character by itself."""
    kept: list[str] = []
    index = array("l")
    for number in range(count):
        code = raw.FPDFText_GetUnicode(text_page, number)
        if code == 2 and raw.FPDFText_IsHyphen(text_page, number) == 1:
            code = ord(HYPHEN)
        if 0xDC00 <= code < 0xE000 and kept and "\ud800" <= kept[-1] < "\udc00":
            kept[-1] = chr(0x10000 + ((ord(kept[-1]) - 0xD800) << 10) + (code - 0xDC00))
        elif code:
            kept.append(chr(code) if code < 0x110000 else "\ufffd")
            index.append(number)
    return "".join(kept), index


class _Asker:
    """Asks about the text objects of one page, each only once."""

    def __init__(self, text_page: Any, index: array[int] | None, *, tagged: bool) -> None:  # noqa: ANN401
        self._page = text_page
        self._index = index
        self._tagged = tagged
        self._objects: dict[int, Any] = {}
        self._marks: dict[int, tuple[int, str]] = {}
        self._fonts: dict[int, bool] = {}
        self._corners = tuple(ctypes.c_double() for _ in range(4))

    def runs(self, start: int, end: int, text: str) -> list[Run]:
        """The runs of the line `text[start:end]`, without those that show nothing."""
        found = []
        for first, last in self._same_object(start, end):
            piece = text[first:last]
            if piece.strip():
                found.append(self._run(first, last))
        return found

    def _number(self, position: int) -> int:
        return position if self._index is None else self._index[position]

    def _object_at(self, position: int) -> int:
        handle = raw.FPDFText_GetTextObject(self._page, self._number(position))
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address:
            self._objects.setdefault(address, handle)
        return address

    def _same_object(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a line where the text object changes; generated spaces belong to what is before."""
        addresses: list[int] = [0] * (end - start)

        def fill(first: int, last: int) -> None:
            # The characters of one object stand together, so equal ends mean one object.
            if addresses[first] == addresses[last] != 0:
                addresses[first + 1 : last] = [addresses[first]] * (last - first - 1)
            elif last - first > 1:
                middle = (first + last) // 2
                addresses[middle] = self._object_at(start + middle)
                fill(first, middle)
                fill(middle, last)

        addresses[0] = self._object_at(start)
        addresses[-1] = self._object_at(end - 1)
        fill(0, end - start - 1)
        cuts, current = [0], addresses[0]
        for offset, address in enumerate(addresses):
            if address and address != current:
                if current:
                    cuts.append(offset)
                current = address
        return [
            (start + first, start + last)
            for first, last in zip(cuts, [*cuts[1:], end - start], strict=True)
        ]

    def _run(self, start: int, end: int) -> Run:
        first, last = self._number(start), self._number(end - 1)
        address = self._object_at(start) or self._object_at(end - 1)
        across, up = self._corners[:2]
        raw.FPDFText_GetCharOrigin(self._page, first, across, up)
        origin = (across.value, up.value)
        box = box_of(self._page, first, last - first + 1, self._corners) or origin + origin
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, first, matrix)
        scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        size = raw.FPDFText_GetFontSize(self._page, first) * scale
        mcid, artifact = self._mark(address) if self._tagged and address else (-1, "")
        return Run(start, end, box, origin, abs(size), self._bold(address), turn, mcid, artifact)

    def _bold(self, address: int) -> bool:
        handle = self._objects.get(address)
        if handle is None:
            return False
        font = raw.FPDFTextObj_GetFont(handle)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            self._fonts[key] = (
                bool(_BOLD_NAME.search(name.value.decode("latin-1")))
                or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            )
        return self._fonts[key]

    def _mark(self, address: int) -> tuple[int, str]:
        if address not in self._marks:
            handle = self._objects[address]
            mcid = raw.FPDFPageObj_GetMarkedContentID(handle)
            self._marks[address] = (mcid, "" if mcid >= 0 else _artifact(handle))
        return self._marks[address]


def _artifact(handle: Any) -> str:  # noqa: ANN401
    for number in range(raw.FPDFPageObj_CountMarks(handle)):
        mark = raw.FPDFPageObj_GetMark(handle, number)
        if _mark_text(raw.FPDFPageObjMark_GetName, mark) == "Artifact":
            subtype = _mark_text(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Subtype")
            if subtype in ("Header", "Footer"):
                return subtype.lower()
            return "other"
    return ""


def _mark_text(ask: Any, mark: Any, *key: bytes) -> str:  # noqa: ANN401
    buffer = (ctypes.c_ushort * 64)()
    length = ctypes.c_ulong()
    if not ask(mark, *key, buffer, ctypes.sizeof(buffer), ctypes.byref(length)):
        return ""
    return bytes(buffer)[: max(min(length.value, 128) - 2, 0)].decode("utf-16-le", "replace")


def box_of(
    text_page: Any,  # noqa: ANN401
    first: int,
    count: int,
    corners: tuple[ctypes.c_double, ...],
) -> Box | None:
    """The box around pdfium's characters `first` to `first + count`, None when nothing is drawn."""
    left, top, right, bottom = corners
    boxes = []
    for number in range(raw.FPDFText_CountRects(text_page, first, count)):
        if raw.FPDFText_GetRect(text_page, number, left, top, right, bottom):
            boxes.append((left.value, bottom.value, right.value, top.value))
    if not boxes:
        return None
    return united(boxes)
