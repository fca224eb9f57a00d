"""Parses one XML part of a package, safely, whatever its encoding, dialect or depth."""

from __future__ import annotations

import re
from xml.parsers import expat

from lxml import etree

from debias.errors import DebiasError
from debias.ooxml.names import STRICT, STRICT_NAMES, Element
from debias.records import NamedTuple

_UTF16 = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_ROOT = re.compile(rb"<[A-Za-z_]")
_DAMAGED = "Open it in Word, choose Open and Repair, and save it as a new .docx."
# libxml2 stops at 2,048 elements within one another (parserInternals.h, xmlParserMaxDepth).
_DEEPEST = 2000


class Part(NamedTuple):
    """A parsed part: its root element, whether it was in the Strict dialect (its names are
    Transitional now), and whether elements nested too deep were cut out of it."""

    root: Element
    strict: bool = False
    cut: bool = False


def parse(data: bytes, name: str) -> Part:
    """Parse the bytes of the part called `name`. Raises DebiasError naming the part."""
    data = _as_utf8(data)
    first = _ROOT.search(data)
    if data.find(b"<!DOCTYPE", 0, first.end() if first else len(data)) >= 0:
        raise _unsafe(name)
    strict = STRICT in data
    if strict:
        for old, new in STRICT_NAMES:
            data = data.replace(old, new)
    cut = False
    try:
        root = _tree(data)
    except etree.XMLSyntaxError as error:
        if "depth" not in str(error):
            raise _malformed(name, error) from None
        try:
            root = _tree(_without_depths(data))
        except (etree.XMLSyntaxError, expat.ExpatError) as again:
            raise _malformed(name, again) from None
        cut = True
    if root.getroottree().docinfo.doctype:
        raise _unsafe(name)
    return Part(root, strict, cut)


def _tree(data: bytes) -> Element:
    # A parser of its own for each part: nothing (such as a dictionary of names) is carried over.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    return etree.fromstring(data, parser)


def _as_utf8(data: bytes) -> bytes:
    encoding = _UTF16.get(data[:2])
    if encoding is None:
        return data
    text = data.decode(encoding, "replace")
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def _without_depths(data: bytes) -> bytes:
    """The bytes without the elements that are nested deeper than the parser goes."""
    depth = 0
    begin = 0
    kept: list[bytes] = []
    done = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, begin
        depth += 1
        if depth == _DEEPEST:
            begin = reader.CurrentByteIndex

    def end(_name: str) -> None:
        nonlocal depth, done
        if depth == _DEEPEST:
            kept.append(data[done:begin])
            # The index is at the start of the end tag; an empty element has only the one tag.
            done = data.index(b">", reader.CurrentByteIndex) + 1
        depth -= 1

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.Parse(data, True)
    return b"".join((*kept, data[done:]))


def _malformed(name: str, error: Exception) -> DebiasError:
    line = getattr(error, "lineno", None)
    where = f"{name}, line {line}" if line else name
    return DebiasError(f"The file is damaged: its part {where} is not valid XML.", hint=_DAMAGED)


def _unsafe(name: str) -> DebiasError:
    return DebiasError(
        f"The part {name} holds a document type declaration, which Word never writes.",
        hint="It may have been made to do harm. Copy the text into a new document and check that.",
    )
