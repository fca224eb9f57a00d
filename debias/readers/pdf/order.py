"""Puts the lines of a page in reading order, where the order in the file cannot be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from debias.readers.pdf.lines import Line, line_of, same_row
from debias.readers.pdf.scan import Run

_FEWEST = 4  # lines on each side that make two columns
_PROSE = 18  # characters of a usual line of a column; less is a column of a table
_MOST_ACROSS = 0.4  # share of lines that may lie across a gutter (titles, wide paragraphs)
_WIDE_GAP = 0.9  # of the font size: no space between words is so wide


def in_reading_order(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines, columns one after the other; content order wherever that reads downwards."""
    broken = _cut_at_gutters(lines, text)
    if broken is None and _jumps(lines) <= max(1, len(lines) // 50):
        return list(lines)
    return _ordered(broken or list(lines))


def _jumps(lines: Sequence[Line]) -> int:
    """How often the next line is higher up without being in a column further right."""
    count = 0
    for before, after in pairwise(lines):
        higher = after.baseline > before.baseline + 0.6 * before.height
        further_right = after.box[0] >= before.box[2] - before.height
        if higher and not further_right and after.box[0] < before.box[2]:
            # A new column starts right of where most of this one starts.
            count += after.box[0] <= before.box[0] + 3 * before.height
    return count


def _cut_at_gutters(lines: Sequence[Line], text: str) -> list[Line] | None:
    """Lines that run on over a gutter, cut there; None when no line does."""
    pieces = [piece for line in lines for piece in _pieces(line, text)]
    if len(pieces) == len(lines):
        return None
    gutter = _gutter(pieces)
    if gutter is None:
        return None
    cut: list[Line] = []
    for line in lines:
        left = [run for run in line.runs if run.box[2] <= gutter + 1]
        right = [run for run in line.runs if run.box[0] >= gutter - 1]
        if (
            left
            and right
            and len(left) + len(right) == len(line.runs)
            and _ends_before(left, right)
        ):
            cut += [line_of(left, text), line_of(right, text)]
        else:
            cut.append(line)
    return cut if len(cut) - len(lines) >= 2 else None


def _ends_before(left: Sequence[Run], right: Sequence[Run]) -> bool:
    return left[-1].start < right[0].start


def _pieces(line: Line, text: str) -> list[Line]:
    groups = [[run] for run in line.runs[:1]]
    for before, run in pairwise(line.runs):
        if run.box[0] - before.box[2] > _WIDE_GAP * line.height:
            groups.append([run])
        else:
            groups[-1].append(run)
    return [line_of(group, text) for group in groups] if len(groups) > 1 else [line]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x between two columns of prose, None when the lines are one column or a table."""
    best: tuple[int, float] | None = None
    for x in sorted({round(line.box[0]) for line in lines}):
        right = [line for line in lines if line.box[0] >= x - 1]
        left = [line for line in lines if line.box[2] <= x]
        across = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST or across > _MOST_ACROSS * len(lines):
            continue
        if not (_is_prose(left) and _is_prose(right) and _side_by_side(left, right)):
            continue
        if best is None or across < best[0]:
            best = (across, (max(line.box[2] for line in left) + x) / 2)
    return best[1] if best else None


def _is_prose(lines: Sequence[Line]) -> bool:
    return median(line.end - line.start for line in lines) >= _PROSE


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    beside = sum(any(same_row(one.box, other.box) for other in right) for one in left)
    return beside >= _FEWEST - 1


def _ordered(lines: list[Line]) -> list[Line]:
    gutter = _gutter(lines)
    if gutter is None:
        return _by_rows(lines)
    across = [line for line in lines if line.box[0] < gutter < line.box[2]]
    rest = [line for line in lines if not line.box[0] < gutter < line.box[2]]
    found: list[Line] = []
    for line in [*sorted(across, key=lambda line: -line.box[3]), None]:
        floor = line.box[1] if line else float("-inf")
        band = [other for other in rest if _middle(other) > floor]
        rest = [other for other in rest if _middle(other) <= floor]
        found += _ordered([other for other in band if other.box[2] <= gutter])
        found += _ordered([other for other in band if other.box[2] > gutter])
        if line:
            found.append(line)
    return found


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _by_rows(lines: list[Line]) -> list[Line]:
    """From top to bottom; what stands in one row from left to right."""
    found: list[Line] = []
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -_middle(line)):
        if row and not same_row(row[0].box, line.box):
            found += sorted(row, key=lambda line: line.box[0])
            row = []
        row.append(line)
    return found + sorted(row, key=lambda line: line.box[0])
