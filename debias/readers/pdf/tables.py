"""Joins tables that go on over pages, and says what the headers of every cell are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from debias.document import FOOTER, HEADER
from debias.readers.pdf.drafts import Draft, Place

_LONGEST_HEADER = 120  # characters; a longer first row or column holds what the table says


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


def headers(cells: Mapping[Place, str]) -> dict[Place, tuple[str, str]]:
    """The (row header, column header) of every cell of a table, given the text of each.

    What the author marks as headers is taken; else the first row and the first column, where
    their words are short.
    """
    columns: dict[int, list[str]] = {}
    rows: dict[int, list[str]] = {}
    found: dict[Place, tuple[str, str]] = {}
    marked = any(place.is_header and place.scope != "row" for place in cells)
    for place, text in sorted(cells.items(), key=lambda item: (item[0].row, item[0].column)):
        column = [] if place.is_header else columns.get(place.column, [])
        row = [] if place.column == 0 else rows.get(place.row, [])
        found[place] = ("\n".join(row), "\n".join(column))
        heads_row = place.scope in ("row", "both") or (
            place.column == 0 and place.scope != "column"
        )
        heads_column = place.is_header and place.scope != "row" if marked else place.row == 0
        if not text or len(text) > _LONGEST_HEADER:
            continue
        if heads_column:
            for right in range(place.columns):
                above = columns.setdefault(place.column + right, [])
                if marked and place.row > 0 and _is_new_head(cells, place):
                    above.clear()
                above.append(text)
        if heads_row and not (heads_column and place.column == 0 and place.row == 0):
            for down in range(place.rows):
                rows.setdefault(place.row + down, []).append(text)
    return found


def _is_new_head(cells: Mapping[Place, str], place: Place) -> bool:
    """Whether a header cell starts a new head: the cell above it is no header."""
    return any(
        other.row == place.row - 1 and other.column == place.column and not other.is_header
        for other in cells
    )
