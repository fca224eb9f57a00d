"""Where `--output` writes to."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from debias.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such files there")


def check(rules: str, output: str) -> int:
    Path("a.md").write_text("A blorb.\n")
    return main(["check", "--rules", rules, "--select", "made", "--output", output, "a.md"])


def test_a_pipe_is_written_to_and_stays_a_pipe(rules: str, here: Path) -> None:
    os.mkfifo("pipe")
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(Path("pipe").read_text()))
    listener.start()
    assert check(rules, "pipe") == 1
    listener.join(10)
    assert "made/blorb" in heard[0]
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)  # noqa: PTH116


def test_a_link_stays_a_link(rules: str, here: Path) -> None:
    Path("real.txt").write_text("old")
    Path("link.txt").symlink_to("real.txt")
    assert check(rules, "link.txt") == 1
    assert Path("link.txt").is_symlink()
    assert "made/blorb" in Path("real.txt").read_text()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.html", b"<!DOCTYPE html>"),
        ("REPORT.HTM", b"<!DOCTYPE html>"),
        ("report.json", b"{"),
        ("report.docx", b"PK"),
        ("report.csv", b"\xef\xbb\xbfNumber,"),
        ("report.md", b"### debias"),
        ("report.sarif", b"{"),
        ("report.txt", b"a.md "),
        ("report", b"a.md "),
    ],
)
def test_the_ending_says_the_format(rules: str, here: Path, name: str, begins: bytes) -> None:
    """Whoever asks for report.html and opens it in a browser finds a page."""
    assert check(rules, name) == 1
    assert Path(name).read_bytes().startswith(begins)


def test_what_is_asked_for_wins_over_the_ending(rules: str, here: Path) -> None:
    Path("a.md").write_text("A blorb.\n")
    main(["check", "--rules", rules, "--format", "json", "--output", "report.txt", "a.md"])
    assert json.loads(Path("report.txt").read_text())["version"] == 1


@pytest.mark.parametrize("name", ["report.pdf", "report.doc", "report.odt"])
def test_a_format_that_is_not_written_is_told(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Text in a file named report.pdf is a file that does not open."""
    assert check(rules, name) == 2
    assert "--format" in capsys.readouterr().err
    assert not Path(name).exists()


def test_a_comparison_has_no_page(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("A blorb.\n")
    assert main(["compare", "--rules", rules, "a.md", "a.md", "--output", "c.html"]) == 2
    assert "no .html" in capsys.readouterr().err
    assert main(["compare", "--rules", rules, "a.md", "a.md", "--output", "c.json"]) == 0
    assert Path("c.json").read_text().startswith("{")


def test_quiet_still_writes_the_file(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("A blorb.\n")
    assert main(["check", "--rules", rules, "a.md", "--quiet", "--output", "report.json"]) == 1
    assert Path("report.json").stat().st_size
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("somebody", [True, False])
def test_whoever_looks_is_told_that_it_is_written(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], somebody: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr("debias.cli.output.is_terminal", lambda _: somebody)
    check(rules, "report.html")
    assert ("debias: report.html is written" in capsys.readouterr().err) is somebody


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_what_nobody_can_read_there_does_not_go_to_the_screen(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], form: str,
) -> None:  # fmt: skip
    Path("a.md").write_text("A blorb.\n")
    monkeypatch.setattr("debias.cli.screen.is_terminal", lambda _: True)
    assert main(["check", "--rules", rules, "--format", form, "a.md"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"--output report.{form}" in err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "open in Word or Excel, close it"),
        (FileNotFoundError(2, "No such file or directory"), "Make its folder first"),
        (OSError(28, "No space left on device"), "Choose another place"),
    ],
)
def test_why_a_report_cannot_be_written_and_what_to_do(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], error: OSError, words: str,
) -> None:  # fmt: skip
    """On Windows a file that is open in Word cannot be written to."""

    def fail(path: str) -> None:
        raise error

    monkeypatch.setattr("debias.files.written", fail)
    assert check(rules, "report.docx") == 2
    assert words in capsys.readouterr().err
