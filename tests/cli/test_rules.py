"""`debias rules`, `debias explain` and `debias test`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from debias.cli import main


def test_the_list_names_every_rule_of_a_pack(
    rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--pack", "made", "--rules", rules]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Made words (made)" in out
    assert "error grunk: The word grunk (principles 1, 5)" in out
    assert "warning quiet-word: The word quiet (principle 6, off)" in out
    assert "4 rules." in out


def test_the_list_as_json(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--pack", "made", "--rules", rules, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rules"]
    assert [row["rule"] for row in rows] == [
        "made/blorb", "made/grunk", "made/quiet-word", "made/snarf",
    ]  # fmt: skip
    assert rows[1]["principles"] == [1, 5]
    assert rows[2]["default"] is False


def test_the_list_as_markdown(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--pack", "made", "--rules", rules, "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "## Made words (`made`)" in out
    assert "| `grunk` | The word grunk | error | 1, 5 |  |" in out


def test_all_seven_packs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    packs = {row["pack"] for row in json.loads(capsys.readouterr().out)["rules"]}
    assert len(packs) == 7


def test_an_unknown_pack_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--pack", "skin"]) == 2
    assert "skin-tone" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["blorb", "made/blorb"])
def test_a_rule_is_explained(rules: str, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["explain", name, "--rules", rules]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in (
        "The word blorb",
        "made/blorb, warning",
        "Look at '…'.",
        "Because it is warning.",
        "Is 'blorb' needed?",
        "Write something else.",
        "5 Identify racial bias:",
        "current national guidance",
        "This is a «blorb».",
        "This is not.",
        "Reference lists",
        "On blorb. Tests, 2026. https://example.org/blorb",
        "debias check PATH --ignore made/blorb",
        "2026-11-24",
    ):
        assert words in out


def test_a_rule_that_is_off_says_how_to_switch_it_on(
    rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "quiet-word", "--rules", rules]) == 0
    assert "--select made/quiet-word" in capsys.readouterr().out


def test_an_unknown_rule_is_guessed(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "blorp", "--rules", rules]) == 2
    assert "Did you mean 'blorb'?" in capsys.readouterr().err


def test_every_rule_of_ours_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    for pack in {row["pack"] for row in json.loads(capsys.readouterr().out)["rules"]}:
        assert main(["explain", pack]) == 0
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize(
    "name",
    [
        "made",
        "blorb",
        "made/blorb",
        "PATH",
        *(
            pytest.param(f"PATH/{name}", marks=pytest.mark.slow)
            for name in ("made", "made/blorb.yaml")
        ),
    ],
)
def test_examples_hold(rules: str, capsys: pytest.CaptureFixture[str], name: str) -> None:
    arguments = ["test", name.replace("PATH", rules)]
    if "PATH" not in name:
        arguments += ["--rules", rules]
    assert main(arguments) == 0
    rules_tested = 1 if "blorb" in name else 4
    expected = f"{2 * rules_tested} of {2 * rules_tested} examples of {rules_tested} rule"
    assert expected in capsys.readouterr().out


def test_a_folder_without_rules_is_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert main(["test", "./empty"]) == 2
    assert "no rule pack" in capsys.readouterr().err


@pytest.mark.slow
def test_a_bad_rule_does_not_hide_the_others(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.cli.conftest import write_pack  # noqa: PLC0415

    write_pack(here)
    Path("made/blorb.yaml").write_text("titel: x\n")
    assert main(["test", "./made"]) == 2
    out, err = capsys.readouterr()
    assert "Did you mean 'title'?" in err
    assert "6 of 6 examples of 3 rules hold. 1 rule cannot be read." in out


def test_the_page_of_a_rule_never_cuts_an_address(
    rules: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules, folder)
    rule = folder / "made" / "blorb.yaml"
    url = "https://example.org/" + "a-long-way/" * 12
    rule.write_text(rule.read_text().replace("https://example.org/blorb", url))
    assert main(["explain", "blorb", "--rules", str(folder)]) == 0
    assert url in "".join(line.strip() for line in capsys.readouterr().out.splitlines())
