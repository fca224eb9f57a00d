"""Names of the Office Open XML elements, attributes, relationships and parts that matter here."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml. Its own types would say of each attribute that it may be absent, bytes or
a comment, which after the walk's filter by name it is not."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DC = "{http://purl.org/dc/elements/1.1/}"

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE_PROPERTIES = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)

# Strict files differ in these names only, as far as reading goes (ISO/IEC 29500-1 and -4).
STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMES = tuple(
    (STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"officeDocument/sharedTypes", b"officeDocument/2006/sharedTypes"),
        (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"drawingml/chart", b"drawingml/2006/chart"),
        (b"drawingml/diagram", b"drawingml/2006/diagram"),
        (b"drawingml/picture", b"drawingml/2006/picture"),
    )
)

VAL = W + "val"
ID = W + "id"
TYPE = W + "type"
BODY = W + "body"
P = W + "p"
PPR = W + "pPr"
R_RUN = W + "r"
RPR = W + "rPr"
T = W + "t"
INSTRUCTION = W + "instrText"
SDT_PR = W + "sdtPr"
SDT_CONTENT = W + "sdtContent"

# What an on/off property says when it is switched off (ISO/IEC 29500-1, 17.17.4 ST_OnOff).
OFF = frozenset({"0", "false", "off", "none"})
