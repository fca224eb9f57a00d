"""The notes of a marked PDF as annotations with an appearance of their own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

from debias.annotate import AUTHOR
from debias.annotate.pdf_syntax import numbers, text
from debias.records import NamedTuple
from debias.rule import ERROR, SUGGESTION, WARNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debias.annotate.notes import Note
    from debias.annotate.pdf_file import PdfFile, Ref

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of unrotated user space."""

NAME = "debias-"
"""How the names (/NM) of our annotations begin; an earlier run's are known by it."""

SUMMARY = NAME + "summary"

_PRINTED = 4  # annotation flag (ISO 32000-1, table 165)
_POPUP = (240.0, 150.0)


class _Look(NamedTuple):
    """Colours (red, green, blue from 0 to 1) and frame of a highlight. The frame tells severities
    apart in print without colour: thick, thin, dashed."""

    fill: tuple[float, float, float]
    line: tuple[float, float, float]
    width: float
    dashes: bytes


_LOOKS = {
    ERROR: _Look((1, 0.78, 0.74), (0.75, 0.16, 0.13), 1.2, b"[] 0 d"),
    WARNING: _Look((1, 0.9, 0.5), (0.7, 0.45, 0), 0.6, b"[] 0 d"),
    SUGGESTION: _Look((0.8, 0.91, 1), (0.16, 0.42, 0.72), 0.6, b"[2 1.5] 0 d"),
}
_BLUE = (0, 0.37, 0.72)
EDGE = 1.0
"""Points that a highlight is larger than the words, on each side."""

BUBBLE = (22.0, 20.0)
"""Width and height of the mark that bears the summary."""


class Slip(NamedTuple):
    """A note to be put on a page whose visible part is `sheet`: its name (/NM), its words, and
    the object to write it into, None for a new one."""

    page: Ref
    sheet: Box
    name: str
    words: str
    at: Ref | None = None


_KINDS = {"Try": "Ask", "Rule": "Source"}  # lines that stand together


def plain(note: Note) -> str:
    """A note as plain text for a narrow window: its kinds of lines apart from each other."""
    found, before = note.head, ""
    for label, words in note.lines:
        kind = label.split(" ")[0]
        kind = _KINDS.get(kind, kind)
        found += "\n" if kind == before and kind else "\n\n"
        found += f"{label}: {words}" if label else words
        before = kind
    return found


class Pen:
    """Writes annotations into a file's update; `when` is the date they bear, in seconds."""

    def __init__(self, file: PdfFile, when: int) -> None:
        self._file = file
        self._date = text(time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(when)))
        self._resources = file.new(
            b"<< /ExtGState << /G << /Type /ExtGState /BM /Multiply >> >> >>"
        )

    def highlight(self, slip: Slip, boxes: Sequence[Box], severity: str) -> list[Ref]:
        """A highlight over the boxes, and its popup."""
        look = _LOOKS[severity]
        wide = [_grown(box, EDGE) for box in boxes]
        around = _around(wide)
        inset = look.width / 2
        areas, frames = b"", b""
        for box in wide:
            left, bottom, right, top = _grown(box, -inset)
            area = numbers(left, bottom, right - left, top - bottom) + b" re "
            areas += area + b"f\n"
            frames += area + b"S\n"
        # The fill darkens what is below it, so that words stay as they are; the frame does not,
        # so that it is seen on a dark ground as well.
        drawn = b"q /G gs %s rg\n%sQ\n" % (numbers(*look.fill), areas)
        drawn += b"%s RG %s w %s\n" % (numbers(*look.line), numbers(look.width), look.dashes)
        drawn += frames
        quads = b" ".join(numbers(l, t, r, t, l, b, r, b) for l, b, r, t in boxes)  # noqa: E741
        own = b"/Subtype /Highlight /QuadPoints [%s] /C [%s]" % (quads, numbers(*look.fill))
        return self._note(slip, own, around, self._form(drawn, around))

    def bubble(self, slip: Slip, box: Box, turn: int, more: bytes) -> list[Ref]:
        """The mark that bears the summary, upright on a page that is turned `turn` degrees;
        `more` are further entries of the annotation."""
        width, height = BUBBLE
        drawn = b"%s rg %s RG 1.2 w 1 j\n" % (numbers(*_BLUE), numbers(1, 1, 1))
        drawn += b"3 1 m 8 6.5 l 19 6.5 l 20.5 6.5 21 7.5 21 8.5 c 21 17 l 21 18.5 20 19 19 19 c "
        drawn += b"3 19 l 1.7 19 1 18.3 1 17 c 1 8.5 l 1 7.2 1.7 6.5 3 6.5 c b\n"
        drawn += b"1.4 w 1 J 5 15.6 m 17 15.6 l S 5 12.8 m 17 12.8 l S 5 10 m 12 10 l S"
        matrix = {0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 0 0", 180: b"-1 0 0 -1 0 0",
                  270: b"0 -1 1 0 0 0"}[turn]  # fmt: skip
        form = self._form(drawn, (0, 0, width, height), b" /Matrix [%s]" % matrix)
        own = b"/Subtype /Stamp /C [%s] %s" % (numbers(*_BLUE), more)
        return self._note(slip, own, box, form)

    def _note(self, slip: Slip, own: bytes, box: Box, form: Ref) -> list[Ref]:
        page, sheet, name, words = slip[:4]
        ref = slip.at or self._file.new(b"")
        popup = self._file.new(
            b"<< /Type /Annot /Subtype /Popup /Rect [%s] /Parent %s /P %s /NM %s /Open false >>"
            % (numbers(*_window(box, sheet)), bytes(ref), bytes(page), text(name + "-popup"))
        )
        shared = b"/Type /Annot /Rect [%s] /P %s /F %d /T %s /NM %s /M %s /CreationDate %s" % (
            numbers(*box), bytes(page), _PRINTED, text(AUTHOR), text(name), self._date, self._date,
        )  # fmt: skip
        self._file.put(
            ref,
            b"<< %s %s /Contents %s /AP << /N %s >> /Popup %s >>"
            % (shared, own, text(words), bytes(form), bytes(popup)),
        )
        return [ref, popup]

    def _form(self, drawn: bytes, box: Box, more: bytes = b"") -> Ref:
        return self._file.new(
            b"<< /Type /XObject /Subtype /Form /BBox [%s] /Resources %s%s /Length %d >>\n"
            b"stream\n%s\nendstream"
            % (numbers(*box), bytes(self._resources), more, len(drawn), drawn)
        )


def beside(box: Box) -> Box:
    """The place of a bar left of a box."""
    left, bottom, _, top = box
    return left - 6, bottom, left - 3, top


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def _window(box: Box, sheet: Box) -> Box:
    """Where the note opens: at the height of the words, at the right edge of the sheet."""
    width, height = _POPUP
    left = max(sheet[0], sheet[2] - width)
    top = max(min(box[3], sheet[3]), sheet[1] + height)
    return left, top - height, left + width, top
