"""Reads templates (Nunjucks, Jinja, Liquid, Handlebars): the words on the page, not the code."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from debias.readers.encoding import decode
from debias.readers.source import CODE, assemble, fold
from debias.readers.source_blocks import BlockList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from debias.document import Document

_STRING = r'"(?:[^"\\]|\\.)*+"|' + r"'(?:[^'\\]|\\.)*+'"
_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
# Code with its closing mark, which may also be in a string: `{{ tag("}}") }}`.
_CODE = {
    "{{": re.compile(rf"(?:[^\"'}}]|{_STRING}|\}}(?!\}}))*+\}}\}}", re.DOTALL),
    "{%": re.compile(rf"(?:[^\"'%]|{_STRING}|%(?!\}}))*+%\}}", re.DOTALL),
}
_LINE_START = re.compile(r"(?:\A|[\r\n])[ \t]*\Z")
_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_NEAR = 200  # characters of indentation
_LONGEST = 20_000  # characters of one piece of code in which strings are heeded
# What the components of a page show: `text: "Example"`, `headingText: "..."`.
_SHOWN = re.compile(
    rf"""["']?\b(?:\w*(?:[tT]ext|[hH]tml|HTML|[lL]abel|[hH]eading|[lL]egend|[hH]int|[cC]aption|[tT]itle)
         |message|alt|placeholder|summary)["']?\s*:\s*({_STRING})""",
    re.VERBOSE | re.DOTALL,
)
_TITLE = re.compile(rf"\{{%-?\s*set\s+(?:\w*[tT]itle|heading)\s*=\s*({_STRING})")
_TAG = re.compile(
    r"</?(?:p|div|span|h[1-6]|ul|ol|li|table|tr|td|br|a|html|body|main|section|label)\b", re.I
)
_BREAK = "<p>"  # ends a block, and is short enough for the quotation mark and what is beside it
_VISIBLE = re.compile(r"[^\r\n]")


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:  # noqa: ARG001
    """Read a template given as bytes. `limits` has nothing that concerns it.

    Code is blanked, and what is left is read as HTML, as Markdown or as plain text.
    """
    source, encoding, unread = decode(data)
    blocks = BlockList()
    title = _TITLE.search(source)
    if title is not None:
        start, end = title.start(1) + 1, title.end(1) - 1
        text, segments = assemble(((source[start:end], start, end),))
        blocks.title = fold(text)
        blocks.add_heading(text, segments, 1)
    inner = os.path.splitext(os.path.splitext(path)[0])[1].lower()  # noqa: PTH122
    if _TAG.search(source):
        from debias.readers.hypertext import read_part as read_html  # noqa: PLC0415

        read_html(blocks, _without_code(source, _with_strings, CODE))
    elif inner in (".md", ".markdown"):
        from debias.readers.markdown_text import read_part as read_markdown  # noqa: PLC0415

        read_markdown(blocks, _without_code(source, _blank, " "))
    else:
        from debias.readers.plain import read_part as read_plain  # noqa: PLC0415

        read_plain(blocks, _without_code(source, _blank, " "))
    return blocks.document(path, "text", source, encoding, unread)


def _without_code(source: str, instead: Callable[[str, str], str], alone: str) -> str:
    """The source with something as long in place of each piece of code; of one that has its lines
    to itself, and is no part of any text, made of `alone`."""
    parts: list[str] = []
    at = 0
    closes: dict[str, int] = {}  # the nearest closing mark of each kind; the length for none
    found = _OPEN.search(source)
    while found is not None:
        start, mark = found.start(), found[0]
        close = closes.get(mark, -1)
        if close < found.end():
            close = source.find(_CLOSE[mark], found.end())
            closes[mark] = close = len(source) if close < 0 else close
        if close == len(source):
            found = _OPEN.search(source, found.end())
            continue
        end = close + 2
        if mark in _CODE:
            whole = _CODE[mark].match(source, found.end(), found.end() + _LONGEST)
            end = end if whole is None else whole.end()
        code = source[start:end]
        by_itself = _LINE_START.search(source, max(0, start - _NEAR), start) and _LINE_END.match(
            source, end
        )
        parts += (source[at:start], instead(code, alone if by_itself else CODE))
        at = end
        found = _OPEN.search(source, at)
    parts.append(source[at:])
    return "".join(parts)


def _blank(code: str, space: str) -> str:
    """White space for code, as long as that; its line breaks stay."""
    return _VISIBLE.sub(space, code)


def _with_strings(text: str, space: str) -> str:
    """White space for code, but the strings that a component shows as paragraphs of their own."""
    if text.startswith("{#"):
        return _blank(text, space)
    parts: list[str] = []
    at = 0
    for shown in _SHOWN.finditer(text):
        start, end = shown.start(1) + 1, shown.end(1) - 1
        # The key, its colon and the mark before the string give room for a tag; behind it are
        # at least the closing mark and the end of the code.
        parts += (_blank(text[at : start - 3], space), _BREAK, text[start:end], _BREAK)
        at = end + 3
    parts.append(_blank(text[at:], space))
    return "".join(parts)
