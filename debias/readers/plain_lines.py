"""What a line of plain text looks like: a heading, an item of a list, a line of a form or table."""

from __future__ import annotations

import re

from debias.records import NamedTuple

# \uf0b7 and its like are Word's bullets in the Symbol font, as "save as text" leaves them.
_BULLET = re.compile(
    r"""(?P<indent>[ \t]*)
        (?: (?P<round> [•‣◦▪■●○∙⁃➢✓\uf0b7\uf0a7\uf0d8] ) [ \t]*
          | (?P<bullet> [·*+–—-] | o ) [ \t]+
          | (?P<number> \(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\) | (?:\d{1,3}|[a-z])\. ) [ \t]+ )
        (?=\S)""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(?=[A-Z\"'“‘(])")
_FORM = re.compile(r"_{3,}|\.{6,}|…{2,}|[☐☑☒□▢]|\[[ xX]\]|\([ ]\)")
_RULE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,}|[+|][-=+|: ]{3,})[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]*(={3,}|-{3,}|~{3,})[ \t]*$")
_SENTENCE_END = (".", ":", ";", "?", "!", "_", "”", '"', ")")
_HEADING_LENGTH = 80
_TITLE_LENGTH = 60
_TITLE_WORDS = 9
LONG = 120  # characters; lines of text that was wrapped by hand are shorter


class Line(NamedTuple):
    """A line that is not blank: its text without its end, and where it starts in the source."""

    text: str
    start: int


class Marker(NamedTuple):
    """What a line of a list begins with: its indentation, its kind of marker, its length."""

    indent: int
    kind: str
    length: int
    number: int


def marker(text: str) -> Marker | None:
    """The marker of a list item, or None."""
    found = _BULLET.match(text)
    if found is None:
        return None
    indent = len(found["indent"].expandtabs(8))
    bullet = found["round"] or found["bullet"]
    if bullet:
        return Marker(indent, bullet, found.end(), 0)
    number = found["number"].strip("().")
    kind = re.sub(r"\w+", "1" if number.isdigit() else "a", found["number"])
    return Marker(indent, kind, found.end(), int(number) if number.isdigit() else 0)


def underline(text: str) -> int:
    """The heading level that a line gives to the one above it, 0 if it is no underline."""
    found = _UNDERLINE.match(text)
    return 0 if found is None else 1 if found[1][0] == "=" else 2


def is_rule(text: str) -> bool:
    """A line that only separates, or draws the frame of a table."""
    return _RULE.match(text) is not None


def is_form(text: str) -> bool:
    """A line to fill in: with a gap to write in or a box to tick."""
    return _FORM.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a new thought can start on the next line."""
    return text.rstrip().endswith(_SENTENCE_END)


def capitals_level(text: str) -> int:
    """2 for a heading in capitals, 0 for any other line."""
    bare = text.strip()
    if len(bare) > _HEADING_LENGTH:
        return 0
    letters = [each for each in bare if each.isalpha()]
    shouted = (
        len(letters) >= 4
        and all(each.isupper() for each in letters)
        and not is_form(bare)
        and not bare.endswith((".", ",", ";"))
    )
    return 2 if shouted else 0


def numbered_level(text: str) -> int:
    """The level of a numbered heading such as "4.2 Monitoring", 0 for any other line.

    The highest is 2, under the document's title.
    """
    bare = text.strip()
    found = _NUMBERED.match(bare)
    if found is None or len(bare) > _HEADING_LENGTH or bare.endswith((".", ",", ";", ":", "?")):
        return 0
    return 0 if is_form(bare) or "\t" in bare[found.end() :] else found[1].count(".") + 2


def title_level(text: str) -> int:
    """7 for a short line that stands on its own like a title, 0 for any other line."""
    bare = text.strip()
    plain = (
        len(bare) <= _TITLE_LENGTH
        and len(bare.split()) <= _TITLE_WORDS
        and bare[:1].isupper()
        and bare[-1:].isalnum() | bare.endswith(")")
        and not is_form(bare)
        and not any(each in bare for each in "\t|:@")
    )
    return 7 if plain else 0


def columns(text: str) -> list[tuple[int, int]]:
    """The cells of a line of a table, as ranges of it: between tabs, or between bars."""
    separator = "\t" if "\t" in text.strip() else "|"
    if separator not in text.strip():
        return []
    found: list[tuple[int, int]] = []
    pos = 0
    for part in text.split(separator):
        left = pos + len(part) - len(part.lstrip())
        found.append((left, max(left, pos + len(part.rstrip()))))
        pos += len(part) + 1
    if separator == "|":
        if text.lstrip().startswith("|"):
            del found[0]
        if text.rstrip().endswith("|") and len(found) > 1:
            del found[-1]
    return found
