"""The terminal report: golden texts, and what holds for any text of any document."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from debias.document import Unread
from debias.finding import FileError, FileReport, Result
from debias.reports.passage import passage
from tests.reports.made import finding, result, written

GOLDEN = Path(__file__).parent / "golden"
STYLES: dict[str, dict[str, object]] = {
    "terminal": {},
    "terminal-narrow": {"width": 50},
    "terminal-ascii": {"encoding": "ascii"},
    "terminal-verbose": {"verbose": True},
    "terminal-colour": {"colour": True},
    "terminal-brief": {"brief": True},
}
LINE = {"line": 1, "column": 1, "end_line": 1, "end_column": 2}


@pytest.mark.parametrize("name", STYLES)
def test_it_looks_as_it_did(name: str, update_golden: bool) -> None:
    """`pytest --update-golden` writes the files anew; look at them before committing."""
    text = written("terminal", **STYLES[name]).decode()
    path = GOLDEN / f"{name}.txt"
    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 50, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = written("terminal", width=width).decode()
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_what_is_in_no_section_is_not_shown_under_the_one_before() -> None:
    """A footer, or a heading of the first level: not part of the section above it."""
    report = result().files[0]
    inside, outside = report.findings[0], report.findings[0]._replace(section=())
    text = written("terminal", Result((report._replace(findings=(outside, inside, outside)),)))
    lines = [line for line in text.decode().splitlines() if line and not line.startswith(" ")]
    heads = [line for line in lines if line.startswith(("4 Risk", "The document as a whole", "✖"))]
    assert [line[:22] for line in heads] == [
        heads[0][:22], "4 Risk assessment › 4.", heads[0][:22], "The document as a whol",
        heads[0][:22],
    ]  # fmt: skip


def test_a_finding_takes_a_dozen_lines() -> None:
    one = Result((result().files[0]._replace(findings=result().files[0].findings[:1], unread=()),))
    text = written("terminal", one).decode()
    block = text[text.index("ERROR") : text.index("Summary")]
    assert 8 <= len(block.strip().splitlines()) <= 12


def test_severity_is_not_told_by_colour_alone() -> None:
    text = written("terminal").decode()
    assert "✖ ERROR" in text
    assert "▲ WARNING" in text
    assert "● SUGGESTION" in text


def test_without_colours_nothing_is_escaped() -> None:
    assert b"\x1b" not in written("terminal")
    assert b"\x1b" in written("terminal", colour=True)


def test_with_and_without_colours_the_words_are_the_same() -> None:
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", written("terminal", colour=True).decode())
    plain = written("terminal").decode().replace("«", "").replace("»", "")
    assert coloured.split() == plain.split()


def test_all_seven_principles_are_summed_up() -> None:
    text = written("terminal", width=100).decode()
    summary = text[text.index("By anti") :]
    rows = re.findall(r"^([1-7]) (.+?)  +(\d+)", summary, re.M)
    assert [(number, count) for number, _, count in rows] == list(
        zip("1234567", "3110310", strict=True)
    )


def test_nothing_found_is_said_kindly() -> None:
    clean = Result((FileReport("clean.md", "markdown", (), ()),))
    text = written("terminal", clean).decode()
    assert "1 file read, 1 without findings." in text
    assert "Nothing was found to ask about." in " ".join(text.split())


def test_a_partly_read_file_is_shown_even_when_clean() -> None:
    report = FileReport("a.pdf", "pdf", (), (), (Unread("page 4", "picture without text"),))
    for style in ({}, {"brief": True}):
        text = written("terminal", Result((report,)), **style).decode()
        assert "page 4: picture without text" in text


def test_many_unread_parts_do_not_drown_the_rest() -> None:
    unread = tuple(Unread(f"page {number}", "picture without text") for number in range(1, 90))
    report = Result((FileReport("a.pdf", "pdf", (), (), unread),))
    assert "and 81 more" in written("terminal", report).decode()
    assert "page 89" in written("terminal", report, verbose=True).decode()


HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\rb",
    "a\x08\x08b",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069",
    "\u200bhid\u200dden",
    "\ufeff",
    "\udcff",
    "[bold]markup[/bold]",
    ":warning:",
    "\x00",
    "\u2028line\u2029",
    "\x1b[2J\x1b[H",
    "\U000e0041tag",
]


def hostile(text: str) -> Result:
    """A result with the text in every place that a document or its name can reach."""
    found = finding(
        f"before {text} after",
        text,
        {"part": text, "heading": text, "table": None, "row": None, "cell": None, "paragraph": 3},
        section=(text,),
        message=f"Look at '{text}'",
        title=text,
        replacement=text,
    )
    report = FileReport(text, "docx", (), (found,), (Unread(text, text),))
    return Result((report,), (FileError(text, text),), (text,))


def is_safe(text: str) -> bool:
    return not any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs") and character != "\n"
        for character in text
    )


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
@pytest.mark.parametrize("style", [{}, {"brief": True}, {"verbose": True}], ids=str)
def test_hostile_text_cannot_steer_the_terminal(text: str, style: dict[str, object]) -> None:
    assert is_safe(written("terminal", hostile(text), **style).decode())


@pytest.mark.parametrize("text", ["[bold]markup[/bold]", ":warning:", "http://x.org"])
def test_text_is_shown_as_it_is_written(text: str) -> None:
    assert f"«{text}»" in written("terminal", hostile(text)).decode()


@given(st.text(max_size=60).filter(lambda text: text.strip()), st.integers(40, 100))
@settings(deadline=None, max_examples=60)
def test_any_text_is_safe_and_fits(text: str, width: int) -> None:
    shown = written("terminal", hostile(text), width=width).decode()
    assert is_safe(re.sub("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
                          "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]", "",
                          shown))  # fmt: skip
    assert max(cell_len(line) for line in shown.splitlines()) <= width


@given(
    st.text("ab \n", max_size=300),
    st.text("cd \n", min_size=1, max_size=400).filter(str.strip),
    st.text("ab \n", max_size=300),
    st.integers(40, 300),
)
def test_a_passage_shows_the_quote_between_its_surroundings(
    before: str, quote: str, after: str, length: int
) -> None:
    shown = passage(finding(before + quote + after, quote, LINE, start=len(before),
                            end=len(before) + len(quote)), length)  # fmt: skip
    quoted = " ".join(quote.split())
    assert shown.quote == quoted or (len(quoted) > 240 and shown.quote.startswith(quoted[:50]))
    assert " ".join(before.split()).endswith(shown.before.removeprefix("… ").strip())
    assert " ".join(after.split()).startswith(shown.after.removesuffix(" …").strip())


def test_an_address_is_never_cut() -> None:
    """Who asks for the whole sources wants to open them."""
    url = "https://example.org/" + "a-long-way/" * 12
    made = result()
    one = made.files[0].findings[0]
    source = one.sources[0]._replace(url=url)
    report = made.files[0]._replace(findings=(one._replace(sources=(source,)),))
    text = written("terminal", Result((report,)), verbose=True, width=60).decode()
    assert url in "".join(line.strip() for line in text.splitlines())
