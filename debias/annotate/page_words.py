"""The words of a document as HTML, in their order, with marks on the findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise

from debias.annotate.notes import fit
from debias.document import (
    ALT,
    FIELD,
    FOOTER,
    HEADER,
    HEADING,
    ITEM,
    NOTE,
    OPTION,
    QUOTE,
    Block,
    Document,
)
from debias.records import NamedTuple
from debias.rule import weight

_KINDS = {
    ALT: "Description",
    FIELD: "Form field",
    OPTION: "Choice",
    NOTE: "Note",
    HEADER: "Page header",
    FOOTER: "Page footer",
}


class Mark(NamedTuple):
    """Words to mark: `text[start:end]` of a block, the number of their note, its severity, and
    whether they are the first of the note."""

    block: int
    start: int
    end: int
    number: int
    severity: str
    first: bool


def words(
    document: Document, marks: Sequence[Mark], notes: Mapping[int, str]
) -> Iterator[str]:  # fmt: skip
    """The document as HTML, piece by piece: paragraphs, lists, tables. `notes` has the HTML of
    each note by number; it is put after the words that are its first, before a table of them."""
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark.block, []).append(mark)
    beside = {
        at: "".join(notes[mark.number] for mark in inner if mark.first)
        for at, inner in by_block.items()
    }
    for _, group in groupby(enumerate(document.blocks), key=lambda pair: _together(*pair)):
        inside = list(group)
        first = inside[0][1]
        if first.cell is not None:
            yield "".join(beside.get(at, "") for at, _ in inside) + _table(inside, by_block)
        elif first.kind in (ITEM, OPTION):
            yield _list(inside, by_block, beside)
        else:
            at = inside[0][0]
            yield _block(first, by_block.get(at, [])) + beside.get(at, "")


def _together(at: int, block: Block) -> tuple[str, int]:
    """What consecutive blocks have in common that are shown as one piece."""
    if block.cell is not None:
        return ("table", block.cell.table)
    if block.kind == ITEM:
        return ("list", 0)
    return ("options", 0) if block.kind == OPTION else ("one", at)


def _list(
    inside: list[tuple[int, Block]], marks: dict[int, list[Mark]], beside: Mapping[int, str]
) -> str:  # fmt: skip
    items = "\n".join(
        f"<li{_depth(block)}>{_text(block, marks.get(at, []))}{beside.get(at, '')}</li>"
        for at, block in inside
    )
    return f"<ul>\n{items}\n</ul>"


def _block(block: Block, marks: list[Mark]) -> str:
    text = _text(block, marks)
    if block.kind == HEADING:
        level = min(max(block.level, 1) + 1, 6)  # the page's own name is the only h1
        return f"<h{level}>{text}</h{level}>"
    return f"<blockquote>{text}</blockquote>" if block.kind == QUOTE else f"<p>{text}</p>"


def _depth(block: Block) -> str:
    return "" if block.level < 2 else ' class="deep"' if block.level == 2 else ' class="deeper"'


def _table(inside: list[tuple[int, Block]], marks: dict[int, list[Mark]]) -> str:
    """Cells in their rows; a cell may hold several blocks."""
    rows: dict[int, dict[int, list[str]]] = {}
    headers: set[tuple[int, int]] = set()
    for at, block in inside:
        if block.cell is None:
            continue
        row, column = block.cell.row, block.cell.column
        rows.setdefault(row, {}).setdefault(column, []).append(_block(block, marks.get(at, [])))
        if block.cell.is_header:
            headers.add((row, column))
    width = max(max(row) for row in rows.values()) + 1
    lines = []
    for number, inner in sorted(rows.items()):
        cells = []
        for column in range(width):
            tag = "th" if (number, column) in headers else "td"
            cells.append(f"<{tag}>{''.join(inner.get(column, []))}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return '<div class="wide"><table>\n' + "\n".join(lines) + "\n</table></div>"


def _text(block: Block, marks: list[Mark]) -> str:
    """A block's text with its marks; where some overlap, the gravest gives the colour."""
    text = block.text
    kind = _KINDS.get(block.kind, "Hidden" if block.hidden else "")
    made = [f'<span class="kind">{kind}</span>' if kind else ""]
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    begun: set[int] = set()
    for start, end in pairwise(edges):
        over = [m for m in marks if m.start <= start and end <= m.end]
        words = escape(fit(text[start:end]))
        if over:
            severity = max((m.severity for m in over), key=weight)
            words = f'<mark class="{severity}">{words}</mark>'
        made.append(words + "".join(_reference(m, begun) for m in over if m.end == end))
    made += [_reference(mark, begun) for mark in marks if mark.start == mark.end]
    return "".join(made)


def _reference(mark: Mark, begun: set[int]) -> str:
    own = f' id="mark-{mark.number}"' if mark.first and mark.number not in begun else ""
    begun.add(mark.number)
    return (
        f'<a class="ref" href="#note-{mark.number}"{own} '
        f'aria-label="note {mark.number}, {mark.severity}">{mark.number}</a>'
    )
