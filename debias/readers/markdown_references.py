"""Link reference definitions of Markdown: `[label]: target "title"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debias.readers.markdown_lines import Range

_DEFINITION = re.compile(
    r"""\[ (?P<label> (?: [^\[\]\\] | \\. ){1,999}+ ) \]:
        [ \t]* \n? [ \t]*
        (?: <[^<>\n]*+> | (?!<) [^\s]++ )
        (?: (?: [ \t]*\n[ \t]* | [ \t]+ )
            (?P<title> "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+' | \((?:[^()\\]|\\.)*+\) )
            [ \t]* (?=\n|\Z)
          | [ \t]* (?=\n|\Z) )
    """,
    re.VERBOSE | re.DOTALL,
)
DEFINITION_LINES = 10  # at most, of one definition


class Reference(NamedTuple):
    """What a label stands for: where its title is in the source, if it has one on one line."""

    title: Range | None


def label(text: str) -> str:
    """A label as labels are compared: without regard to case and white space."""
    return " ".join(text.split()).casefold()


def definition(source: str, lines: Sequence[Range]) -> tuple[str, Reference, int] | None:
    """The definition at the start of a paragraph's lines: label, target, number of lines."""
    text = "\n".join(source[start:end].rstrip("\r") for start, end in lines)
    found = _DEFINITION.match(text)
    if found is None or not found["label"].strip() or found["label"].startswith("^"):
        return None
    title = None
    if found["title"]:
        start, end = found.start("title") + 1, found.end("title") - 1
        line = text.count("\n", 0, start)
        if "\n" not in text[start:end]:
            shift = lines[line][0] - (text.rfind("\n", 0, start) + 1)
            title = (start + shift, end + shift)
    return label(found["label"]), Reference(title), text.count("\n", 0, found.end()) + 1
