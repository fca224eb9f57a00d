"""Which notes go where on the pages of a PDF, and what they say."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import TYPE_CHECKING

from debias.annotate.grouping import MOST, grouped
from debias.annotate.notes import Line, Note, note, plural
from debias.annotate.pdf_notes import NAME, Box, beside, plain
from debias.document import ALT, FIELD, OPTION
from debias.records import NamedTuple
from debias.rule import weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debias.document import Document, Location
    from debias.finding import FileReport, Finding
    from debias.rule import RuleSet

_BESIDE = (FIELD, OPTION, ALT)  # what has a place but no words on the page
_NARROWEST = 2.0  # points
_BETWEEN = "\n\n* * *\n\n"
_LEGEND = "Red with a thick frame is an error, yellow a warning, blue with dashes a suggestion."


class Mark(NamedTuple):
    """A note on its way to a page (0-based). `over` is above all that the page has, for words of
    another annotation; others are below its fields and links."""

    page: int
    boxes: tuple[Box, ...]
    severity: str
    name: str
    words: str
    over: bool


class Plan(NamedTuple):
    """All the notes, and what the summary has to say of them."""

    marks: tuple[Mark, ...]
    remarks: tuple[str, ...]


def planned(document: Document, report: FileReport, ruleset: RuleSet) -> Plan:
    """A note on each finding's words, and a short one where the same words come again."""
    groups = grouped(report.findings)
    again = sum(len(group.finding.repeats) for group in groups)
    repeated = len(groups) + again <= MOST
    boxed = _boxed(document)
    counts: Counter[str] = Counter()
    marks: list[Mark] = []
    homeless: list[str] = []
    for group in groups:
        finding = group.finding
        name = f"{NAME}{finding.fingerprint}"
        counts[name] += 1
        name += f"-{counts[name]}"
        shown = finding._replace(repeats=()) if repeated else finding
        full = note(shown, ruleset, group.others)
        made = _mark(finding, finding.location, name, full, boxed)
        if made is None:
            homeless.append(f"“{' '.join(finding.quote.split())}”: {finding.message}")
            continue
        marks.append(made)
        if repeated:
            short = _short(finding, full)
            for number, place in enumerate(finding.repeats, 2):
                if made := _mark(finding, place, f"{name}-{number}", short, boxed):
                    marks.append(made)
    told = _remarks(report, len(groups), repeated=repeated)
    return Plan(tuple(_in_layers(_united(marks))), (*told, *homeless))


def _united(marks: Iterable[Mark]) -> list[Mark]:
    """One note where several are on just the same words: of two that lie upon each other, only
    the upper one can be opened."""
    found: dict[tuple[int, tuple[Box, ...]], Mark] = {}
    for mark in marks:
        place = mark.page, mark.boxes
        first = found.get(place)
        if first is None:
            found[place] = mark
        else:
            gravest = max(first.severity, mark.severity, key=weight)
            words = first.words + _BETWEEN + mark.words
            found[place] = first._replace(severity=gravest, words=words)
    return list(found.values())


def _in_layers(marks: Iterable[Mark]) -> list[Mark]:
    """Small notes last, so that they lie upon large ones and not below them."""
    return sorted(marks, key=lambda mark: -sum(map(_area, mark.boxes)))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _remarks(report: FileReport, notes: int, *, repeated: bool) -> list[str]:
    found = [_LEGEND] if report.findings else []
    if notes < len(report.findings):
        found.append(
            f"There is more to talk about than can be read in a margin: {plural(notes, 'note')} "
            f"stand for {plural(len(report.findings), 'place')}, each at the first of its kind."
        )
    if not repeated and any(finding.repeats for finding in report.findings):
        found.append("Words that come again in a section are marked once.")
    return found


def _short(finding: Finding, full: Note) -> Note:
    page = finding.location.get("page", 1)
    return Note(
        full.head,
        (
            Line("", finding.message),
            Line("", f"The same words as before; the full note is on page {page}."),
            Line("Rule", finding.rule),
        ),
    )


def _boxed(document: Document) -> dict[tuple[int, Box], bool]:
    """The places (page and box) of blocks that are no text of the page: whether their words can
    be seen in them."""
    found: dict[tuple[int, Box], bool] = {}
    for block, anchor in zip(document.blocks, document.anchors, strict=True):
        if anchor.box is not None:
            left, bottom, right, top = (round(edge, 2) for edge in anchor.box)
            found[anchor.page, (left, bottom, right, top)] = block.kind not in _BESIDE
    return found


def _mark(
    finding: Finding, place: Location, name: str, words: Note, boxed: dict[tuple[int, Box], bool]
) -> Mark | None:
    page = int(place.get("page", 1)) - 1
    boxes = [(left, bottom, right, top) for left, bottom, right, top in place.get("boxes", ())]
    boxes = [box for box in boxes if all(map(isfinite, box))]
    if not boxes:
        return None
    over = boxed.get((page, boxes[0]))
    if over is False:
        boxes = [beside(boxes[0])]
    return Mark(
        page, tuple(map(_visible, boxes)), finding.severity, name, plain(words), over is not None
    )


def _visible(box: Box) -> Box:
    """A box that can be seen, whatever size the letters claim to have."""
    left, bottom, right, top = box
    return left, bottom, max(right, left + _NARROWEST), max(top, bottom + _NARROWEST)
