"""Headings, sections, lists, tables and quotations of Word files."""

from __future__ import annotations

import pytest

from debias.document import CELL, HEADING, ITEM, PARAGRAPH, QUOTE, Block
from debias.readers.word import read

from .word_package import cell, item, par, row, run, styled, table, word_file


def blocks(body: str, **more) -> tuple[Block, ...]:
    return read("a.docx", word_file(body, **more), {}).blocks


def bold(text: str) -> str:
    return par(run(text, "<w:b/>"))


HEADINGS = {
    "localised style id": (styled("berschrift1", "Scope"), 1),
    "based on a heading": (styled("TrustHeading", "Scope"), 2),
    "outline level of a style": (styled("Outlined", "Scope"), 3),
    "outline level of a paragraph": (par("Scope", '<w:outlineLvl w:val="4"/>'), 5),
    "title": (styled("Titel", "Scope"), 1),
    "taken out of the outline by its style": (styled("TOCHeading", "Contents"), 0),
    "taken out of the outline itself": (
        par("Scope", '<w:pStyle w:val="Heading2"/><w:outlineLvl w:val="9"/>'),
        0,
    ),
    "styles based on one another": (styled("Loop1", "Scope"), 0),
    "unknown style": (styled("Nowhere", "Scope"), 0),
    "bold": (bold("Risk factors:"), 7),
    "bold by a character style": (par(run("Risk factors", '<w:rStyle w:val="Strong"/>')), 7),
    "bold but for its spaces": (
        par(run("Risk", "<w:b/>") + run(" ") + run("factors", "<w:b/>")),
        7,
    ),
    "partly bold": (par(run("Risk", "<w:b/>") + run(" factors")), 0),
    "bold switched off": (par(run("Risk factors", '<w:b w:val="0"/>')), 0),
    "bold sentence": (bold("Do not give ergometrine."), 0),
    "bold and long": (bold(" ".join(["word"] * 13)), 0),
    "bold caption": (bold("Table 2: Risk score"), 0),
    "bold figures": (bold("12 / 34"), 0),
    "bold item": (
        par(run("Obesity", "<w:b/>"), '<w:numPr><w:numId w:val="1"/></w:numPr>') + item("b"),
        0,
    ),
    "lone bold numbered line": (
        par(run("Purpose", "<w:b/>"), '<w:numPr><w:numId w:val="2"/></w:numPr>'),
        7,
    ),
    "long text in a heading's style": (styled("Heading2", "text " * 60), 0),
}


@pytest.mark.parametrize(("body", "level"), HEADINGS.values(), ids=HEADINGS)
def test_heading(body: str, level: int) -> None:
    first = blocks(body + par("after"))[0]
    assert (first.kind == HEADING, first.level if first.kind == HEADING else 0) == (
        level > 0,
        level,
    )


@pytest.mark.parametrize("style", ["Heading2", "heading 2", "heading2"])
def test_heading_without_a_styles_part(style: str) -> None:
    document = read("a.docx", word_file(styled(style, "Scope") + par("x"), styled=False), {})
    assert document.blocks[0].level == 2


def test_sections_are_paths_of_headings() -> None:
    body = (
        styled("berschrift1", "A") + par("1") + styled("TrustHeading", "B") + bold("Cc") + par("2")
        + bold("Dd") + par("3") + styled("berschrift1", "E") + par("4")
    )  # fmt: skip
    found = {block.text: block.section for block in blocks(body)}
    assert found == {
        "A": (), "1": ("A",), "B": ("A",), "Cc": ("A", "B"), "2": ("A", "B", "Cc"),
        "Dd": ("A", "B"), "3": ("A", "B", "Dd"), "E": (), "4": ("E",),
    }  # fmt: skip


def test_list_has_its_lead_in_and_number() -> None:
    body = (
        par("Offer if any of:") + item("obesity") + item("Black ethnicity") + par("Also:")
        + item("twins")
    )  # fmt: skip
    found = [(b.kind, b.text, b.level, b.lead_in, b.list_number) for b in blocks(body)]
    assert found == [
        (PARAGRAPH, "Offer if any of:", 0, "", None),
        (ITEM, "obesity", 1, "Offer if any of:", 0),
        (ITEM, "Black ethnicity", 1, "Offer if any of:", 0),
        (PARAGRAPH, "Also:", 0, "", None),
        (ITEM, "twins", 1, "Also:", 1),
    ]


def test_list_within_a_list_is_introduced_by_its_item() -> None:
    body = par("Risks") + item("mother") + item("age", 1) + item("parity", 1) + item("baby")
    found = [(b.text, b.level, b.lead_in, b.list_number) for b in blocks(body)[1:]]
    assert found == [
        ("mother", 1, "Risks", 0),
        ("age", 2, "mother", 1),
        ("parity", 2, "mother", 1),
        ("baby", 1, "Risks", 0),
    ]


def test_list_under_a_heading_is_introduced_by_it() -> None:
    found = blocks(styled("berschrift1", "Risk factors") + item("age"))
    assert found[1].lead_in == "Risk factors"


def test_list_goes_on_after_a_text_box() -> None:
    boxed = f"<w:r><w:pict><w:txbxContent>{par('box')}</w:txbxContent></w:pict></w:r>"
    body = par("Risks") + item(run("a") + boxed) + item("b")
    found = [(b.text, b.list_number) for b in blocks(body)]
    assert found == [("Risks", None), ("a", 0), ("box", None), ("b", 0)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(styled("ListBullet", "age"), "age", id="by style"),
        pytest.param(par("•\tage"), "age", id="typed bullet"),
        pytest.param(par("- age"), "age", id="typed hyphen"),
        pytest.param(par("o\tage"), "age", id="typed o"),
        pytest.param(par(run("•") + run(" ") + run("age")), "age", id="typed over runs"),
        pytest.param(par("☐ age"), "☐ age", id="box"),
    ],
)
def test_item(body: str, text: str) -> None:
    found = blocks(par("Risks") + body)[1]
    assert (found.kind, found.text, found.lead_in) == (ITEM, text, "Risks")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(item("x", num=0), id="list taken off"),
        pytest.param(item("x", num=3), id="list without marks"),
        pytest.param(item("x", num=99), id="no such list"),
        pytest.param(par("on time"), id="word with o"),
        pytest.param(par("o negative blood"), id="o as a word"),
        pytest.param(par("-5 degrees"), id="minus"),
    ],
)
def test_no_item(body: str) -> None:
    assert blocks(body)[0].kind == PARAGRAPH


def test_table_cells_know_their_headers() -> None:
    body = table(row("Risk factor", "Points"), row("Asian", "1"), row("Twins", "2"))
    cells = [block.cell for block in blocks(body)]
    assert cells == [
        (0, 0, 0, "", "", True),
        (0, 0, 1, "", "", True),
        (0, 1, 0, "", "Risk factor", False),
        (0, 1, 1, "Asian", "Points", False),
        (0, 2, 0, "", "Risk factor", False),
        (0, 2, 1, "Twins", "Points", False),
    ]


HEADED = {
    "marked": (row("a", "b", properties="<w:tblHeader/>") + row("c", "d"), 1),
    "two marked": (
        row("a", "b", properties="<w:tblHeader/>") * 2 + row("c", "d"),
        2,
    ),
    "mark switched off": (row("a", "b", properties='<w:tblHeader w:val="0"/>') + row("c", "d"), 0),
    "bold": (row(cell(bold("a")), cell(bold("b"))) + row("c", "d"), 1),
    "bold throughout": (row(cell(bold("a")), cell(bold("b"))) * 2, 0),
    "shaded": (row(*[cell("a", '<w:shd w:fill="DDDDDD"/>')] * 2) + row("c", "d"), 1),
    "short words over numbers": (row("Factor name", "Weight") + row("Asian", "1") * 3, 1),
    "short words over boxes": (row("Sign", "Seen") + row("Pallor", "☐") * 3, 1),
    "short words over text": (
        row("Step", "Who", "Note") + row("Call", "Midwife", "word " * 12) * 2,
        1,
    ),
    "labels and values": (row("Name", "Ann") + row("Address", "word " * 12) + row("Age", "30"), 0),
    "labels and blanks": (row("Name", "") + row("Age", ""), 0),
    "sentences": (row("Ask her first.", "Then write.") + row("1", "2") * 2, 0),
    "empty corner": (row("", "Points") + row("Asian", "1") * 2, 1),
    "title over headers": (
        row(cell("Risk score", '<w:gridSpan w:val="2"/>')) + row("Risk", "Points")
        + row("Asian", "1") * 2,
        2,
    ),
    "one row": (row("Risk", "Points"), 0),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "count"), HEADED.values(), ids=HEADED)
def test_header_rows(rows: str, count: int) -> None:
    found = {block.cell.row: block.cell.is_header for block in blocks(table(rows)) if block.cell}
    assert sum(found.values()) == count
    assert all(found[at] for at in range(count))


def test_merged_cells_appear_once_and_head_all_they_cover() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        row("Factor", cell("Score", wide), properties="<w:tblHeader/>"),
        row(cell("Ethnicity", '<w:vMerge w:val="restart"/>'), "White", "0"),
        row(cell("<w:p/>", "<w:vMerge/>"), "Asian", "1"),
    )
    cells = {block.text: block.cell[1:5] for block in blocks(body) if block.cell}
    assert cells == {
        "Factor": (0, 0, "", ""),
        "Score": (0, 1, "", ""),
        "Ethnicity": (1, 0, "", "Factor"),
        "White": (1, 1, "Ethnicity", "Score"),
        "0": (1, 2, "Ethnicity", "Score"),
        "Asian": (2, 1, "Ethnicity", "Score"),
        "1": (2, 2, "Ethnicity", "Score"),
    }


def test_text_left_in_a_merged_cell_belongs_to_its_first() -> None:
    body = table(
        row(cell("a", '<w:vMerge w:val="restart"/>'), "x"), row(cell("b", "<w:vMerge/>"), "y")
    )
    found = {block.text: block.cell[1:3] for block in blocks(body) if block.cell}
    assert found == {"a": (0, 0), "x": (0, 1), "b": (0, 0), "y": (1, 1)}


def test_old_merge_to_the_right() -> None:
    body = table(
        row(cell("a", '<w:hMerge w:val="restart"/>'), cell("<w:p/>", "<w:hMerge/>"), "b"),
        row("c", "d", "e"),
    )
    found = {block.text: block.cell.column for block in blocks(body) if block.cell}
    assert found == {"a": 0, "b": 2, "c": 0, "d": 1, "e": 2}


def test_columns_left_out_before_a_row_count() -> None:
    body = table(row("a", "b"), row("c", properties='<w:gridBefore w:val="1"/>'))
    assert blocks(body)[2].cell is not None
    assert blocks(body)[2].cell.column == 1


def test_a_cell_gives_one_block_for_each_paragraph() -> None:
    inside = cell(par("Offer if:") + item("obese") + item("Asian"))
    found = [(b.kind, b.text, b.lead_in, b.cell[:3]) for b in blocks(table(row("x", inside)))[1:]]
    assert found == [
        (CELL, "Offer if:", "", (0, 0, 1)),
        (ITEM, "obese", "Offer if:", (0, 0, 1)),
        (ITEM, "Asian", "Offer if:", (0, 0, 1)),
    ]


def test_list_that_fills_a_cell_is_introduced_by_the_cell_s_headers() -> None:
    body = table(
        row("Risk factors", "Action", properties="<w:tblHeader/>"),
        row(cell(item("Asian")), cell(item("scan"))),
    )
    assert [b.lead_in for b in blocks(body) if b.kind == ITEM] == ["Risk factors", "Action"]


def test_nested_tables_are_tables_of_their_own() -> None:
    body = table(row(cell(par("a") + table(row("b")) + par("c")), "d")) + table(row("e"))
    found = {block.text: block.cell[:3] for block in blocks(body) if block.cell}
    assert found == {"a": (0, 0, 0), "b": (1, 0, 0), "c": (0, 0, 0), "d": (0, 0, 1), "e": (2, 0, 0)}


def test_heading_in_a_box_made_of_a_table_opens_a_section() -> None:
    body = table(row(cell(styled("Heading2", "Key points") + par("Ask her."))))
    found = blocks(body)
    assert [(each.kind, each.section) for each in found] == [(HEADING, ()), (CELL, ("Key points",))]


def test_heading_style_in_a_table_of_several_columns_is_a_cell() -> None:
    body = table(row(cell(styled("Heading2", "Risk")), "x"))
    assert [each.kind for each in blocks(body)] == [CELL, CELL]


def test_quotation() -> None:
    found = blocks(styled("Quote", "They did not listen."))[0]
    assert (found.kind, found.quoted) == (QUOTE, True)


def test_location_counts_as_people_do() -> None:
    body = (
        styled("berschrift1", "Scope") + par() + par("x")
        + table(row("a", "b"), row("c", cell(par("d") + par("e"))))
    )  # fmt: skip
    document = read("a.docx", word_file(body), {})
    places = {block.text: document.locate(at, 0, 1) for at, block in enumerate(document.blocks)}
    outside = {"part": "document", "table": None, "row": None, "cell": None}
    assert places["Scope"] == outside | {"heading": None, "paragraph": 1}
    assert places["x"] == outside | {"heading": "Scope", "paragraph": 3}
    assert places["e"] == {
        "part": "document", "heading": "Scope", "table": 1, "row": 2, "cell": 2, "paragraph": 2,
    }  # fmt: skip


def test_a_heading_is_under_the_heading_above_its_own_level() -> None:
    """And not under the section before it, with which it has nothing to do."""
    body = (
        styled("berschrift1", "5 Interpreting") + styled("Heading2", "5.1 Booking") + par("x")
        + styled("berschrift1", "7 Monitoring")
    )  # fmt: skip
    document = read("a.docx", word_file(body), {})
    places = {block.text: document.locate(at, 0, 1) for at, block in enumerate(document.blocks)}
    assert places["5.1 Booking"]["heading"] == "5 Interpreting"
    assert places["7 Monitoring"]["heading"] is None


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "</cp:coreProperties>"
)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(styled("berschrift1", "Scope") + styled("Titel", "PPH"), "PPH", id="style"),
        pytest.param(styled("berschrift1", "Scope") + par("x"), "Scope", id="first heading"),
        pytest.param(bold("Contents") + bold("Scope"), "Scope", id="contents are no title"),
        pytest.param(par("x"), "", id="none"),
    ],
)
def test_title(body: str, title: str) -> None:
    assert read("a.docx", word_file(body), {}).title == title
