"""Recognising what kind of document is before us: a form, a guideline, a leaflet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from debias.context import Reading
from debias.document import HEADER, HEADING
from debias.rule import Clause, DocumentKind
from debias.wording import SlowPatternError

_TITLE_BLOCKS = 3  # a title is among the first blocks
_LONGEST_TITLE = 150  # characters


def recognise(
    reading: Reading, kinds: tuple[DocumentKind, ...], slow: list[str] | None = None
) -> tuple[str, ...]:
    """The ids of all the kinds that a document is of; it may be several, or none.

    Those whose patterns ran into their time limit go to `slow`, as "kind ID", and are not given.
    """
    document = _Counted(reading)
    found = []
    for kind in kinds:
        try:
            if _is(kind, document):
                found.append(kind.id)
        except SlowPatternError:
            if slow is not None:
                slow.append(f"kind {kind.id}")
    return tuple(found)


def _is(kind: DocumentKind, document: _Counted) -> bool:
    if kind.veto >= 0 and document.reading.first_block(kind.veto) >= 0:
        return False
    return any(
        all(map(document.meets, sorted(clauses, key=document.looks_everywhere)))
        for clauses in kind.alternatives
    )


class _Counted:
    """What the clauses of all kinds ask of a document, each counted when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._numbers: dict[str, int] = {}
        self._places: dict[str, tuple[int, ...]] = {}
        self._lines: tuple[str, ...] | None = None

    def meets(self, clause: Clause) -> bool:
        """Whether a clause holds."""
        if clause.counts in _NUMBERS:
            return self._number(clause.counts) >= clause.least
        if clause.least == 0:
            return not any(self._occurs(probe, clause.counts) for probe in clause.probes)
        met = 0
        for probe in clause.probes:
            met += self._occurs(probe, clause.counts)
            if met >= clause.least:
                return True
        return False

    def looks_everywhere(self, clause: Clause) -> bool:
        """Whether a clause is dear to try: it is tried after the others."""
        return any(self.reading.looks_everywhere(probe) for probe in clause.probes)

    def _number(self, of: str) -> int:
        if of not in self._numbers:
            self._numbers[of] = _NUMBERS[of](self.reading)
        return self._numbers[of]

    def _occurs(self, probe: int, place: str) -> bool:
        reading = self.reading
        if place == "document":
            return reading.first_block(probe) >= 0
        if place not in self._places:
            self._places[place] = tuple(_PLACES[place](reading))
        if any(reading.spans(probe, block) for block in self._places[place]):
            return True
        if place == "title":
            return reading.tells(probe, reading.document.title)
        return any(reading.tells(probe, line) for line in self._first_lines())

    def _first_lines(self) -> tuple[str, ...]:
        """The lines that open a paragraph like a heading."""
        if self._lines is None:
            numbers = range(len(self.reading.blocks))
            self._lines = tuple(filter(None, map(self.reading.first_line, numbers)))
        return self._lines


def _title(reading: Reading) -> Iterable[int]:
    """The first blocks, the first highest heading and the running headers, where short."""
    first = {number for number, text in enumerate(reading.texts) if text.strip()}
    first = set(sorted(first)[:_TITLE_BLOCKS])
    blocks = list(enumerate(reading.blocks))
    heading = next((n for n, b in blocks if b.kind == HEADING and b.level == 1), -1)
    for number, block in blocks:
        if len(reading.texts[number]) > _LONGEST_TITLE:
            continue
        if number in first or number == heading or block.kind == HEADER:
            yield number


def _headings(reading: Reading) -> Iterable[int]:
    return (number for number in range(len(reading.blocks)) if reading.is_heading(number))


_PLACES: dict[str, Callable[[Reading], Iterable[int]]] = {"title": _title, "headings": _headings}


def _words(reading: Reading) -> int:
    return sum(len(text.split()) for text in reading.texts)


def _fields(reading: Reading) -> int:
    return len({block.field.number for block in reading.blocks if block.field is not None})


def _blanks(reading: Reading) -> int:
    """Places in tables where a cell could be and none holds text; one cell wide at the least."""
    tables: dict[int, dict[int, set[int]]] = {}
    for block in reading.blocks:
        if block.cell is not None:
            tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, set()).add(
                block.cell.column
            )
    blanks = 0
    for rows in tables.values():
        width = 1 + max(max(columns) for columns in rows.values())
        blanks += sum(max(width, 2) - len(columns) for columns in rows.values())
    return blanks


def _parts(reading: Reading) -> int:
    """Headings, and short lines that read like one where the format marks none."""
    return sum(1 for number in _headings(reading) if reading.texts[number].strip()) + sum(
        1 for number in range(len(reading.blocks)) if reading.first_line(number)
    )


_NUMBERS: dict[str, Callable[[Reading], int]] = {
    "words": _words,
    "fields": _fields,
    "blanks": _blanks,
    "parts": _parts,
}
