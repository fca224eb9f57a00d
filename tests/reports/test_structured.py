"""The JSON report."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.made import result, written
from tests.reports.test_terminal import hostile


def test_what_is_empty_is_left_out() -> None:
    data = json.loads(written("json"))
    form, guide, clean = data["files"]
    first, second = form["findings"]
    assert "repeats" not in first
    assert "replacement" not in first
    assert second["replacement"] == "colour of lips and gums"
    assert [place["page"] for place in second["repeats"]] == [3, 7]
    assert "guidance" not in guide["findings"][0]
    assert clean["findings"] == []
    assert form["unread"][0] == {"place": "page 4", "reason": "picture without text"}
    assert data["errors"][0]["path"] == "scan.pdf"
    assert data["summary"]["left_out"] == ["old/policy.doc"]


def test_the_sums_are_those_of_the_findings() -> None:
    data = json.loads(written("json"))
    findings = [finding for file in data["files"] for finding in file["findings"]]
    summary = data["summary"]
    assert summary["findings"] == len(findings) == 3
    assert sum(summary["by_severity"].values()) == 3
    assert sum(summary["by_pack"].values()) == 3
    assert sum(summary["by_principle"].values()) == sum(len(f["principles"]) for f in findings)
    assert (summary["files"], summary["unread"], summary["errors"]) == (3, 2, 1)


def test_the_same_result_is_the_same_text() -> None:
    assert written("json") == written("json", result())


@given(st.text(min_size=1, max_size=40))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    data = json.loads(written("json", hostile(text)))
    assert data["files"][0]["path"] == text
    assert data["files"][0]["findings"][0]["quote"] == text


def test_half_a_surrogate_pair_comes_back() -> None:
    assert json.loads(written("json", hostile("a\udcffb")))["files"][0]["path"] == "a\udcffb"
