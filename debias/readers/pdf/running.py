"""Finds running headers and footers: the same words in the same place on many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from debias.document import FOOTER, HEADER
from debias.readers.pdf.lines import Line
from debias.readers.pdf.scan import Box

_MARGIN = 0.14  # of the page's height, at the top and at the bottom
_PAGE_NUMBER = re.compile(
    r"(?:^|.*[\s|–—-])page\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*$|^\s*(?:[-–—]\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LAST_NUMBER = re.compile(r"(?<![\d.,/:-])\d{1,4}\s*\Z|\A\s*\d{1,4}(?=\s)")
_ENOUGH_BODY = 3  # lines between the margins, so that an order can be seen
_SAME_PLACE = 6.0  # points


def margin_of(box: Box, page: Box) -> str:
    """HEADER or FOOTER when the box lies in that margin of the page, else nothing."""
    height = page[3] - page[1]
    if box[1] >= page[3] - _MARGIN * height:
        return HEADER
    if box[3] <= page[1] + _MARGIN * height:
        return FOOTER
    return ""


def without_numbers(words: str) -> str:
    """The words with every number as #: what is the same on every page."""
    return _DIGITS.sub("#", " ".join(words.split()))


def running_lines(
    pages: Sequence[Sequence[Line]], texts: Sequence[str], boxes: Sequence[Box]
) -> list[set[int]]:
    """For each page, the numbers of its lines that repeat on many pages, or number the page."""
    keys = [
        {number: key for number, line in enumerate(lines) if (key := _key(line, text, box))}
        for lines, text, box in zip(pages, texts, boxes, strict=True)
    ]
    counts = Counter(key for page in keys for key in set(page.values()))
    numbered = _numbered(pages, texts, keys)
    enough = 2 if len(pages) == 2 else max(3, min(0.3 * len(pages), 12))
    found = []
    for page, lines, text, numbers in zip(keys, pages, texts, numbered, strict=True):
        found.append(
            {
                number
                for number, (words, margin, place) in page.items()
                # A place that falls between two steps is still the same place.
                if sum(counts[words, margin, place + step] for step in (-1, 0, 1)) >= enough
                or number in numbers
                or _is_drawn_apart(number, margin, page, lines)
                or _PAGE_NUMBER.match(text[lines[number].start : lines[number].end])
            }
        )
    return found


def _is_drawn_apart(
    number: int, margin: str, page: Mapping[int, tuple[str, str, int]], lines: Sequence[Line]
) -> bool:
    """Whether a footer is drawn before the text above it, or a header after the text below it."""
    if len(lines) < len(page) + _ENOUGH_BODY:
        return False
    if margin == FOOTER:
        return all(other in page for other in range(number))
    return number > _ENOUGH_BODY and all(other in page for other in range(number, len(lines)))


def _numbered(
    pages: Sequence[Sequence[Line]],
    texts: Sequence[str],
    keys: Sequence[dict[int, tuple[str, str, int]]],
) -> list[set[int]]:
    """The lines of each page's margins that hold the number of the page, as the pages count on."""
    told: list[dict[int, tuple[str, int]]] = []
    for at, (lines, text, page) in enumerate(zip(pages, texts, keys, strict=True)):
        told.append({})
        for number, (_, margin, _) in page.items():
            line = lines[number]
            if match := _LAST_NUMBER.search(text[line.start : line.end]):
                told[-1][number] = (margin, int(match.group()) - at)
    counts = Counter(step for page in told for step in set(page.values()))
    return [{number for number, step in page.items() if counts[step] >= 3} for page in told]


def _key(line: Line, text: str, page: Box) -> tuple[str, str, int] | None:
    margin = margin_of(line.box, page)
    if not margin:
        return None
    edge = page[3] if margin == HEADER else page[1]
    return (
        without_numbers(text[line.start : line.end]),
        margin,
        round((line.baseline - edge) / _SAME_PLACE),
    )
