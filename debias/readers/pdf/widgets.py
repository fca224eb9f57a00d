"""Reads what is written on a page beside its content: form fields and free text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any

from pypdfium2 import raw

from debias.readers.pdf.scan import Box, Remark, Widget, upright

_KINDS = {
    raw.FPDF_FORMFIELD_CHECKBOX: "checkbox",
    raw.FPDF_FORMFIELD_RADIOBUTTON: "radio",
    raw.FPDF_FORMFIELD_COMBOBOX: "dropdown",
    raw.FPDF_FORMFIELD_LISTBOX: "dropdown",
    raw.FPDF_FORMFIELD_TEXTFIELD: "text",
    raw.FPDF_FORMFIELD_PUSHBUTTON: "button",
}
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_MOST_OPTIONS = 2000
_STRING = re.compile(r"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_SHOWN = re.compile(
    r"(\((?:\\.|[^\\()])*\)|\[(?:[^\[\]()]|\((?:\\.|[^\\()])*\))*\])\s*(?:Tj|TJ|'|\")", re.DOTALL
)
_ESCAPED = re.compile(r"\\([0-7]{1,3}|.)", re.DOTALL)


def page_widgets(
    page: Any,  # noqa: ANN401 - a ctypes handle
    form: Any,  # noqa: ANN401 - a ctypes handle or None
    turn: int,
) -> tuple[list[Widget], list[Remark]]:
    """The form fields of a page (none without a form handle) and its free text, in file order."""
    widgets, remarks = [], []
    for annotation in _annotations(page):
        if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            continue
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        if subtype == raw.FPDF_ANNOT_WIDGET and form is not None:
            if widget := _widget(form, annotation, turn):
                widgets.append(widget)
        elif subtype == raw.FPDF_ANNOT_FREETEXT:
            words = _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
            place = _place(annotation)
            remarks.append(Remark(words, place, upright(place, turn)))
    return widgets, remarks


def _annotations(page: Any) -> Iterator[Any]:  # noqa: ANN401
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if annotation:
            try:
                yield annotation
            finally:
                raw.FPDFPage_CloseAnnot(annotation)


def _widget(form: Any, annotation: Any, turn: int) -> Widget | None:  # noqa: ANN401
    kind = _KINDS.get(raw.FPDFAnnot_GetFormFieldType(form, annotation))
    if kind is None:  # a signature holds no words of the form
        return None
    place = _place(annotation)
    if kind in ("checkbox", "radio"):
        value = "☒" if raw.FPDFAnnot_IsChecked(form, annotation) else "☐"
    else:
        value = "" if kind == "button" else _value(form, annotation)
        value = value or drawn_words(_string(raw.FPDFAnnot_GetAP, annotation, 0))
    if kind == "text" and "AFDate" in _string(
        raw.FPDFAnnot_GetFormAdditionalActionJavaScript,
        form,
        annotation,
        raw.FPDF_ANNOT_AACTION_FORMAT,
    ):
        kind = "date"
    options = []
    if kind == "dropdown":
        count = raw.FPDFAnnot_GetOptionCount(form, annotation)
        for number in range(max(min(count, _MOST_OPTIONS), 0)):
            options.append(_string(raw.FPDFAnnot_GetOptionLabel, form, annotation, number))
    return Widget(
        _string(raw.FPDFAnnot_GetFormFieldName, form, annotation),
        kind,
        _string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation),
        value,
        tuple(options),
        place,
        upright(place, turn),
    )


def _value(form: Any, annotation: Any) -> str:  # noqa: ANN401
    return _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)


def drawn_words(appearance: str) -> str:
    """The words that a widget's appearance stream draws: a placeholder, a button's caption.

    Only simple fonts are read; strings of glyph numbers are left out.
    """
    words = ""
    for match in _SHOWN.finditer(appearance):
        for string in _STRING.findall(match.group(1)):
            piece = _ESCAPED.sub(_unescaped, string)
            if piece.isprintable():
                words += piece
        words += "" if words.endswith(" ") else " "
    return words.strip()


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0].isdigit():
        return chr(int(code, 8) & 0xFF)
    return {"n": " ", "r": " ", "t": " ", "b": "", "f": "", "\n": ""}.get(code, code)


def _place(annotation: Any) -> Box:  # noqa: ANN401
    rectangle = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rectangle)
    left, right = sorted((rectangle.left, rectangle.right))
    bottom, top = sorted((rectangle.bottom, rectangle.top))
    return left, bottom, right, top


def _string(ask: Callable[..., int], *what: Any) -> str:  # noqa: ANN401
    size = ask(*what, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(*what, buffer, size)
    return (
        bytes(buffer)[: size - 2]
        .decode("utf-16-le", "replace")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .strip()
    )
