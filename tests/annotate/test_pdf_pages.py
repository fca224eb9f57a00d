"""Notes on turned and cropped pages, on forms, and beside what other people have noted."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from debias.annotate import Options
from debias.annotate.pdf import mark
from debias.annotate.pdf_notes import BUBBLE
from debias.document import FIELD, OPTION
from debias.finding import Finding
from debias.readers.pdf import read
from tests.annotate.made import RULES, finding, report, words
from tests.annotate.pdf_pictures import (
    POPPLER,
    Picture,
    by_pdfium,
    by_poppler,
    changed,
    note_boxes,
    ours,
    outside,
    untouched,
)
from tests.readers.pdf_by_hand import pdf, text

TURNS = (0, 90, 180, 270)
LINE = "Women of Afro-Caribbean origin are offered a test."


def marked(data: bytes, *quotes: str, **more) -> bytes:
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, *quotes, **more))
        return mark(document, found, RULES, Options(data))


def drawn_by_poppler(folder: Path) -> Callable[[bytes], list[Picture]]:
    numbers = iter(range(9))
    return lambda data: by_poppler(data, folder / str(next(numbers)))


NEEDS_POPPLER = pytest.mark.skipif(not POPPLER, reason="needs poppler")


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(
    ("engine", "boxes"),
    [
        ("pdfium", ""),
        ("pdfium", "/CropBox [40 500 400 800]"),
        # Where a crop box is larger than its page, poppler shows more than there is.
        ("pdfium", "/CropBox [-50 300 700 1200]"),
        pytest.param("poppler", "", marks=NEEDS_POPPLER),
        pytest.param("poppler", "/CropBox [40 500 400 800]", marks=NEEDS_POPPLER),
    ],
)
def test_highlights_lie_on_their_words(turn: int, boxes: str, engine: str, tmp_path: Path) -> None:
    content = text(60, 700, LINE) + text(300, 550, "Look at darker skin too", turn=90)
    data = pdf(content, page=f"/Rotate {turn} {boxes}")
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, "Afro-Caribbean", "darker"))
        copy = mark(document, found, RULES, Options(data))
    draw = by_pdfium if engine == "pdfium" else drawn_by_poppler(tmp_path)
    before, after = draw(data)[0], draw(copy)[0]
    (places,) = note_boxes(copy)
    pixels = changed(before, after)
    assert len(places) == 3
    assert not outside(pixels, places)
    assert not untouched(pixels, places, before[:2])


@pytest.mark.parametrize("turn", TURNS)
def test_the_summary_is_upright_at_the_top_left(turn: int) -> None:
    for box in ("", "/CropBox [50 400 450 760]"):
        data = pdf(text(100, 600, LINE), page=f"/Rotate {turn} {box}")
        copy = marked(data, "Afro-Caribbean")
        (places,) = note_boxes(copy)
        picture = by_pdfium(copy)[0]
        x0, y0, x1, y1 = places[-1]
        assert (x1 - x0, y1 - y0) == pytest.approx(BUBBLE, abs=0.3)
        assert (x0, y0) == pytest.approx((7, 7), abs=1.1)
        # Its tail points down: there is less ink in the lower half.
        rows = [
            sum(picture.shades[y * picture.width + x] < 200 for x in range(round(x0), round(x1)))
            for y in range(round(y0), round(y1))
        ]
        assert sum(rows[:10]) > 2 * sum(rows[12:])


def test_the_summary_keeps_clear_of_what_is_drawn() -> None:
    logo = "0 0 1 rg 0 760 115 82 re f\n"
    copy = marked(pdf(logo + text(100, 600, LINE)), "Afro-Caribbean")
    (places,) = note_boxes(copy)
    x0, y0, *_ = places[-1]
    assert x0 > 115 or y0 > 82


def form() -> bytes:
    fields = (
        "<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (group) /F 4 "
        "/Rect [150 695 300 712] /Opt [(Caucasian) (Coloured) (Other)] /DA (/Helv 10 Tf 0 g) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (notes) /F 4 /TU (Is she non-compliant?) "
        "/Rect [50 600 300 680] /DA (/Helv 10 Tf 0 g) /MK << /BC [0 0 0] >> >>",
        "<< /Type /Annot /Subtype /Link /Rect [50 555 300 570] /Border [0 0 0] "
        "/A << /S /URI /URI (https://example.org) >> >>",
        "<< /Type /Annot /Subtype /FreeText /Contents (Poor historian) /Rect [50 500 200 520] "
        "/DA (/Helv 10 Tf 0 g) /F 4 >>",
    )
    content = text(50, 700, "Ethnic group") + text(50, 560, LINE)
    return pdf(
        content,
        page="/Annots [100 0 R 101 0 R 102 0 R 103 0 R]",
        extra=fields,
        catalog="/AcroForm << /Fields [100 0 R 101 0 R] /NeedAppearances true "
        "/DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
    )


def test_fields_are_marked_beside_and_stay_above() -> None:
    quotes = ("Caucasian", "Coloured", "non-compliant", "Afro-Caribbean", "Poor historian")
    copy = marked(form(), *quotes)
    reader = PdfReader(io.BytesIO(copy))
    assert (reader.get_fields() or {}).keys() == {"group", "notes"}
    kinds = [each.get_object() for each in reader.pages[0]["/Annots"]]
    shown = [str(each["/Subtype"]) for each in kinds if each["/Subtype"] != "/Popup"]
    first = shown.index("/Widget")
    assert shown[:first] == ["/Highlight"]  # the words below the link
    assert shown[first:].count("/Highlight") == 3  # beside the fields, and on the free text
    notes = {str(note["/Contents"]): note for note in ours(reader, 0)}
    (options,) = [note for words, note in notes.items() if words.count("Words to look at") == 2]
    left, _, right, _ = options["/Rect"]
    assert right <= 150 - 2, "the field itself is clear"
    assert left >= 140


def test_notes_of_others_stay_and_keep_their_bytes() -> None:
    data = pdf(
        text(60, 700, LINE),
        page="/Annots [ 100 0 R % a comment ]\n << /Type /Annot /Subtype /Text /Rect [9 9 29 29]"
        " /Contents (direct \\(too\\)) >> ]",
        extra=("<< /Type /Annot /Subtype /Text /Rect [50 50 70 70] /Contents (Mine) /T (Ann) >>",),
    )
    copy = marked(data, "Afro-Caribbean")
    page = PdfReader(io.BytesIO(copy)).pages[0]
    others = [
        str(each.get_object()["/Contents"])
        for each in page["/Annots"]
        if "/NM" not in each.get_object()
    ]
    assert others == ["Mine", "direct (too)"]
    assert b"<< /Type /Annot /Subtype /Text /Rect [9 9 29 29]" in copy[len(data) :]


def test_pages_that_share_their_list_of_notes_get_lists_of_their_own() -> None:
    data = pdf(
        text(60, 700, LINE),
        text(60, 700, "A page without a finding."),
        page="/Annots 100 0 R",
        extra=("[101 0 R]", "<< /Type /Annot /Subtype /Text /Rect [50 50 70 70] >>"),
    )
    reader = PdfReader(io.BytesIO(marked(data, "Afro-Caribbean")))
    assert [len(ours(reader, number)) for number in range(2)] == [2, 0]


def test_small_notes_lie_upon_large_ones_and_equal_ones_are_one() -> None:
    with read("a.pdf", data := pdf(text(60, 700, LINE)), {}) as document:
        spans = ((0, 5), (0, len(LINE)), (0, 5))
        found = [
            finding(document, 0, *span, severity=severity, message=severity)
            for span, severity in zip(spans, ("suggestion", "warning", "error"), strict=True)
        ]
        copy = mark(document, report(document, *found), RULES, Options(data))
    large, small, _ = ours(PdfReader(io.BytesIO(copy)), 0)
    assert large["/Rect"][2] > small["/Rect"][2]
    assert small["/Contents"].count("Words to look at") == 2
    assert list(map(float, small["/C"])) == [1, 0.78, 0.74], "the gravest decides"


def test_words_that_come_again_are_marked_again_in_short() -> None:
    with read("a.pdf", data := pdf(text(60, 700, LINE) + text(60, 600, LINE)), {}) as document:
        (first,) = words(document, "Afro-Caribbean")
        again = document.locate(1, 9, 23)
        found: Finding = first._replace(repeats=(again,))
        copy = mark(document, report(document, found), RULES, Options(data))
    notes = ours(PdfReader(io.BytesIO(copy)), 0)
    full, short, summary = (str(note["/Contents"]) for note in notes)
    assert "Source: A study" in full
    assert "the full note is on page 1" in short
    assert "Source:" not in short
    assert "marked once" not in summary + full
    assert len({note["/NM"] for note in notes}) == 3


def test_what_has_no_place_is_told_in_the_summary() -> None:
    with read("a.pdf", data := pdf(text(60, 700, LINE)), {}) as document:
        (one,) = words(document, "Afro-Caribbean")
        found = one._replace(location={"page": 1, "boxes": []})
        copy = mark(document, report(document, found), RULES, Options(data))
    (summary,) = ours(PdfReader(io.BytesIO(copy)), 0)
    assert "“Afro-Caribbean”: Could this be said in another way?" in summary["/Contents"]


def test_more_than_can_be_read_is_grouped() -> None:
    with read("a.pdf", data := pdf(text(60, 700, LINE)), {}) as document:
        one = finding(document, 0, 0, 5)
        many = [one._replace(rule=f"test-pack/{n % 3}", fingerprint=str(n)) for n in range(2100)]
        copy = mark(document, report(document, *many), RULES, Options(data))
    *notes, summary = ours(PdfReader(io.BytesIO(copy)), 0)
    assert sum(note["/Contents"].count("699 more places") for note in notes) == 3
    assert "3 notes stand for 2,100 places" in summary["/Contents"]


def test_a_field_block_is_known_by_its_kind() -> None:
    with read("a.pdf", form(), {}) as document:
        kinds = [
            block.kind
            for block, anchor in zip(document.blocks, document.anchors, strict=True)
            if anchor.box
        ]
    assert {FIELD, OPTION} <= set(kinds)
