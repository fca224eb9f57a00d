"""What the Markdown reader makes of a source: kinds, sections, lists, tables, bare text."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.readers import markdown_text

AWKWARD = Path(__file__).parents[3] / "shared" / "corpus" / "awkward"
SENTENCE = (
    "Offer a glucose tolerance test to Afro-Caribbean women; "
    "non-compliant mothers are referred to the consultant."
)


def read(source: str):
    return markdown_text.read("x.md", source.encode(), {})


def seen(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**non**-compliant", "non-compliant"),
        ("Afro-*Carib*bean", "Afro-Caribbean"),
        ("snake_case and _one_", "snake_case and one"),
        ("***both*** and **a *b* c**", "both and a b c"),
        ("5 * 3 and 2*4", "5 * 3 and 2*4"),
        ("~~struck~~ out, ~10% to ~20%", "struck out, ~10% to ~20%"),
        (r"Afro\-Caribbean \*not\*", "Afro-Caribbean *not*"),
        ("Afro&#45;Caribbean &amp; &bogus;", "Afro-Caribbean & &bogus;"),
        ("a [link text](http://x.org 'no word') b", "a link text b"),
        ("a [text][ref] b\n\n[ref]: http://x.org", "a text b"),
        ("a [ref] b\n\n[REF]: <http://x.org>", "a ref b"),
        ("see <https://x.org/a_b_c>", "see https://x.org/a_b_c"),
        ("text `code words` text", "text  text"),
        ("a <!-- hidden --> b", "a  b"),
        ("a<b>b</b>c and d<br>e", "abc and d\ne"),
        ("not [a link] (x)", "not [a link] (x)"),
        ("women[^1] are\n\n[^1]: Note.", "women are"),
        ("women<sup>1</sup> at 30 kg/m<sup>2</sup>", "women 1 at 30 kg/m2"),
        ("one  \ntwo\\\nthree", "one  \ntwo\nthree"),
        ("- [ ] ☐ tick [x]", "[ ] ☐ tick [x]"),
    ],
    ids=lambda value: value[:24],
)
def test_text_is_without_markup(source, text):
    assert read(source).blocks[0].text == text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# One #\n\nTwo\n===\n", [("heading", "One"), ("heading", "Two")]),
        ("a\nb\n\nc", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("> q\ncontinued\n\nb", [("quote", "q\ncontinued"), ("paragraph", "b")]),
        ("> [!NOTE]\n> Box.", [("paragraph", "Box.")]),
        ("```\ncode\n\n> code\n```\n\n    code\n\nb", [("paragraph", "b")]),
        ("~~~\n```\n~~~\na", [("paragraph", "a")]),
        ("- a\n\n      code\n- b", [("item", "a"), ("item", "b")]),
        ("<!-- a\n\nb -->\nc", [("paragraph", "c")]),
        ("***\na\n- - -\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("[^1]: A note\n    goes on.", [("note", "A note\n    goes on.")]),
        ("![a *b*](x.png 'tip') c", [("paragraph", "c"), ("alt", "tip"), ("alt", "a b")]),
        (
            "<div>\n<p title='t'>Two</p>\n</div>\n\nc",
            [("paragraph", "Two"), ("alt", "t"), ("paragraph", "c")],
        ),
        ("> <p>a\n> b</p>", [("quote", "a\n  b")]),
        ("**Risk factors:**\n\nText.", [("heading", "Risk factors:"), ("paragraph", "Text.")]),
        ("**Do not give this.**", [("paragraph", "Do not give this.")]),
        ("**Present:** Ms A Black", [("paragraph", "Present: Ms A Black")]),
        ("1986\\. A year", [("paragraph", "1986. A year")]),
        ("aged\n35. No list", [("paragraph", "aged\n35. No list")]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_blocks(source, blocks):
    assert seen(source) == blocks


def test_front_matter_gives_the_title_and_no_blocks():
    document = read("---\ntitle: 'Pathway: PPH'\nnote: words\n---\n\nText.\n")
    assert document.title == "Pathway: PPH"
    assert [block.text for block in document.blocks] == ["Text."]
    assert document.locate(0, 0, 5) == {"line": 6, "column": 1, "end_line": 6, "end_column": 6}


def test_a_rule_at_the_top_is_no_front_matter():
    assert seen("---\n\nText.\n\n---\n") == [("paragraph", "Text.")]


def test_sections_follow_the_headings():
    document = read("# A\n\n## B\n\nb\n\n**C**\n\nc\n\n> # not a section\n\n## D\n\nd\n")
    sections = {block.text: block.section for block in document.blocks}
    assert sections["b"] == ("A", "B")
    assert sections["c"] == ("A", "B", "C")
    assert sections["d"] == ("A", "D")
    assert document.title == "A"


def test_items_have_levels_and_what_introduces_them():
    document = read(
        "# Risk\n\nOffer if any of:\n\n- Black ethnicity\n  - of African\n    origin\n"
        "- age\n\n  more\n\nOther.\n\n## Criteria\n\n1. first\n2. second\n"
    )
    items = {block.text: block for block in document.blocks if block.kind == "item"}
    assert items["Black ethnicity"].lead_in == "Offer if any of:"
    assert items["Black ethnicity"].level == 1
    assert items["of African\n    origin"].lead_in == "Black ethnicity"
    assert items["of African\n    origin"].level == 2
    assert (
        items["more"].list_number
        == items["age"].list_number
        == items["Black ethnicity"].list_number
    )
    assert items["first"].lead_in == "Criteria"
    assert (
        len({items[text].list_number for text in ("age", "of African\n    origin", "first")}) == 3
    )


@pytest.mark.parametrize(
    ("source", "lead_ins"),
    [
        ("- Risk factors:\n- Black\n- age\n", ["", "Risk factors:", "Risk factors:"]),
        ("- Risk factors:\n  - Black\n- age\n", ["", "Risk factors:", ""]),
        ("- Name:\n- Ethnicity:\n", ["", ""]),
        ("Any of:\n- Note:\n- age\n", ["Any of:", "Any of:"]),
    ],
    ids=["flat", "nested", "form", "introduced"],
)
def test_a_first_item_with_a_colon_introduces_its_neighbours(source, lead_ins):
    assert [block.lead_in for block in read(source).blocks if block.kind == "item"] == lead_ins


def test_cells_know_their_headers():
    document = read("| Sign | Action |\n|:--|--:|\n| pale \\| grey | **call** |\n| | now |\n\nb\n")
    cells = [(block.text, *block.cell) for block in document.blocks if block.cell]
    assert cells == [
        ("Sign", 0, 0, 0, "", "", True),
        ("Action", 0, 0, 1, "", "", True),
        ("pale | grey", 0, 1, 0, "", "Sign", False),
        ("call", 0, 1, 1, "pale | grey", "Action", False),
        ("now", 0, 2, 1, "", "Action", False),
    ]


def test_a_table_without_headers_has_rows_all_the_same():
    cells = [block.cell for block in read("| | |\n|---|---|\n| What | How |\n").blocks]
    assert [(cell.row_header, cell.column_header, cell.is_header) for cell in cells] == [
        ("", "", False),
        ("What", "", False),
    ]


def test_lines_are_counted_as_an_editor_does():
    path = AWKWARD / "t06_crlf_cr_mixed.md"
    if not path.exists():
        pytest.skip("../shared is absent")
    document = markdown_text.read(str(path), path.read_bytes(), {})
    text = document.blocks[1].text
    at = text.index("non-compliant")
    assert document.locate(1, at, at + 13) == {
        "line": 4,
        "column": 1,
        "end_line": 4,
        "end_column": 14,
    }
    at = text.index("Afro-Caribbean")
    assert document.locate(1, at, at + 14)["column"] == 2
    assert document.locate(1, at, at + 14)["line"] == 5


def test_code_comments_and_front_matter_are_left_out():
    path = AWKWARD / "t09_front_matter_code.md"
    if not path.exists():
        pytest.skip("../shared is absent")
    document = markdown_text.read(str(path), path.read_bytes(), {})
    texts = [block.text for block in document.blocks]
    assert texts.count(SENTENCE) == 1
    quote = texts.index(SENTENCE)
    assert document.blocks[quote].quoted
    assert document.locate(quote, 0, 5)["line"] == 16
    assert texts[-1] == "Afro-Caribbean women; Afro-Caribbean; Afro-Caribbean"
    assert document.title == "x"
    # "Afro-*Carib*bean": from the first letter to the last, with the marks between them.
    assert document.locate(len(texts) - 1, 0, 14) == {
        "line": 20,
        "column": 1,
        "end_line": 20,
        "end_column": 17,
    }


def test_nesting_without_end_is_read():
    assert seen("> " * 5000 + "x")[0][1].endswith("x")
    assert seen("- " * 5000 + "x")[0][1].endswith("x")
