"""Form fields of PDFs: labels, choices, values, states, and where they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.document import FIELD, OPTION, PARAGRAPH, Document, Unread
from debias.readers.pdf import read
from debias.readers.pdf.widgets import drawn_words
from tests.readers.pdf_by_hand import pdf, text

_CORPUS = Path(__file__).parents[2] / "../shared/corpus"


def _form(content: str, *widgets: str, more: str = "") -> Document:
    numbers = " ".join(f"{100 + n} 0 R" for n in range(len(widgets)))
    fields = [f"<< /Type /Annot /Subtype /Widget {widget} >>" for widget in widgets]
    data = pdf(
        content,
        page=f"/Annots [{numbers}]",
        extra=fields,
        catalog=f"/AcroForm << /Fields [{numbers}] {more} >>",
    )
    return read("form.pdf", data, {})


def test_a_drop_down_gives_its_choices_with_its_label() -> None:
    content = text(50, 700, "Ethnic group") + text(50, 660, "Remarks")
    with _form(
        content,
        "/FT /Ch /Ff 131072 /T (ethnicity) /Rect [150 695 300 712] /Opt [(White) (Black) (Other)]",
        "/FT /Tx /T (remarks) /Rect [150 655 300 672] /V (Poor historian) /TU (Anything else?)",
    ) as document:
        told = [(block.kind, block.text) for block in document.blocks]
        assert told == [
            (PARAGRAPH, "Ethnic group"),
            (OPTION, "White"),
            (OPTION, "Black"),
            (OPTION, "Other"),
            (PARAGRAPH, "Remarks"),
            (FIELD, "Anything else?"),
            (FIELD, "Poor historian"),
        ]
        field = document.blocks[2].field
        assert field is not None
        assert (field.kind, field.label) == ("dropdown", "Ethnic group")
        assert field.options == ("White", "Black", "Other")
        assert document.blocks[5].field.label == "Anything else?"
        assert document.blocks[5].field.number != field.number
        assert document.locate(2, 0, 5) == {"page": 1, "boxes": [[150, 695, 300, 712]]}


def test_tick_boxes_of_one_name_are_one_field_with_the_words_beside_them() -> None:
    content = text(50, 700, "Ethnic group:") + text(165, 700, "White") + text(265, 700, "Other")
    box = "/FT /Btn /T (group) /AP << /N << /Yes null /Off null >> >>"
    with _form(
        content,
        f"{box} /Rect [150 698 160 708] /AS /Off",
        f"{box} /Rect [250 698 260 708] /V /Yes /AS /Yes",
    ) as document:
        fields = [block.field for block in document.blocks if block.field]
        assert [block.text for block in document.blocks if block.kind == FIELD] == ["☐", "☒"]
        assert {field.number for field in fields} == {0}
        assert {field.options for field in fields} == {("White", "Other")}
        assert [field.label for field in fields] == ["White", "Other"]


def test_a_tooltip_that_repeats_the_label_is_read_once() -> None:
    with _form(
        text(50, 700, "Ethnic group"), "/FT /Tx /T (e) /Rect [150 695 300 712] /TU (Ethnic group)"
    ) as document:
        assert [block.text for block in document.blocks] == ["Ethnic group"]


def test_hidden_fields_are_not_read() -> None:
    with _form(
        text(50, 700, "Name"), "/FT /Tx /T (e) /Rect [150 695 300 712] /TU (Secret) /F 2"
    ) as document:
        assert [block.text for block in document.blocks] == ["Name"]


def test_words_that_only_the_appearance_shows_are_read() -> None:
    assert drawn_words("BT (If ) Tj 9 0 Td (other, ) Tj (please \\(briefly\\)) Tj ET") == (
        "If other, please (briefly)"
    )
    assert drawn_words("BT [(Cau) -20 (casian)] TJ ET") == "Caucasian"
    assert drawn_words("BT <0012> Tj (\\001\\002) Tj ET") == ""


def test_free_text_on_the_page_is_read_where_it_stands() -> None:
    data = pdf(
        text(50, 700, "Above") + text(50, 600, "Below"),
        page="/Annots [100 0 R]",
        extra=[
            "<< /Type /Annot /Subtype /FreeText /Rect [50 640 200 660] "
            "/Contents (Non-compliant mothers) /DA (/Helv 10 Tf) >>"
        ],
    )
    with read("form.pdf", data, {}) as document:
        assert [block.text for block in document.blocks] == [
            "Above",
            "Non-compliant mothers",
            "Below",
        ]


def test_a_dynamic_form_is_named_as_unread() -> None:
    notice = text(50, 700, "Please wait... If this message is not eventually replaced, your viewer")
    with _form(notice, more="/XFA (dynamic)") as document:
        assert document.unread == (
            Unread("the form", "dynamic XFA form, shown only by Adobe Reader"),
        )


@pytest.mark.skipif(not _CORPUS.exists(), reason="the corpus is not there")
def test_a_form_of_132_fields_is_read() -> None:
    path = _CORPUS / "clinical/odr_data_request_form_v6-alpha.blank.pdf"
    with read(str(path), path.read_bytes(), {}) as document:
        fields = {block.field.number: block.field for block in document.blocks if block.field}
        assert len(fields) >= 100
        labels = {field.label for field in fields.values()}
        assert {"Email address:", "Surname*", "Service Evaluation"} <= labels
        assert "Date of programme approval" in labels
