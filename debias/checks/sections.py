"""The parts of a document that stand under certain headings, in whatever way it marks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debias.context import Reading
from debias.document import CELL, HEADING
from debias.records import NamedTuple

_LONGEST_NUMBER = 4  # characters of "5.1 " before the words that open a paragraph
_LONGEST_LABEL = 80  # characters of a cell that heads its row or table


class Sections(NamedTuple):
    """All blocks under the headings that a probe matches, and the first of those headings."""

    first: int
    blocks: tuple[int, ...]


def sections(probe: int, reading: Reading) -> Sections:
    """What stands under headings, or where none matches under lines that read like headings.

    The label of a table or row, and a paragraph that begins with the words ("Auditable standards:
    ..."), count as headings. The title of the document does only where nothing below it does.
    """
    title = next((n for n, block in enumerate(reading.blocks) if block.kind == HEADING), -1)
    lines = [n for n in reading.candidates(probe) if reading.is_heading(n)]
    looks_only = [n for n in lines if reading.blocks[n].kind != HEADING]
    below = [n for n in reading.candidates(probe) if n != title and n not in looks_only]
    for numbers in (below, [title] if title >= 0 else [], looks_only):
        found = _collected(numbers, probe, reading)
        if found.blocks:
            return found
    return Sections(-1, ())


def _collected(numbers: Sequence[int], probe: int, reading: Reading) -> Sections:
    first = -1
    found: dict[int, None] = {}
    for number in numbers:
        spans = reading.spans(probe, number)
        under = tuple(_under(number, spans[0][0], reading)) if spans else ()
        if not under and reading.tells(probe, reading.first_line(number)):
            under = (number,)
        if under:
            first = number if first < 0 else first
            found.update(dict.fromkeys(under))
    return Sections(first, tuple(sorted(found)))


def _under(number: int, start: int, reading: Reading) -> Iterator[int] | Sequence[int]:
    block = reading.blocks[number]
    if block.kind == HEADING:
        return reading.section(number)
    if block.kind == CELL:
        return _labelled(number, reading)
    if reading.is_heading(number):
        return _until_next_heading(number, reading)
    return (number,) if start <= _LONGEST_NUMBER else ()


def _labelled(number: int, reading: Reading) -> Sequence[int]:
    """The table of a label in its first row, the row of a label in its first column."""
    cell = reading.blocks[number].cell
    if cell is None or len(reading.texts[number]) > _LONGEST_LABEL:
        return ()
    if cell.row == 0:
        return [
            at
            for at, other in enumerate(reading.blocks)
            if other.cell is not None and other.cell.table == cell.table
        ]
    return reading.row(number) if cell.column == 0 else ()


def _until_next_heading(number: int, reading: Reading) -> Iterator[int]:
    """Short lines may be entries of a list, so only a real heading, a number or capitals end it."""
    yield number
    for after in range(number + 1, len(reading.blocks)):
        text = reading.texts[after]
        if reading.blocks[after].kind == HEADING:
            return
        if reading.is_heading(after) and (text.lstrip()[:1].isdigit() or text.isupper()):
            return
        yield after
