"""Decides, with the document's own words, whether a hyphen at a line end belongs to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from debias.readers.pdf.page_text import HYPHEN

_HYPHENATED = ("non", "self", "well")  # as first parts, nearly always with a hyphen
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_CUT_WORD = re.compile(rf"\S*{HYPHEN}\s*\S*")
_END = re.compile(r"(?:[^\W\d_]+[-‐‑])*[^\W\d_]+\Z")
_BEGINNING = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")


class Vocabulary:
    """The words of a document, hyphenated ones whole and in parts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            if HYPHEN in text:
                text = _CUT_WORD.sub(" ", text)  # noqa: PLW2901 - the cut words are the question
            self._words.update(_WORD.findall(text.lower()))
        self._parts = {part for word in self._words for part in re.split("[-‐‑]", word)}

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between `before` (a line's end) and `after` is part of the word."""
        left, right = _END.search(before), _BEGINNING.match(after)
        if left is None or right is None or right.group()[0].isupper():
            return True
        start, rest = left.group().lower(), right.group().lower()
        if f"{start}-{rest}" in self._words:
            return True
        first, second = re.split("[-‐‑]", start)[-1], re.split("[-‐‑]", rest)[0]
        if f"{first}-{second}" in self._words:
            return True
        if first + second in self._parts:
            return False
        if first in _HYPHENATED:
            return True
        return first in self._parts and second in self._parts
