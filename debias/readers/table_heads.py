"""Whether the first row of a table that marks no headers heads its columns, by its words.

Word and PDF ask here, so that a form is read alike in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SHORT = 8  # words of a column's heading, at most
_MOST = 0.6  # of the cells below a heading look alike
_NUMBER = re.compile(r"[\s\d.,:;/%£+\-–−<>≤≥=()]*\d[\s\d.,:;/%£+\-–−<>≤≥=()]*")
_ANSWER = re.compile(r"(?:yes|no|n/?a|y|n)(?:[\s/|]+(?:yes|no|n/?a|y|n))*", re.IGNORECASE)
_BOX = re.compile(r"[\s☐☑☒✓✗□]+")
# What heads columns in guidelines and forms; one that stands in a first row is a heading there.
_KNOWN = re.compile(
    r"""^(?:what|how|who|when|why|where|which|yes|no)\b
    | \b(?:factors?|criteri(?:on|a)|score|points|rating|action|management|treatment|indication
    | antenatal|intrapartum|postnatal|description|definition|responsib\w+|frequency|lead|method
    | outcome|threshold|category|comments?|version|amendments?|standard|evidence|drug|dose|route
    | question|answer)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def could_head(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the words of a row's cells ("" for an empty corner) could be headings. `below` has,
    for each, the words of the cells under it ("" for an empty one). "Yes" and "No" head columns of
    boxes; where answers stand under them they are the first answers."""
    return all(map(_is_short, row)) and not any(
        _ANSWER.fullmatch(head) and any(map(_ANSWER.fullmatch, cells))
        for head, cells in zip(row, below, strict=True)
    )


def heads(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the words of a row that could head columns say that they do: most are known as
    headings, or what stands under them is of another kind."""
    texts = [text for text in row if text]
    known = sum(1 for text in texts if _KNOWN.search(text))
    return known * 2 > len(texts) or any(_is_other(cells, len(row)) for cells in below[1:])


def _is_short(text: str) -> bool:
    return (
        len(text.split()) <= _SHORT
        and not text.endswith((".", ";"))
        and not _NUMBER.fullmatch(text)
        and not _BOX.fullmatch(text)
    )


def _is_other(below: Sequence[str], columns: int) -> bool:
    """Whether a column holds mostly numbers, boxes or something long under its first cell."""
    if len(below) < 2:
        return False
    marks = sum(1 for text in below if _is_mark(text))
    other = sum(1 for text in below if not text or len(text.split()) > _SHORT)
    return marks >= _MOST * len(below) or (columns > 2 and other + marks >= _MOST * len(below))


def _is_mark(text: str) -> bool:
    return any(kind.fullmatch(text) for kind in (_NUMBER, _BOX, _ANSWER))
