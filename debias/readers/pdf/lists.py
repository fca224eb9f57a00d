"""Gives list items their list and their level, by what stands between them and how far in.

Tags say well what is an item, but Word writes what looks like one list as several.
"""

from __future__ import annotations

from collections.abc import Sequence

from debias.document import ALT, FIELD, FOOTER, HEADER, ITEM, OPTION, PARAGRAPH
from debias.readers.pdf.drafts import Draft

_STEP = 0.6  # of the font size: set in further than this is a level deeper
_COLUMN = 9.0  # of the font size: so far aside is another column or page, not another level
_BESIDE = (ALT, FIELD, OPTION, HEADER, FOOTER)  # what may stand between two items of a list


def with_lists(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with every item numbered by its list and given its level."""
    following = 0
    found = []
    open_lists: list[tuple[float, int]] = []  # (left edge, list), outermost first
    place = None
    for draft in drafts:
        if draft.kind != ITEM or not draft.lines:
            found.append(draft)
            if draft.kind not in _BESIDE and not _goes_on(draft, open_lists):
                open_lists = []
            continue
        if draft.place != place:
            open_lists = []
        place = draft.place
        line = draft.lines[0]
        left, step = line.box[0], _STEP * line.height
        if open_lists and abs(left - open_lists[-1][0]) > _COLUMN * line.height:
            shift = left - open_lists[-1][0]
            open_lists = [(edge + shift, number) for edge, number in open_lists]
        while open_lists and left < open_lists[-1][0] - step:
            open_lists.pop()
        if not open_lists or left > open_lists[-1][0] + step:
            open_lists.append((left, following))
            following += 1
        found.append(draft._replace(list_number=open_lists[-1][1], level=len(open_lists)))
    return found


def _goes_on(draft: Draft, open_lists: list[tuple[float, int]]) -> bool:
    """Whether a paragraph between two items is a part of the item above it."""
    if draft.kind != PARAGRAPH or not open_lists or not draft.lines:
        return False
    line = draft.lines[0]
    return line.box[0] > open_lists[-1][0] + _STEP * line.height
