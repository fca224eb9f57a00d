"""What pdfium tells about one page, as plain values: its characters and the runs they come in."""

from __future__ import annotations

from array import array
from typing import NamedTuple, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points of unrotated PDF user space."""


class Run(NamedTuple):
    """Characters of one line that one text object draws: `text[start:end]` of its page."""

    start: int
    end: int
    box: Box
    size: float  # of the font, in points on the page
    bold: bool
    turn: int  # degrees anticlockwise by which the writing is turned: 0, 90, 180 or 270
    mcid: int = -1  # marked content id, the link to the structure tree; -1 when there is none
    artifact: str = ""  # "" or what the author says this furniture is: header, footer, other


class PageText(NamedTuple):
    """The characters of a page in content order.

    `text` has one code point for each entry; U+FFFE stands for a hyphen at a line end. `numbers`
    gives pdfium's number of each character, or is None when that is the position in `text`.
    """

    text: str
    numbers: array[int] | None
    lines: tuple[tuple[Run, ...], ...]


def united(boxes: list[Box]) -> Box:
    """The smallest box around all boxes (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
