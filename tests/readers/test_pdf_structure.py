"""Headings, lists, tables, running headers and footers of PDFs without tags."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from debias.document import CELL, FOOTER, HEADER, HEADING, ITEM, PARAGRAPH, Block, Cell, Document
from debias.readers.pdf import read
from debias.readers.pdf.grid import ruled_tables
from debias.readers.pdf.ruling import page_edges
from tests.readers.pdf_by_hand import grid, lines, pdf, rule, text

_BODY = [
    "The midwife takes a full history and then offers every woman a test at the booking visit,",
    "records what was said and why it was said in the notes of the woman, and asks her which",
    "language she wants to speak and books an interpreter who has been trained for it.",
]


def _read(*pages: str, **more: str) -> Document:
    return read("made.pdf", pdf(*pages, **more), {})


def _of(document: Document, kind: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == kind]


# --- paragraphs and headings --------------------------------------------------------------------


def test_lines_make_paragraphs() -> None:
    with _read(lines(50, 700, _BODY) + lines(50, 650, _BODY)) as document:
        assert [block.text for block in document.blocks] == ["\n".join(_BODY)] * 2
        assert all(block.kind == PARAGRAPH for block in document.blocks)


def test_larger_and_bold_lines_are_headings_with_their_levels() -> None:
    content = (
        text(50, 760, "Diabetes in pregnancy", 20, "F2")
        + text(50, 730, "1 Risk assessment", 14, "F2")
        + lines(50, 712, _BODY)
        + text(50, 660, "Who is asked", 10, "F2")
        + lines(50, 646, _BODY)
        + text(50, 590, "2 Treatment", 14, "F2")
        + lines(50, 572, _BODY)
    )
    with _read(content) as document:
        headings = _of(document, HEADING)
        assert [block.text for block in headings] == [
            "Diabetes in pregnancy",
            "1 Risk assessment",
            "Who is asked",
            "2 Treatment",
        ]
        assert [block.level for block in headings] == [1, 2, 3, 2]
        assert [block.section for block in _of(document, PARAGRAPH)] == [
            ("Diabetes in pregnancy", "1 Risk assessment"),
            ("Diabetes in pregnancy", "1 Risk assessment", "Who is asked"),
            ("Diabetes in pregnancy", "2 Treatment"),
        ]


@pytest.mark.parametrize(
    "words",
    ["Offer aspirin from twelve weeks.", "Offer aspirin if any of the following applies:", "Yes;"],
)
def test_a_bold_sentence_is_no_heading(words: str) -> None:
    with _read(text(50, 730, words, 10, "F2") + lines(50, 712, _BODY)) as document:
        assert not _of(document, HEADING)


# --- lists --------------------------------------------------------------------------------------


def test_bullets_make_items_with_lead_in_list_and_level() -> None:
    content = (
        text(50, 700, "Offer aspirin if any of these applies:")
        + text(
            60,
            686,
            "•  chronic hypertension, which includes any woman who was treated for it before she",
        )
        + text(72, 674, "was pregnant")
        + text(60, 660, "•  Black ethnicity")
        + text(80, 646, "–  African")
        + text(80, 632, "–  Caribbean")
        + text(60, 618, "•  age over forty")
        + lines(50, 590, _BODY)
    )
    with _read(content) as document:
        items = _of(document, ITEM)
        assert [block.text.split("\n")[0][:15] for block in items] == [
            "chronic hyperte", "Black ethnicity", "African", "Caribbean", "age over forty",
        ]  # fmt: skip
        assert items[0].text.endswith("\nwas pregnant")
        assert [block.level for block in items] == [1, 1, 2, 2, 1]
        assert [block.list_number for block in items] == [0, 0, 1, 1, 0]
        assert items[4].lead_in == "Offer aspirin if any of these applies:"
        assert items[2].lead_in == "Black ethnicity"
        assert document.blocks[-1].kind == PARAGRAPH


def test_a_numbered_question_is_a_heading() -> None:
    content = text(50, 730, "3. Who is at risk?", 14, "F2") + lines(50, 712, _BODY)
    with _read(content) as document:
        assert [block.text for block in _of(document, HEADING)] == ["3. Who is at risk?"]


def test_a_list_goes_on_over_a_page() -> None:
    first = text(50, 100, "Risk factors:") + text(60, 86, "• age over forty")
    with _read(first, text(60, 780, "• Black ethnicity") + lines(50, 700, _BODY)) as document:
        items = _of(document, ITEM)
        assert {block.list_number for block in items} == {0}
        assert items[1].lead_in == "Risk factors:"


def test_tick_boxes_keep_their_boxes() -> None:
    content = text(50, 700, "Ethnic group:")
    content += text(60, 686, "( ) White") + text(60, 672, "( ) Black")
    with _read(content) as document:
        assert "( ) White" in " ".join(block.text for block in document.blocks)


# --- tables -------------------------------------------------------------------------------------

_XS = [50, 200, 300, 450]
_WIDTHS = {  # of words in Helvetica, as parts of the font size
    "Risk factor": 5.0, "Points": 2.9, "Action": 2.9, "Family origin": 5.7, "1": 0.56, "Refer": 2.4,
}  # fmt: skip
_ROWS = [
    ["Risk factor", "Points", "Action"],
    ["Family origin", "1", "Refer"],
    ["BMI over 35", "2", "Test"],
]


def _table(top: float, rows: list[list[str]], height: float = 20) -> str:
    ys = [top - height * n for n in range(len(rows) + 1)]
    words = "".join(
        text(_XS[column] + 4, top - height * row - 14, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    return grid(_XS, ys) + words


def test_a_ruled_table_gives_cells_with_their_headers() -> None:
    content = lines(50, 760, _BODY) + _table(700, _ROWS) + lines(50, 600, _BODY)
    with _read(content) as document:
        cells = {block.text: block.cell for block in _of(document, CELL)}
        assert cells["1"] == Cell(0, 1, 1, "Family origin", "Points")
        assert cells["Test"] == Cell(0, 2, 2, "BMI over 35", "Action")
        assert [block.kind for block in document.blocks] == [PARAGRAPH, *[CELL] * 9, PARAGRAPH]


def test_words_of_a_cell_that_wrap_stay_together() -> None:
    rows = [["Question", "Yes", "No"], ["", "", ""]]
    content = _table(700, rows, height=30)
    content += text(54, 658, "Family origin African or") + text(210, 658, "x")
    content += text(54, 646, "Caribbean?")
    with _read(content) as document:
        assert _of(document, CELL)[3].text == "Family origin African or\nCaribbean?"
        assert _of(document, CELL)[4].cell == Cell(
            0, 1, 1, "Family origin African or Caribbean?", "Yes"
        )


def test_a_row_written_as_one_string_is_cut_at_the_rules() -> None:
    ys = [700, 680, 660]
    content = grid(_XS, ys)
    for y, row in zip((686, 666), _ROWS, strict=False):
        steps = " ".join(
            f"({cell}) {-(_XS[n + 1] - _XS[n]) * 100 + 1000 * _WIDTHS[cell]:.0f}"
            for n, cell in enumerate(row)
        )
        content += f"BT /F1 10 Tf 54 {y} Td [{steps}] TJ ET\n"
    with _read(content) as document:
        assert [block.text for block in document.blocks] == [*_ROWS[0], *_ROWS[1]]
        assert document.blocks[5].cell == Cell(0, 1, 2, "Family origin", "Action")
        (box,) = document.locate(5, 0, 5)["boxes"]
        assert box[0] == pytest.approx(304, abs=3)


def test_a_border_around_the_page_is_no_table() -> None:
    content = grid([30, 565], [820, 760, 30]) + text(50, 780, "Induction of labour", 16, "F2")
    content += lines(50, 700, _BODY)
    with _read(content) as document:
        assert [block.kind for block in document.blocks] == [HEADING, PARAGRAPH]


def test_a_table_that_crosses_a_page_is_one() -> None:
    more = [["Twins", "1", "Scan"], ["Age", "2", "Call"]]
    with _read(_table(140, _ROWS), _table(800, more) + lines(50, 600, _BODY)) as document:
        cells = {block.text: block.cell for block in _of(document, CELL)}
        assert cells["Scan"] == Cell(0, 3, 2, "Twins", "Action")
        assert cells["2"].row == 4


def test_a_merged_cell_is_read_once() -> None:
    content = grid([50, 450], [700, 680]) + grid([50, 250, 450], [680, 660])
    content += text(54, 686, "Risk") + text(54, 666, "low") + text(254, 666, "high")
    with _read(content) as document:
        assert [(block.text, block.cell.row, block.cell.column) for block in document.blocks] == [
            ("Risk", 0, 0), ("low", 1, 0), ("high", 1, 1),
        ]  # fmt: skip
        assert document.blocks[2].cell.row_header == "low"


def test_a_first_row_that_looks_like_the_others_heads_nothing() -> None:
    rows = [["Anaemia", "Call the ward", "Ring Sue"], ["Twins", "Book a scan", "Tell Ann"]]
    with _read(_table(700, rows)) as document:
        assert {block.cell.column_header for block in document.blocks} == {""}
        assert [block.cell.row_header for block in document.blocks] == [
            "", "Anaemia", "Anaemia", "", "Twins", "Twins",
        ]  # fmt: skip


def test_a_bold_first_row_heads_the_columns_again_on_the_next_page() -> None:
    def page(*rows: list[str]) -> str:
        content = _table(700, [["", "", ""], *rows])
        names = ("Colour", "Place", "Light")
        return content + "".join(
            text(_XS[n] + 4, 686, name, font="F2") for n, name in enumerate(names)
        )

    pages = page(["Pink", "Gums", "Day"]), page(["Blue", "Tongue", "Lamp"])
    with _read(*pages) as document:
        cells = {block.text: block.cell for block in document.blocks}
        assert cells["Tongue"] == Cell(0, 3, 1, "Blue", "Place")
        assert cells["Place"].is_header
        assert not cells["Place"].column_header


def test_columns_without_rules_lose_no_words() -> None:
    rows = [("Low", "0 to 2", "Routine care"), ("High", "3 or more", "Refer")]
    content = "".join(
        text(50 + 150 * column, 700 - 14 * row, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    with _read(content) as document:
        assert [" ".join(block.text.split()) for block in document.blocks] == [
            "Low 0 to 2 Routine care",
            "High 3 or more Refer",
        ]


@pytest.mark.parametrize(
    "content",
    [
        grid(_XS, [700, 680, 660]),
        grid(_XS, [700, 680]) + grid([50, 450], [680, 640]),
        grid([50, 100], [700, 680]) + grid([300, 350, 420], [500, 480, 400]),
        rule(50, 700, 300, 700) + rule(50, 600, 300, 600),
        "50 600 200 40 re S 250 600 200 40 re S 50 560 400 40 re S\n",
        "".join(f"{50 + 60 * n} 600 60 1 re f {50 + 60 * n} 560 1 40 re f " for n in range(5))
        + "50 560 301 1 re f 350 560 1 41 re f\n",
    ],
    ids=["grid", "spanning", "two", "open", "rectangles", "bars"],
)
def test_cells_are_those_that_pdfplumber_finds(content: str) -> None:
    import pypdfium2  # noqa: PLC0415

    data = pdf(content)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    ours = sorted(
        tuple(round(edge) for edge in cell)
        for table in ruled_tables(page_edges(page.raw, 0))
        for cell in table
    )
    page.close()
    document.close()
    with pdfplumber.open(io.BytesIO(data)) as opened:
        theirs = sorted(
            (round(x0), round(842 - bottom), round(x1), round(842 - top))
            for table in opened.pages[0].find_tables()
            for x0, top, x1, bottom in table.cells
            if len(table.cells) > 1
        )
    assert ours == theirs


# --- running headers and footers ----------------------------------------------------------------


def test_headers_and_footers_are_read_once_and_kept_out_of_the_text() -> None:
    pages = [
        text(50, 800, "Anytown NHS Trust: Caucasian reference ranges")
        + lines(50, 700, [*_BODY[:2], f"{_BODY[2]} Page mark {number}."])
        + text(50, 40, f"Version 3, page {number} of 5")
        for number in range(1, 6)
    ]
    with _read(*pages) as document:
        assert [block.text for block in _of(document, HEADER)] == [
            "Anytown NHS Trust: Caucasian reference ranges"
        ]
        assert [block.text for block in _of(document, FOOTER)] == ["Version 3, page 1 of 5"]
        assert len(_of(document, PARAGRAPH)) == 5
        assert document.blocks[0].kind == HEADER


def test_a_footer_of_two_lines_is_one_sentence() -> None:
    pages = [
        lines(50, 700, [*_BODY[:2], f"Page mark {number}."])
        + lines(50, 50, ["Printed copies that are non-compliant with the current version of this",
                         "guideline are destroyed."])
        for number in range(3)
    ]  # fmt: skip
    with _read(*pages) as document:
        (footer,) = _of(document, FOOTER)
        assert footer.text.endswith("version of this\nguideline are destroyed.")


def test_a_running_title_with_a_page_number_does_not_cut_a_list() -> None:
    pages = [
        text(50, 800, f"Chapter {number}: signs {number + 2}") + text(60, 700, f"• sign {number}")
        for number in range(4)
    ]
    with _read(*pages) as document:
        assert {block.list_number for block in _of(document, ITEM)} == {0}
        assert len(_of(document, HEADER)) == 1


def test_a_footer_that_is_drawn_first_is_a_footer_on_a_single_page_too() -> None:
    footer = text(50, 40, "Destroy when printed", 8)
    with _read(footer + lines(50, 700, _BODY)) as document:
        assert [block.kind for block in document.blocks] == [PARAGRAPH, FOOTER]
    with _read(lines(50, 700, _BODY) + footer) as document:
        assert [block.kind for block in document.blocks] == [PARAGRAPH, PARAGRAPH]


def test_what_stands_on_two_pages_only_is_text() -> None:
    page = text(50, 800, "Appendix to the guideline") + lines(50, 700, _BODY)
    with _read(page, page, lines(50, 700, _BODY)) as document:
        assert not _of(document, HEADER)
