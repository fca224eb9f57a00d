"""Joins lines into paragraphs and list items by their look and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from debias.document import ITEM, PARAGRAPH
from debias.readers.pdf.drafts import Draft, Place
from debias.readers.pdf.lines import Line, same_row
from debias.readers.pdf.marks import Mark, has_box, mark_of
from debias.readers.pdf.page_text import HYPHEN

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*\s*\Z")
_CONTINUES = re.compile(r"\s*[a-z(&,]")
_NEAR = 4  # lines before and after that show how wide the column is
_ROW_GAP = 2.0  # of the font size: so wide is no space between words but a step to a new column


def paragraphs(
    lines: Sequence[Line], text: str, page: int, place: Place | None = None
) -> Iterator[Draft]:
    """The paragraphs and items that the lines make, in their order."""
    usual = _usual_leading(lines)
    group: list[Line] = []
    mark: Mark | None = None
    for number, line in enumerate(lines):
        start = mark_of(text[line.start : line.end])
        if group and (
            starts_item(start, mark, text, group[-1])
            or not _continues(lines, number, group, text, mark, usual)
        ):
            yield _draft(group, mark, page, place)
            group, mark = [], None
        if not group:
            mark = start
        group.append(line)
    if group:
        yield _draft(group, mark, page, place)


def starts_item(start: Mark | None, current: Mark | None, text: str, before: Line) -> bool:
    """Whether a line with the mark `start` begins an item, after the line `before`."""
    if start is None:
        return False
    if start.kind == "box" and has_box(text[before.start : before.end]):
        return bool(current and current.kind == "box")  # a row of boxes that wraps
    if start.kind == "number":
        # "within\n2. of the" is a sentence that wraps; after its end, or in a list, it is an item.
        ended = bool(_SENTENCE_END.search(text[before.start : before.end]))
        return ended or current is not None
    return True


def _draft(group: list[Line], mark: Mark | None, page: int, place: Place | None) -> Draft:
    if mark is None or (mark.kind == "alone" and len(group) == 1):
        return Draft(page, tuple(group), PARAGRAPH, place=place)
    skip = 0 if mark.shown else mark.length
    return Draft(page, tuple(group), ITEM, skip=skip, place=place)


def _usual_leading(lines: Sequence[Line]) -> float:
    """The usual distance of lines, as a multiple of the font size."""
    steps: Counter[float] = Counter()
    for before, line in pairwise(lines):
        step = (before.baseline - line.baseline) / line.height
        if 0.8 < step < 2.4 and abs(before.size - line.size) < 0.1 * line.height:
            steps[round(step * 20) / 20] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=1.2)


def _continues(  # noqa: PLR0911 - one reason against joining after the other
    lines: Sequence[Line],
    number: int,
    group: list[Line],
    text: str,
    mark: Mark | None,
    usual: float,
) -> bool:
    """Whether line `number` goes on with the paragraph in `group`."""
    line, before = lines[number], group[-1]
    if text[before.end - 1] == HYPHEN:
        return True
    if mark and mark.kind == "alone" and len(group) == 1:
        return same_row(before.box, line.box) or abs(before.baseline - line.baseline) < 3
    step = (before.baseline - line.baseline) / max(line.height, before.height)
    first_step = (group[0].baseline - group[1].baseline) / line.height if len(group) > 1 else usual
    goes_on = _CONTINUES.match(text, line.start) is not None
    ended = bool(_SENTENCE_END.search(text[before.start : before.end]))
    same_look = abs(line.size - before.size) <= 0.12 * before.height and line.bold == before.bold
    if step < 0 and line.box[0] >= before.box[2]:  # the top of the next column
        return same_look and goes_on and not ended
    if len(group) == 1 and (ended or not goes_on):
        first_step = min(first_step, 1.5)  # wider apart, only a sentence holds lines together
    if not 0.3 < step <= min(1.3 * max(first_step, min(usual, 1.5)), 2.4):
        return False
    if not same_look:
        return goes_on and not ended and abs(line.size - before.size) < 0.25 * before.height
    if line.box[0] >= before.box[2] or line.box[2] <= before.box[0]:
        return False
    if has_wide_gap(line, text) or has_wide_gap(before, text):
        return False
    if mark and line.box[0] < group[0].box[0] - 0.5 * line.height:
        return False  # further left than the item's own bullet
    words = text[line.start : line.end].split(maxsplit=1)
    fits = _right_edge(lines, number) - before.box[2] > (len(words[0]) + 2) * 0.5 * line.height
    if fits and (ended or not goes_on):
        return False
    # A new paragraph that is set in, and an item's sequel that is not.
    set_in = line.box[0] - before.box[0] > 0.8 * line.height
    if ended and set_in and len(group) > 1 and not mark:
        return False
    return not (ended and mark and line.box[0] < group[0].box[0] + 0.3 * line.height and fits)


def _right_edge(lines: Sequence[Line], number: int) -> float:
    """Where the column of a line ends, as its neighbours show."""
    line = lines[number]
    near = lines[max(0, number - _NEAR) : number + _NEAR + 1]
    return max(
        other.box[2] for other in near if other.box[0] < line.box[2] and line.box[0] < other.box[2]
    )


def has_wide_gap(line: Line, text: str) -> bool:
    """Whether the line is a row of columns without rules rather than running words."""
    limit = _ROW_GAP * line.height
    mark = mark_of(text[line.start : line.end])
    words = line.start + (mark.length if mark else 0)  # a bullet stands well before its words
    runs = [run for run in line.runs if run.end > words]
    return any(after.box[0] - before.box[2] > limit for before, after in pairwise(runs))
