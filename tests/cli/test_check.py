"""`debias check` as people and pipelines call it: exit codes, choices, what is said where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debias.cli import main
from debias.cli.arguments import COMMANDS

WARNING, ERROR, SUGGESTION = "A blorb.\n", "A grunk.\n", "A snarf.\n"


def check(rules: str, *arguments: str) -> int:
    return main(["check", "--rules", rules, "--select", "made", *arguments])


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("Nothing.", "suggestion", 0),
        (SUGGESTION, "warning", 0),
        (SUGGESTION, "suggestion", 1),
        (WARNING, "warning", 1),
        (WARNING, "error", 0),
        (ERROR, "error", 1),
        (ERROR, "never", 0),
    ],
)
def test_the_exit_code_says_whether_there_are_findings(
    rules: str, here: Path, text: str, fail_on: str, code: int
) -> None:
    Path("a.md").write_text(text)
    assert check(rules, "a.md", "--fail-on", fail_on, "--quiet") == code


def test_it_fails_on_warnings_by_default(rules: str, here: Path) -> None:
    Path("a.md").write_text(SUGGESTION)
    Path("b.md").write_text(WARNING)
    assert check(rules, "a.md", "-q") == 0
    assert check(rules, "b.md", "-q") == 1


def test_a_missing_file_is_named_and_the_others_are_checked(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(WARNING)
    assert check(rules, "nowhere.md", "a.md") == 2
    out = capsys.readouterr().out
    assert "nowhere.md" in out
    assert "There is no such file." in out
    assert "«blorb»" in out


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.md", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("cut.docx", b"PK\x03\x04not a zip", ""),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
        ("noise.bin", bytes(range(256)) * 4, "neither text nor a document"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", ""),
    ],
)
def test_a_bad_file_exits_with_2_and_a_reason(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, words: str
) -> None:
    Path(name).write_bytes(data)
    assert check(rules, name, "--format", "json", "--jobs", "0") == 2
    out, err = capsys.readouterr()
    (error,) = json.loads(out)["errors"]
    assert error["path"] == name
    assert words in error["reason"]
    assert f"debias: {name}: " in err


def test_json_keeps_the_contract(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("# Risk\n\nA blorb, and a blorb.\n\nA grunk.\n")
    assert check(rules, "a.md", "none.md", "--format", "json") == 2
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["version", "tool", "files", "errors", "summary"]
    assert data["version"] == 1
    assert data["tool"]["name"] == "debias"
    (file,) = data["files"]
    assert {"path", "format", "kinds", "findings", "unread"} <= set(file)
    assert (file["path"], file["format"]) == ("a.md", "markdown")
    first, second = file["findings"]
    assert first["rule"] == "made/blorb"
    assert first["pack"] == "made"
    assert first["severity"] == "warning"
    assert first["principles"] == [5]
    assert first["quote"] == "blorb"
    assert first["message"] == "Look at 'blorb'."
    assert first["why"] == "Because it is warning."
    assert first["suggestions"] == ["Is 'blorb' needed?", "Write something else."]
    assert first["section"] == ["Risk"]
    assert first["location"] == {"line": 3, "column": 3, "end_line": 3, "end_column": 8}
    assert first["sources"] == [
        {
            "title": "On blorb",
            "publisher": "Tests",
            "year": "2026",
            "url": "https://example.org/blorb",
        }
    ]
    assert first["title"] == "The word blorb"
    assert first["guidance"] == "current-national-guidance"
    assert first["context"] == "A blorb, and a blorb."
    assert [place["column"] for place in first["repeats"]] == [16]
    assert len(first["fingerprint"]) == 16
    assert "guidance" not in second
    assert "repeats" not in second
    assert data["errors"] == [
        {"path": "none.md", "reason": "There is no such file. Check the path."}
    ]
    summary = data["summary"]
    assert summary["files"] == 1
    assert summary["findings"] == 2
    assert summary["by_severity"] == {"error": 1, "warning": 1, "suggestion": 0}
    assert summary["by_principle"] == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 2, "6": 0, "7": 0}
    assert summary["by_pack"]["made"] == 2
    assert (summary["unread"], summary["errors"]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["grunk", "blorb", "snarf"]),
        (("--select", "blorb"), ["grunk", "blorb", "snarf"]),
        (("--ignore", "blorb"), ["grunk", "snarf"]),
        (("--ignore", "made/blorb,snarf"), ["grunk"]),
        (("--ignore", "principle:5"), ["grunk", "blorb", "snarf"]),
        (("--ignore", "principle:5", "--ignore", "grunk"), ["blorb", "snarf"]),
        (("--select", "quiet-word"), ["grunk", "blorb", "snarf", "quiet"]),
        (("--min-severity", "warning"), ["grunk", "blorb"]),
        (("--min-severity", "error"), ["grunk"]),
    ],
    ids=str,
)
def test_rules_are_chosen_by_name(
    rules: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    found: list[str],
) -> None:
    Path("a.md").write_text("A grunk, a blorb, a snarf, a quiet.\n")
    check(rules, "a.md", "--format", "json", *arguments)
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [finding["quote"] for finding in file["findings"]] == found


def test_the_more_exact_name_wins(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("A grunk, a blorb, a snarf.\n")
    arguments = ["--select", "principle:7", "--select", "blorb", "--ignore", "made"]
    main(["check", "--rules", rules, "a.md", "--format", "json", *arguments])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [finding["quote"] for finding in file["findings"]] == ["blorb"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--select", "blorbb"), "Did you mean 'blorb'?"),
        (("--ignore", "skin-tones"), "Did you mean 'skin-tone'?"),
        (("--ignore", "principle:8"), "there is no rule, pack or principle named 'principle:8'"),
        (("--select", "zzzzzz"), "`debias rules` lists"),
        (("--ignore", "made"), "No rule is left"),
    ],
)
def test_an_unknown_name_is_an_error(
    rules: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    Path("a.md").write_text(WARNING)
    assert check(rules, "a.md", *arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "to begin with:"),
        (["check"], "required: PATH"),
        (["chekc", "a.md"], "Did you mean 'check'?"),
        (["a.md"], "Did you mean: debias check a.md"),
        (["check", "a.md", "--format", "xml"], "invalid choice: 'xml'"),
        (["check", "a.md", "--jobs", "two"], "is not a whole number"),
        (["check", "a.md", "--form", "json"], "unrecognized arguments"),
        (["check", "a.md", "--fail-on", "nothing"], "invalid choice: 'nothing'"),
    ],
)
def test_bad_arguments_exit_with_2(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    Path("a.md").write_text(WARNING)
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--help"], *([command, "--help"] for command in COMMANDS)], ids=str
)
def test_help_is_readable_at_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: debias")
    assert max(map(len, out.splitlines())) <= 80


def test_help_says_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--help"])
    out = capsys.readouterr().out
    assert all(f"  {code}" in out for code in (0, 1, 2, 3, 130))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("debias ")


def test_brief_is_one_line_a_finding(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("A grunk.\n\nA blorb.\n")
    assert check(rules, "a.md", "--brief") == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.md:1:3: error made/grunk «grunk»",
        "a.md:3:3: warning made/blorb «blorb»",
    ]


def test_quiet_says_only_what_is_wrong(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(WARNING)
    assert check(rules, "a.md", "none.md", "--quiet") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "debias: none.md: There is no such file. Check the path.\n"


def test_a_report_goes_to_a_file_whole(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(WARNING)
    Path("report.json").write_text("old")
    assert check(rules, "a.md", "--format", "json", "--output", "report.json") == 1
    assert json.loads(Path("report.json").read_text())["summary"]["findings"] == 1
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in here.iterdir()) == ["a.md", "report.json"]


@pytest.mark.parametrize(("output", "words"), [(".", "a folder"), ("no/such/r.json", "No such")])
def test_a_report_that_cannot_be_written_is_an_error(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], output: str, words: str
) -> None:
    Path("a.md").write_text(WARNING)
    assert check(rules, "a.md", "--output", output) == 2
    assert words in capsys.readouterr().err


def test_a_bug_on_one_file_is_3_and_the_others_are_checked(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that is broken stands for any mistake of ours."""
    from debias.readers import FORMATS, Format  # noqa: PLC0415

    monkeypatch.setitem(FORMATS, ".html", Format("html", "debias.readers.not_there"))
    Path("a.html").write_text("<p>A blorb.</p>")
    Path("b.md").write_text(WARNING)
    assert check(rules, "a.html", "b.md") == 3
    out, err = capsys.readouterr()
    assert "mistake in debias" in out
    assert "«blorb»" in out
    assert "Traceback" not in out + err
    monkeypatch.setenv("DEBIAS_DEBUG", "1")
    assert check(rules, "a.html") == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "a.md", "--formt", "json"], "Did you mean '--format'?"),
        (["check", "a.md", "--out=x"], "Did you mean '--output'?"),
        (["check", "a.md", "--format", "htm"], "Did you mean 'html'?"),
        (["check", "a.md", "--fail-on", "errors"], "Did you mean 'error'?"),
        (["check", "a.md", "--min-severity", "Warning"], "Did you mean 'warning'?"),
        (["check", "a.md", "--qqqqqq"], "unrecognized arguments: --qqqqqq"),
        (["check"], "PATH"),
    ],
)
def test_a_bad_argument_is_told_in_a_line_or_two(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """And not below a page of all that there is, where nobody finds it."""
    Path("a.md").write_text("x")
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "`debias check --help`" in err
    assert "usage:" not in err
    assert len(err.splitlines()) <= 2
