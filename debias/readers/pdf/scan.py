"""What pdfium tells about one page, as plain values that the layout rooms work on."""

from __future__ import annotations

from array import array
from typing import TypeAlias

from debias.records import NamedTuple

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points. Of PDF user space, or of the page's upright frame."""


class Run(NamedTuple):
    """Characters of one line that one text object draws: `text[start:end]` of its page."""

    start: int
    end: int
    box: Box
    origin: tuple[float, float]  # where the first character stands on its baseline
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


class Node(NamedTuple):
    """An element of the structure tree, with the marked content ids of this page in order."""

    kind: str  # standard type: P, H1, LI, TD, Figure …
    children: tuple[Node | int, ...]
    alt: str = ""
    scope: str = ""  # of a header cell: row, column or both
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None  # of a figure, in PDF user space


class Edge(NamedTuple):
    """A ruling line: `at` is its x (upright) or y (level), `low` and `high` are its ends."""

    at: float
    low: float
    high: float


class Edges(NamedTuple):
    """The ruling lines of a page."""

    level: tuple[Edge, ...]
    upright: tuple[Edge, ...]


class Widget(NamedTuple):
    """One box of a form field. `place` is its box in PDF user space, `box` in the upright frame."""

    name: str
    kind: str  # text, date, checkbox, radio, dropdown, button
    tooltip: str
    value: str  # or what its appearance shows in its stead
    options: tuple[str, ...]
    place: Box
    box: Box


class Remark(NamedTuple):
    """Words that an annotation writes on the page (free text)."""

    words: str
    place: Box
    box: Box


class PageScan(NamedTuple):
    """All that the layout needs of a page. Boxes are in the frame in which most writing is upright.

    `picture` is the share of the page that its largest picture covers, `drawn` says that
    something is on the page.
    """

    number: int  # 0-based
    turn: int
    box: Box
    text: PageText
    tree: tuple[Node, ...] = ()
    edges: Edges = Edges((), ())
    widgets: tuple[Widget, ...] = ()
    remarks: tuple[Remark, ...] = ()
    picture: float = 0.0
    drawn: bool = True


def united(boxes: list[Box]) -> Box:
    """The smallest box around all boxes (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def upright(box: Box, turn: int) -> Box:
    """The box in the frame in which writing that is turned by `turn` degrees stands upright."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box
