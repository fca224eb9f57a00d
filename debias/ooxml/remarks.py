"""The comments that people have put into a Word document, and the text that each is about."""

from __future__ import annotations

from debias.ooxml.anchors import WordAnchors
from debias.ooxml.names import ID, PPR, Element, P, T, W
from debias.records import NamedTuple

_START, _END, _MARK = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"

Spans = dict[int, tuple[tuple[int, int], ...]]
"""By the number of a block: ranges of its text."""


class Remark(NamedTuple):
    """A comment: its id, who wrote it, and its paragraphs' text with a space between them."""

    id: str
    author: str
    text: str


def remarks(anchors: WordAnchors) -> tuple[Remark, ...]:
    """All comments of a document."""
    root = anchors.remarks
    if root is None:
        return ()
    return tuple(
        Remark(each.get(ID, ""), each.get(W + "author", ""), _text(each))
        for each in root.iter(W + "comment")
    )


def _text(comment: Element) -> str:
    paragraphs = ("".join(t.text or "" for t in each.iter(T)) for each in comment.iter(P))
    return " ".join(text for text in paragraphs if text)


def spans(anchors: WordAnchors, ids: frozenset[str]) -> dict[str, Spans]:
    """The text that comments are about, by their id.

    A comment without a range is about the paragraph that its mark stands in. What stands beside
    the text and takes no comment itself (a note, a text box) goes with the place that takes one
    for it.
    """
    covered = _covered(anchors.trees[anchors.main], ids)
    found: dict[str, dict[int, list[tuple[int, int]]]] = {each: {} for each in ids}
    for number, passage in enumerate(anchors.passages):
        beside = passage.comment_at
        if beside is not None:
            for each in covered.get(beside, ()):
                found[each].setdefault(number, []).append((0, len(passage.text)))
            continue
        if passage.part != anchors.main or passage.element not in covered:
            continue
        for start, end, element, _ in passage.segments:
            for each in covered.get(element, ()):
                found[each].setdefault(number, []).append((start, end))
    return {
        each: {number: tuple(parts) for number, parts in by_block.items()}
        for each, by_block in found.items()
    }


def _covered(root: Element, ids: frozenset[str]) -> dict[Element, set[str]]:
    """The elements that each comment is about, with the runs and paragraphs around them."""
    covered: dict[Element, set[str]] = {}
    active: set[str] = set()
    with_range: set[str] = set()
    marks: list[tuple[str, Element]] = []
    for element in root.iter():
        tag = element.tag
        if tag == _START and element.get(ID) in ids:
            active.add(element.get(ID))
            with_range.add(element.get(ID))
        elif tag == _END:
            active.discard(element.get(ID))
        elif tag == _MARK and element.get(ID) in ids:
            marks.append((element.get(ID), element))
        elif active and tag not in (P, PPR):
            covered.setdefault(element, set()).update(active)
    for element, about in tuple(covered.items()):
        for above in element.iterancestors(P):
            covered.setdefault(above, set()).update(about)
    for each, mark in marks:
        if each not in with_range:
            for above in mark.iterancestors(P):
                for element in above.iter():
                    covered.setdefault(element, set()).add(each)
                break
    return covered
