"""Where in a Word document's body the marks of a comment can stand for some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.fields import KIND
from debias.ooxml.names import INSTRUCTION, MC, PPR, R_RUN, SDT_PR, W14, Element, M, P, T, W
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from debias.ooxml.anchors import WordAnchors
    from debias.ooxml.passages import Segment

FIELD_MARK = W + "fldChar"
# Parents in which range marks stand between runs (ISO/IEC 29500-1, EG_RangeMarkupElements).
_AROUND_RUNS = {
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir")
} | {W + "sdtContent"}
_WHOLE = {W + "fldSimple", M + "oMath", M + "oMathPara", MC + "AlternateContent"}
# Controls whose content Word writes itself, or lets hold nothing but one run of text.
_TYPED = {
    *(W + name for name in ("text", "date", "dropDownList", "comboBox", "dataBinding", "picture")),
    *(W + name for name in ("citation", "equation")),
    W14 + "checkbox",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
}
_BOX = W + "txbxContent"


class Place(NamedTuple):
    """A point between characters. In a run: before the character `offset` of `child`, a child of
    `run`; with `offset` -1 after the whole child. Without a child: beside `run`, which may then
    be any element of a paragraph, before it with `offset` 0, after it with -1."""

    run: Element
    child: Element
    offset: int


class Range(NamedTuple):
    """From where to where a comment goes. `exact` says that these are the words themselves and
    no more; where they are not, the comment has to quote them."""

    start: Place
    end: Place
    exact: bool


class Places:
    """Finds ranges in a document; it is asked for all of them before the first mark is put."""

    def __init__(self, anchors: WordAnchors) -> None:
        self.anchors = anchors
        self.main = anchors.trees[anchors.main]

    def of_words(self, block: int, start: int, end: int) -> Range | None:
        """The range for `text[start:end]` of a block; None when the body has no paragraph."""
        passage = self.anchors.passages[block]
        if passage.comment_at is not None:
            return self.beside(passage.comment_at)
        slices = self.anchors.slices(block, start, end)
        if not slices:
            return self.beside(passage.element)
        first, last = slices[0], slices[-1]
        before = self.anchors.slices(block, 0, start)[-1:]
        after = self.anchors.slices(block, end, len(passage.text))[:1]
        opening, exact = self._edge(first[2], first[3], before, start=True)
        closing, also = self._edge(last[2], last[3] + last[1] - last[0], after, start=False)
        return Range(opening, closing, exact and also)

    def beside(self, element: Element) -> Range | None:
        """The range around a run or all of a paragraph that takes the comment of other words."""
        element = self._in_body(element)
        if element is None:
            return None
        if element.tag == P:
            return whole(element)
        node, child, paragraph = _host(element)
        if paragraph is not None:
            return whole(paragraph)._replace(exact=False)
        if child is not None:
            return Range(Place(node, child, 0), Place(node, child, -1), False)
        return Range(Place(node, None, 0), Place(node, None, -1), False)

    def _in_body(self, element: Element) -> Element:
        """The element, or what stands for it outside of text boxes and other parts."""
        if element is None or element.getroottree().getroot() is not self.main:
            return self.anchors.first
        for above in element.iterancestors(_BOX):
            element = next(above.iterancestors(P), self.anchors.first)
        return element

    def _edge(
        self, element: Element, offset: int, beyond: Sequence[Segment], *, start: bool
    ) -> tuple[Place, bool]:
        """One end of a range, and whether it is where the words begin or end. `beyond` is the
        text next to them on its other side, if there is any."""
        asked = element
        if element.tag in (FIELD_MARK, INSTRUCTION):  # what these show belongs to the whole field
            element = _field_edge(element, start=start)
        node, child, paragraph = _host(element)
        if paragraph is not None:
            around = whole(paragraph)
            return (around.start if start else around.end), False
        if asked.tag in (FIELD_MARK, INSTRUCTION):
            exact = asked.tag == FIELD_MARK and child is element
            return Place(node, child, 0 if start else -1), exact
        if child is None:
            other = beyond[0][2] if beyond else None
            outside = other is None or node not in (other, *other.iterancestors())
            return Place(node, None, 0 if start else -1), outside
        length = len(element.text or "") if element.tag == T else -1
        if child is not element or element.tag != T:
            return Place(node, child, 0 if start else -1), child is element
        return Place(node, child, -1 if offset == length and not start else offset), True


def whole(paragraph: Element) -> Range:
    """The range around all that a paragraph holds."""
    inner = [child for child in paragraph if child.tag != PPR]
    if not inner:
        return Range(Place(paragraph, paragraph, 0), Place(paragraph, paragraph, -1), False)
    return Range(Place(inner[0], None, 0), Place(inner[-1], None, -1), False)


def is_typed(sdt: Element) -> bool:
    """Whether a content control is one that must not be cut: Word keeps its content itself."""
    properties = sdt.find(SDT_PR)
    return properties is not None and any(each.tag in _TYPED for each in properties)


def top(node: Element) -> Element:
    """The child of the paragraph that `node` is, or is in."""
    parent = node.getparent()
    while parent is not None and parent.tag != P:
        node, parent = parent, parent.getparent()
    return node


def after_field(node: Element) -> Element:
    """`node`, a child of a paragraph; or the last of those of the field that goes on after it."""
    depth = 0
    paragraph = node.getparent()
    if next(paragraph.iter(FIELD_MARK), None) is None:
        return node
    passed = False
    for child in paragraph:
        for mark in child.iter(FIELD_MARK):
            depth += {"begin": 1, "end": -1}.get(mark.get(KIND), 0)
        passed = passed or child is node
        if passed and depth <= 0:
            return child
    return node


def _host(element: Element) -> tuple[Element, Element, Element]:
    """(node, child, paragraph): the run that holds the element and which child of the run that
    is; or a node that is not to be cut, and None; or, last, a paragraph not to be cut."""
    chain = list(_up_to_paragraph(element))
    paragraph = chain[-1].getparent()
    for above in () if paragraph is None else paragraph.iterancestors(W + "sdt"):
        if is_typed(above):
            return None, None, paragraph
    for at in range(len(chain) - 1, -1, -1):
        node = chain[at]
        if node.tag == R_RUN:
            return node, chain[at - 1] if at else None, None
        if node.tag in _WHOLE or (node.tag == W + "sdt" and is_typed(node)):
            return node, None, None
        if node.tag not in _AROUND_RUNS and node.tag != W + "sdt":
            return node, None, None
    return chain[-1], None, None


def _up_to_paragraph(element: Element) -> Iterator[Element]:
    """The element and those above it, below its paragraph."""
    while element.tag != P:
        yield element
        parent = element.getparent()
        if parent is None:
            return
        element = parent


def _field_edge(element: Element, *, start: bool) -> Element:
    """The begin or end mark of the field that an element belongs to, itself where it has none."""
    paragraph = next(element.iterancestors(P))
    opened: list[Element] = []
    around = None
    for each in paragraph.iter(FIELD_MARK, INSTRUCTION):
        kind = each.get(KIND)
        if kind == "begin":
            opened.append(each)
        if each is element:
            around = opened[-1] if opened else None
            if start or around is None:
                return element if around is None else around
        if kind == "end" and opened and opened.pop() is around:
            return each
    return element
