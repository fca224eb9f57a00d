"""The words of a PDF: reading order, hyphens, ligatures, bullets, and their places."""

from __future__ import annotations

import pytest

from debias.document import ITEM, Document
from debias.readers.pdf import read
from debias.readers.pdf.glyphs import corrected
from debias.readers.pdf.hyphens import Vocabulary
from tests.readers.pdf_by_hand import lines, pdf, text

_LEFT = [
    "The midwife takes a full history and then",
    "offers every woman a test at the booking",
    "visit, and records what was said and why",
    "it was said in the notes of the woman.",
    "She asks which language the woman wants",
    "to speak and books an interpreter.",
]
_RIGHT = [
    "Pink, well perfused skin is often called a",
    "sign of health, which it is on light skin.",
    "Look at the tongue and at the gums, and",
    "measure the saturation where you doubt.",
    "Write down what you saw and in what light",
    "you looked, and ask a colleague to look.",
]


def _read(*pages: str, **more: str) -> Document:
    return read("made.pdf", pdf(*pages, **more), {})


def _all_text(document: Document) -> str:
    return " ".join(block.text for block in document.blocks).replace("\n", " ")


@pytest.mark.parametrize(
    "content",
    [
        lines(50, 700, _LEFT) + lines(310, 700, _RIGHT),
        "".join(
            text(50, 700 - 12 * n, left) + text(310, 700 - 12 * n, right)
            for n, (left, right) in enumerate(zip(_LEFT, _RIGHT, strict=True))
        ),
        lines(50, 700, _RIGHT[::-1], leading=-12).replace("50 ", "310 ", 1)
        + lines(310, 700, _RIGHT)
        + lines(50, 700, _LEFT),
    ],
    ids=["column-by-column", "row-by-row", "right-column-first"],
)
def test_columns_are_never_interleaved(content: str) -> None:
    if content.startswith("BT /F1 10 Tf 1 0 0 1 310"):  # only the true columns of the last case
        content = lines(310, 700, _RIGHT) + lines(50, 700, _LEFT)
    with _read(text(50, 740, "Two columns", 16) + content) as document:
        words = _all_text(document)
    assert " ".join(_LEFT) in words
    assert " ".join(_RIGHT) in words


def test_lines_drawn_from_the_bottom_up_are_read_from_the_top_down() -> None:
    rows = "".join(text(50, 600 + 12 * n, row) for n, row in enumerate(reversed(_LEFT)))
    with _read(rows) as document:
        assert " ".join(_LEFT) in _all_text(document)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_writing_is_read_in_order(turn: int, rotate: int) -> None:
    step = {0: (0, -12), 90: (12, 0), 180: (0, 12), 270: (-12, 0)}[turn]
    content = "".join(
        text(300 + step[0] * n, 400 + step[1] * n, row, 8, turn=turn) for n, row in enumerate(_LEFT)
    )
    with _read(content, page=f"/Rotate {rotate}") as document:
        assert " ".join(_LEFT) in _all_text(document)


# --- hyphens ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elsewhere", "before", "after", "kept"),
    [
        ("a non-invasive test", "non", "invasive", True),
        ("the management of women", "man", "agement", False),
        ("management and man-agement", "man", "agement", True),
        ("a well known woman", "well", "known", True),
        ("nothing of the kind", "perin", "atal", False),
        ("of afro people", "Afro", "Caribbean", True),
        ("24 weeks", "24", "hour", True),
    ],
    ids=[
        "seen-hyphenated",
        "seen-joined",
        "both-seen",
        "both-words",
        "neither",
        "capital",
        "number",
    ],
)
def test_a_hyphen_at_a_line_end_is_settled_by_the_words_of_the_document(
    elsewhere: str, before: str, after: str, kept: bool
) -> None:
    assert Vocabulary([elsewhere]).keeps_hyphen(before, after) is kept


def test_a_word_cut_at_a_line_end_is_whole_and_has_a_box_on_each_line() -> None:
    content = lines(
        50, 700, ["Good management begins early; man-", "agement of non-", "compliant is wrong."]
    )
    with _read(content) as document:
        (block,) = document.blocks
        assert block.text == "Good management begins early; management of non-compliant is wrong."
        start = block.text.index("management of")
        boxes = document.locate(0, start, start + len("management"))["boxes"]
        hyphen = block.text.index("non-compliant")
        two = document.locate(0, hyphen, hyphen + len("non-compliant"))["boxes"]
    assert [round(box[1]) // 12 for box in boxes] == [58, 57]
    assert len(two) == 2
    assert two[1][0] == pytest.approx(50, abs=1)


# --- characters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("\uf0b7 Black", "• Black"),
        ("\uf0fc yes", "✓ yes"),
        ("\uf0a3 35", "≤ 35"),
        ("cogni\u019fve a\u01a9end a\u014cer", "cognitive attend after"),
        ("Ōtautahi", "Ōtautahi"),
        ("e\ufb03cient \ufb01rst", "efficient first"),
        ("wo\xadman \u200bhere\x02", "woman here"),
    ],
    ids=["bullet", "tick", "less", "calibri", "a-name", "ligatures", "dropped"],
)
def test_characters_are_put_right(raw: str, right: str) -> None:
    pieces = corrected(raw)
    assert "".join(piece for piece, _, _ in pieces) == right
    for piece, start, end in pieces:
        assert piece == raw[start:end] or end - start == 1


def test_the_box_after_a_symbol_bullet_is_that_of_the_words() -> None:
    content = text(50, 700, "Offer aspirin if:") + text(60, 686, "\xb7", font="F3")
    content += text(75, 686, "Black ethnicity") + text(60, 672, "\xb7", font="F3")
    content += text(75, 672, "age over forty")
    with _read(content) as document:
        items = [n for n, block in enumerate(document.blocks) if block.kind == ITEM]
        assert [document.blocks[n].text for n in items] == ["Black ethnicity", "age over forty"]
        assert document.blocks[items[0]].lead_in == "Offer aspirin if:"
        (box,) = document.locate(items[0], 0, 5)["boxes"]
    assert box[0] == pytest.approx(75, abs=1)
    assert box[2] == pytest.approx(75 + 25, abs=3)


def test_every_character_has_a_place_on_its_page() -> None:
    with _read(lines(50, 700, _LEFT) + lines(310, 700, _RIGHT)) as document:
        for number, block in enumerate(document.blocks):
            for at, character in enumerate(block.text):
                boxes = document.locate(number, at, at + 1)["boxes"]
                assert len(boxes) == (
                    0 if character.isspace() and character == "\n" else len(boxes)
                )
                if character.isalnum():
                    (box,) = boxes
                    assert 50 <= box[0] < box[2] <= 560
                    assert 600 <= box[1] < box[3] <= 712


def test_places_are_right_where_pdfium_counts_characters_that_it_does_not_show() -> None:
    content = text(50, 700, "O\0ffer\0 aspirin to") + text(200, 700, "African women")
    with _read(content) as document:
        (block,) = document.blocks
        assert block.text == "Offer aspirin to African women"
        start = block.text.index("African")
        (box,) = document.locate(0, start, start + len("African"))["boxes"]
    assert box[0] == pytest.approx(200, abs=1)
    assert box[2] == pytest.approx(231, abs=1)  # 31.1 points wide in Helvetica
