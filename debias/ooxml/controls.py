"""Reads form controls: content controls (w:sdt) and the form fields of older Word (w:ffData)."""

from __future__ import annotations

from debias.ooxml.names import OFF, SDT_PR, VAL, W14, Element, P, W
from debias.records import NamedTuple

_LISTS = {W + "dropDownList", W + "comboBox"}
_KINDS = {**dict.fromkeys(_LISTS, "dropdown"), W + "date": "date", W14 + "checkbox": "checkbox"}
_AROUND = {W + "body", W + "tc", W + "txbxContent", W + "tbl", W + "tr", W + "hdr", W + "ftr"}


class Control(NamedTuple):
    """A form control's own words, as the elements that hold them: its choices, the names and help
    texts it shows; its kind as `Field` calls it; and its tick box, "" when it has none."""

    options: tuple[Element, ...] = ()
    words: tuple[Element, ...] = ()
    kind: str = "text"
    box: str = ""


def content_control(sdt: Element) -> Control:
    """The choices and the title of a content control (ISO/IEC 29500-1, 17.5.2)."""
    options: list[Element] = []
    words: list[Element] = []
    kind = "text"
    properties = sdt.find(SDT_PR)
    for each in () if properties is None else properties:
        kind = _KINDS.get(each.tag, kind)
        if each.tag in _LISTS:
            options += each
        elif each.tag == W + "alias":
            words.append(each)
    return Control(tuple(options), tuple(words), kind)


def form_field(data: Element) -> Control:
    """The choices, help texts and tick box of an older form field (ISO/IEC 29500-1, 17.16.17)."""
    options: list[Element] = []
    words: list[Element] = []
    box = ""
    for each in data:
        tag = each.tag
        if tag == W + "ddList":
            options += [item for item in each if item.tag == W + "listEntry"]
        elif tag in {W + "helpText", W + "statusText"}:
            # Of type autoText the words are the name of an entry in the user's own template.
            if each.get(W + "type") != "autoText" and each.get(VAL):
                words.append(each)
        elif tag == W + "checkBox":
            box = "☒" if _checked(each) else "☐"
    kind = "dropdown" if options else "checkbox" if box else "text"
    return Control(tuple(options), tuple(words), kind, box)


def stands_in_paragraph(element: Element) -> bool:
    """Whether the control stands within a paragraph, rather than around some."""
    for above in element.iterancestors():
        if above.tag == P:
            return True
        if above.tag in _AROUND:
            return False
    return False


def _checked(box: Element) -> bool:
    """`w:checked` is what the reader of the form ticked; without it `w:default` counts."""
    for name in ("checked", "default"):
        state = box.find(W + name)
        if state is not None:
            return state.get(VAL, "1") not in OFF
    return False
