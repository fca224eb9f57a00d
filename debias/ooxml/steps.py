"""What the walk does at characters, properties, tracked changes and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml.names import (
    MC,
    OFF,
    PPR,
    R_RUN,
    RPR,
    VAL,
    Element,
    M,
    W,
)  # fmt: skip
from debias.ooxml.passages import PICTURE
from debias.ooxml.texts import FIXED, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from debias.ooxml.story import Story


def _character(story: Story, element: Element) -> None:
    story.add(FIXED[element.tag], element)


def _tab(story: Story, element: Element) -> None:
    if element.get(VAL) is None:  # else a tab stop of the paragraph, not a tab
        story.add("\t", element)


def _text(story: Story, element: Element) -> None:
    text = shown_text(element)
    if text:
        story.add(text, element)


# Properties of paragraphs and runs ----------------------------------------------------------------


def _style(story: Story, element: Element) -> None:
    story.style = element.get(VAL)


def _num_id(story: Story, element: Element) -> None:
    story.num_id = element.get(VAL)


def _level(story: Story, element: Element) -> None:
    story.level = _number(element)


def _outline(story: Story, element: Element) -> None:
    story.outline = _number(element, 9)


def _vanish(story: Story, element: Element) -> None:
    _hide(story, element, hidden=element.get(VAL, "1") not in OFF)


def _run_style(story: Story, element: Element) -> None:
    if element.get(VAL) in story.walk.hiding:
        _hide(story, element, hidden=True)


def _hide(story: Story, element: Element, *, hidden: bool) -> None:
    run = element.getparent().getparent()
    if run.tag in {R_RUN, M + "r"}:  # not the paragraph's mark, nor formatting before a change
        story.hidden_run = run if hidden else None
        story.watch()


# What tracked changes and alternatives leave out --------------------------------------------------


def _skip(story: Story, element: Element) -> None:
    story.skip(element)


def _deleted(story: Story, element: Element) -> None:
    """Deleted or moved away: text, a paragraph's mark or a table row."""
    above = element.getparent()
    if above.tag == RPR:
        if above.getparent().tag == PPR:
            story.joined = True
    elif above.tag == W + "trPr":
        row = above.getparent()
        if row.tag == W + "tr":
            story.places.drop_row()
            story.skip_rest(row, element)
    else:
        story.skip(element)


def _deleted_cell(story: Story, element: Element) -> None:
    cell = element.getparent().getparent()
    if cell.tag == W + "tc":
        story.skip_rest(cell, element)


def _choice(story: Story, element: Element) -> None:
    """Of alternatives only the first is read."""
    if any(True for _ in element.itersiblings(MC + "Choice", preceding=True)):
        story.skip(element)


def _fallback(story: Story, element: Element) -> None:
    if element.getprevious() is not None:
        story.skip(element)


# Tables -------------------------------------------------------------------------------------------


def _table(story: Story, element: Element) -> None:
    if story.places.table(element) > story.walk.depth:
        story.not_read(f"tables nested more than {story.walk.depth} deep")
        story.skip(element)


def _row(story: Story, element: Element) -> None:
    story.places.row(element)


def _cell(story: Story, element: Element) -> None:
    story.places.cell(element)


def _header_row(story: Story, element: Element) -> None:
    if element.get(VAL, "1") not in OFF:
        story.places.header()


def _shift(story: Story, element: Element) -> None:
    story.places.shift(_number(element))


def _span(story: Story, element: Element) -> None:
    story.places.span(_number(element, 1))


def _merge_down(story: Story, element: Element) -> None:
    story.places.merge(restart=element.get(VAL) == "restart", downwards=True)


def _merge_right(story: Story, element: Element) -> None:
    story.places.merge(restart=element.get(VAL) == "restart", downwards=False)


def _table_words(story: Story, element: Element) -> None:
    story.upcoming.append(lambda: story.beside(element, "alt", PICTURE))


def _number(element: Element, otherwise: int = 0) -> int:
    try:
        return int(element.get(VAL, ""))
    except ValueError:
        return otherwise


STEPS: dict[str, Callable[[Story, Element], None]] = {
    W + "pStyle": _style,
    W + "tab": _tab,
    W + "br": _character,
    W + "cr": _character,
    W + "ptab": _character,
    W + "noBreakHyphen": _character,
    W + "softHyphen": _character,
    W + "sym": _text,
    M + "t": _text,
    W + "numId": _num_id,
    W + "ilvl": _level,
    W + "outlineLvl": _outline,
    W + "vanish": _vanish,
    W + "rStyle": _run_style,
    W + "del": _deleted,
    W + "moveFrom": _deleted,
    W + "cellDel": _deleted_cell,
    W + "pPrChange": _skip,
    W + "trPrChange": _skip,
    W + "tcPrChange": _skip,
    W + "sectPrChange": _skip,
    MC + "Choice": _choice,
    MC + "Fallback": _fallback,
    W + "tbl": _table,
    W + "tr": _row,
    W + "tc": _cell,
    W + "tblHeader": _header_row,
    W + "gridBefore": _shift,
    W + "gridSpan": _span,
    W + "vMerge": _merge_down,
    W + "hMerge": _merge_right,
    W + "tblCaption": _table_words,
    W + "tblDescription": _table_words,
}
