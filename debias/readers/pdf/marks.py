"""What stands at the start of a line: bullets, tick boxes and numbers of lists and headings."""

from __future__ import annotations

import re

from debias.records import NamedTuple

_BULLETS = (
    "•·●▪■◦○◆♦❖➢➤►▶‣⁃∙✓✔✗✘❑❒"
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf06c\uf0e0\uf09f"  # as Symbol and Wingdings leave them
)
_BOXES = "☐☑☒□❏\uf0a8\uf06f\uf0fe\uf0fd\uf071"
_BULLET = re.compile(rf"\s*(?:[{_BULLETS}{_BOXES}]+|[-–—*](?=\s)|o(?=\s+\S))\s*")
_NUMBER = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})\.(?=\s))\s*"
)
_SECTION = re.compile(
    r"\s*((?:\d{1,2}|[A-Z])(?:\.\d{1,2})*)[.:]?\s+(?=[A-Z(“‘'\"])|\s*(?:Appendix|Section|Chapter|Part)\s+[\dA-Z]+\b",
)


class Mark(NamedTuple):
    """The mark at the start of a line: how long it is, and whether it is part of the words."""

    kind: str  # bullet, box, number, or alone when nothing follows it
    length: int
    shown: bool


def mark_of(text: str) -> Mark | None:
    """The list mark that `text` starts with. Bullets are no words; boxes and numbers are."""
    if match := _BULLET.match(text):
        if not text[match.end() :].strip():
            return Mark("alone", match.end(), True)
        is_box = has_box(match.group())
        return Mark("box" if is_box else "bullet", match.end(), is_box)
    if match := _NUMBER.match(text):
        return Mark("number", match.end(), True)
    return None


def has_box(text: str) -> bool:
    """Whether there is a tick box in `text`."""
    return any(character in _BOXES for character in text)


def section_depth(text: str) -> int:
    """How deep the section number at the start of `text` goes; 0 when there is none."""
    match = _SECTION.match(text)
    if match is None:
        return 0
    return match.group(1).count(".") + 1 if match.group(1) else 1
