"""Replacements as tracked changes: beside the comment, only where the wording alone changes."""

from __future__ import annotations

import pytest

from debias import annotate
from debias.readers.word import read
from tests.readers.word_package import cell, field, item, par, row, run, table, word_file

from . import word_oracle as oracle
from .made import RULES, finding, report, words
from .test_word_libreoffice import changes

OLD, NEW = "hard to reach", "underserved"


def suggested(data: bytes, *more, also=(), **values) -> bytes:
    """The copy of a file with a replacement for the first place of the words."""
    document = read("a.docx", data, {})
    found = words(document, OLD, replacement=NEW, also=also, **values)
    further = (each(document) for each in more)
    made = report(document, *found, *further)
    return annotate.mark(document, made, RULES, annotate.Options(data, suggest=True))


@pytest.mark.parametrize(
    "inside",
    [
        run("They are hard to reach."),
        run("hard", "<w:b/>") + run(" to reach", "<w:i/>"),
        run("hard ") + '<w:bookmarkStart w:id="1" w:name="b"/>' + run("to reach")
        + '<w:bookmarkEnd w:id="1"/>',
        f"<w:hyperlink>{run('are hard to reach')}</w:hyperlink>",
    ],
    ids=["one run", "two runs", "bookmark", "link"],
)  # fmt: skip
def test_words_are_deleted_and_the_replacement_inserted(inside: str) -> None:
    copy = suggested(data := word_file(par(inside)))
    assert changes(copy) == [(OLD, NEW)]
    _, root = oracle.main_part(copy)
    for change in root.iter(oracle.W + "ins", oracle.W + "del"):
        assert change.get(oracle.W + "author") == "debias"
        assert change.get(oracle.W + "date")
    numbers = [each.get(oracle.W + "id") for each in root.iter(oracle.W + "ins", oracle.W + "del")]
    assert len(set(numbers)) == len(numbers)
    first = next(iter(oracle.own(copy).values()))
    assert "1 wording put in as tracked changes" in oracle.said(first)
    plain = annotate.without_suggestions("docx", copy, {})
    assert changes(plain) == []
    _, original = oracle.main_part(data)
    _, back = oracle.main_part(plain)
    assert oracle.normal_form(original, set()) == oracle.normal_form(back, set(oracle.own(plain)))


def test_replacement_takes_the_formatting_of_the_words() -> None:
    copy = suggested(word_file(par(run("are ") + run("hard to", "<w:b/>") + run(" reach"))))
    _, root = oracle.main_part(copy)
    (inserted,) = root.iter(oracle.W + "ins")
    assert inserted.find(f"{oracle.W}r/{oracle.W}rPr/{oracle.W}b") is not None


def test_comment_is_around_the_change() -> None:
    _, root = oracle.main_part(suggested(word_file(par("They are hard to reach."))))
    assert oracle.range_texts(root)["1"] == NEW


@pytest.mark.parametrize(
    "body",
    [
        item("first") + par("Offer aspirin if any of:") + item("women who are hard to reach"),
        par("Risk factors", '<w:pStyle w:val="berschrift1"/>') + par("are hard to reach"),
        table(row("Factor", "Score"), row("hard to reach", "2")),
        par(f'<w:ins w:id="1" w:author="Ada">{run("are hard to reach")}</w:ins>'),
        par(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('hard to reach')}</w:sdtContent></w:sdt>"),
        par(field(" REF x ", run("are hard to reach"))),
        par("They are hard to reach."),
    ],
    ids=["lead-in", "heading", "column", "insertion", "control", "field", "nothing against"],
)
def test_criteria_and_what_others_write_are_left(body: str, request: pytest.FixtureRequest) -> None:
    copy = suggested(word_file(body))
    expected = [(OLD, NEW)] if "nothing" in request.node.name else []
    assert changes(copy) == expected
    assert len(oracle.own(copy)) == 2


@pytest.mark.parametrize(
    "values",
    [{"pack": "race-thresholds"}, {"guidance": "current-national-guidance"},
     {"guidance": "legal-duty"}],
    ids=["threshold", "guidance", "law"],
)  # fmt: skip
def test_findings_on_criteria_are_never_replaced(values: dict[str, str]) -> None:
    assert changes(suggested(word_file(par("They are hard to reach.")), **values)) == []


def test_words_in_the_line_of_a_criterion_are_left() -> None:
    data = word_file(table(row(cell("Black women"), cell("hard to reach"))))
    copy = suggested(data, lambda one: finding(one, 0, 0, 5, pack="race-thresholds"))
    assert changes(copy) == []


def test_words_that_come_again_are_replaced_too_with_their_capital() -> None:
    data = word_file(par("They are hard to reach.") + par("Hard to reach women."))
    copy = suggested(data, also=((1, 0, 13),))
    assert changes(copy) == [(OLD, NEW), ("Hard to reach", "Underserved")]


def test_other_peoples_changes_stay() -> None:
    theirs = '<w:del w:id="5" w:author="Ada"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    copy = suggested(word_file(par(run("are hard to reach") + theirs)))
    plain = annotate.without_suggestions("docx", copy, {})
    assert b'w:author="Ada"' in oracle.parts(plain)["word/document.xml"]
    assert b"gone" in oracle.parts(plain)["word/document.xml"]


def test_without_suggestions_gives_what_needs_nothing_as_it_is() -> None:
    data = word_file(par("They are hard to reach."))
    assert annotate.without_suggestions("docx", data, {}) is data
