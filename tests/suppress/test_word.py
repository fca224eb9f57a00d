"""Word comments of people that allow findings, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.word_package import cell, par, part, row, run, table, word_file
from tests.settings.running import check, write

REASON = "debias: allow blorb: it is the law's own word"


def comment(number: int, text: str, author: str = "A Midwife") -> str:
    inner = "".join(par(line) for line in text.split("\n"))
    return f'<w:comment w:id="{number}" w:author="{author}">{inner}</w:comment>'


def on(number: int, content: str) -> str:
    """Content with a comment on it."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        + (mark(number))
    )


def mark(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def save(body: str, *comments: str, **parts: str) -> None:
    links = {"rNotes": ("footnotes", "footnotes.xml")} if parts else {}
    Path("a.docx").write_bytes(
        word_file(
            body,
            {"comments.xml": part("comments", "".join(comments))}
            | {f"{name}.xml": part(name, xml) for name, xml in parts.items()},
            {"rComments": ("comments", "comments.xml"), **links},
        )
    )


def places(rules: str, *arguments: str) -> list[str]:
    """The section of each finding, in which the bodies below tell theirs apart."""
    return [
        finding["context"]
        for file in check(rules, "a.docx", *arguments).report["files"]
        for finding in file["findings"]
    ]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (par(on(1, run("A blorb."))) + par("Another blorb."), ["Another blorb."]),
        (par(run("A blorb, ") + on(1, run("a blorb."))), ["A blorb, a blorb."]),
        (par(run("A bl") + on(1, run("orb"))), []),
        (
            '<w:commentRangeStart w:id="1"/>'
            + par("A blorb.")
            + par(run("Blorb two") + '<w:commentRangeEnd w:id="1"/>' + mark(1) + run(" blorb!")),
            ["Blorb two blorb!"],
        ),
        (par(run("A blorb.") + mark(1)) + par("Another blorb."), ["Another blorb."]),
        (
            table(row(cell(par(on(1, run("blorb")))), cell("x blorb")), row("y", "z")),
            ["x blorb"],
        ),
        (par(on(1, run("Nothing."))) + par("A blorb."), ["A blorb."]),
    ],
    ids=["paragraph", "part", "split run", "two paragraphs", "mark only", "cell", "elsewhere"],
)
def test_a_comment_allows_what_it_is_on(rules: str, here, body: str, left: list[str]) -> None:
    save(body, comment(1, REASON))
    assert places(rules) == left


def test_a_note_goes_with_its_mark(rules: str, here) -> None:
    body = par(on(1, run("See") + '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    footnotes = f'<w:footnote w:id="2">{par("A blorb.")}</w:footnote>'
    save(body, comment(1, REASON), footnotes=footnotes)
    assert places(rules) == []
    save(body, comment(1, "What is this?"), footnotes=footnotes)
    assert places(rules) == ["A blorb."]


@pytest.mark.parametrize(
    ("text", "author", "state"),
    [
        (REASON, "A Midwife", "used"),
        ("Debias: Allow made/blorb, grunk: both", "A Midwife", "used"),
        ("debias: allow made: the\nwhole pack", "A Midwife", "used"),
        ("debias: allow blorb until 2999-01-01: soon", "A Midwife", "used"),
        ("debias: allow blorb until=2020-01-01: no more", "A Midwife", "expired"),
        ("debias: allow grunk: not here", "A Midwife", "unused"),
        ("debias: allow blorp: no such rule", "A Midwife", "unknown"),
        ("I asked debias: allow blorb: no", "A Midwife", None),
        (REASON, "debias", None),
    ],
)
def test_what_a_comment_says_is_understood(
    rules: str, here, text: str, author: str, state: str | None
) -> None:
    save(par(on(1, run("A blorb."))), comment(1, text, author))
    (file,) = check(rules, "a.docx").report["files"]
    assert [each["state"] for each in file.get("suppressions", [])] == ([state] if state else [])
    assert bool(file["findings"]) is (state != "used")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("debias: allow blorb", "gives no reason"),
        ("debias: allow blorb:  ", "gives no reason"),
        ("debias: allow: because", "names no rule"),
        ("debias: allow blorb until May: because", "'May' is not a day"),
    ],
)
def test_a_comment_without_a_reason_is_an_error_that_says_which(
    rules: str, here, text: str, words: str
) -> None:
    save(par(on(1, run("A blorb."))), comment(1, text))
    done = check(rules, "a.docx")
    assert (done.code, done.rules) == (2, ["blorb"])
    (error,) = done.report["errors"]
    assert words in error["reason"]
    assert "a Word comment by A Midwife" in error["reason"]


def test_settings_allow_by_quote_in_a_word_file(rules: str, here) -> None:
    save(par("The old blorb of the Act."))
    write("debias.yaml", "suppress: [{rule: blorb, quote: old blorb of the Act, reason: law}]\n")
    assert places(rules) == []
