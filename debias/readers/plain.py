"""Reads plain text: paragraphs, and the headings, lists, forms and tables that people type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debias.document import CELL, HEADING, ITEM, PARAGRAPH, Cell
from debias.readers.encoding import decode
from debias.readers.plain_lines import (
    LONG,
    Line,
    capitals_level,
    columns,
    ends_sentence,
    is_form,
    is_rule,
    marker,
    numbered_level,
    title_level,
    underline,
)
from debias.readers.source import LINE_END, assemble, fold
from debias.readers.source_blocks import BlockList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from debias.document import Document
    from debias.readers.plain_lines import Marker
    from debias.readers.source import Segments

_FULL = 0.6  # of the width, from which a line may have been wrapped
_LEAD_IN = 20_000  # characters of a paragraph that may introduce a list
_UNWRAPPED = 0.2  # share of long lines from which each line is a paragraph


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:  # noqa: ARG001
    """Read plain text given as bytes. `limits` has nothing that concerns it."""
    source, encoding, unread = decode(data)
    blocks = BlockList()
    read_part(blocks, source)
    blocks.title = _title(blocks)
    return blocks.document(path, "text", source, encoding, unread)


def _title(blocks: BlockList) -> str:
    """What stands in capitals, or alone, before the first numbered heading; else nothing."""
    if len(blocks.blocks) < 2 or blocks.blocks[0].kind != PARAGRAPH:
        return ""
    first, rest = blocks.blocks[0].text.strip(), blocks.blocks[1:]
    heading = next((block.text for block in rest if block.kind == HEADING), "")
    bare = re.split(r"\s{3,}|[\t\n]", first)[0]
    numbered = numbered_level(heading) or marker(heading)
    return bare if numbered and (capitals_level(bare) or title_level(bare)) else ""


def read_part(blocks: BlockList, text: str) -> None:
    """Read plain text into `blocks`."""
    paragraphs = list(_paragraphs(text))
    lines = [line for paragraph in paragraphs for line in paragraph]
    long = sum(len(line.text) > LONG for line in lines)
    width = max((len(line.text) for line in lines if len(line.text) <= LONG), default=LONG)
    reader = _Reader(blocks, text, width, wrapped=long < len(lines) * _UNWRAPPED)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else []
        reader.paragraph(paragraph, following)


def _paragraphs(text: str) -> Iterator[list[Line]]:
    """The lines between blank lines (or page ends), without the blank ones."""
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        found = LINE_END.search(text, start)
        end = len(text) if found is None else found.start()
        line = text[start:end]
        if line.startswith("\f") and lines:
            yield lines
            lines = []
        if line.strip():
            lines.append(Line(line, start))
        if lines and (not line.strip() or line.endswith("\f")):
            yield lines
            lines = []
        if found is None:
            break
        start = found.end()
    if lines:
        yield lines


class _Reader:
    def __init__(self, blocks: BlockList, source: str, width: int, *, wrapped: bool) -> None:
        self.blocks = blocks
        self.source = source
        self.width = width  # that the text is wrapped at
        self.wrapped = wrapped
        self.before = ""  # the paragraph right before, that may introduce a list
        self.list: list[tuple[Marker, int, str]] = []  # the open items: marker, list, text
        self.lead_in = ""
        self.item_before: Marker | None = None
        self.heading_number = 0  # of the last heading that has one

    def paragraph(self, lines: list[Line], following: list[Line]) -> None:
        """Read the lines between two blank ones; `following` are those of the next such."""
        if self._table(lines):
            return
        at = 0
        while at < len(lines):
            at = self._next(lines, at, following)

    def _next(self, lines: list[Line], at: int, following: list[Line]) -> int:
        """Read what starts at line number `at`; where it ends."""
        line = lines[at]
        if is_rule(line.text):
            return at + 1
        level = underline(lines[at + 1].text) if at + 1 < len(lines) else 0
        if level and (at == 0 or len(lines) == at + 2):
            self._heading(line, level)
            return at + 2
        level = self._level(lines, at, following)
        if level:
            self._heading(line, level)
            return at + 1
        if self._is_item(lines, at):
            end = self._end(lines, at + 1, item=True)
            self._item(lines[at:end])
            return end
        end = self._end(lines, at + 1, item=False)
        self._text(lines[at:end])
        return end

    def _level(self, lines: list[Line], at: int, following: list[Line]) -> int:
        """The level of a line that is a heading without being underlined, else 0."""
        text = lines[at].text
        alone = len(lines) == 1
        if capitals_level(text) and (alone or at == 0) and not marker(text):
            below = lines[at + 1] if not alone else None
            return 0 if below is not None and capitals_level(below.text) else 2
        if not alone:
            return 0
        level = numbered_level(text)
        if level > 2:
            return level
        if level:
            return 0 if self._one_of_several(text, following) else level
        if marker(text) or not following:
            return 0
        return title_level(text)

    def _one_of_several(self, text: str, following: list[Line]) -> bool:
        """Whether a neighbour says that "1. Aspirin" is an item and no heading, which in capitals
        it always is, and where its number is the next behind the last heading's."""
        found, below = marker(text), marker(following[0].text) if following else None
        if found is None:
            return False
        if below is None and self.item_before is None:
            return False
        if capitals_level(text[found.length :]):
            return False
        near = (below, self.item_before)
        if self.heading_number and found.number == self.heading_number + 1:
            return any(each is not None and each.kind == found.kind for each in near)
        return True

    def _is_item(self, lines: list[Line], at: int) -> bool:
        """Whether a line starts a list item, and is not prose that happens to begin like one."""
        found = marker(lines[at].text)
        if found is None:
            return False
        colon = at > 0 and lines[at - 1].text.rstrip().endswith(":")
        if at == 0 or colon or self.list or not self.wrapped:
            return True
        same = [each for each in (marker(line.text) for line in lines) if each is not None]
        return sum(each.kind == found.kind for each in same) > 1

    def _end(self, lines: list[Line], at: int, *, item: bool) -> int:
        """Where the text that started before line number `at` ends."""
        while at < len(lines):
            text, before = lines[at].text, lines[at - 1].text
            if is_rule(text) or (marker(text) if item else self._is_item(lines, at)):
                break
            if not self.wrapped or max(len(text), len(before)) > LONG:
                break
            if self._starts_anew(text, before) or (item and self._leaves(text, before)):
                break
            at += 1
        return at

    def _starts_anew(self, text: str, before: str) -> bool:
        """Whether a line of a form, or one after such, stands on its own."""
        goes_on = text.lstrip()[:1].islower()
        if is_form(before):
            return not goes_on or is_form(text)
        if is_form(text):
            return not goes_on or ends_sentence(before)
        short = len(before) <= LONG // 2 and before.rstrip().endswith(":")
        return short and not goes_on

    def _leaves(self, text: str, before: str) -> bool:
        """Whether a line is no more of the item above: not indented, and that one was not full."""
        short = len(before) < self.width * _FULL
        return capitals_level(text) > 0 or (short and text[0].isupper())

    def _heading(self, line: Line, level: int) -> None:
        self._leave_list()
        if not self.blocks.blocks:
            level = 1  # whatever it looks like, the first is the title
        end = line.start + len(line.text)
        text, segments = assemble(((line.text, line.start, end),))
        self.blocks.add_heading(text, segments, level)
        found = marker(line.text)
        self.heading_number = found.number if found is not None else self.heading_number
        self.before = ""

    def _text(self, lines: list[Line]) -> None:
        self._leave_list()
        text, segments = self._joined(lines, 0)
        self.blocks.add(PARAGRAPH, text, segments)
        self.before = fold(text[-_LEAD_IN:])

    def _joined(self, lines: list[Line], skip: int) -> tuple[str, Segments]:
        """The text of some lines with the breaks between them, without its first characters."""
        start, end = lines[0].start + skip, lines[-1].start + len(lines[-1].text)
        return assemble(((self.source[start:end], start, end),))

    def _leave_list(self) -> None:
        self.list = []
        self.item_before = None

    def _item(self, lines: list[Line]) -> None:
        """An item: as deep as it is indented, or as its marker differs from the one above."""
        found = marker(lines[0].text)
        if found is None:
            return
        text, segments = self._joined(lines, found.length)
        while self.list and self.list[-1][0].indent > found.indent:
            self.list.pop()
        kinds = [each.kind for each, _, _ in self.list]
        if found.kind in kinds:
            del self.list[kinds.index(found.kind) + 1 :]
            _, number, _ = self.list.pop()
        else:
            number = self.blocks.number("list")
        if not self.list:
            if self.item_before is None or self.before:
                self.lead_in = self.before or self.blocks.lead_in()
            lead_in = self.lead_in
        else:
            lead_in = self.list[-1][2]
        self.list.append((found, number, fold(text)))
        self.blocks.add(
            ITEM, text, segments, level=len(self.list), lead_in=lead_in, list_number=number
        )
        self.item_before = found
        self.before = ""

    def _table(self, lines: list[Line]) -> bool:
        """Read lines that all have the same columns as the rows of a table."""
        rows = [line for line in lines if not is_rule(line.text)]
        places = [columns(line.text) for line in rows]
        if all(marker(line.text) for line in rows):  # Word's bullets have a tab behind them
            return False
        if len(rows) < 2 or len(places[0]) < 2 or len({len(each) for each in places}) > 1:
            return False
        self._leave_list()
        table = self.blocks.number("table")
        headers = [fold(rows[0].text[start:end]) for start, end in places[0]]
        headed = all(headers) and not any(is_form(each) for each in headers)
        for row, line in enumerate(rows):
            row_header = ""
            for column, (start, end) in enumerate(places[row]):
                piece = (line.text[start:end], line.start + start, line.start + end)
                text, segments = assemble((piece,))
                above = headers[column] if headed and row else ""
                place = Cell(table, row, column, row_header, above, is_header=headed and not row)
                self.blocks.add(CELL, text, segments, cell=place)
                if column == 0 and not (headed and row == 0):
                    row_header = fold(text)
        self.before = ""
        return True
