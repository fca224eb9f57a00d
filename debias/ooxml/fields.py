"""Tells a complex field's instruction, which nobody sees, from its result."""

from __future__ import annotations

import re

from debias.ooxml.names import Element, W

KIND = W + "fldCharType"
# The one field that shows words of its instruction (ISO/IEC 29500-1, 17.16.5.34).
_BUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s+(?=\S)", re.IGNORECASE)


class Fields:
    """The complex fields that are open at a point of a story, outermost first.

    `quiet` is true where text belongs to an instruction: of any of them, since a field within
    an instruction shows nothing either.
    """

    __slots__ = ("_open", "quiet")

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.quiet = False

    def step(self, mark: Element) -> list[tuple[Element, int]]:
        """Take a w:fldChar; what an ending field shows of its instruction, as (element, offset)."""
        kind = mark.get(KIND)
        words: list[tuple[Element, int]] = []
        if kind == "begin":
            self._open.append(_Field(mark))
        elif self._open and kind == "separate":
            self._open[-1].result = True
        elif self._open and kind == "end":
            words = self._open.pop().words()
        self.quiet = not all(each.result for each in self._open)
        return [] if self.quiet else words

    def instruct(self, element: Element) -> None:
        """Take a w:instrText."""
        if self._open and not self._open[-1].result:
            self._open[-1].instructions.append(element)

    def unended(self) -> list[Element]:
        """The begin marks of fields whose instruction never ended, as in damaged files."""
        return [each.mark for each in self._open if not each.result]


class _Field:
    __slots__ = ("instructions", "mark", "result")

    def __init__(self, mark: Element) -> None:
        self.mark = mark
        self.instructions: list[Element] = []
        self.result = False

    def words(self) -> list[tuple[Element, int]]:
        if self.result or not self.instructions:
            return []
        text = "".join(each.text or "" for each in self.instructions)
        button = _BUTTON.match(text)
        if button is None:
            return []
        words: list[tuple[Element, int]] = []
        before = 0
        for each in self.instructions:
            length = len(each.text or "")
            if before + length > button.end():
                words.append((each, max(0, button.end() - before)))
            before += length
        return words
