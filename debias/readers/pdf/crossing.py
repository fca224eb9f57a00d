"""Cuts runs that go over a ruling line: some programs write a whole table row as one string."""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

from debias.readers.pdf.page_text import box_of
from debias.readers.pdf.scan import Edges, PageText, Run, upright

_CLEAR = 3.0  # points by which a line must be inside a run to cut it


def cut_at_edges(text_page: Any, page: PageText, edges: Edges, turn: int) -> PageText:  # noqa: ANN401
    """The page with every run cut at the spaces where an upright line crosses it."""
    if not edges.upright:
        return page
    corners = tuple(ctypes.c_double() for _ in range(4))
    lines = []
    for line in page.lines:
        pieces: list[Run] = []
        for run in line:
            crossed = _crossed(run, edges)
            pieces += _cut(text_page, page, run, crossed, turn, corners) if crossed else [run]
        lines.append(tuple(pieces))
    return page._replace(lines=tuple(lines))


def _crossed(run: Run, edges: Edges) -> list[float]:
    left, bottom, right, top = run.box
    middle = (bottom + top) / 2
    return sorted(
        edge.at
        for edge in edges.upright
        if left + _CLEAR < edge.at < right - _CLEAR and edge.low <= middle <= edge.high
    )


def _cut(
    text_page: Any,  # noqa: ANN401
    page: PageText,
    run: Run,
    crossed: list[float],
    turn: int,
    corners: tuple[ctypes.c_double, ...],
) -> list[Run]:
    """The run in pieces; a line through a word cuts nothing."""
    starts = [run.start]
    waiting = list(crossed)
    for position in range(run.start, run.end):
        if not waiting or page.text[position].isspace():
            continue
        number = position if page.numbers is None else page.numbers[position]
        box = box_of(text_page, number, 1, corners)
        if box is None:
            continue
        left = upright(box, turn)[0]
        if left > waiting[0] - 1:
            while waiting and left > waiting[0] - 1:
                waiting.pop(0)
            if position > run.start and page.text[position - 1].isspace():
                starts.append(position)
    pieces = []
    for start, end in zip(starts, [*starts[1:], run.end], strict=True):
        first = start if page.numbers is None else page.numbers[start]
        last = end - 1 if page.numbers is None else page.numbers[end - 1]
        box = box_of(text_page, first, last - first + 1, corners)
        if box is None:
            return [run]
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text_page, first, x, y)
        origin = upright((x.value, y.value, x.value, y.value), turn)[:2]
        pieces.append(run._replace(start=start, end=end, box=upright(box, turn), origin=origin))
    return pieces
