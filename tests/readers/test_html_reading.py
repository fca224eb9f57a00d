"""What the HTML reader makes of a page: blocks, lists, tables, forms, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.readers import hypertext, hypertext_template

AWKWARD = Path(__file__).parents[3] / "shared" / "corpus" / "awkward"
SENTENCE = (
    "Offer a glucose tolerance test to Afro-Caribbean women; "
    "non-compliant mothers are referred to the consultant."
)


def read(source: str):
    return hypertext.read("x.html", source.encode(), {})


def seen(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Afro<wbr>-<b>Carib</b>bean", "Afro-Caribbean"),
        ("<p>&lt;b&gt; &amp;amp; &copy &nosuch; & <5", "<b> &amp; © &nosuch; & <5"),
        ("<p>Afro&#8209;Caribbean&#xAD;s", "Afro\u2011Caribbean\xads"),
        ("<p>a<br>b<br/>c", "a\nb\nc"),
        ("<p>a<!-- x -->b<?php y ?>c", "abc"),
        ("<p>a<script>x()</script>b<style>p{}</style>c<template>d</template>", "abc"),
        ("<p>She was <q>difficult</q>.", "She was “difficult”."),
        (
            "<p>women<sup>1</sup> and women.<sup><a href='#n'>2,3</a></sup>",
            "women 1 and women. 2,3",
        ),
        ("<p>30 kg/m<sup>2</sup>, 10<sup>9</sup>/l, 1<sup>st</sup>", "30 kg/m2, 109/l, 1st"),
        ("plain text", "plain text"),
        ("<p>unclosed <b>bold <a href='x", "unclosed bold <a href='x"),
        ("<![if !x]><p>a<![endif]>b", "ab"),
    ],
    ids=lambda value: value[:24],
)
def test_text_is_without_tags(source, text):
    assert "\n".join(text for _, text in seen(source)) == text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<div>a<p>b</div>c", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<title>T</title><h1>H</h1>", [("heading", "T"), ("heading", "H")]),
        ("<blockquote>a<p>b</blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        (
            "<p title='t'>a<img alt='b &amp; c'>",
            [("paragraph", "a"), ("alt", "t"), ("alt", "b & c")],
        ),
        ("<input placeholder=p aria-label='l'>", [("alt", "p"), ("alt", "l")]),
        ("<input type=hidden value=x><input type=submit value=Go>", [("field", "Go")]),
        (
            "<textarea>a &amp; b</textarea><button>Go</button>",
            [("field", "a & b"), ("field", "Go")],
        ),
        ("<details><summary>S</summary>a</details>", [("paragraph", "S"), ("paragraph", "a")]),
        ("<svg><title>t</title><text>a</text></svg>", [("alt", "t"), ("paragraph", "a")]),
        ("<noscript>a</noscript><iframe title=t></iframe>", [("paragraph", "a"), ("alt", "t")]),
        ("<footer>f</footer><p>a", [("footer", "f"), ("paragraph", "a")]),
        ("<link title=t><meta content=x><base href=x><p>a", [("paragraph", "a")]),
        ("<script/><p>a</p>", [("paragraph", "a")]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_blocks(source, blocks):
    assert seen(source) == blocks


@pytest.mark.parametrize(
    "source",
    [
        "<p hidden>x",
        "<p style='color:red; display: none'>x",
        "<div hidden><p>x</div>",
        "a<b hidden>x</b>b",
    ],
    ids=["attribute", "style", "around", "inline"],
)
def test_hidden_text_is_read_and_said_to_be_hidden(source):
    hidden = [block.text for block in read(source).blocks if block.hidden]
    assert hidden == ["x"]
    assert [block.text for block in read(source).blocks if not block.hidden] in ([], ["ab"])


def test_lists_have_levels_and_what_introduces_them():
    document = read(
        "<h2>Risk</h2><ul><li>a</ul><p>Offer if:<ul><li>b<ul><li>c</ul><li><p>d<p>e</ul>"
        "<dl><dt>Term<dd>Meaning</dl>"
    )
    items = [
        (block.text, block.level, block.lead_in, block.list_number)
        for block in document.blocks
        if block.kind == "item"
    ]
    assert items == [
        ("a", 1, "Risk", 0),
        ("b", 1, "Offer if:", 1),
        ("c", 2, "b", 2),
        ("d", 1, "Offer if:", 1),
        ("e", 1, "Offer if:", 1),
        ("Meaning", 1, "Term", 3),
    ]


def test_lists_as_word_saves_them():
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>{}</p>"
    )
    document = read("<p>Offer if:</p>" + item.format(1, "Black ethnicity") + item.format(2, "age"))
    assert [(b.kind, b.text, b.level, b.lead_in) for b in document.blocks[1:]] == [
        ("item", "Black ethnicity", 1, "Offer if:"),
        ("item", "age", 2, "Offer if:"),
    ]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        (
            "<table><tr><th>Sign<th>Action<tr><td>pale<td>call</table>",
            [("Sign", 0, 0, "", "", True), ("Action", 0, 1, "", "", True),
             ("pale", 1, 0, "", "Sign", False), ("call", 1, 1, "pale", "Action", False)],
        ),
        (
            "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><th scope=row>d<td>e</table>",
            [("a", 0, 0, "", "", False), ("b", 0, 1, "a", "", False), ("c", 1, 1, "a", "", False),
             ("d", 2, 0, "", "", True), ("e", 2, 1, "d", "", False)],
        ),
        (
            "<table><thead><tr><td colspan=2>Wide<tbody><tr><td>a<td>b</table>",
            [("Wide", 0, 0, "", "", True), ("a", 1, 0, "", "Wide", False),
             ("b", 1, 1, "a", "Wide", False)],
        ),
        (
            "<table><tr><td><p><b>Sign</b><td><b>Do</b><tr><td>pale<td>call</table>",
            [("Sign", 0, 0, "", "", True), ("Do", 0, 1, "", "", True),
             ("pale", 1, 0, "", "Sign", False), ("call", 1, 1, "pale", "Do", False)],
        ),
    ],
    ids=["headers", "row spans", "column spans", "bold first row"],
)  # fmt: skip
def test_cells_know_their_headers(source, cells):
    found = [(block.text, *block.cell[1:]) for block in read(source).blocks if block.cell]
    assert found == cells


def test_nested_tables_are_told_apart():
    document = read("<table><tr><td>a<table><tr><td>b</table><td>c</table>")
    assert [(b.text, b.cell.table, b.cell.column) for b in document.blocks] == [
        ("a", 0, 0), ("b", 1, 0), ("c", 0, 1),
    ]  # fmt: skip


def test_choices_are_options_of_one_field():
    document = read(
        "<fieldset><legend><h1>What is your ethnic group?</h1></legend>"
        "<input type=radio name=e id=a><label for=a>White</label>"
        "<label><input type=radio name=e>Black</label></fieldset>"
        "<label for=l>Language</label><select id=l><option>English<option>Other</select>"
    )
    fields = [
        (block.kind, block.text, *block.field[1:]) for block in document.blocks if block.field
    ]
    group = ("radio", "What is your ethnic group?", ("White", "Black"))
    language = ("dropdown", "Language", ("English", "Other"))
    assert fields == [
        ("option", "White", *group),
        ("option", "Black", *group),
        ("field", "Language", *language),
        ("option", "English", *language),
        ("option", "Other", *language),
    ]
    numbers = [block.field.number for block in document.blocks if block.field]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3] == numbers[4]


def test_the_awkward_page():
    path = AWKWARD / "t10_html_mixed.html"
    if not path.exists():
        pytest.skip("../shared is absent")
    document = hypertext.read(str(path), path.read_bytes(), {})
    kinds = {}
    for block in document.blocks:
        kinds.setdefault(block.text, []).append(block.kind)
    # The title, the hidden paragraph, the text area and the text for browsers without scripts.
    assert sorted(kinds[SENTENCE]) == ["field", "heading", "paragraph", "paragraph"]
    assert sum(block.hidden for block in document.blocks) == 1
    assert kinds["Offer a test to Afro-Caribbean women"] == ["paragraph"]
    assert kinds["Afro-Caribbean woman"] == ["alt"]
    assert kinds["Caucasian"] == ["option"]
    assert document.title == SENTENCE


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x",
        "<div>" * 50_000 + "x" + "</div>" * 50_000,
        "<ul><li>" * 20_000 + "x",
        "<table><tr><td>" * 5_000 + "x",
        "<!--" * 50_000 + "x",
        "<a " * 50_000 + "x",
        "<b>" * 50_000 + "</i>" * 50_000 + "x",
        "<p>" + "&" * 100_000 + "x",
    ],
    ids=["open", "closed", "lists", "tables", "comments", "tags", "strays", "references"],
)
def test_hostile_pages_are_read_without_recursion_or_squares(source):
    assert read(source).blocks[-1].text.endswith("x")


def test_the_encoding_that_a_page_declares():
    page = "<meta charset=iso-8859-1><p>“café”".encode("cp1252")
    assert hypertext.read("x", page, {}).blocks[0].text == "“café”"
    page = "<meta charset=iso-8859-2><p>řeka".encode("iso-8859-2")
    assert hypertext.read("x", page, {}).blocks[0].text == "řeka"


@pytest.mark.parametrize(
    ("path", "source", "texts"),
    [
        (
            "x.njk",
            "{% extends 'a' %}\n<p>Dear {{ name }}, see {# no #} us</p>",
            ["Dear  , see   us"],
        ),
        (
            "x.njk",
            "{{ tag({\n  text: \"Example\",\n  classes: 'no'\n}) }}\n<p>a</p>",
            ["Example", "a"],
        ),
        ("x.njk", '{% set pageTitle = "Skin" %}<p>a</p>', ["Skin", "a"]),
        ("x.njk", "{{ f('}}') }}<p>a</p>{{ broken", ["a", "{{ broken"]),
        ("x.md.j2", "# Title\n{% if a %}\n- item\n{% endif %}\n", ["Title", "item"]),
        ("x.j2", "Dear {{ name }},\n\nwe wrote.\n", ["Dear  ,", "we wrote."]),
    ],
    ids=["code", "component", "title", "unbalanced", "markdown", "text"],
)
def test_templates_show_their_words_only(path, source, texts):
    document = hypertext_template.read(path, source.encode(), {})
    assert [block.text for block in document.blocks] == texts
    assert document.format == "text"


def test_a_page_of_the_service_manual():
    path = AWKWARD.parent / "clinical" / "skin-symptoms.njk"
    if not path.exists():
        pytest.skip("../shared is absent")
    document = hypertext_template.read(str(path), path.read_bytes(), {})
    assert document.title == "Skin symptoms"
    assert not [block.text for block in document.blocks if "{{" in block.text or "{%" in block.text]
    items = {block.text: block.lead_in for block in document.blocks if block.kind == "item"}
    assert items["the colour of the spots"] == "This example includes:"
