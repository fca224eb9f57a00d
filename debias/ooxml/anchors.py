"""What a Word document's reader keeps so that findings can be located and marked in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.names import Element

if TYPE_CHECKING:
    from debias.document import Location
    from debias.ooxml.passages import Passage, Segment


class WordAnchors:
    """Where each block's text is in the file.

    `passages[i]` belongs to `blocks[i]`. `trees` are the parsed parts by name; their elements are
    what the segments point at. `main` is the name of the document part. `strict` files and
    `cut` ones (whose deepest nesting could not be parsed) are not to be written back.
    """

    __slots__ = ("cut", "first", "main", "passages", "remarks", "strict", "trees")

    def __init__(
        self,
        passages: tuple[Passage, ...],
        trees: dict[str, Element],
        main: str,
        *,
        first: Element,
        strict: bool,
        cut: bool,
        remarks: Element = None,
    ) -> None:
        self.passages = passages
        # Python lets go of slots by alphabet. An element whose tree is gone already takes lxml
        # seven times as long to let go of, so this one must be the last.
        self.trees = trees
        self.main = main
        self.first = first  # the first paragraph of the body, None when it has none
        self.strict = strict
        self.remarks = remarks  # the root of the part with the comments, None without any
        self.cut = cut

    def locate(self, block: int, start: int, end: int) -> Location:  # noqa: ARG002
        """The `Location` of text in a block. Word has no lines: it is the paragraph's."""
        passage = self.passages[block]
        cell = passage.cell
        return {
            "part": passage.story,
            "heading": passage.heading or None,
            "table": None if cell is None else cell.row.table.number + 1,
            "row": None if cell is None else cell.row.number + 1,
            "cell": None if cell is None else cell.number + 1,
            "paragraph": passage.number or None,
        }

    def slices(self, block: int, start: int, end: int) -> tuple[Segment, ...]:
        """The segments that hold `text[start:end]` of a block, cut to it: for each element
        (start, end, element, offset), with start and end still counted in the block's text."""
        found: list[Segment] = []
        for at, stop, element, offset in self.passages[block].segments:
            left, right = max(at, start), min(stop, end)
            if left < right:
                found.append((left, right, element, offset + left - at))
        return tuple(found)
