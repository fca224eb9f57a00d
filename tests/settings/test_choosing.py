"""What settings choose: rules, severities, files, and who has the last word."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.conftest import write_pack
from tests.settings.running import check, check_as_it_is, write

ALL = "A grunk.\n\nA blorb.\n\nA snarf.\n"


@pytest.mark.parametrize(
    ("settings", "arguments", "found"),
    [
        ("", (), ["grunk", "blorb", "snarf"]),
        ("select: [grunk, snarf]", (), ["grunk", "snarf"]),
        ("select: grunk", (), ["grunk"]),
        ("ignore: [made/blorb]", (), ["grunk", "snarf"]),
        ("select: [made]\nignore: [blorb]", (), ["grunk", "snarf"]),
        ("ignore: [made]\nselect: [blorb]", (), ["blorb"]),
        ("min-severity: warning", (), ["grunk", "blorb"]),
        ("min-severity: warning", ("--min-severity", "suggestion"), ["grunk", "blorb", "snarf"]),
        ("select: [grunk]", ("--select", "snarf"), ["snarf"]),
        ("ignore: [blorb]", ("--select", "made"), ["grunk", "snarf"]),
        ("ignore: [blorb]", ("--select", "blorb"), ["blorb"]),
        ("select: [blorb]", ("--ignore", "blorb"), []),
        ("select: [blorb]", ("--ignore", "made"), ["blorb"]),
        ("select: [blorb]", ("--no-config",), ["grunk", "blorb", "snarf"]),
        ("paths: [{match: a.md, ignore: [grunk]}]", (), ["blorb", "snarf"]),
        ("paths: [{match: '*.txt', ignore: [grunk]}]", (), ["grunk", "blorb", "snarf"]),
        ("ignore: [grunk]\npaths: [{match: '*.md', select: [grunk]}]", (), ["grunk"]),
        ("paths: [{match: a.md, min-severity: error}]", (), ["grunk"]),
    ],
)
def test_rules_are_chosen(
    rules: str, here: Path, settings: str, arguments: tuple[str, ...], found: list[str]
) -> None:
    write("debias.yaml", settings)
    write("a.md", ALL)
    assert check(rules, "a.md", *arguments).rules == found


def test_a_rule_that_is_off_runs_where_it_is_given_a_severity(rules: str, here: Path) -> None:
    write("a.md", "A quiet.\n")
    assert check(rules, "a.md").found == []
    write("debias.yaml", "severity: {quiet-word: error}\n")
    assert check(rules, "a.md").found == [("a.md", "quiet-word", "error")]


def test_severities_are_set_by_the_more_exact_name(rules: str, here: Path) -> None:
    write("debias.yaml", "severity: {made: suggestion, blorb: error}\n")
    write("a.md", ALL)
    assert check(rules, "a.md").found == [
        ("a.md", "grunk", "suggestion"),
        ("a.md", "blorb", "error"),
        ("a.md", "snarf", "suggestion"),
    ]


@pytest.mark.parametrize(
    ("settings", "arguments", "code"),
    [
        ("", (), 1),
        ("fail-on: error", (), 0),
        ("fail-on: error", ("--fail-on", "warning"), 1),
        ("fail-on: error\npaths: [{match: '*.md', fail-on: suggestion}]", (), 1),
        ("paths: [{match: drafts/, fail-on: never}]", (), 0),
        ("severity: {blorb: suggestion}", (), 0),
    ],
)
def test_what_fails_is_said_for_each_file(
    rules: str, here: Path, settings: str, arguments: tuple[str, ...], code: int
) -> None:
    write("debias.yaml", settings)
    write("drafts/a.md", "A blorb.\n")
    assert check(rules, ".", *arguments).code == code


def test_the_nearest_settings_count_alone(rules: str, here: Path) -> None:
    write("debias.yaml", "ignore: [grunk]\n")
    write("inner/debias.yaml", "ignore: [blorb]\n")
    for name in ("a.md", "inner/b.md", "inner/deeper/c.md"):
        write(name, ALL)
    assert check(rules, ".").found == [
        ("a.md", "blorb", "warning"),
        ("a.md", "snarf", "suggestion"),
        ("inner/b.md", "grunk", "error"),
        ("inner/b.md", "snarf", "suggestion"),
        ("inner/deeper/c.md", "grunk", "error"),
        ("inner/deeper/c.md", "snarf", "suggestion"),
    ]
    named = check(rules, ".", "--config", "inner/debias.yaml")
    assert {rule for path, rule, _ in named.found if path == "a.md"} == {"grunk", "snarf"}


def test_settings_above_the_repository_do_not_count(rules: str, here: Path) -> None:
    write("debias.yaml", "ignore: [blorb]\n")
    write("clone/.git/HEAD", "")
    write("clone/a.md", "A blorb.\n")
    assert check(rules, "clone").rules == ["blorb"]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        ("archive/", ["a.md", "b/c.md"]),
        ("'*.md'", []),
        ("/a.md", ["archive/a.md", "archive/old/d.md", "b/c.md"]),
        ("['**/old', b]", ["a.md", "archive/a.md"]),
        ("['archive/*', '!archive/a.md']", ["a.md", "archive/a.md", "b/c.md"]),
    ],
)
def test_excluded_files_are_not_checked(
    rules: str, here: Path, globs: str, left: list[str]
) -> None:
    write("debias.yaml", f"exclude: {globs}\n")
    for name in ("a.md", "archive/a.md", "archive/old/d.md", "b/c.md"):
        write(name, "A blorb.\n")
    assert sorted({path for path, _, _ in check(rules, ".").found}) == left


def test_an_excluded_file_that_is_named_is_left_out_visibly(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("debias.yaml", "exclude: [old/]\n")
    write("old/a.md", "A blorb.\n")
    run = check(rules, "old/a.md")
    assert (run.code, run.found) == (0, [])
    assert run.report["summary"]["excluded"] == ["old/a.md"]
    assert "old/a.md: left out, the settings exclude it." in capsys.readouterr().err


def test_standard_input_has_the_settings_of_its_name(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("inner/debias.yaml", "ignore: [blorb]\nfail-on: suggestion\n")
    stdin = io.TextIOWrapper(io.BytesIO(ALL.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    run = check(rules, "-", "--stdin-name", "inner/x.md")
    assert (run.code, run.rules) == (1, ["grunk", "snarf"])


@pytest.mark.slow  # reads all rules anew
def test_further_rules_come_from_beside_the_settings(
    rules: str, here: Path, tmp_path: Path
) -> None:
    write("trust/debias.yaml", "rules: [our-rules]\n")
    write_pack(here / "trust" / "our-rules")
    write("trust/a.md", "A blorb.\n")
    write("b.md", "A blorb.\n")
    both = check_as_it_is(".")
    assert both.found == [("trust/a.md", "blorb", "warning")]


@pytest.mark.parametrize("how", ["..", "link"])
@pytest.mark.slow  # reads all rules anew
def test_rules_from_outside_need_the_command_line(here: Path, tmp_path: Path, how: str) -> None:
    outside = write_pack(tmp_path / "outside")
    write("clone/.git/HEAD", "")
    if how == "link":
        (here / "clone" / "ours").symlink_to(outside)
        write("clone/debias.yaml", "rules: [ours]\n")
    else:
        write("clone/debias.yaml", "rules: [../../outside]\n")
    write("clone/a.md", "A blorb.\n")
    assert check_as_it_is("clone").code == 2
    allowed = check_as_it_is("clone", "--rules", str(outside))
    assert allowed.rules == ["blorb"]


@pytest.mark.slow  # reads all rules anew
def test_words_are_added_to_word_lists(here: Path) -> None:
    pack = write_pack(here / "our-rules") / "made"
    rule = (pack / "blorb.yaml").read_text().replace("[blorb]\nsay", "['{our-words}']\nsay")
    (pack / "blorb.yaml").write_text(rule)
    (pack.parent / "lists.yaml").write_text("our-words: [blorb]\n")
    write("debias.yaml", "rules: [our-rules]\nlists:\n  our-words: [wibble, wobbles]\n")
    write("a.md", "A blorb, a wibble and wobbles.\n")
    quotes = [
        finding["quote"]
        for file in check_as_it_is("a.md").report["files"]
        for finding in file["findings"]
    ]
    assert quotes == ["blorb", "wibble", "wobbles"]
