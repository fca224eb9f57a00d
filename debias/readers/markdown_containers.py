"""What Markdown's structure is made of: containers (quotations, items) and leaves (paragraphs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.records import NamedTuple

if TYPE_CHECKING:
    from debias.readers.markdown_lines import Range
    from debias.readers.markdown_references import Reference

QUOTE, ITEM, FOOTNOTE, ROOT = "quote", "item", "footnote", "root"


class List:
    """One list: its marker, its number in the document, what came before it."""

    __slots__ = ("lead", "level", "marker", "number", "parent")

    def __init__(self, marker: str, level: int, lead: int | None, parent: Item | None) -> None:
        self.marker = marker
        self.level = level
        self.lead = lead  # the leaf right before it, when that is a paragraph
        self.parent = parent
        self.number = -1


class Container:
    """A block that holds others: the document, a quotation, a list item, a footnote."""

    __slots__ = ("callout", "empty", "indent", "kind", "last", "open_list")

    def __init__(self, kind: str, indent: int = 0) -> None:
        self.kind = kind
        self.indent = indent  # columns that its later lines are indented by
        self.empty = True
        self.callout = False  # a box that is written as a quotation: `> [!NOTE]`
        self.last: int | None = None  # the leaf that was added last, if it was a paragraph
        self.open_list: List | None = None


class Item(Container):
    """A list item."""

    __slots__ = ("first", "of")

    def __init__(self, indent: int, of: List) -> None:
        super().__init__(ITEM, indent)
        self.of = of
        self.first: int | None = None  # its first leaf


class Leaf(NamedTuple):
    """A block without blocks in it: `ranges` of the source, without quotation marks.

    `kind` is paragraph, heading, table or html. `item` is the innermost list item around it.
    """

    kind: str
    ranges: tuple[Range, ...]
    level: int = 0
    item: Item | None = None
    quoted: bool = False
    note: bool = False


class Structure(NamedTuple):
    """The leaves in reading order, the link references and the names of the footnotes."""

    leaves: list[Leaf]
    references: dict[str, Reference]
    notes: set[str]
