"""What the plain-text reader makes of typed pages; above all, that it never tears prose apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.readers import plain


def read(source: str):
    return plain.read("x.txt", source.encode(), {})


def seen(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


@pytest.mark.parametrize(
    "prose",
    [
        "Women who decline are asked again by the midwife, and this wrapped prose goes\n"
        "on - as prose does - for a few lines until it\n- oddly - ends.",
        "Offer an appointment to women who are aged\n35. Women who are younger are seen\nlater.",
        "The team saw the following women: those from\nSomalia, and those from\nEritrea.",
        "Refer to the consultant (see page\n4.2 Monitoring) before the birth, and\nwrite it down.",
        "The rate was 12%\n+ 3% in the other group, as the\nreport says.",
        "Ask the woman, the partner or whoever is with her at the time\n"
        "AND write down what they say in their own words.",
        "Interpreter needed and booked for the visit as the woman's first language is not\n"
        "english ☐ yes ☐ no",
        "He said that a | b is how the notes are written by the team\nin most places.",
        "a paragraph with a line\nof dashes -------- in it\nand more",
    ],
    ids=["dash", "number", "colon", "numbered", "plus", "capitals", "form", "bar", "rule"],
)
def test_wrapped_prose_stays_one_block(prose):
    assert seen(f"Before that there was a paragraph.\n\n{prose}\n\nAnd after.")[1] == (
        "paragraph",
        prose,
    )


@pytest.mark.parametrize(
    ("source", "headings"),
    [
        ("PERINATAL HEALTH\n\ntext", [("PERINATAL HEALTH", 1)]),
        ("Title\n=====\ntext\n\nPart\n----\ntext", [("Title", 1), ("Part", 2)]),
        (
            "PROCEDURE\n\n1. Purpose\n\ntext\n\n4.2 Monitoring\n\ntext\n\nShort title\n\ntext",
            [("PROCEDURE", 1), ("1. Purpose", 2), ("4.2 Monitoring", 3), ("Short title", 7)],
        ),
        ("text goes here.\n\nRISK FACTORS\nBlack ethnicity", [("RISK FACTORS", 2)]),
        ("text.\n\nName:\n\nJane Smith.", []),
        ("text.\n\nA line that ends with a full stop.\n\nmore", []),
        ("text.\n\nWHAT WE\nSHOUTED AT\nALL", []),
        ("text.\n\n1. Aspirin\n\n2. Heparin\n", []),
        ("text.\n\nlast line without a stop", []),
        ("1. PURPOSE\n\ntext.\n\n2. RISK FACTORS\n\n* age\n* twins\n\n3. CARE\n\ntext.",
         [("1. PURPOSE", 1), ("2. RISK FACTORS", 2), ("3. CARE", 2)]),
        ("1. Purpose\n\ntext.\n\n2. Risk factors\n\n- age\n- twins\n\n3. Care\n\ntext.",
         [("1. Purpose", 1), ("2. Risk factors", 2), ("3. Care", 2)]),
    ],
    ids=["capitals", "underlined", "numbered", "run on", "label", "sentence", "shouting", "list",
         "last", "capitals over a list", "the next number over a list"],
)  # fmt: skip
def test_headings(source, headings):
    found = [(block.text, block.level) for block in read(source).blocks if block.kind == "heading"]
    assert found == headings


@pytest.mark.parametrize(
    ("source", "items"),
    [
        (
            "Risk factors:\n• Black ethnicity\n  and more\no nested\n• age\n",
            [("Black ethnicity\n  and more", 1, "Risk factors:"),
             ("nested", 2, "Black ethnicity and more"), ("age", 1, "Risk factors:")],
        ),
        (
            "Criteria\n\n1. first\n2. second\n   a) deeper\n3. third",
            [("first", 1, "Criteria"), ("second", 1, "Criteria"), ("deeper", 2, "second"),
             ("third", 1, "Criteria")],
        ),
        (
            "Any of:\n\n- a\n\n- b\n\nText that follows.\n\n- c",
            [("a", 1, "Any of:"), ("b", 1, "Any of:"), ("c", 1, "Text that follows.")],
        ),
        ("\uf0b7\tBlack\n\uf0b7\tage", [("Black", 1, ""), ("age", 1, "")]),
        ("Audit:\n- one\nNext thing said here in prose", [("one", 1, "Audit:")]),
    ],
    ids=["bullets", "numbers", "blank lines", "symbol font", "ends"],
)  # fmt: skip
def test_items(source, items):
    found = [(b.text, b.level, b.lead_in) for b in read(source).blocks if b.kind == "item"]
    assert found == items


def test_form_lines_stand_on_their_own():
    source = (
        "Name: ______ Date ______\nEthnicity ☐ White ☐ Black\nInterpreter [ ] yes [ ] no\nSigned:"
    )
    assert [text for _, text in seen(source)] == source.split("\n")


@pytest.mark.parametrize(
    "source",
    ["Sign\tAction\npale\tcall", "Sign | Action\npale | call",
     "| Sign | Action |\n|---|---|\n| pale | call |",
     "+------+------+\n| Sign | Action |\n+======+======+\n| pale | call |\n+------+------+"],
    ids=["tabs", "bars", "markdown", "frame"],
)  # fmt: skip
def test_tables(source):
    cells = [(block.text, *block.cell[1:]) for block in read(source).blocks]
    assert cells == [
        ("Sign", 0, 0, "", "", True), ("Action", 0, 1, "", "", True),
        ("pale", 1, 0, "", "Sign", False), ("call", 1, 1, "pale", "Action", False),
    ]  # fmt: skip


def test_a_file_with_a_paragraph_on_each_line():
    long = "Offer a test to women who are at risk of diabetes in pregnancy. " * 4
    source = f"Gestational diabetes\n{long}\n{long}\nShort one.\n"
    assert [text for _, text in seen(source)] == [
        each.strip() for each in source.strip().split("\n")
    ]


def test_page_ends_and_every_line_end_part_paragraphs():
    assert [text for _, text in seen("one.\f\ntwo.\r\rthree.\r\n\r\nfour.\fstill")] == [
        "one.", "two.", "three.", "four.\fstill",
    ]  # fmt: skip


WORD = st.sampled_from(
    "women are offered the test again (see 4.2) by a midwife; Black, 35. o - • : 1) NHS".split()
)


@given(st.lists(st.lists(WORD, min_size=6, max_size=14).map(" ".join), min_size=1, max_size=12))
def test_no_word_is_lost_or_moved(lines):
    source = "\n".join(lines)
    read_ = " ".join(block.text for block in read(source).blocks).split()
    # Only the markers of list items go; what is left is in order.
    left = iter(source.split())
    assert all(word in left for word in read_)
    assert len(source.split()) - len(read_) <= len(lines)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("JAUNDICE          Guideline 9\nBy: a team\n\n1. AIM\n\ntext.", "JAUNDICE"),
        ("This tells how to care for babies.\n\n1. AIM\n\ntext.", "1. AIM"),
        ("THE CARE OF BABIES\n\nAIM\n\ntext.", "THE CARE OF BABIES"),
    ],
)
def test_the_title_is_what_stands_before_the_first_number(source, title):
    assert read(source).title == title
