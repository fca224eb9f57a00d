"""Cuts the runs of a Word document so that marks can stand between them, formatting kept."""

from __future__ import annotations

from copy import deepcopy
from itertools import count, pairwise
from typing import TYPE_CHECKING

from debias.ooxml.names import ID, RPR, Element, P, T, W

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from debias.annotate.word_places import Place, Range

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE = " \t\r\n"
_HIGH = 2**30


# What bears a number of a tracked change or of a bookmark (ISO/IEC 29500-1, 17.13).
_NUMBERED = tuple(
    W + name
    for name in (
        "ins", "del", "moveFrom", "moveTo", "bookmarkStart", "moveFromRangeStart",
        "moveToRangeStart", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange", "tblGridChange",
    )
)  # fmt: skip


def change_numbers(main: Element) -> Callable[[], int]:
    """Gives numbers for further tracked changes, above all that the document uses."""

    def numbers() -> Iterator[int]:
        used = {each.get(ID, "") for each in main.iter(*_NUMBERED)}
        highest = max((int(each) for each in used if each.isdecimal()), default=0)
        # A number has 31 bits; where the highest are taken there is room below.
        for each in count(highest + 1 if highest < _HIGH else 1):
            if str(each) not in used:
                yield each

    following = numbers()
    return lambda: next(following)


class Runs:
    """The runs after cutting: which piece of one begins and which ends at a place."""

    def __init__(self, ranges: Iterable[Range], next_number: Callable[[], int]) -> None:
        """Cut every run at the ends of the ranges that lie within it. `next_number` gives the
        number of a further tracked change."""
        self._next_number = next_number
        cuts: dict[Element, dict[Element, set[int]]] = {}
        for each in ranges:
            for place in (each.start, each.end):
                if place.child is not None and place.run.tag != P:
                    cuts.setdefault(place.run, {}).setdefault(place.child, set()).add(place.offset)
        self._begins: dict[tuple[Element, int], Element] = {}
        self._ends: dict[tuple[Element, int], Element] = {}
        self._lasts: dict[Element, Element] = {}  # of each run that was cut: its last piece
        for run, children in cuts.items():
            self._cut(run, children)

    def starting(self, place: Place) -> Element:
        """The element before which a range that starts at `place` begins."""
        if place.child is None or place.run.tag == P:
            return place.run
        return self._begins[place.child, place.offset]

    def ending(self, place: Place) -> Element:
        """The element after which a range that ends at `place` ends."""
        if place.child is None or place.run.tag == P:
            return self._lasts.get(place.run, place.run)
        return self._ends[place.child, place.offset]

    def _cut(self, run: Element, children: dict[Element, set[int]]) -> None:
        """Cut one run before and after its children, and within their text, as asked for."""
        pieces = _Pieces(run, self._next_number)
        for child in [each for each in run if each.tag != RPR]:
            offsets = children.get(child, set())
            inner = sorted(offset for offset in offsets if offset > 0)
            if 0 in offsets:
                pieces.part()
            piece = pieces.take(child)
            self._begins[child, 0] = piece
            if inner:
                for offset, text in zip(inner, _cut_text(child, inner), strict=True):
                    self._ends[child, offset] = pieces.last
                    pieces.part()
                    for each in text:
                        pieces.take(each)
                    self._begins[child, offset] = pieces.last
            if -1 in offsets:
                pieces.part()
            self._ends[child, -1] = pieces.last
        self._lasts[run] = pieces.last


class _Pieces:
    """The runs that one run becomes; the first is the run itself."""

    def __init__(self, run: Element, next_number: Callable[[], int]) -> None:
        self.first = self.last = run
        self._next_number = next_number
        self._properties = run.find(RPR)
        self._filled = False
        self._parted = False

    def part(self) -> None:
        """What is taken next goes into a new run, if this one holds something."""
        self._parted = self._filled

    def take(self, child: Element) -> Element:
        """Put a child into the present run; the run."""
        if self._parted:
            new = self.first.makeelement(self.first.tag, self.first.attrib)
            if self._properties is not None:
                properties = deepcopy(self._properties)
                properties.tail = None
                for change in properties.iter(W + "rPrChange"):
                    change.set(ID, str(self._next_number()))
                new.append(properties)
            self.last.addnext(new)
            self.last = new
            self._parted = False
        if child.getparent() is not self.last:
            self.last.append(child)
        self._filled = True
        return self.last


def _cut_text(element: Element, offsets: list[int]) -> Iterator[list[Element]]:
    """Cut a w:t at offsets within its text; the elements for what follows each of them.

    The element keeps the text before the first. White space at the ends of a text that does not
    ask for it to be kept is not shown by Word: it gets elements of its own, which do not ask.
    """
    text = element.text or ""
    kept = _keeps_space(element)
    shown = 0 if kept else len(text) - len(text.lstrip(_WHITE))
    hidden = len(text) if kept else len(text.rstrip(_WHITE))
    edges = sorted({0, *offsets, len(text), shown, hidden})
    groups: list[list[Element]] = [[]]
    for start, end in pairwise(edges):
        each = element if start == 0 else element.makeelement(T)
        each.text = text[start:end]
        if shown <= start < hidden and (kept or each.text != each.text.strip(_WHITE)):
            each.set(SPACE, "preserve")
        if start in offsets:
            groups.append([])
        groups[-1].append(each)
    for before, each in pairwise(groups[0]):
        before.addnext(each)
    yield from groups[1:]


def _keeps_space(element: Element) -> bool:
    """Whether white space at the ends of the element's text counts (XML 1.0, 2.10)."""
    while element is not None:
        value = element.get(SPACE)
        if value is not None:
            return bool(value == "preserve")
        element = element.getparent()
    return False
