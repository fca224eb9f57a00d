"""Joins tables that go on over pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from debias.document import FOOTER, HEADER
from debias.readers.pdf.drafts import Draft, Place


def with_joined_tables(drafts: Sequence[Draft], texts: Mapping[int, str]) -> list[Draft]:
    """The drafts, a table at the top of a page joined to one that ends the page before."""
    tables: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.place is not None:
            tables.setdefault(draft.place.table, []).append(number)
    body = [n for n, draft in enumerate(drafts) if draft.kind not in (HEADER, FOOTER)]
    after = dict(pairwise(body))
    moved: dict[int, tuple[int, int]] = {}  # table -> (table it belongs to, rows above it)
    for table, members in tables.items():
        following = after.get(members[-1])
        if following is None or (place := drafts[following].place) is None:
            continue
        if drafts[following].page != drafts[members[-1]].page + 1:
            continue
        if _columns(drafts, members) == _columns(drafts, tables[place.table]) > 1:
            first, above = moved.get(table, (table, 0))
            rows = 1 + max(_place(drafts[n]).row for n in members)
            if _is_rest_of_row([drafts[n] for n in tables[place.table]], texts):
                rows -= 1
            moved[place.table] = (first, above + rows)
    found = []
    for draft in drafts:
        if draft.place is not None and draft.place.table in moved:
            table, above = moved[draft.place.table]
            place = draft.place._replace(table=table, row=draft.place.row + above)
            found.append(draft._replace(place=place))
        else:
            found.append(draft)
    return found


def _is_rest_of_row(table: Sequence[Draft], texts: Mapping[int, str]) -> bool:
    """Whether the first row of a table is the rest of a row that the page before began."""
    first = [draft for draft in table if _place(draft).row == 0 and draft.lines]
    if len({_place(draft).column for draft in first}) >= _columns(table, range(len(table))):
        return False
    return all(texts[draft.page][draft.lines[0].start].islower() for draft in first)


def _place(draft: Draft) -> Place:
    assert draft.place is not None
    return draft.place


def _columns(drafts: Sequence[Draft], members: Sequence[int]) -> int:
    return max(_place(drafts[n]).column + _place(drafts[n]).columns for n in members)
