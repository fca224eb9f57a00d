"""What the walk does at form controls, drawings and notes, and at what it cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.controls import Control, content_control, form_field, stands_in_paragraph
from debias.ooxml.names import (
    CHART,
    DIAGRAM,
    ID,
    INSTRUCTION,
    OFFICE,
    WP,
    A,
    Element,
    R,
    V,
    W,
)  # fmt: skip
from debias.ooxml.passages import ENDNOTE, FOOTNOTE, FORM_FIELD, PICTURE, TEXT_BOX, segments_of
from debias.ooxml.texts import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from debias.ooxml.story import Story


# Fields and controls ------------------------------------------------------------------------------


def _field_mark(story: Story, element: Element) -> None:
    if element in story.broken:
        return
    data = element.find(W + "ffData")
    if data is not None and not story.fields.quiet:
        control = form_field(data)
        if control.box:
            story.add(control.box, element)
        _offer(story, control, inline=True)
    words = story.fields.step(element)
    story.watch()
    for source, offset in words:
        story.add((source.text or "")[offset:], source)


def _instruction(story: Story, element: Element) -> None:
    story.fields.instruct(element)


def _control(story: Story, element: Element) -> None:
    control = content_control(element)
    if control.options or control.words:
        _offer(story, control, inline=stands_in_paragraph(element))


def _offer(story: Story, control: Control, *, inline: bool) -> None:
    """Give a control's choices and words after the paragraph it stands in or around."""
    if not control.options and not control.words:
        return
    label = "".join(story.texts).strip() if inline else ""
    options = tuple(filter(str.strip, map(shown_text, control.options)))
    field = (story.walk.next_field(), control.kind, label, options)

    def give() -> None:
        for word in control.words:
            # A title that repeats the words before the control says nothing of its own.
            if shown_text(word).strip().casefold() not in label.casefold():
                story.beside(word, "field", FORM_FIELD, field)
        for option in control.options:
            story.beside(option, "option", FORM_FIELD, field)

    (story.after if inline else story.upcoming).append(give)


# Beside the text ----------------------------------------------------------------------------------


def _text_box(story: Story, element: Element) -> None:
    """A story of its own, read after the paragraph it is fixed to."""
    at = story.paragraph if story.comment_at is None else story.comment_at
    story.after.append(lambda: story.walk.story(element, story.part, TEXT_BOX, at, story.boxes + 1))
    story.skip(element)


def _ruby_text(story: Story, element: Element) -> None:
    """The small reading above a word, which would cut the sentence in two."""
    at = story.paragraph if story.comment_at is None else story.comment_at
    story.after.append(
        lambda: story.walk.story(element, story.part, story.story, at, story.boxes + 1)
    )
    story.skip(element)


def _picture_words(story: Story, element: Element) -> None:
    if shown_text(element).strip():
        story.after.append(lambda: story.beside(element, "alt", PICTURE))


def _word_art(story: Story, element: Element) -> None:
    if shown_text(element).strip():
        story.after.append(lambda: story.beside(element, "text", PICTURE))


def _drawn_text(story: Story, element: Element) -> None:
    """Text of a drawing that is no text box of Word's."""
    story.after.append(lambda: _drawn(story, element))
    story.skip(element)


def _linked_drawing(story: Story, element: Element) -> None:
    """A chart or a diagram, whose words are in a part of their own."""
    link = element.get(R + "id") or element.get(R + "dm")
    root = story.walk.linked(story.part, link) if link else None
    if root is not None:
        story.after.append(lambda: _drawn(story, root))


def _drawn(story: Story, root: Element) -> None:
    seen: set[str] = set()
    for each in root.iter(A + "p", CHART + "strCache"):
        if each.tag == A + "p":
            groups = [list(each.iter(A + "t"))]
        else:
            groups = [[value] for value in each.iter(CHART + "v")]
        for group in groups:
            _give_drawn(story, group, seen)


def _give_drawn(story: Story, elements: list[Element], seen: set[str]) -> None:
    text = "".join(element.text or "" for element in elements)
    if not text.strip() or text in seen:  # a chart repeats its labels for each of its series
        return
    seen.add(text)
    passage = story.passage(text, segments_of(elements))
    passage.story = PICTURE
    if passage.comment_at is None:
        passage.comment_at = story.paragraph
    story.walk.found.append(passage)


def _note(story: Story, element: Element) -> None:
    kind = FOOTNOTE if element.tag == W + "footnoteReference" else ENDNOTE
    where = (element.getparent(), story.paragraph)
    story.walk.notes.setdefault((kind, element.get(ID, "")), where)


def _running(story: Story, element: Element) -> None:
    story.walk.running[element.get(R + "id", "")] = None


# What cannot be read ------------------------------------------------------------------------------


def _embedded(story: Story, element: Element) -> None:
    program = element.get("ProgID", "")
    if program.startswith(("Equation", "MathType")):
        story.not_read("equation stored as a picture")
    else:
        story.not_read(f"embedded file ({program or 'of unknown kind'})")


def _imported(story: Story, _element: Element) -> None:
    story.not_read("text imported from another file (altChunk): save the document in Word first")


def _sub_document(story: Story, _element: Element) -> None:
    story.not_read("a subdocument kept in another file")


def _active_x(story: Story, element: Element) -> None:
    story.not_read(f"ActiveX control {element.get(W + 'name', '')}".rstrip())


STEPS: dict[str, Callable[[Story, Element], None]] = {
    W + "fldChar": _field_mark,
    INSTRUCTION: _instruction,
    W + "sdt": _control,
    W + "txbxContent": _text_box,
    W + "rt": _ruby_text,
    W + "hyperlink": _picture_words,
    WP + "docPr": _picture_words,
    V + "shape": _picture_words,
    V + "rect": _picture_words,
    V + "group": _picture_words,
    V + "textpath": _word_art,
    A + "txBody": _drawn_text,
    CHART + "chart": _linked_drawing,
    DIAGRAM + "relIds": _linked_drawing,
    W + "footnoteReference": _note,
    W + "endnoteReference": _note,
    W + "headerReference": _running,
    W + "footerReference": _running,
    OFFICE + "OLEObject": _embedded,
    W + "altChunk": _imported,
    W + "subDoc": _sub_document,
    W + "control": _active_x,
}
