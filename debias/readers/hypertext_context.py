"""What an HTML reader knows at one place: the open elements and what text in them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.document import PARAGRAPH
from debias.records import NamedTuple

if TYPE_CHECKING:
    from debias.readers.hypertext_forms import Control
    from debias.readers.hypertext_tables import Table, TableCell
    from debias.readers.source import Piece

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
CELLS = frozenset({"td", "th"})
VOID = frozenset(
    "area base basefont br col embed frame hr img input link meta param source track wbr".split()
)
_ROWS = frozenset({"tr", "td", "th", "caption"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_TABLE = frozenset({"table"})
# A start tag that ends open elements: which ones, and what it never looks beyond.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS | _TABLE | CELLS),
    "dt": (frozenset({"dt", "dd"}), LISTS | _TABLE | CELLS),
    "dd": (frozenset({"dt", "dd"}), LISTS | _TABLE | CELLS),
    "tr": (_ROWS, _TABLE),
    "td": (CELLS, _TABLE | {"tr"}),
    "th": (CELLS, _TABLE | {"tr"}),
    "thead": (_ROWS | _GROUPS, _TABLE),
    "tbody": (_ROWS | _GROUPS, _TABLE),
    "tfoot": (_ROWS | _GROUPS, _TABLE),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "body": (frozenset({"head", "title"}), frozenset()),
}
TITLE = "title"  # the kind of the text in <title>, on its way to being a heading
# End tags that reach out of a table cell; those of other elements stay inside it.
OUTWARD = frozenset({"table", "tr", "td", "th", "caption"}) | _GROUPS


class ItemList:
    """An HTML list while it is read."""

    __slots__ = ("lead_in", "level", "number")

    def __init__(self, number: int, level: int, lead_in: str) -> None:
        self.number = number
        self.level = level
        self.lead_in = lead_in


class Context(NamedTuple):
    """What text in an element is; elements that change nothing share that of their parent."""

    kind: str = PARAGRAPH
    level: int = 0
    hidden: bool = False
    quoted: bool = False
    silent: bool = False  # text in it is left out
    items: ItemList | None = None
    table: Table | None = None
    cell: TableCell | None = None
    control: Control | None = None
    item: Element | None = None  # the innermost list item
    label: Element | None = None  # the label it is in
    group: Element | None = None  # the innermost group of controls
    in_legend: bool = False


class Element:
    """An open element."""

    __slots__ = ("block", "context", "for_id", "inside", "outside", "saved", "tag", "text")

    def __init__(self, tag: str, context: Context) -> None:
        self.tag = tag
        self.context = context
        self.saved: list[Piece] | None = None  # the visible text around a hidden stretch
        self.outside: dict[str, int] | None = None  # what is open outside a table cell
        self.text = ""  # of a list item its first, of a group of controls its legend
        self.block: int | None = None  # a label's
        self.for_id = ""  # the control that a label says it is for
        self.inside: list[Control] = []  # controls in a label
