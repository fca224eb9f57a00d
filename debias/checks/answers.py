"""Reading the answers beside a question of a form: on its line, below, in its row or field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from debias.context import Reading
from debias.document import CELL, OPTION
from debias.records import NamedTuple

_MOST_LINES = 24  # as many as a list of 19 groups under 5 headings needs
_MARK = re.compile(r"[\u2610-\u2612\u25a0-\u25a2\uf0a8]|\[\s?\]|\(\s\)")
_BETWEEN = re.compile(r"[\u2610-\u2612\u25a0-\u25a2\uf0a8/|,;]|\[\s?\]|\(\s\)")
_BLANK = re.compile(r"_{2,}|\.{4,}|\u2026")
_REMARK = re.compile(r"\([^)]{0,80}\)?")
_NOT_BLANK = re.compile(r"[^\s_.:?*\u2026\[\]|-]")
# "Religion: ", "Preferred language ____": another question on the same line. A name between boxes
# ("[ ] Fijian [ ]") is a choice.
_NAME = r"(?<![^\W_] )(?<![\w/])[A-Z][A-Za-z' ]{2,40}(?:\([^)]{0,60}\))?\s*"
_QUESTION = re.compile(
    rf"{_NAME}(?=[:?]|_{{2,}}|\.{{4,}})|(?<![\u2610-\u2612\]] ){_NAME}(?=\u2610|\[\s?\])"
)
_CAPITAL = re.compile(r"(?<![\w'])[A-Z]")
_LABEL_LENGTH = 60
_LEAST_BETWEEN = 2


class Wording(NamedTuple):
    """The probes by which questions and answers are known."""

    label: int
    groups: int
    headings: int
    obsolete: int
    declined: int


class Answers(NamedTuple):
    """A question and its answers. The span is of the block's normalised copy: the question and
    those answers that stand in its block. `several` says that they are set out as choices,
    `blank` that there is only room to write."""

    block: int
    start: int
    end: int
    question: str
    choices: tuple[str, ...]
    several: bool
    blank: bool


def answers(wording: Wording, reading: Reading) -> Iterator[Answers]:
    """Every question that the label's wording finds, in reading order."""
    fields: set[int] = set()
    for number, block in enumerate(reading.blocks):
        field = block.field
        if field is not None and field.number in fields:
            continue
        if field is not None and reading.tells(wording.label, field.label):
            fields.add(field.number)
            several = len(field.options) >= _LEAST_BETWEEN
            end = len(reading.texts[number])
            yield Answers(number, 0, end, field.label, field.options, several, not field.options)
        elif block.kind != OPTION:
            last = -1
            for start, end in reading.spans(wording.label, number):
                if start >= last:
                    found = _beside(wording, reading, number, start, end)
                    last = found.end
                    fields.update(_fields_after(reading, number))
                    yield found


def _fields_after(reading: Reading, block: int) -> Iterator[int]:
    """The field of choices right after a block, whose question the block has put in words."""
    after = block + 1
    if after < len(reading.blocks) and reading.blocks[after].kind == OPTION:
        field = reading.blocks[after].field
        if field is not None:
            yield field.number


def _beside(wording: Wording, reading: Reading, block: int, start: int, end: int) -> Answers:
    """The answers after a label: the rest of its line, then lines, cells and fields of choices."""
    text = reading.blocks[block].text
    label_end = reading.source_span(block, start, end)[1]
    first, *more = text[label_end:].split("\n")
    first, cut = _own(first, wording, reading)
    choices = [first]
    reach = label_end + len(first)  # in the block's own text
    at = label_end + len(first) + 1
    if not cut:
        for line in more:
            if not _offers(line, wording, reading):
                break
            own, _ = _own(line, wording, reading)
            choices.append(own)
            reach = at + len(own)
            at += len(line) + 1
        else:
            choices += _following(wording, reading, block)
    whole = "; ".join(choices)
    spoken = _REMARK.sub(lambda found: _if_choices(found.group(), wording, reading), whole)
    several = len(_BETWEEN.findall(spoken)) >= _LEAST_BETWEEN or "/" in spoken
    several = several or len([one for one in choices if one.strip()]) > _LEAST_BETWEEN
    alone = len(choices) == 1
    written = first if alone else whole
    blank = alone and _is_blank(written, reading, block)
    stop = _in_copy(reading, block, reach) if several else end
    return Answers(block, start, max(end, stop), text, tuple(choices), several, blank)


def _in_copy(reading: Reading, block: int, reach: int) -> int:
    """The place in the normalised copy that stands for a place in the block's own text."""
    low, high = 0, len(reading.texts[block])
    while low < high:
        middle = (low + high + 1) // 2
        if reading.source_span(block, 0, middle)[1] <= reach:
            low = middle
        else:
            high = middle - 1
    while low and not reading.texts[block][low - 1].strip():
        low -= 1
    return low


def _own(line: str, wording: Wording, reading: Reading) -> tuple[str, bool]:
    """A line up to the next question on it, and whether there is one."""
    for found in _QUESTION.finditer(line):
        for capital in _CAPITAL.finditer(line, found.start(), found.end()):
            question = line[capital.start() : found.end()]
            if not _tells_choice(question, wording, reading):
                return line[: capital.start()], True
    return line, False


def _if_choices(remark: str, wording: Wording, reading: Reading) -> str:
    """A remark in brackets where it gives the choices, otherwise nothing."""
    return remark if _tells_choice(remark, wording, reading) else " "


def _tells_choice(text: str, wording: Wording, reading: Reading) -> bool:
    probes = (wording.groups, wording.headings, wording.obsolete, wording.declined)
    return any(reading.tells(probe, text) for probe in probes)


def _offers(line: str, wording: Wording, reading: Reading) -> bool:
    """Whether a line holds choices: marked as such, or of hardly any other words."""
    own, cut = _own(line, wording, reading)
    if (cut and not own.strip()) or not _tells_choice(own, wording, reading):
        return False
    if _BETWEEN.search(own):
        return True
    words = sum(
        len(found.split())
        for probe in (wording.groups, wording.headings, wording.obsolete, wording.declined)
        for found in reading.words_in(probe, own)
    )
    return words * 2 >= len(own.split())


def _following(wording: Wording, reading: Reading, block: int) -> Iterator[str]:
    """The lines of the blocks after a label, as long as they hold choices."""
    field = None
    lines = 0
    below = _below(wording, reading, block)
    for number in below or range(block + 1, len(reading.blocks)):
        it = reading.blocks[number]
        if it.kind == OPTION and it.field is not None:
            if field is not None and it.field.number != field:
                return
            field = it.field.number
            yield it.text
            continue
        if field is not None:
            return
        if it.kind == CELL and not _MARK.sub("", it.text).strip():
            continue  # the box of a choice in a cell of its own
        for line in it.text.split("\n"):
            lines += 1
            if lines > _MOST_LINES or not _offers(line, wording, reading):
                return
            yield _own(line, wording, reading)[0]


def _below(wording: Wording, reading: Reading, block: int) -> list[int]:
    """The cells under a column's heading, where the rows hold boxes to tick."""
    cell = reading.blocks[block].cell
    if cell is None or cell.row:
        return []
    row = reading.row(block)
    if any(n > block and _offers(reading.texts[n], wording, reading) for n in row):
        return []
    table = [n for n, b in enumerate(reading.blocks) if b.cell and b.cell.table == cell.table]
    under = [n for n in table if n not in row]
    if not any(_MARK.search(reading.blocks[n].text) for n in under):
        return []
    return [n for n in under if (at := reading.blocks[n].cell) and at.column >= cell.column]


def _is_blank(rest: str, reading: Reading, block: int) -> bool:
    """Whether there is only room to write: a line, or an empty cell beside the label."""
    plain = _REMARK.sub(" ", rest)
    if _BLANK.search(rest):
        return not _NOT_BLANK.search(_BLANK.split(plain)[0])
    if _NOT_BLANK.search(plain):
        return False
    cell = reading.blocks[block].cell
    if cell is None:
        return len(reading.texts[block]) <= _LABEL_LENGTH and ":" in rest
    beside = {other.column for n in reading.row(block) if (other := reading.blocks[n].cell)}
    wider = any(
        other.cell and other.cell.table == cell.table and other.cell.column > cell.column
        for other in reading.blocks
    )
    if cell.is_header or cell.column + 1 in beside:
        return False
    return wider or len(beside) == 1
