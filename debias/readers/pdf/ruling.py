"""Reads the ruling lines of a page from its drawn paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, TypeAlias

from pypdfium2 import raw

from debias.readers.pdf.scan import Box, Edge, Edges, upright

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_THIN = 2.5  # points; a drawn line or bar no thicker than this is a ruling line
_SHORTEST = 3.0  # points; shorter ones are dashes and ticks
_MOST_OBJECTS = 20_000  # a map or a plot, not a form
_DEEPEST = 8
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_edges(page: Any, turn: int) -> Edges:  # noqa: ANN401 - a ctypes handle
    """The level and upright lines of the page, in the frame of `turn`."""
    count = raw.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return Edges((), ())
    level: set[Edge] = set()
    across: set[Edge] = set()
    objects = (raw.FPDFPage_GetObject(page, number) for number in range(count))
    for segment in _segments(objects, _SAME, _DEEPEST):
        left, bottom, right, top = upright(segment, turn)
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            level.add(Edge((bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            across.add(Edge((left + right) / 2, bottom, top))
    return Edges(tuple(level), tuple(across))


def _segments(objects: Iterator[Any], outer: _Matrix, deepest: int) -> Iterator[Box]:
    """The sides of every path as flat boxes in PDF user space."""
    for thing in objects:
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _sides(thing, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and deepest:
            count = raw.FPDFFormObj_CountObjects(thing)
            if 0 < count <= _MOST_OBJECTS:
                inner = (raw.FPDFFormObj_GetObject(thing, number) for number in range(count))
                yield from _segments(inner, _product(_matrix(thing), outer), deepest - 1)


def _sides(path: Any, outer: _Matrix) -> Iterator[Box]:  # noqa: ANN401
    count = raw.FPDFPath_CountSegments(path)
    if not 2 <= count <= 200:
        return
    matrix = _product(_matrix(path), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = previous = (0.0, 0.0)
    sides = []
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            sides.append(_flat(previous, point))
        if raw.FPDFPathSegment_GetClose(segment):
            sides.append(_flat(point, start))
        previous = point
    if not sides:
        return
    whole = (
        min(side[0] for side in sides),
        min(side[1] for side in sides),
        max(side[2] for side in sides),
        max(side[3] for side in sides),
    )
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN:
        yield whole  # a bar: one line, not four sides
    else:
        yield from sides


def _flat(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _matrix(thing: Any) -> _Matrix:  # noqa: ANN401
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    first, second = _moved(a, b, (*outer[:4], 0.0, 0.0)), _moved(c, d, (*outer[:4], 0.0, 0.0))
    return (*first, *second, *_moved(e, f, outer))
