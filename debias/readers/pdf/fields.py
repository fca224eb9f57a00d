"""Turns form fields into drafts and puts them beside the words that label them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debias.document import FIELD, FOOTER, HEADER, OPTION, PARAGRAPH, Field
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.lines import Line, same_row
from debias.readers.pdf.scan import Box, PageScan, Run, Widget

_FARTHEST_ABOVE = 40.0  # points from a field up to the words that label it
_LONGEST_LABEL = 300
_TICKED = ("checkbox", "radio")


def with_fields(drafts: Sequence[Draft], scan: PageScan, numbers: dict[str, int]) -> list[Draft]:
    """A page's drafts with those of its fields and remarks.

    `numbers` gives the number of each field name; names that are new are added to it.
    """
    after: dict[int, list[Draft]] = {}
    neighbours: dict[Box, int] = {}
    for draft, box in [*_fields(drafts, scan, numbers), *_remarks(scan)]:
        if box not in neighbours:
            neighbours[box] = _neighbour(drafts, box)
        after.setdefault(neighbours[box], []).append(draft)
    found = after.get(-1, [])
    for number, draft in enumerate(drafts):
        found.append(draft)
        found += after.get(number, [])
    return found


def _remarks(scan: PageScan) -> Iterator[tuple[Draft, Box]]:
    for remark in scan.remarks:
        if remark.words:
            yield (
                Draft(scan.number, kind=PARAGRAPH, words=remark.words, box=remark.place),
                remark.box,
            )


def _fields(
    drafts: Sequence[Draft], scan: PageScan, numbers: dict[str, int]
) -> Iterator[tuple[Draft, Box]]:
    for widget in scan.widgets:
        numbers.setdefault(widget.name, len(numbers))
    labels = {widget.place: _label(drafts, scan, widget) for widget in scan.widgets}
    choices: dict[str, list[str]] = {}
    for widget in scan.widgets:
        if widget.kind in _TICKED:
            choices.setdefault(widget.name, []).append(labels[widget.place])
    told: set[tuple[str, str]] = set()
    for widget in scan.widgets:
        options = widget.options or tuple(filter(None, choices.get(widget.name, ())))
        label = labels[widget.place]
        field = (
            None  # a button asks nothing
            if widget.kind == "button"
            else Field(numbers[widget.name], widget.kind, widget.tooltip or label, options)
        )
        # A tooltip that only repeats the words beside the field is read there.
        tooltip = "" if widget.tooltip.rstrip(" :") == label else widget.tooltip
        if widget.kind in _TICKED and (widget.name, tooltip) in told:
            tooltip = ""
        told.add((widget.name, tooltip))
        for kind, words in _words(widget, tooltip):
            yield (
                Draft(scan.number, kind=kind, words=words, box=widget.place, field=field),
                widget.box,
            )


def _words(widget: Widget, tooltip: str) -> Iterator[tuple[str, str]]:
    """The words of a widget: its tooltip, its choices, and its value unless that is a choice."""
    if widget.kind in _TICKED:
        yield FIELD, f"{widget.value} {tooltip}".strip()
        return
    if tooltip:
        yield FIELD, tooltip
    for option in widget.options:
        yield OPTION, option
    if widget.value and widget.value not in widget.options:
        yield FIELD, widget.value


def _label(drafts: Sequence[Draft], scan: PageScan, widget: Widget) -> str:
    """The words beside a widget: right of a tick box, else left of it, else above it."""
    beside = {True: ("", 1e9), False: ("", 1e9)}
    above = ("", _FARTHEST_ABOVE)
    left, _, right, top = widget.box
    for draft in drafts:
        for line in draft.lines:
            if same_row(line.box, widget.box):
                for on_right, piece, distance in _sides(line, left, right):
                    if distance < beside[on_right][1]:
                        whole = piece == (line.runs[0].start, line.runs[-1].end)
                        words = _all_text(scan, draft) if whole else _text(scan, piece)
                        beside[on_right] = (words, distance)
            elif line.box[0] < right and left < line.box[2] and line.box[1] >= top - 2:
                distance = line.box[1] - top
                if distance < above[1]:
                    above = (_text(scan, (line.start, line.end)), distance)
    first = widget.kind in _TICKED
    return (beside[first][0] or beside[not first][0] or above[0]).rstrip(" :")


def _sides(line: Line, left: float, right: float) -> Iterator[tuple[bool, tuple[int, int], float]]:
    """The parts of a line left and right of a widget: (is right, (start, end), distance)."""
    before = [run for run in line.runs if run.box[2] <= left + 3]
    after = [run for run in line.runs if run.box[0] >= right - 3]
    if before:
        near = _joined([*reversed(before)])
        yield False, (min(near)[0], max(near)[1]), left - before[-1].box[2]
    if after:
        near = _joined(after)
        yield True, (min(near)[0], max(near)[1]), after[0].box[0] - right


def _joined(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """The runs from the first on, up to a wide gap."""
    near = [runs[0]]
    for run in runs[1:]:
        gap = max(run.box[0] - near[-1].box[2], near[-1].box[0] - run.box[2])
        if gap > 1.5 * run.size:
            break
        near.append(run)
    return [(run.start, run.end) for run in near]


def _all_text(scan: PageScan, draft: Draft) -> str:
    """The words of a draft, all its lines: a label may wrap."""
    return " ".join(_text(scan, (line.start, line.end)) for line in draft.lines)[:_LONGEST_LABEL]


def _text(scan: PageScan, span: tuple[int, int]) -> str:
    return " ".join(scan.text.text[slice(*span)].split()).replace("\ufffe", "-")


def _neighbour(drafts: Sequence[Draft], box: Box) -> int:
    """The draft after which a field is read: the one beside or next above it; -1 for none."""
    best, nearest = -1, (2, 1e9)
    for number, draft in enumerate(drafts):
        if draft.kind in (HEADER, FOOTER):
            continue
        for line in draft.lines:
            if same_row(line.box, box):
                distance = (0, abs(line.box[0] - box[0]))
            elif line.box[1] >= box[3] - 2:
                aside = max(line.box[0] - box[2], box[0] - line.box[2], 0.0)
                distance = (1, line.box[1] - box[3] + aside)
            else:
                continue
            if distance < nearest:
                best, nearest = number, distance
    return best
