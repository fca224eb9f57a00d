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

Piece = tuple[str, str]
"""Text and the name of its character style ("" for none)."""
Content = str | Sequence[Sequence[Piece]]
"""A cell: its text, or paragraphs made of pieces."""


def add_table(
    memo: Memo, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Content]]
) -> Table:
    """A table with (heading, width in cm) columns."""
    table: Table = memo.add_table(rows=1, cols=len(columns), style=STYLE)
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    _fill(head, [heading for heading, _ in columns], columns)
    _property(head, "cantSplit")
    _property(head, "tblHeader")
    for content in rows:
        row = table.add_row()  # type: ignore[no-untyped-call]
        _fill(row, content, columns)
        _property(row, "cantSplit")
    memo.add_paragraph(style="Table gap")
    return table


def _fill(row: _Row, content: Sequence[Content], columns: Sequence[tuple[str, float]]) -> None:
    for cell, inner, (_, width) in zip(row.cells, content, columns, strict=True):
        cell.width = Cm(width)
        _write(cell, inner)


def _write(cell: _Cell, content: Content) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table text"
    if isinstance(content, str):
        paragraph.add_run(printable(content))
        return
    for number, pieces in enumerate(content):
        if number:
            paragraph = cell.add_paragraph(style="Table text")
        for text, style in pieces:
            paragraph.add_run(printable(text), style or None)


def _property(row: _Row, name: str) -> None:
    element = parse_xml(f"<w:{name} {nsdecls('w')}/>")
    row._tr.get_or_add_trPr().append(element)  # type: ignore[arg-type]
