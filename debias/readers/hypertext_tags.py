"""What HTML tags and attributes mean to a reader, for HTML files and for HTML inside Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from debias.readers.source import Piece

# Tags that do not end a word: everything else stands between words. (HTML, "phrasing content".)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark math meter "
    "nobr output q rp rt ruby s samp small span strike strong sub sup time tt u var wbr label "
    "img input picture source svg track area map object param embed audio video link meta "
    "script noscript style template".split()
)
# Attributes whose value is shown, or read aloud.
SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title", "aria-description", "summary"})
# Left out with everything in them.
SILENT = frozenset({"script", "style", "template"})

_ATTRIBUTE = re.compile(
    r"""(?<=['"\s/]) ([^\s/>=][^\s/>=]*+) \s*+
        (?: = \s*+ (?: '([^']*)' | "([^"]*)" | (?!['"])([^>\s]*+) ) )?""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&(?:\#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});?")
_NOTE_MARK = re.compile(
    r"\s*(?:<a\b[^<>]*>|\[)?\s*\[?[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3})*+\s*[\]<)]"
)


def is_note_mark(before: str, after: str) -> bool:
    """Whether a `<sup>` between two texts holds the number of a note, not a power or a unit.

    Then it is no part of the word before it: "women<sup>1</sup>", but not "kg/m<sup>2</sup>".
    """
    ends_word = before[-3:].isalpha() and len(before) > 2
    return (ends_word or before[-1:] in tuple('.,;:)”’"')) and bool(_NOTE_MARK.match(after))


def attributes(tag: str) -> Iterator[tuple[str, int, int]]:
    """The attributes of a start tag: name in lower case, range of the value in the tag."""
    for found in _ATTRIBUTE.finditer(tag):
        group = next((each for each in (2, 3, 4) if found[each] is not None), 1)
        start, end = found.span(group)
        yield found[1].lower(), start if group > 1 else end, end


def decoded(source: str, start: int, end: int) -> Iterator[Piece]:
    """A range of the source in pieces, with its character references as what they stand for."""
    for found in _REFERENCE.finditer(source, start, end):
        character = reference(found[0])
        if character == found[0]:
            continue
        if found.start() > start:
            yield source[start : found.start()], start, found.start()
        start = found.end()
        yield character, found.start(), start
    if start < end:
        yield source[start:end], start, end


def reference(text: str) -> str:
    """What a character reference such as `&amp;` stands for; itself, if for nothing."""
    import html  # noqa: PLC0415 - its table of names is large, and few files need it

    return html.unescape(text)
