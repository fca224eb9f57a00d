"""What a single element shows: the text that stands behind every segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.controls import form_field
from debias.ooxml.names import RPR, VAL, Element, V, W
from debias.ooxml.symbols import PRIVATE, shown, symbol

if TYPE_CHECKING:
    from collections.abc import Callable

FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}


def shown_text(element: Element) -> str:
    """The text that `element` shows, of which a segment's text is a slice."""
    tag = element.tag
    fixed = FIXED.get(tag)
    if fixed is not None:
        return fixed
    special = _SPECIAL.get(tag)
    if special is not None:
        return special(element)
    text = element.text or ""
    if not text.isascii() and PRIVATE.search(text):
        return shown(text, font(element))
    return str(text)


def font(element: Element) -> str:
    """The name of the font that the element's run asks for, "" when it leaves that to its style."""
    run = element.getparent()
    fonts = run.find(f"{RPR}/{W}rFonts") if run is not None else None
    if fonts is None:
        return ""
    return fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or fonts.get(W + "hint") or ""


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return "\ufffd"
    return symbol(element.get(W + "font", ""), code)


def _item(element: Element) -> str:
    return element.get(W + "displayText") or element.get(W + "value") or ""


def _value(element: Element) -> str:
    return element.get(VAL, "") or ""


def _picture(element: Element) -> str:
    """A picture's title and description, each once (two lines of one passage)."""
    words = (element.get("title", ""), element.get("descr", ""))
    return "\n".join(dict.fromkeys(word for word in words if word.strip()))


def _box(element: Element) -> str:
    data = element.find(W + "ffData")
    return "" if data is None else form_field(data).box


_SPECIAL: dict[str, Callable[[Element], str]] = {
    W + "sym": _symbol,
    W + "listItem": _item,
    W + "listEntry": _value,
    W + "alias": _value,
    W + "helpText": _value,
    W + "statusText": _value,
    W + "tblCaption": _value,
    W + "tblDescription": _value,
    W + "fldChar": _box,
    W + "hyperlink": lambda element: element.get(W + "tooltip", ""),
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": _picture,
    V + "textpath": lambda element: element.get("string", ""),
    V + "shape": lambda element: element.get("alt", ""),
    V + "rect": lambda element: element.get("alt", ""),
    V + "group": lambda element: element.get("alt", ""),
}
