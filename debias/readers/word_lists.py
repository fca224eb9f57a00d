"""Tells the lists of a Word document apart, and what introduces each."""

from __future__ import annotations

import re

from debias.records import NamedTuple

# Bullets that people type. An "o" needs its tab or a run of spaces: it is a letter otherwise.
_TYPED = re.compile(r"\s*(?:[•●▪◦‣∙·■○➢]\s*|[-–—*]\s+|o(?:\t|\s{2,})\s*)(?=\S)")
_BOX = re.compile(r"\s*[☐☑☒□]\s*\S")


class Item(NamedTuple):
    """What the list around an item says: its number in the document, and its lead-in."""

    list_number: int
    lead_in: str


class ListTracker:
    """The lists that are open at a point of a story.

    A list within a list is one of its own, introduced by the item it is under.
    """

    __slots__ = ("_open", "previous")

    def __init__(self) -> None:
        self._open: list[tuple[int, Item, str]] = []  # level, list, its last item
        self.previous = ""  # the paragraph before the present list

    def close(self, text: str) -> None:
        """A paragraph that is no item ends the lists, and may introduce the next."""
        if self._open:
            self._open.clear()
        self.previous = text

    def item(self, level: int, text: str, heading: str, numbers: list[int]) -> Item:
        """An item at `level` (from 1); `numbers[0]` is the number that the next list takes."""
        while self._open and self._open[-1][0] > level:
            self._open.pop()
        if self._open and self._open[-1][0] == level:
            around = self._open.pop()[1]
        else:
            lead_in = self._open[-1][2] if self._open else self.previous or heading
            around = Item(numbers[0], " ".join(lead_in.split()))
            numbers[0] += 1
        self._open.append((level, around, text))
        return around


def typed_mark(text: str) -> int:
    """The length of a bullet typed at the start of a text, 0 when there is none."""
    found = _TYPED.match(text)
    return found.end() if found else 0


def starts_with_box(text: str) -> bool:
    """Whether a paragraph is one line of a list of tick boxes."""
    return _BOX.match(text) is not None
