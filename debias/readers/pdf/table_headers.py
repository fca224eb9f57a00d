"""Says what the rows and columns of a table are headed by, as its author marks them or it looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from debias.document import Cell
from debias.readers.pdf.drafts import Place

_SHORT = 8  # words of a column's heading, at most
_MOST = 0.6  # of the cells below a heading look alike
_NUMBER = re.compile(r"[\s\d.,:;/%£+\-–−<>≤≥=()]*\d[\s\d.,:;/%£+\-–−<>≤≥=()]*")
_BOX = re.compile(r"[\s☐☑☒✓✗□]+|(?:yes|no|n/?a|y|n)(?:[\s/|]+(?:yes|no|n/?a|y|n))*", re.IGNORECASE)
# What heads columns in guidelines and forms.
_KNOWN = re.compile(
    r"""^(?:what|how|who|when|why|where|which|yes|no)\b
    | \b(?:factors?|criteri(?:on|a)|score|points|rating|action|management|treatment|indication
    | antenatal|intrapartum|postnatal|description|definition|responsib\w+|frequency|lead|method
    | outcome|threshold|category|comments?|version|amendments?|standard|evidence|drug|dose|route
    | question|answer)\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Words(NamedTuple):
    """The words of a cell on one line, and whether all are bold."""

    text: str
    bold: bool


def cells_of(table: Mapping[Place, Words]) -> dict[Place, Cell]:
    """The cell of every place of one table that has words, with its headers."""
    rows: dict[int, list[Place]] = {}
    for place in sorted(table, key=lambda place: (place.row, place.column)):
        rows.setdefault(place.row, []).append(place)
    heads = _marked(rows.values()) or _guessed(list(rows.values()), table)
    columns: dict[int, list[str]] = {}
    reaching: list[Place] = []  # cells that reach into the rows below
    found: dict[Place, Cell] = {}
    before = -2
    for number, row in rows.items():
        is_head = number in heads
        if is_head and before not in heads:
            columns.clear()
        reaching = [place for place in reaching if place.row + place.rows > number]
        for place in row:
            if is_head:
                found[place] = Cell(place.table, number, place.column, is_header=True)
                for column in range(place.column, place.column + place.columns):
                    above = columns.setdefault(column, [])
                    if table[place].text not in above:
                        above.append(table[place].text)
                continue
            left = [other for other in (*reaching, *row) if other.column < place.column]
            row_header = table[min(left, key=lambda other: other.column)].text if left else ""
            found[place] = Cell(
                place.table,
                number,
                place.column,
                row_header,
                " / ".join(columns.get(place.column, [])),
                is_header=place.is_header,
            )
        reaching += [place for place in row if place.rows > 1 and not is_head]
        before = number
    return found


def _marked(rows: Iterable[Sequence[Place]]) -> set[int]:
    """The rows whose cells the author marks as headers of columns."""
    rows = list(rows)
    found = {
        row[0].row
        for row in rows
        if all(place.is_header for place in row)
        and not all(place.scope == "row" for place in row)
        and (len(row) > 1 or row[0].columns > 1 or row[0].scope in ("column", "both"))
    }
    return set() if len(found) == len(rows) else found


def _guessed(rows: list[list[Place]], table: Mapping[Place, Words]) -> set[int]:
    """The header rows of a table that marks none: one, or two under a title row, or none."""
    width = max((place.column + place.columns for row in rows for place in row), default=0)
    # A first row that is one wide cell is the table's title.
    top = 1 if len(rows) > 2 and len(rows[0]) == 1 and rows[0][0].columns > 1 else 0
    if len(rows) < top + 2 or width < 2:
        return set()
    head = rows[top]
    held = sum(place.columns for place in head)
    if held < width - 1 or head[-1].column + head[-1].columns < width:
        return set()  # only the corner may be empty
    texts = [table[place].text for place in head]
    if len(head) < 2 or not all(map(_heads, texts)):
        return set()
    known = sum(1 for text in texts if _KNOWN.search(text))
    bold = all(table[place].bold for place in head)
    if (
        (bold and not all(table[place].bold for place in rows[top + 1]))
        or known * 2 > len(texts)
        or _differs_below(rows[top:], table)
    ):
        again = {
            row[0].row for row in rows[top + 1 :] if [table[place].text for place in row] == texts
        }
        return {row[0].row for row in rows[: top + 1]} | again
    return set()


def _heads(text: str) -> bool:
    """Whether a text could head a column."""
    return (
        len(text.split()) <= _SHORT
        and not text.endswith((".", ";"))
        and not _NUMBER.fullmatch(text)
        and (text[0].isalpha() or not _BOX.fullmatch(text))  # "Yes" and "No" head columns of boxes
    )


def _differs_below(rows: list[list[Place]], table: Mapping[Place, Words]) -> bool:
    """Whether some column holds, under short words, mostly numbers, boxes or something long."""
    for head in rows[0][1:]:
        below = [
            table[place].text for row in rows[1:] for place in row if place.column == head.column
        ]
        if len(rows) < 3 or not below:
            continue
        marks = sum(1 for text in below if _NUMBER.fullmatch(text) or _BOX.fullmatch(text))
        other = sum(1 for text in below if len(text.split()) > _SHORT) + len(rows) - 1 - len(below)
        if marks >= _MOST * len(below) or (
            len(rows[0]) > 2 and other + marks >= _MOST * (len(rows) - 1)
        ):
            return True
    return False
