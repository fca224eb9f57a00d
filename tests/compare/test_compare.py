"""`debias compare`: what is gone, what stays, what is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from debias.cli import main
from tests.compare.twins import GUIDELINE, as_markdown, write_word

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
BEFORE, AFTER = SAMPLES / "pph-risk-assessment.docx", SAMPLES / "pph-risk-assessment-debiased.docx"


class Shown(dict[str, Any]):
    """The JSON of a comparison, and the exit code."""

    code: int


def compare(before: object, after: object, *more: str) -> Shown:
    code = main(["compare", str(before), str(after), "--format", "json", "--output", "out.json",
                 *more])  # fmt: skip
    shown = Shown(json.loads(Path("out.json").read_bytes()))
    shown.code = code
    return shown


def sums(shown: Shown) -> tuple[int, int, int]:
    return (shown["summary"]["gone"], shown["summary"]["stayed"], shown["summary"]["new"])


def quotes(found: list[dict[str, Any]]) -> list[str]:
    return [each["quote"] for each in found]


@pytest.fixture
def made(rules: str, here: Path) -> list[str]:
    """Options that choose the made words only."""
    return ["--rules", rules, "--select", "made"]


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_the_sample_pair_is_all_fixed(here: Path) -> None:
    shown = compare(BEFORE, AFTER)
    assert sums(shown) == (8, 0, 0)
    assert shown.code == 0
    back = compare(AFTER, BEFORE)
    assert sums(back) == (0, 0, 8)
    assert back.code == 1


def test_a_word_file_and_its_markdown_twin_have_the_same_findings(here: Path) -> None:
    write_word(Path("a.docx"))
    write("a.md", as_markdown())
    shown = compare("a.docx", "a.md")
    gone, stayed, new = sums(shown)
    assert (gone, new) == (0, 0), (quotes(shown["gone"]), quotes(shown["new"]))
    assert stayed >= 8
    assert shown.code == 0
    rules = [each["before"]["rule"] for each in shown["stayed"]]
    assert rules == [each["after"]["rule"] for each in shown["stayed"]]
    assert "race-thresholds/pph-ethnicity-risk-factor" in rules


def test_a_fix_in_the_twin_is_seen(here: Path) -> None:
    write_word(Path("a.docx"))
    fixed = tuple(
        (kind, text.replace("refused", "declined") if isinstance(text, str) else
         tuple(item.replace("refused", "declined") if isinstance(item, str) else item
               for item in text))
        for kind, text in GUIDELINE
    )  # fmt: skip
    write("a.md", as_markdown(fixed))
    shown = compare("a.docx", "a.md")
    assert quotes(shown["gone"]) == ["refused"]
    assert shown["new"] == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A blorb.\n", "A blorb.\n", (0, 1, 0)),
        ("A blorb.\n", "All fine.\n", (1, 0, 0)),
        ("All fine.\n", "A blorb.\n", (0, 0, 1)),
        ("A blorb.\n", "Quite another sentence with a BLORB in it.\n", (0, 1, 0)),
        ("A blorb.\n", "A grunk.\n", (1, 0, 1)),
        ("A blorb. A blorb. A blorb.\n", "A blorb.\n", (2, 1, 0)),
        ("A blorb.\n", "A blorb. A blorb.\n", (0, 1, 1)),
        ("1. A blorb\n2. A grunk\n", "- A grunk\n- A blorb\n", (0, 2, 0)),
        ("# One\n\nA blorb.\n", "# Two\n\n## Three\n\nA\nblorb.\n", (0, 1, 0)),
        ("Fine.\n", "Fine too.\n", (0, 0, 0)),
    ],
    ids=["same", "gone", "new", "re-written around", "other word", "two fewer", "one more",
         "numbering and order", "moved and re-wrapped", "nothing"],
)  # fmt: skip
def test_each_place_is_gone_stayed_or_new(
    made: list[str], before: str, after: str, expected: tuple[int, int, int]
) -> None:
    shown = compare(write("a.md", before), write("b.md", after), *made)
    assert sums(shown) == expected
    assert shown.code == (1 if expected[2] else 0)


def test_the_sentence_that_stays_is_paired_with_itself(made: list[str]) -> None:
    write("a.md", "The first blorb is here.\n\nThe second blorb stands there.\n")
    write("b.md", "The second blorb stands there.\n")
    shown = compare("a.md", "b.md", *made)
    assert shown["stayed"][0]["before"]["context"] == "The second blorb stands there."
    assert shown["gone"][0]["context"] == "The first blorb is here."


@pytest.mark.parametrize("saved", ["before", "after", "both"])
def test_a_saved_report_stands_for_its_documents(made: list[str], saved: str) -> None:
    text = "# A\n\nA blorb. A blorb.\n\nA grunk.\n"
    names = [write("a.md", text), write("b.md", text.replace("grunk", "snarf"))]
    for number, name in enumerate(names):
        if saved in (("before", "after")[number], "both"):
            report = f"{name}.json"
            main(["check", name, "--format", "json", "--output", report, *made])
            names[number] = report
    shown = compare(*names, *made)
    assert sums(shown) == (1, 2, 1)
    assert quotes(shown["gone"]) == ["grunk"]
    assert quotes(shown["new"]) == ["snarf"]


def test_folders_are_compared_as_a_whole(made: list[str]) -> None:
    for folder, name in (("old", "a.md"), ("new", "renamed.txt")):
        Path(folder).mkdir()
        write(f"{folder}/{name}", "A blorb.\n")
    write("new/b.md", "A grunk.\n")
    shown = compare("old", "new", *made)
    assert sums(shown) == (0, 1, 1)
    assert shown["new"][0]["path"] == "new/b.md"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.md", None, "no such file"),
        ("missing.json", None, "There is no such file."),
        ("bad.json", "{", "not a JSON report of debias"),
        ("other.json", '{"version": 1, "files": []}', "not a JSON report of debias"),
        ("later.json", '{"version": 9, "tool": {"name": "debias"}}', "another version"),
        ("empty.md", "", "The file is empty."),
    ],
    ids=["missing", "missing report", "damaged", "other program", "later version", "empty"],
)
def test_what_cannot_be_read_is_an_error(
    made: list[str], capsys: pytest.CaptureFixture[str], name: str, content: str | None, said: str
) -> None:
    if content is not None:
        write(name, content)
    assert main(["compare", write("a.md", "A blorb.\n"), name, *made]) == 2
    assert said.lower() in capsys.readouterr().err.lower()


def test_the_output_is_never_one_of_the_documents(
    made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "A blorb.\n")
    write("b.md", "A blorb.\n")
    assert main(["compare", "a.md", "b.md", "--output", "b.md", *made]) == 2
    assert "overwrite" in capsys.readouterr().err
    assert Path("b.md").read_text() == "A blorb.\n"


def test_the_terminal_says_it_in_words(made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "A blorb. A blorb.\n\nA grunk.\n")
    write("b.md", "A grunk.\n\nA snarf.\n")
    assert main(["compare", "a.md", "b.md", *made]) == 1
    out = capsys.readouterr().out
    assert "Gone (2)" in out
    assert "«blorb» in 2 places" in out
    assert "Still there (1)" in out
    assert "Is 'snarf' needed?" in out
    assert "2 gone, 1 still there, 1 new." in out


def test_hostile_text_cannot_steer_the_terminal(
    rules: str, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "Fine.\n")
    write("b\x1b[31m.md", "A \x1b[31mblorb\u202e here.\n")
    main(["compare", "a.md", "b\x1b[31m.md", *made])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
