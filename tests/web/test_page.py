"""The page as a file: escaped, without a way out, and small."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias import reports, workshop
from debias.document import CELL, PARAGRAPH, Block, Cell
from debias.finding import FileReport, Known, Result, Suppression
from debias.reports.web import data as web_data
from debias.reports.web.page import embedded
from debias.reports.web.passages import pieces, rows, shown
from tests.reports.made import finding, result, ruleset
from tests.web.made import around


def text_of(parts: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


def in_page(page: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert match is not None
    found: dict[str, Any] = json.loads(match[1])
    return found


def pages() -> dict[str, str]:
    made: dict[str, str] = {}
    for name in ("report", "workshop"):
        out = BytesIO()
        if name == "report":
            reports.write("html", result(), ruleset(), out)
        else:
            workshop.write(result(), ruleset(), out, workshop.Session("A title"))
        made[name] = out.getvalue().decode()
    return made


@pytest.mark.parametrize("name", ["report", "workshop"])
def test_the_policy_lets_only_the_page_s_own_script_and_style_in(name: str) -> None:
    page = pages()[name]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        inner = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(inner) == 1
        digest = b64encode(sha256(inner[0].encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


@pytest.mark.parametrize("name", ["report", "workshop"])
def test_the_page_names_nothing_outside_itself(name: str) -> None:
    page = re.sub(r'<script type="application/json".*?</script>', "", pages()[name], flags=re.S)
    page = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r'\b(?:src|href)="(?!#|data:,)', page)
    assert not re.search(
        r"https?://\w|\beval\b|innerHTML|fetch\(|XMLHttpRequest|WebSocket|@import|url\(", page
    )
    assert " style=" not in page
    assert " onclick=" not in page


@given(st.text())
def test_data_cannot_end_its_element(text: str) -> None:
    made = embedded({text: text})
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made) == {text: text}


def test_half_a_surrogate_pair_is_written_as_json_has_it() -> None:
    out = BytesIO()
    reports.write("html", Result((FileReport("bad\udcff.md", "markdown", (), ()),)), ruleset(), out)
    assert in_page(out.getvalue().decode())["files"][0]["path"] == "bad[U+DCFF].md"


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 5)).map(
        lambda span: (min(span[:2]), max(span[:2]), span[2])
    ),
    max_size=6,
)


@given(st.text(st.characters(exclude_characters="\r"), max_size=60), spans)
def test_pieces_lose_nothing_and_mark_exactly_the_spans(
    text: str, found: list[tuple[int, int, int]]
) -> None:
    parts = pieces(text, found)
    assert text_of(parts) == shown(text)
    for number in {n for _, _, n in found}:
        wanted = {at for s, e, n in found if n == number for at in range(s, min(e, len(text)))}
        marked = "".join(p[0] for p in parts if not isinstance(p, str) and number in p[1])
        assert marked == "".join(shown(text[at]) for at in sorted(wanted))


def test_signs_that_reorder_letters_are_shown_by_name() -> None:
    assert shown("a\u202eb\u202c\x00\r\nc\u00ad") == "a[RLO]b[PDF][U+0000]\nc\u00ad"


def test_cells_keep_their_places() -> None:
    block = Block(CELL, "pink", cell=Cell(2, 1, 3, is_header=True))
    assert rows([block], {0: [(0, 4, 7)]}, None) == [["cell", 0, [["pink", [7]]], [2, 1, 3, 1]]]


def test_the_text_of_a_document_is_packed_with_all_places_marked() -> None:
    blocks = (Block(PARAGRAPH, "one two"), Block(PARAGRAPH, "and two again"))
    found = finding("one two", "two", {"line": 1, "column": 5}, block=0, also=((1, 4, 7),))
    data = web_data.report_data(
        Result((FileReport("a.md", "markdown", (), (found,), blocks=blocks),)), ruleset()
    )
    unpacked = json.loads(gzip.decompress(b64decode(data["files"][0]["text"])))
    assert [row[2] for row in unpacked] == [
        ["one ", ["two", [0]]],
        ["and ", ["two", [0]], " again"],
    ]


def test_past_the_room_for_text_only_what_is_near_passages_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_data, "_TEXT_MOST", 10)
    blocks = tuple(Block(PARAGRAPH, f"paragraph {number}") for number in range(20))
    found = finding("paragraph 9", "9", {"line": 1, "column": 5}, block=9)
    data = web_data.report_data(
        Result((FileReport("a.md", "markdown", (), (found,), blocks=blocks),)), ruleset()
    )
    unpacked = json.loads(gzip.decompress(b64decode(data["files"][0]["text"])))
    assert unpacked[0] == 6
    assert unpacked[-1] == 7
    assert [text_of(row[2]) for row in unpacked[1:-1]] == [f"paragraph {n}" for n in range(6, 13)]


def test_a_report_without_blocks_says_what_it_has() -> None:
    data = web_data.report_data(result(), ruleset())
    assert [file["text"] for file in data["files"]] == ["", "", ""]
    assert data["errors"]
    assert data["left_out"]
    assert data["files"][0]["unread"]
    assert data["rules"][0]["ask"]


def test_the_same_findings_give_the_same_page() -> None:
    report = around(("some words", "other words"), "a.txt")
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        reports.write("html", Result((report,)), ruleset(), out)
    assert first.getvalue() == second.getvalue()


def test_what_was_kept_out_is_said_with_its_reason() -> None:
    allowed = Suppression(("made/x",), "Agreed in May", "2027-05-01", "used", 2, {"line": 1})
    report = FileReport("a.md", "markdown", (), (), suppressions=(allowed,))
    whole = Result((report,), excluded=("b.md",), unchanged=3, baselines=(Known("k.json", 4, 0),))
    assert web_data.report_data(whole, ruleset())["kept_out"] == [
        ["Allowed with a reason", "a.md: made/x (2 findings), until 2027-05-01: Agreed in May"],
        ["Known from a baseline, and so not shown", "4 in k.json"],
        ["Left out by the settings", "b.md"],
        ["Not checked, because nothing in them changed", "3 documents"],
    ]
    assert web_data.report_data(result(), ruleset())["kept_out"] == []
