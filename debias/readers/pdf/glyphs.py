"""Puts characters right that PDF programs write wrongly; every change of length keeps its place."""

from __future__ import annotations

import re

# Symbol and Wingdings characters, as Word leaves them in the private use area. Where the two
# fonts disagree, Wingdings wins: guidelines use it for bullets and ticks far more often.
_PRIVATE = {
    0x20: " ", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">",
    0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ",
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "☐", 0x73: "♦", 0x74: "♦",
    0x75: "◆", 0x76: "❖", 0x77: "♦", 0x9F: "•", 0xA1: "○", 0xA3: "≤", 0xA7: "▪", 0xA8: "☐",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xD7: "⋅", 0xD8: "➢", 0xDE: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{code: chr(code) for code in range(0x30, 0x3A)},
}  # fmt: skip
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st",
}  # fmt: skip
# Calibri's ligatures under a wrong Unicode map: "cogniƟve", "aƩend", "aŌer".
_WRONG_LIGATURES = {"Ɵ": "ti", "Ʃ": "tt", "Ō": "ft"}
_WORD_PART = r"[a-zﬀ-ﬆ]"
_CHANGED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\uf020-\uf0ffﬀ-ﬆ\ud800-\udfff]"
    rf"|(?<={_WORD_PART})[ƟƩŌ]|Ɵ(?={_WORD_PART})"
)
UNKNOWN = re.compile("[\x01-\x08\ufffd\ue000-\uf01f\uf100-\uf8ff]")
"""A glyph whose letter the file does not say."""


def corrected(text: str) -> list[tuple[str, int, int]]:
    """The pieces of `text` as (right text, start, end): end - start differs where length does."""
    pieces = []
    reached = 0
    for match in _CHANGED.finditer(text):
        start = match.start()
        if start > reached:
            pieces.append((text[reached:start], reached, start))
        if right := _right(match.group()):
            pieces.append((right, start, start + 1))
        reached = start + 1
    if reached < len(text):
        pieces.append((text[reached:], reached, len(text)))
    return pieces


def _right(character: str) -> str:
    if "\uf020" <= character <= "\uf0ff":
        return _PRIVATE.get(ord(character) - 0xF000, character)
    if character in _WRONG_LIGATURES:
        return _WRONG_LIGATURES[character]
    if character >= "\ud800" and character <= "\udfff":
        return "\ufffd"  # half of a pair: no text to give on
    return _LIGATURES.get(character, "")
