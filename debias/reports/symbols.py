"""Signs beside the words: as the output's encoding can show them."""

from __future__ import annotations

from debias.records import NamedTuple


class Symbols(NamedTuple):
    error: str = "✖"
    warning: str = "▲"
    suggestion: str = "●"
    good: str = "✔"
    begin: str = "«"
    end: str = "»"
    bar: str = "│"
    rule: str = "─"
    block: str = "█"
    into: str = " › "
    between: str = " · "
    more: str = "…"


_PLAIN = Symbols("x", "!", "*", "+", "[[", "]]", "|", "-", "#", " > ", "; ", "...")


def symbols(encoding: str) -> Symbols:
    """The signs for an encoding."""
    try:
        "".join(Symbols()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _PLAIN
    return Symbols()


def encoded(text: str, encoding: str) -> bytes:
    """The text in the output's encoding; what that does not have is written as it is said."""
    try:
        return text.encode(encoding)
    except LookupError:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        for sign, words in (("…", "..."), ("–", "-"), ("—", "-"), ("’", "'"), ("‘", "'"),
                            ("“", '"'), ("”", '"'), ("≥", ">="), ("≤", "<="), ("•", "*"),
                            ("·", "-"), ("☐", "[ ]"), ("☒", "[x]"), ("\u00a0", " ")):  # fmt: skip
            text = text.replace(sign, words)
        return text.encode(encoding, "replace")
