"""Tables of the memo: a style of their own, header rows that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as Memo
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from debias.reports.tracker import printable

STYLE = "Findings table"
_TEXT = "Table text"

Piece = tuple[str, str]
"""Text and the name of its character style ("" for none)."""
Content = str | Sequence[Sequence[Piece]]
"""A cell: its text, or paragraphs made of pieces."""


def add_table(
    memo: Memo, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Content]]
) -> Table:
    """A table with (heading, width in cm) columns."""
    ids = _Ids(memo)
    table: Table = memo.add_table(rows=1, cols=len(columns), style=STYLE)
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    _fill(head, [heading for heading, _ in columns], columns, ids)
    _property(head, "cantSplit")
    _property(head, "tblHeader")
    for content in rows:
        row = table.add_row()  # type: ignore[no-untyped-call]
        _fill(row, content, columns, ids)
        _property(row, "cantSplit")
    memo.add_paragraph(style="Table gap")
    return table


class _Ids(dict[str, str]):
    """From the name of a style to its id. python-docx goes through all styles, 5 ms, each time
    that a paragraph is given one by name; a large report has thousands."""

    def __init__(self, memo: Memo) -> None:
        super().__init__()
        self._memo = memo

    def __missing__(self, name: str) -> str:
        self[name] = made = str(self._memo.styles[name].style_id)
        return made


def _fill(
    row: _Row, content: Sequence[Content], columns: Sequence[tuple[str, float]], ids: _Ids
) -> None:
    for cell, inner, (_, width) in zip(row.cells, content, columns, strict=True):
        cell.width = Cm(width)
        _write(cell, inner, ids)


def _write(cell: _Cell, content: Content, ids: _Ids) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = ids[_TEXT]
    if isinstance(content, str):
        paragraph.add_run(printable(content))
        return
    for number, pieces in enumerate(content):
        if number:
            paragraph = cell.add_paragraph()
            paragraph._p.style = ids[_TEXT]
        for text, style in pieces:
            run = paragraph.add_run(printable(text))
            if style:
                run._r.style = ids[style]


def _property(row: _Row, name: str) -> None:
    element = parse_xml(f"<w:{name} {nsdecls('w')}/>")
    row._tr.get_or_add_trPr().append(element)  # type: ignore[arg-type]
