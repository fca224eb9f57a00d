"""Says what the rows and columns of a table are headed by, as its author marks them or it looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from debias.document import Cell
from debias.readers.pdf.drafts import Place
from debias.readers.table_heads import could_head, heads
from debias.records import NamedTuple


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
    corner = [] if head[0].column == 0 else [""]
    row = [*corner, *texts]
    below = [*([[""]] * len(corner)), *(_under(rows[top + 1 :], table, place) for place in head)]
    if len(head) < 2 or not could_head(row, below):
        return set()
    bold = all(table[place].bold for place in head)
    if (bold and not all(table[place].bold for place in rows[top + 1])) or heads(row, below):
        again = {
            row[0].row for row in rows[top + 1 :] if [table[place].text for place in row] == texts
        }
        return {row[0].row for row in rows[: top + 1]} | again
    return set()


def _under(rows: list[list[Place]], table: Mapping[Place, Words], head: Place) -> list[str]:
    """The words of each row's cell in a column; "" where it has none."""
    found = [[table[each].text for each in row if each.column == head.column] for row in rows]
    return [texts[0] if texts else "" for texts in found]
