"""Finds headings by their look in documents whose author has not marked them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from debias.document import HEADING, ITEM, PARAGRAPH
from debias.readers.pdf.drafts import Draft
from debias.readers.pdf.marks import section_depth
from debias.readers.pdf.paragraphs import has_wide_gap

_LONGEST = 150  # characters
_MOST_WORDS = 14
_LARGER = 1.15  # times the size of the body text
_TITLE = 1.6
_ROW = 3  # so many headings of one look with nothing below them are a list, not headings
_PAGES_PER_HEADING = 3  # an author who marks headings marks at least one in so many pages
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_CAPTION = re.compile(r"\s*(?:table|figure|fig\.?|chart|image)\s*\d", re.IGNORECASE)
_LAST = 6


def with_headings(drafts: Sequence[Draft], texts: Mapping[int, str]) -> list[Draft]:
    """The drafts, those that look like headings made so; an author's own headings stand alone."""
    marked = sum(draft.kind == HEADING for draft in drafts)
    if marked and marked * _PAGES_PER_HEADING >= len(texts):
        return _with_title(drafts, texts)
    body, bold = _body(drafts)
    looks: dict[int, tuple[float, bool]] = {}
    for number, draft in enumerate(drafts):
        if _is_heading(draft, texts, body, body_is_bold=bold):
            looks[number] = (round(draft.lines[0].size * 2) / 2, draft.lines[0].bold)
    for number in _in_rows(drafts, looks):
        del looks[number]
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values()), reverse=True), 1)}
    depths = {number: section_depth(_words(drafts[number], texts)) for number in looks}
    tops: dict[tuple[float, bool], int] = {}  # the smallest depth of each look
    for number, look in looks.items():
        tops[look] = min(tops.get(look, depths[number]), depths[number])
    found = []
    for number, draft in enumerate(drafts):
        if number in looks:
            look = looks[number]
            level = min(ranks[look] + depths[number] - tops[look], _LAST)
            found.append(draft._replace(kind=HEADING, level=level, skip=0, list_number=None))
        else:
            found.append(draft)
    return found


def _with_title(drafts: Sequence[Draft], texts: Mapping[int, str]) -> list[Draft]:
    """The drafts, the largest words above the first marked heading as the title of all."""
    found = list(drafts)
    first = next(n for n, draft in enumerate(drafts) if draft.kind == HEADING)
    largest = max(
        (line.size for draft in drafts if draft.kind == HEADING for line in draft.lines),
        default=0.0,
    )
    for number, draft in enumerate(drafts[:first]):
        if draft.kind == PARAGRAPH and draft.lines and not draft.place:
            size = min(line.size for line in draft.lines)
            if size > largest and len(_words(draft, texts)) <= _LONGEST:
                found[number] = draft._replace(kind=HEADING, level=1)
    return found


def _in_rows(drafts: Sequence[Draft], looks: dict[int, tuple[float, bool]]) -> list[int]:
    """The headings that follow each other with no text between: names, labels, steps."""
    found: list[int] = []
    row: list[int] = []
    for number, draft in enumerate(drafts):
        if draft.kind not in (PARAGRAPH, ITEM):
            continue
        if row and looks.get(number) == looks[row[0]]:
            row.append(number)
            continue
        found += row if len(row) >= _ROW else []
        row = [number] if number in looks else []
    return found + (row if len(row) >= _ROW else [])


def _body(drafts: Sequence[Draft]) -> tuple[float, bool]:
    """The font size of most of the text, and whether most of that is bold."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for draft in drafts:
        for line in draft.lines:
            sizes[round(line.size * 2) / 2, line.bold] += line.end - line.start
    if not sizes:
        return 0.0, False
    both: Counter[float] = Counter()
    for (size, _), count in sizes.items():
        both[size] += count
    size = max(both, key=lambda size: (both[size], -size))
    return size, sizes[size, True] > sizes[size, False]


def _words(draft: Draft, texts: Mapping[int, str]) -> str:
    return " ".join(texts[draft.page][line.start : line.end] for line in draft.lines).strip()


def _is_heading(  # noqa: PLR0911 - one reason against a line
    draft: Draft, texts: Mapping[int, str], body: float, *, body_is_bold: bool
) -> bool:
    if draft.kind not in (PARAGRAPH, ITEM) or draft.skip or draft.place or not draft.lines:
        return False
    words = _words(draft, texts)
    depth = section_depth(words)
    if draft.kind == ITEM and not depth:
        return False
    if (
        len(words) > _LONGEST
        or len(draft.lines) > 3
        or not _LETTERS.search(words)
        or _CAPTION.match(words)
    ):
        return False
    size = min(line.size for line in draft.lines)
    bold = all(line.bold for line in draft.lines)
    larger = size >= _LARGER * body
    if any(has_wide_gap(line, texts[draft.page]) for line in draft.lines):
        return False
    if size >= _TITLE * body:
        return words[-1] not in ";," and len(words) > 2
    # A sentence, or a lead-in to a list, that is set larger or bold is still one.
    if words[-1] in ".;," or (words[-1] == ":" and not depth):
        return False
    if larger:
        return len(words) > 2 and len(words.split()) <= _MOST_WORDS
    if words[-1] == "?" and not depth:
        return False
    if depth:
        return (bold and not body_is_bold) or size > 1.05 * body
    first = next((character for character in words if character.isalpha()), "")
    return (
        bold
        and not body_is_bold
        and size >= 0.95 * body
        and len(draft.lines) <= 2
        and len(words.split()) <= _MOST_WORDS
        and not first.islower()
    )
