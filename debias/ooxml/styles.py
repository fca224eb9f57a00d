"""What the styles and lists of a document say about its paragraphs, inheritance worked out."""

from __future__ import annotations

import re

from debias.ooxml.names import OFF, PPR, RPR, TYPE, VAL, Element, W
from debias.records import NamedTuple

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_QUOTES = {"quote", "intense quote", "block quotation", "quotations", "block text"}
_MOST_BASES = 50  # styles based on styles; a loop is cut here
_BODY = 9  # the outline level of text that is no heading


class Style(NamedTuple):
    """A style with what it inherits. `heading` is 1 to 9, 0 for none; `num_id` and `level` are
    its list and level there; the rest say what text in it looks like."""

    name: str = ""
    heading: int = 0
    num_id: str | None = None
    level: int | None = None
    title: bool = False
    quote: bool = False
    bold: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document by id; without a styles part, by what their ids say."""

    __slots__ = ("_cache", "_elements", "_paragraph")

    def __init__(self, root: Element = None) -> None:
        self._elements: dict[str, Element] = {}
        self._cache: dict[str | None, Style] = {}
        self._paragraph: str | None = None  # the id of the default style
        for each in () if root is None else root.iter(W + "style"):
            name = each.get(W + "styleId", "")
            self._elements[name] = each
            if each.get(TYPE) == "paragraph" and each.get(W + "default", "0") not in OFF:
                self._paragraph = name

    def __getitem__(self, style: str | None) -> Style:
        """The style of that id; the default one for None."""
        found = self._cache.get(style)
        if found is None:
            found = self._cache[style] = self._resolve(style)
        return found

    def hiding(self) -> frozenset[str]:
        """The ids of character styles that hide their text."""
        return frozenset(
            name
            for name, each in self._elements.items()
            if each.get(TYPE) == "character" and self[name].hidden
        )

    def _resolve(self, style: str | None) -> Style:
        if style is None or (style not in self._elements and self._elements):
            style = self._paragraph
        if style is None:
            return Style()
        lineage = self._lineage(style)
        names = [_name(each) for each in lineage] or [style]
        outline = _first(lineage, f"{PPR}/{W}outlineLvl")
        heading = 0
        for name, each in zip(names, lineage or [None], strict=True):
            own = None if each is None else each.find(f"{PPR}/{W}outlineLvl")
            match = _HEADING.fullmatch(name)
            if own is not None:
                break
            if match:
                heading = int(match[1])
                break
        if not heading and outline is not None and outline.isdigit() and int(outline) < _BODY:
            heading = int(outline) + 1
        return Style(
            names[0],
            heading,
            _first(lineage, f"{PPR}/{W}numPr/{W}numId"),
            _integer(_first(lineage, f"{PPR}/{W}numPr/{W}ilvl")),
            any(name.casefold() == "title" for name in names),
            any(name.casefold() in _QUOTES for name in names),
            _on(lineage, "b"),
            _on(lineage, "vanish"),
        )

    def _lineage(self, style: str) -> list[Element]:
        """The style's element and those it is based on, nearest first."""
        found: list[Element] = []
        each = self._elements.get(style)
        while each is not None and len(found) < _MOST_BASES:
            found.append(each)
            base = each.find(W + "basedOn")
            each = None if base is None else self._elements.get(base.get(VAL, ""))
        return found


class Lists:
    """The lists of a document: whether a paragraph with a list number shows a mark."""

    __slots__ = ("_levels", "_linked")

    def __init__(self, root: Element = None) -> None:
        shapes: dict[str, dict[int, str]] = {}
        self._levels: dict[str, dict[int, str]] = {}
        self._linked: dict[tuple[str, str], int] = {}  # (list, style): level
        links: dict[str, dict[str, int]] = {}
        if root is None:
            return
        for each in root.iter(W + "abstractNum"):
            shape: dict[int, str] = {}
            link: dict[str, int] = {}
            for level in each.iter(W + "lvl"):
                number = _integer(level.get(W + "ilvl")) or 0
                shape[number] = _value(level, "numFmt") or "decimal"
                style = _value(level, "pStyle")
                if style:
                    link[style] = number
            shapes[each.get(W + "abstractNumId", "")] = shape
            links[each.get(W + "abstractNumId", "")] = link
        for each in root.iter(W + "num"):
            number_id = each.get(W + "numId", "")
            shape_id = _value(each, "abstractNumId") or ""
            self._levels[number_id] = shapes.get(shape_id, {})
            for style, level in links.get(shape_id, {}).items():
                self._linked[number_id, style] = level

    def level(self, num_id: str | None, level: int | None, style: str | None) -> int | None:
        """The level (0-based) at which a paragraph is an item of a list; None when it is none."""
        if num_id is None or num_id == "0" or num_id not in self._levels:
            return None
        if level is None:
            level = self._linked.get((num_id, style or ""), 0)
        # A list that refers to a list style has no levels of its own here.
        return None if self._levels[num_id].get(level, "decimal") == "none" else level

    def numbered(self, num_id: str) -> bool:
        """Whether the list counts its items at its first level, with figures or letters."""
        return self._levels.get(num_id, {}).get(0, "decimal") not in {"bullet", "none"}


def is_bold(element: Element, styles: Styles) -> bool | None:
    """Whether the run around a text element is bold; None when only its paragraph's style says."""
    run = element.getparent()
    properties = None if run is None else run.find(RPR)
    if properties is None:
        return None
    own = properties.find(W + "b")
    if own is not None:
        return own.get(VAL, "1") not in OFF
    style = properties.find(W + "rStyle")
    return True if style is not None and styles[style.get(VAL)].bold else None


def has_shading(paragraph: Element) -> bool:
    """Whether the table cell around a paragraph has a colour of its own."""
    for above in paragraph.iterancestors(W + "tc"):
        shading = above.find(f"{W}tcPr/{W}shd")
        return shading is not None and shading.get(W + "fill", "auto") not in {"auto", "FFFFFF"}
    return False


def _name(style: Element) -> str:
    return _value(style, "name") or style.get(W + "styleId", "")


def _value(element: Element, child: str) -> str | None:
    found = element.find(W + child)
    return None if found is None else found.get(VAL)


def _first(lineage: list[Element], path: str) -> str | None:
    for each in lineage:
        found = each.find(path)
        if found is not None:
            value: str | None = found.get(VAL)
            return value
    return None


def _on(lineage: list[Element], name: str) -> bool:
    for each in lineage:
        found = each.find(f"{RPR}/{W}{name}")
        if found is not None:
            return found.get(VAL, "1") not in OFF
    return False


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None
