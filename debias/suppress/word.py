"""Comments in Word documents that allow findings: `debias: allow RULE: reason`."""

from __future__ import annotations

import re

from debias.document import Document
from debias.errors import DebiasError
from debias.ooxml.remarks import Remark, remarks, spans
from debias.suppress.comments import Comment, checked
from debias.wording import normalise

_OURS = "debias"  # the author of the comments in marked copies
_ALLOW = re.compile(r"\s*debias\s*:\s*allow\b(?P<names>[^:]*)(?::(?P<reason>.*))?", re.S | re.I)
_UNTIL = re.compile(r"\buntil\s*=?\s*(\S+)", re.I)
_SHOWN = 60
HOW = "Let it read: debias: allow RULE: why — or: debias: allow RULE until 2027-01-31: why."


def in_word(document: Document) -> tuple[tuple[Comment, ...], tuple[DebiasError, ...]]:
    """The comments of people that speak to debias, and what is wrong with some of them."""
    said = [
        (remark, found)
        for remark in remarks(document.anchors)
        if remark.author != _OURS and (found := _ALLOW.match(normalise(remark.text).text))
    ]
    if not said:
        return (), ()
    about = spans(document.anchors, frozenset(remark.id for remark, _ in said))
    comments: list[Comment] = []
    errors: list[DebiasError] = []
    for remark, found in said:
        until = _UNTIL.search(found["names"])
        names = tuple(_UNTIL.sub(" ", found["names"]).replace(",", " ").split())
        reason = " ".join((found["reason"] or "").split())
        try:
            parts = checked(names, reason, until[1] if until else "", HOW)
        except DebiasError as error:
            error.path = document.path
            error.message += f" It is {_place(remark)}."
            errors.append(error)
            continue
        covers = about[remark.id]
        first = min(covers, default=None)
        place = {} if first is None else document.locate(first, *covers[first][0])
        comments.append(Comment(*parts, {**place, "comment": remark.id}, covers))
    return tuple(comments), tuple(errors)


def _place(remark: Remark) -> str:
    text = " ".join(remark.text.split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + " …"
    return f"a Word comment by {remark.author or 'somebody without a name'}: “{shown}”"
