"""Collects the blocks of a text document: the headings above them, their numbers, their maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debias.document import HEADING, Block, Document
from debias.readers.source import Anchors, fold, line_starts

if TYPE_CHECKING:
    from debias.document import Unread
    from debias.readers.source import Segments


class BlockList:
    """Blocks in reading order, each with the map to its source.

    Lists, tables and form fields are numbered through the whole document, because a Markdown
    file may hold some of its own and some in HTML.
    """

    __slots__ = ("_numbers", "_path", "blocks", "section", "segments", "title")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.segments: list[Segments] = []
        self.section: tuple[str, ...] = ()
        self.title = ""
        self._path: list[tuple[int, str]] = []
        self._numbers = {"list": 0, "table": 0, "field": 0}

    def number(self, of: str) -> int:
        """The next number of a "list", "table" or "field", from 0."""
        self._numbers[of] += 1
        return self._numbers[of] - 1

    def add(self, kind: str, text: str, segments: Segments, **more: Any) -> None:  # noqa: ANN401
        """Add a block under the present section. Without text nothing is added."""
        if text:
            self.blocks.append(Block(kind, text, self.section, **more))
            self.segments.append(segments)

    def add_heading(
        self,
        text: str,
        segments: Segments,
        level: int,
        *,
        opens: bool = True,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Add a heading; unless it is inside a quotation or hidden it opens a section."""
        if not text:
            return
        if opens:
            while self._path and self._path[-1][0] >= level:
                self._path.pop()
            self.section = tuple(name for _, name in self._path)
        self.add(HEADING, text, segments, level=level, **more)
        if opens:
            self._path.append((level, fold(text)))
            self.section = tuple(name for _, name in self._path)

    def lead_in(self) -> str:
        """The heading of the present section: what introduces a list that nothing else does."""
        return self.section[-1] if self.section else ""

    def document(
        self, path: str, name: str, source: str, encoding: str, unread: tuple[Unread, ...]
    ) -> Document:
        """The finished document, in the format `name`."""
        anchors = Anchors(source, encoding, self.segments, line_starts(source))
        title = self.title or next(
            (fold(each.text) for each in self.blocks if each.kind == HEADING), ""
        )
        return Document(
            path,
            name,
            tuple(self.blocks),
            anchors.locate,
            unread=unread,
            title=title,
            anchors=anchors,
        )
