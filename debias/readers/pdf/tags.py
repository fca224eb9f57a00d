"""Reads the structure tree of a page: what its author says is a heading, a list, a table."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from pypdfium2 import raw

from debias.readers.pdf.scan import Box, Node

_DEEPEST = 60  # real trees are about ten deep; more is a loop or a trap
_MOST_NODES = 100_000  # on one page
_CELLS = ("TD", "TH")
_PICTURES = ("Figure", "Formula")
_BUFFER = (ctypes.c_ushort * 512)()


def page_tree(page: Any) -> tuple[Node, ...]:  # noqa: ANN401 - a ctypes handle
    """The elements of a page, outermost first; nothing where the page is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        nodes = []
        counted = count(1)
        for number in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            element = raw.FPDF_StructTree_GetChildAtIndex(tree, number)
            if element and (node := _node(element, _DEEPEST, counted)):
                nodes.append(node)
        return tuple(nodes)
    finally:
        raw.FPDF_StructTree_Close(tree)


def marked(nodes: tuple[Node | int, ...]) -> Iterator[int]:
    """Every marked content id below the nodes, in reading order."""
    for node in nodes:
        if isinstance(node, int):
            yield node
        else:
            yield from marked(node.children)


def _node(element: Any, deepest: int, counted: count[int]) -> Node | None:  # noqa: ANN401
    """The element as a Node, or None when nothing of it is on this page."""
    kind = _string(raw.FPDF_StructElement_GetType, element)
    children: list[Node | int] = []
    if deepest and next(counted) < _MOST_NODES:
        for number in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                if node := _node(child, deepest - 1, counted):
                    children.append(node)
            elif (mcid := raw.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                children.append(mcid)
            elif kind == "TR":
                children.append(Node("TD", ()))  # an empty cell, which pdfium leaves out
    alt = _string(raw.FPDF_StructElement_GetAltText, element) if kind in _PICTURES else ""
    if not children and not alt and kind not in _CELLS:
        return None
    if kind in _CELLS or alt:
        attributes = dict(_attributes(element))
        return Node(
            kind,
            tuple(children),
            alt,
            str(attributes.get("Scope", "")).lower(),
            _span(attributes.get("RowSpan")),
            _span(attributes.get("ColSpan")),
            attributes.get("BBox"),
        )
    return Node(kind, tuple(children))


def _string(ask: Callable[..., int], element: Any) -> str:  # noqa: ANN401
    size = ask(element, _BUFFER, ctypes.sizeof(_BUFFER))
    if size <= 2:
        return ""
    if size <= ctypes.sizeof(_BUFFER):
        return bytes(_BUFFER)[: size - 2].decode("utf-16-le", "replace")
    larger = (ctypes.c_ushort * (size // 2 + 1))()
    ask(element, larger, ctypes.sizeof(larger))
    return bytes(larger)[: size - 2].decode("utf-16-le", "replace")


def _span(value: Any) -> int:  # noqa: ANN401
    return max(1, min(int(value), 100)) if isinstance(value, float) else 1


def _attributes(element: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    name, size = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for number in range(max(raw.FPDF_StructElement_GetAttributeCount(element), 0)):
        group = raw.FPDF_StructElement_GetAttributeAtIndex(element, number)
        for entry in range(max(raw.FPDF_StructElement_Attr_GetCount(group), 0)):
            if raw.FPDF_StructElement_Attr_GetName(group, entry, name, 64, size):
                value = raw.FPDF_StructElement_Attr_GetValue(group, name)
                yield name.value.decode("latin-1"), _value(value)


def _value(value: Any) -> Any:  # noqa: ANN401 - a number, a name or a box
    kind = raw.FPDF_StructElement_Attr_GetType(value)
    if kind == raw.FPDF_OBJECT_NUMBER:
        number = ctypes.c_float()
        raw.FPDF_StructElement_Attr_GetNumberValue(value, number)
        return number.value
    if kind in (raw.FPDF_OBJECT_NAME, raw.FPDF_OBJECT_STRING):
        buffer, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, ctypes.sizeof(buffer), size)
        return bytes(buffer)[: max(min(size.value, 128) - 2, 0)].decode("utf-16-le", "replace")
    if kind == raw.FPDF_OBJECT_ARRAY:
        return _box(value)
    return None


def _box(value: Any) -> Box | None:  # noqa: ANN401
    if raw.FPDF_StructElement_Attr_CountChildren(value) != 4:
        return None
    corners = [_value(raw.FPDF_StructElement_Attr_GetChildAtIndex(value, n)) for n in range(4)]
    if not all(isinstance(corner, float) for corner in corners):
        return None
    left, bottom, right, top = corners
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
