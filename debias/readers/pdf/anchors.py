"""Where the characters of every block are in the file, and the boxes around any of them."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2 as pdfium

from debias.document import Location
from debias.readers.pdf.page_text import box_of
from debias.readers.pdf.scan import Box, united
from debias.records import NamedTuple


class Piece(NamedTuple):
    """`text[start:end]` of a block shows `first` to `last` of its page's characters.

    Where the two differ in length, the whole stands for the whole (a ligature is two letters).
    """

    start: int
    end: int
    first: int
    last: int
    line: int  # counts the lines of the block


class Anchor(NamedTuple):
    """The place of one block: page is 0-based; `box` only where there are no characters."""

    page: int
    pieces: tuple[Piece, ...]
    box: Box | None = None


class Places:
    """Answers `locate` from the open document; keeps the page asked last, for the next question.

    `anchors` has one entry for each block; `indexes` says for the pages where it is not the same
    which of pdfium's characters a character of the page is.
    """

    def __init__(
        self,
        document: pdfium.PdfDocument,
        anchors: Sequence[Anchor],
        indexes: Mapping[int, array[int]],
    ) -> None:
        self.anchors = anchors
        self._document = document
        self._indexes = indexes
        self._open: tuple[int, Any, Any] | None = None
        self._corners = tuple(ctypes.c_double() for _ in range(4))

    def locate(self, block: int, start: int, end: int) -> Location:
        """The location of `text[start:end]` of a block: 1-based page and a box for each line."""
        anchor = self.anchors[block]
        return {
            "page": anchor.page + 1,
            "boxes": [[round(edge, 2) for edge in box] for box in self.boxes(block, start, end)],
        }

    def boxes(self, block: int, start: int, end: int) -> list[Box]:
        """One box for each line of `text[start:end]`, in unrotated PDF user space."""
        anchor = self.anchors[block]
        if anchor.box is not None:
            return [anchor.box]
        lines: dict[int, list[Box]] = {}
        for piece in anchor.pieces:
            if piece.start < end and start < piece.end:
                first, last = _part(piece, start, end)
                if box := self._box(anchor.page, first, last):
                    lines.setdefault(piece.line, []).append(box)
        return [united(boxes) for boxes in lines.values()]

    def _box(self, page: int, first: int, last: int) -> Box | None:
        if (index := self._indexes.get(page)) is not None:
            first, last = index[first], index[last - 1] + 1
        return box_of(self._text_page(page), first, last - first, self._corners)

    def _text_page(self, number: int) -> Any:  # noqa: ANN401 - a ctypes handle
        if self._open is None or self._open[0] != number:
            self._close_page()
            page = self._document[number]  # both stay bound: pdfium crashes without its page
            self._open = (number, page, page.get_textpage())
        return self._open[2].raw

    def _close_page(self) -> None:
        if self._open is not None:
            _, page, text_page = self._open
            self._open = None
            text_page.close()
            page.close()

    def close(self) -> None:
        """Close the page and the document."""
        self._close_page()
        self._document.close()


def _part(piece: Piece, start: int, end: int) -> tuple[int, int]:
    if piece.end - piece.start != piece.last - piece.first:
        return piece.first, piece.last
    shift = piece.first - piece.start
    return max(start, piece.start) + shift, min(end, piece.end) + shift
