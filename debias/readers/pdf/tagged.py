"""Lays out a page by its structure tree: the author's own headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from debias.document import ALT, CELL, HEADING, ITEM, NOTE, PARAGRAPH, QUOTE
from debias.readers.pdf.drafts import Draft, Place
from debias.readers.pdf.lines import Line, line_of
from debias.readers.pdf.marks import mark_of
from debias.readers.pdf.paragraphs import paragraphs
from debias.readers.pdf.scan import Node, PageScan, Run

_BLOCKS = {
    "P": PARAGRAPH, "H": HEADING, "H1": HEADING, "H2": HEADING, "H3": HEADING, "H4": HEADING,
    "H5": HEADING, "H6": HEADING, "Title": HEADING, "LI": ITEM, "TD": CELL, "TH": CELL,
    "Caption": PARAGRAPH, "Note": NOTE, "FENote": NOTE, "BlockQuote": QUOTE, "TOCI": PARAGRAPH,
    "Figure": PARAGRAPH, "Formula": PARAGRAPH, "Aside": PARAGRAPH, "Index": PARAGRAPH,
}  # fmt: skip
_GROUPS = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "TOC",
    "L", "Table", "THead", "TBody", "TFoot", "TR", "Textbox", "Diagram", "Workbook", "Worksheet",
    "Slide",
}  # fmt: skip
# Whose words belong to the block around them, as those of a span do.
_PART_OF_BLOCK = frozenset({"Div", "Sect", "Part", "Art"})
_PART_OF_ITEM = _PART_OF_BLOCK | {"P", "Caption", "TOCI"}


def tagged_page(scan: PageScan, furniture: set[int]) -> list[Draft]:
    """The drafts of a tagged page; `furniture` holds the starts of runs that are left out."""
    return _Walk(scan, furniture).drafts()


class _Walk:
    """One way through the structure tree of a page; every run is taken once."""

    def __init__(self, scan: PageScan, furniture: set[int]) -> None:
        self._page = scan.number
        self._box = scan.box
        self._text = scan.text.text
        self._tree = scan.tree
        self._runs: dict[int, list[Run]] = {}
        self._stray: list[Run] = []
        self._line_of_run: dict[int, int] = {}
        for number, line in enumerate(scan.text.lines):
            for run in line:
                self._line_of_run[run.start] = number
                if run.start not in furniture:
                    self._runs.setdefault(run.mcid, []).append(run)
        self._stray = self._runs.pop(-1, [])
        self._tables = count()
        self._found: list[Draft] = []

    def drafts(self) -> list[Draft]:
        """Everything in the tree, then what stands outside it, put where the file draws it."""
        self._group(self._tree, None)
        rest = [run for runs in self._runs.values() for run in runs] + self._stray
        if not rest:
            return self._found
        return self._with_strays(sorted(rest))

    # --- the tree ----------------------------------------------------------------------------

    def _group(self, children: Sequence[Node | int], place: Place | None) -> None:
        """Elements that hold blocks; words right in them are paragraphs."""
        loose: list[Run] = []
        for child in children:
            if isinstance(child, int):
                loose += self._runs.pop(child, [])
            elif child.kind in _GROUPS or child.kind in _BLOCKS:
                self._paragraphs(loose, place)
                loose = []
                self._node(child, place)
            else:
                words, blocks = self._own(child, frozenset())
                loose += words
                if blocks:
                    self._paragraphs(loose, place)
                    loose = []
                    self._group(blocks, place)
        self._paragraphs(loose, place)

    def _node(self, node: Node, place: Place | None) -> None:
        if node.kind == "Table":
            self._table(node)
        elif node.kind in _GROUPS:
            self._group(node.children, place)
        else:
            self._block(node, place)

    def _block(self, node: Node, place: Place | None) -> None:
        kind = _BLOCKS[node.kind]
        if node.alt.strip():
            box = node.box or self._box
            self._found.append(
                Draft(self._page, kind=ALT, words=node.alt, box=box, place=place, tagged=True)
            )
        words, blocks = self._own(node, _PART_OF_ITEM if kind == ITEM else _PART_OF_BLOCK)
        lines = self._lines(words)
        if node.kind in ("Figure", "Formula"):
            self._paragraphs(words, place)  # the boxes of a flow chart, say
        elif kind == PARAGRAPH:
            self._split(lines, place)
        elif lines and kind == ITEM:
            mark = mark_of(self._text[lines[0].start : lines[0].end])
            skip = 0 if mark is None or mark.shown else mark.length
            self._add(lines, kind, place, skip=skip)
        elif lines:
            self._add(lines, kind, place, level=_heading_level(node.kind))
        self._group(blocks, place)

    def _own(self, node: Node, parts: frozenset[str]) -> tuple[list[Run], list[Node]]:
        """The runs of an element's own words, and the blocks inside it that stand by themselves."""
        runs: list[Run] = []
        blocks: list[Node] = []
        for child in node.children:
            if isinstance(child, int):
                runs += self._runs.pop(child, [])
            elif child.kind not in parts and (child.kind in _BLOCKS or child.kind in _GROUPS):
                blocks.append(child)
            else:
                inner, below = self._own(child, parts)
                runs += inner
                blocks += below
        return runs, blocks

    def _table(self, node: Node) -> None:
        table = next(self._tables)
        taken: set[tuple[int, int]] = set()
        rows = list(_rows(node))
        boxed = all(len(cells) <= 1 for cells, _ in rows)  # one column is a box around text
        for row, (cells, is_head) in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                taken.update(
                    (row + down, column + right)
                    for down in range(cell.row_span)
                    for right in range(cell.column_span)
                )
                place = Place(
                    table,
                    row,
                    column,
                    cell.kind == "TH" or is_head,
                    cell.scope,
                    cell.column_span,
                    cell.row_span,
                )
                self._group(cell.children, None if boxed else place)
        for child in _beside_rows(node):
            self._node(child, None)

    # --- drafts ------------------------------------------------------------------------------

    def _paragraphs(self, runs: list[Run], place: Place | None) -> None:
        if runs:
            self._found += paragraphs(self._lines(runs), self._text, self._page, place)

    def _split(self, lines: list[Line], place: Place | None) -> None:
        """A paragraph, or the items that were typed into one with bullets of their own."""
        start = 0
        for number in range(1, len(lines) + 1):
            if number == len(lines) or self._bullet(lines[number]):
                group = lines[start:number]
                skip = self._bullet(group[0])
                kind = ITEM if skip is not None else PARAGRAPH
                self._add(group, kind, place, skip=skip or 0, tagged=kind != ITEM)
                start = number

    def _bullet(self, line: Line) -> int | None:
        mark = mark_of(self._text[line.start : line.end])
        if mark is None or mark.kind in ("number", "alone"):
            return None
        return 0 if mark.shown else mark.length

    def _add(
        self,
        lines: list[Line],
        kind: str,
        place: Place | None,
        *,
        level: int = 0,
        skip: int = 0,
        tagged: bool = True,
    ) -> None:
        self._found.append(
            Draft(
                self._page,
                tuple(lines),
                kind,
                level=level,
                skip=skip,
                place=place,
                tagged=tagged,
            )
        )

    def _lines(self, runs: Sequence[Run]) -> list[Line]:
        """Lines of runs in the order given; what stands together on the page stays together."""
        groups: list[list[Run]] = []
        for run in runs:
            if groups and self._follows(groups[-1][-1], run):
                groups[-1].append(run)
            else:
                groups.append([run])
        return [line_of(group, self._text) for group in groups]

    def _follows(self, before: Run, run: Run) -> bool:
        return (
            self._line_of_run[before.start] == self._line_of_run[run.start]
            and before.start < run.start
            and not self._text[before.end : run.start].strip()
        )

    def _with_strays(self, runs: list[Run]) -> list[Draft]:
        """Words outside the tree as paragraphs, each after the block drawn before it."""
        ends: dict[int, int] = {}
        for number, draft in enumerate(self._found):
            for line in draft.lines:
                for run in line.runs:
                    ends[run.start] = number
        groups: dict[int, list[Run]] = {}
        last = -1
        pending = sorted([*ends, *(run.start for run in runs)])
        stray = {run.start: run for run in runs}
        for start in pending:
            if start in stray:
                groups.setdefault(last, []).append(stray[start])
            else:
                last = ends[start]
        found: list[Draft] = []
        for number in range(-1, len(self._found)):
            if number >= 0:
                found.append(self._found[number])
            if number in groups:
                found += paragraphs(self._lines(groups[number]), self._text, self._page)
        return found


def _heading_level(kind: str) -> int:
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" else 1 if kind in ("H", "Title") else 0


def _rows(node: Node) -> Iterator[tuple[list[Node], bool]]:
    """The rows of a table as their cells, and whether they are in its head."""
    for child in node.children:
        if isinstance(child, int):
            continue
        if child.kind == "TR":
            yield [cell for cell in child.children if _is_cell(cell)], False  # type: ignore[misc]
        elif child.kind in ("THead", "TBody", "TFoot"):
            for cells, _ in _rows(child):
                yield cells, child.kind == "THead"


def _is_cell(child: Node | int) -> bool:
    return not isinstance(child, int) and child.kind in ("TD", "TH")


def _beside_rows(node: Node) -> Iterator[Node]:
    """What a table holds beside its rows and cells: captions, and words in the wrong place."""
    for child in node.children:
        if isinstance(child, int):
            yield Node("P", (child,))
        elif child.kind == "TR":
            for cell in child.children:
                if isinstance(cell, int):
                    yield Node("P", (cell,))
                elif not _is_cell(cell):
                    yield cell if cell.kind in _BLOCKS else Node("P", (cell,))
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _beside_rows(child)
        else:
            yield child if child.kind in _BLOCKS or child.kind in _GROUPS else Node("P", (child,))
