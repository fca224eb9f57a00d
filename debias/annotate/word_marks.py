"""Puts the marks of comments into a Word document: where each begins, ends and is referred to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from debias.annotate.word_comments import RANGE_END, RANGE_START, Comments
from debias.annotate.word_places import after_field, top
from debias.ooxml.names import ID, Element, P, W

if TYPE_CHECKING:
    from debias.annotate.word_places import Range
    from debias.annotate.word_runs import Runs

_PROPERTIES = {W + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")}


def put(ranges: Sequence[Range], runs: Runs, comments: Comments, first: int) -> None:
    """Mark all ranges; their comments are numbered from `first` on.

    Comments that begin or end at the same place keep the order of their numbers.
    """
    for at, each in enumerate(ranges, first):
        begin = _outermost(runs.starting(each.start), _first)
        if begin.tag == P:
            begin.append(_mark(begin, RANGE_START, at))
        else:
            begin.addprevious(_mark(begin, RANGE_START, at))
    for at in range(first + len(ranges) - 1, first - 1, -1):
        end = _outermost(runs.ending(ranges[at - first].end), _last)
        mark = _mark(end, RANGE_END, at)
        if end.tag == P:
            end.append(mark)
            end.append(comments.reference(at))
            continue
        # The reference is not to be part of a link, an insertion or a field.
        last = after_field(top(end))
        end.addnext(mark)
        (mark if last is end else last).addnext(comments.reference(at))


def _outermost(node: Element, at_edge: Callable[[Element], bool]) -> Element:
    """The link, insertion, tag or control that begins (or ends) with a node, itself for none.

    A range then goes around the whole of it, which other programs read more reliably.
    """
    while node.tag != P and node.getparent().tag != P and at_edge(node):
        node = node.getparent()
    return node


def _first(node: Element) -> bool:
    return all(each.tag in _PROPERTIES for each in node.itersiblings(preceding=True))


def _last(node: Element) -> bool:
    return node.getnext() is None


def _mark(like: Element, tag: str, at: int) -> Element:
    mark = like.makeelement(tag)
    mark.set(ID, str(at))
    return mark
