"""`debias trend`: over the versions in git, and over saved reports."""

from __future__ import annotations

import builtins
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from debias.cli import main
from tests.repository.git import ALONE, commit, git, needs_git

pytestmark = needs_git

# What each of 12 versions holds. All: 6 7 6 7 6 7 3 3 2 2 1 0.
BLORBS = (6, 5, 5, 6, 4, 6, 2, 2, 2, 1, 0, 0)
SNARFS = (0, 2, 1, 1, 2, 1, 1, 1, 0, 1, 1, 0)
ABOVE, BELOW = list(range(6)), list(range(6, 12))


def text(blorbs: int, snarfs: int, more: str = "") -> str:
    """A guideline; each word in a section of its own, so that each is a finding."""
    words = ["blorb"] * blorbs + ["snarf"] * snarfs
    parts = [f"## Part {n}\n\nThis is a {word}.\n" for n, word in enumerate(words)]
    return "\n".join(("# Guideline\n\nSome words.\n", *parts, more))


def write(name: str, content: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")


def commit_on(month: int, year: int = 2025) -> None:
    git("add", "--all")
    subprocess.run(
        ["git", "commit", "--quiet", "--allow-empty", "--message", "Step"],
        env={**os.environ, **ALONE, "GIT_COMMITTER_DATE": f"{year}-{month:02d}-01T12:00:00Z"},
        check=True,
    )


@pytest.fixture
def repository(here: Path) -> Path:
    git("init", "--quiet", "--initial-branch", "main")
    return here


@pytest.fixture
def made(rules: str) -> list[str]:
    return ["--rules", rules, "--select", "made"]


@pytest.fixture
def history(repository: Path) -> None:
    for month, (blorbs, snarfs) in enumerate(zip(BLORBS, SNARFS, strict=True), 1):
        write("care.md", text(blorbs, snarfs, f"Version {month}.\n"))
        commit_on(month)


def trend(*arguments: str) -> dict[str, Any]:
    assert main(["trend", *arguments, "--format", "json", "--output", "out.json"]) == 0
    shown: dict[str, Any] = json.loads(Path("out.json").read_bytes())
    return shown


def signals(series: dict[str, Any]) -> list[tuple[str, str, list[int]]]:
    return [(each["kind"], each["direction"], each["points"]) for each in series["signals"]]


@pytest.mark.usefixtures("history")
def test_twelve_versions_worked_out_by_hand(made: list[str]) -> None:
    shown = trend("care.md", *made)
    everything, fifth, seventh = shown["series"]
    assert [version["date"][:7] for version in shown["versions"]] == [
        f"2025-{month:02d}" for month in range(1, 13)
    ]
    # In order 0 1 2 2 3 3 | 6 6 6 7 7 7.
    assert everything["values"] == [6, 7, 6, 7, 6, 7, 3, 3, 2, 2, 1, 0]
    assert everything["median"] == 4.5
    assert signals(everything) == [
        ("shift", "above", ABOVE),
        ("shift", "below", BELOW),
        ("trend", "falling", [5, 6, 8, 10, 11]),  # 7 3 (3) 2 (2) 1 0
    ]
    # In order 0 0 1 2 2 2 | 4 5 5 6 6 6; from 6 it falls over 2 and 1 to 0: four points, no trend.
    assert (fifth["principle"], fifth["values"]) == (5, list(BLORBS))
    assert fifth["median"] == 3
    assert signals(fifth) == [("shift", "above", ABOVE), ("shift", "below", BELOW)]
    # In order 0 0 0 1 1 1 | 1 1 1 1 2 2: seven points are on the median, two above, three below.
    assert (seventh["principle"], seventh["values"]) == (7, list(SNARFS))
    assert seventh["median"] == 1
    assert signals(seventh) == []


@pytest.mark.usefixtures("history")
def test_the_terminal_says_it_in_words(made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trend", "care.md", *made]) == 0
    out = capsys.readouterr().out
    assert "All findings: median 4.5" in out
    assert "shift: 6 points above the median, 2025-01-01" in out
    assert "trend: 5 points falling, 2025-06-01" in out
    assert "7 Evaluate and reflect: median 1\n  no shift, no trend" in out
    assert "BMJ Qual Saf" in out
    assert "says little" not in out


@pytest.mark.usefixtures("history")
def test_the_page_is_one_file_with_everything_in_it(made: list[str]) -> None:
    assert main(["trend", "care.md", *made, "--format", "html", "--output", "out.html"]) == 0
    page = Path("out.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    shown = json.loads(data)
    everything = trend("care.md", *made)["series"][0]
    assert shown["of"] == "care.md"
    assert shown["series"][0]["values"] == everything["values"]
    assert [each["points"] for each in shown["series"][0]["signals"]] == [
        each["points"] for each in everything["signals"]
    ]
    assert [date for _, date, _, _ in shown["versions"]] == [
        f"2025-{month:02d}-01" for month in range(1, 13)
    ]
    assert not re.search(r"<(?:link|img|script|iframe)[^>]*(?:src|href)=.(?!data:)", page)


@pytest.mark.usefixtures("history")
def test_only_the_last_versions(made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert trend("care.md", "--last", "4", *made)["series"][0]["values"] == [2, 2, 1, 0]
    main(["trend", "care.md", "--last", "4", *made])
    assert "With fewer than 10 versions a run chart says little." in " ".join(
        capsys.readouterr().out.split()
    )


@pytest.mark.usefixtures("repository")
def test_per_1000_words(made: list[str]) -> None:
    write("a.md", "blorb " * 5 + "word " * 45 + "\n")  # 50 words in one block: one finding
    commit_on(1)
    write("a.md", "blorb " * 5 + "word " * 95 + "\n")
    commit_on(2)
    shown = trend("a.md", "--per", "words", *made)
    assert [version["words"] for version in shown["versions"]] == [50, 100]
    assert shown["series"][0]["counts"] == [1, 1]
    assert shown["series"][0]["values"] == [20, 10]


@pytest.mark.usefixtures("repository")
def test_a_file_is_followed_through_renames(made: list[str]) -> None:
    write("a.md", text(3, 0))
    commit_on(1)
    Path("new folder").mkdir()
    git("mv", "a.md", 'new folder/ă "b".md')
    commit_on(2)
    write('new folder/ă "b".md', text(2, 0))
    write("other.md", text(9, 9))
    commit_on(3)
    write("other.md", text(8, 8))
    commit_on(4)
    assert trend('new folder/ă "b".md', *made)["series"][0]["values"] == [3, 3, 2]


@pytest.mark.usefixtures("repository")
def test_a_folder_is_measured_per_document(made: list[str]) -> None:
    write("docs/a.md", text(4, 0))
    commit_on(1)
    write("docs/b.txt", "This is a blorb.\n")
    write("docs/data.bin", "blorb")
    write("elsewhere.md", text(9, 9))
    commit_on(2)
    Path("docs/a.md").unlink()
    commit_on(3)
    write("elsewhere.md", "Fine.\n")
    commit_on(4)
    shown = trend("docs", *made)
    assert [version["documents"] for version in shown["versions"]] == [1, 2, 1]
    assert shown["series"][0]["counts"] == [4, 5, 1]
    assert shown["series"][0]["values"] == [4, 2.5, 1]
    assert len(trend(".", *made)["versions"]) == 4


@pytest.mark.usefixtures("repository")
def test_settings_say_what_counts(rules: str) -> None:
    write("debias.yaml", "exclude: [drafts/]\npaths:\n  - match: [b.md]\n    ignore: [made]\n")
    write("drafts/c.md", text(3, 0))
    write("a.md", text(2, 0))
    write("b.md", text(4, 0))
    commit_on(1)
    shown = trend(".", "--rules", rules)
    assert shown["versions"][0]["documents"] == 2
    assert shown["series"][0]["counts"] == [2]


@pytest.mark.usefixtures("repository")
def test_a_version_that_cannot_be_read_is_told(
    made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for month, content in enumerate((b"A blorb.\n", b"PK\x03\x04 not a zip", b"A blorb.\n"), 1):
        Path("a.md").write_bytes(content)
        commit_on(month)
    code = main(["trend", "a.md", "--format", "json", "--output", "out.json", *made])
    assert code == 2
    assert "a.md (2025-02-01 " in capsys.readouterr().err
    shown = json.loads(Path("out.json").read_bytes())
    assert shown["series"][0]["values"] == [1, 1]


def test_saved_reports_in_their_order(made: list[str], here: Path) -> None:
    for number, blorbs in enumerate((3, 1, 2), 1):
        write("a.md", text(blorbs, 1))
        report = ["--format", "json", "--output", f"{number}.json"]
        assert main(["check", "a.md", *report, "--fail-on", "never", *made]) == 0
    shown = trend("1.json", "2.json", "3.json", *made)
    assert [version["label"] for version in shown["versions"]] == ["1", "2", "3"]
    assert [each["values"] for each in shown["series"]] == [[4, 2, 3], [3, 1, 2], [1, 1, 1]]
    rates = trend("1.json", "2.json", "3.json", "--per", "words", *made)["series"][0]["values"]
    words = [version["words"] for version in shown["versions"]]
    assert rates == [1000 * n / w for n, w in zip((4, 2, 3), words, strict=True)]


def test_an_older_report_without_words(
    made: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", text(1, 0))
    main(["check", "a.md", "--format", "json", "--output", "a.json", *made])
    stored = json.loads(Path("a.json").read_bytes())
    del stored["files"][0]["words"]
    Path("a.json").write_text(json.dumps(stored))
    assert trend("a.json", *made)["series"][0]["values"] == [1]
    assert main(["trend", "a.json", "--per", "words", *made]) == 2
    assert "does not say how many words" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md"], "There is no such file or folder."),
        (["new.md"], "Git knows no version of this."),
        (["old.md", "new.md"], "A history is of one file or folder."),
        (["old.md", "--chart", "a.pdf"], "A chart is a PNG or an SVG."),
        (["old.md", "--output", "old.md"], "would overwrite"),
    ],
    ids=["missing", "never committed", "two paths", "other picture", "over the document"],
)
@pytest.mark.usefixtures("repository")
def test_what_cannot_be_shown_says_why(
    made: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    write("old.md", "A blorb.\n")
    commit()
    write("new.md", "A blorb.\n")
    assert main(["trend", *arguments, *made]) == 2
    assert said in capsys.readouterr().err
    assert Path("old.md").read_text() == "A blorb.\n"


def test_outside_of_git(
    made: list[str], tmp_path: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "A blorb.\n")
    assert main(["trend", "a.md", *made]) == 2
    assert "Git knows no version of this." in capsys.readouterr().err


@pytest.mark.usefixtures("history")
def test_the_chart_is_a_picture(made: list[str]) -> None:
    pytest.importorskip("matplotlib")
    assert main(["trend", "care.md", "--chart", "a.png", *made]) == 0
    assert Path("a.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert main(["trend", "care.md", "--chart", "a.svg", *made]) == 0
    assert main(["trend", "care.md", "--chart", "b.svg", *made]) == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    top = ElementTree.fromstring(Path("a.svg").read_bytes())
    words = " ".join("".join(each.itertext()) for each in top.iter() if each.tag.endswith("text"))
    for expected in ("care.md: findings per document", "All findings", "5 Identify racial bias",
                     "4.5", "2025-01-01"):  # fmt: skip
        assert expected in words


@pytest.mark.usefixtures("history")
def test_without_matplotlib_it_says_what_to_do(
    made: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["trend", "care.md", "--chart", "a.png", *made]) == 2
    assert "pip install 'debias[charts]'" in capsys.readouterr().err
    assert not Path("a.png").exists()
    assert main(["trend", "care.md", *made]) == 0
