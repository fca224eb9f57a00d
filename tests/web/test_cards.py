"""Cards of a workshop, and the command that makes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from debias.document import CELL, ITEM, Block, Cell
from debias.finding import FileReport, Result
from debias.run import check_paths
from debias.run.one import Options
from debias.workshop.cards import cards, session_id, suggested
from tests.reports.made import finding, result, ruleset
from tests.web.made import rules, samples

ROOT = Path(__file__).resolve().parents[2]
LINE = {"line": 1, "column": 1}


def report(path: str, *texts: str, blocks: tuple[Block, ...] = (), **more: object) -> FileReport:
    found = tuple(finding(text, text.split()[0], LINE, **more) for text in texts)
    return FileReport(path, "markdown", (), found, blocks=blocks)


def test_a_passage_of_several_documents_is_one_card() -> None:
    made = cards(
        Result((report("a.md", "Pink all over."), report("b.md", "Pink all over."))), ruleset()
    )
    assert [(card["path"], card["elsewhere"]) for card in made] == [("a.md", ["b.md"])]


@pytest.mark.parametrize(
    ("block", "around"),
    [
        (Block(ITEM, "Black women", lead_in="Offer if any of:"), "Offer if any of:"),
        (Block(CELL, "Pink", cell=Cell(0, 1, 2, "Colour", "2 points")), "Table: Colour / 2 points"),
    ],
    ids=["list", "table"],
)
def test_a_passage_comes_with_what_leads_in_to_it(block: Block, around: str) -> None:
    made = cards(Result((report("a.md", block.text, blocks=(block,)),)), ruleset())
    assert made[0]["around"] == ["4 Risk assessment › 4.1 Score", around]


def test_a_first_choice_is_varied_and_of_the_size_asked_for() -> None:
    made = cards(samples(), rules())
    by_id = {card["id"]: card for card in made}
    assert len(by_id) == len(made)
    chosen = suggested(made, 6)
    assert len(chosen) == len(set(chosen)) == 6
    assert len({by_id[one]["pack"] for one in chosen}) == min(
        6, len({card["pack"] for card in made})
    )
    assert len({by_id[one]["rule"] for one in chosen}) == 6
    assert len(suggested(made, 1000)) == len(made)
    assert suggested([], 6) == []


def test_a_passage_comes_again_only_when_there_is_no_other() -> None:
    """Also where a theme has nothing else: a group that sees a slide twice thinks it is a fault."""
    one = "Look for pallor in Black women."
    made = cards(
        Result((
            report("a.md", one, rule="race-thresholds/a", pack="race-thresholds", severity="error"),
            report("a.md", one, rule="skin-tone/a", pack="skin-tone"),
            report("a.md", "Another line.", rule="race-thresholds/b", pack="race-thresholds"),
        )),
        ruleset(),
    )  # fmt: skip
    by_id = {card["id"]: "".join(card["passage"]) for card in made}
    assert [by_id[each] for each in suggested(made, 2)] == [one, "Another line."]
    assert [by_id[each] for each in suggested(made, 3)] == [one, "Another line.", one]


def test_sessions_about_other_passages_have_other_names() -> None:
    first = cards(result(), ruleset())
    assert session_id(first) == session_id(cards(result(), ruleset()))
    assert session_id(first) != session_id(first[1:])


def test_blocks_are_kept_only_for_who_asks_and_come_back_from_workers(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Title\n\nThe baby should be pink all over.\n")
    plain = check_paths([str(path)], rules(), Options(jobs=0))
    assert plain.files[0].blocks == ()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    with ProcessPoolExecutor(1) as pool:
        far = check_paths([str(path)], rules(), Options(keep_blocks=True), pool)
    near = check_paths([str(path)], rules(), Options(jobs=0, keep_blocks=True))
    assert [block.text for block in near.files[0].blocks] == [
        "Title",
        "The baby should be pink all over.",
    ]
    assert far == near


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "debias", *arguments], cwd=cwd, capture_output=True, text=True,
        timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_the_command_writes_a_page_and_says_what_it_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The baby should be pink all over.\n")
    made = run(
        "workshop", "a.md", "no.md", "--output", "s.html", "--title", "Us & <them>", cwd=tmp_path
    )
    assert made.returncode == 2
    assert "no.md" in made.stderr
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert "<title>Us &amp; &lt;them&gt;</title>" in page
    assert "The baby should " in page.split('"cards":')[1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--output", "a.html"], "overwrite"),
        ([], "--output"),
        (["--output", "s.html", "--minutes", "0"], "1 to 60"),
        (["--output", "s.html", "--passages", "x"], "whole number"),
    ],
    ids=["original", "no output", "minutes", "passages"],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, more: list[str], said: str) -> None:
    (tmp_path / "a.html").write_text("<p>The baby should be pink all over.</p>")
    made = run("workshop", "a.html", *more, cwd=tmp_path)
    assert made.returncode == 2
    assert said in made.stderr
    assert (tmp_path / "a.html").read_text() == "<p>The baby should be pink all over.</p>"
