"""`debias check` as a process: pipes, encodings, colours, standard input, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import RULE, Debias, write_pack

pytestmark = pytest.mark.slow
ESCAPE = b"\x1b"


def test_a_piped_report_has_no_colours_and_is_utf_8(debias: Debias) -> None:
    Path("a.md").write_text("# Café\n\nA blorb at the café.\n")
    done = debias("a.md", env={"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 1
    assert ESCAPE not in done.stdout
    assert "│ A «blorb» at the café." in done.stdout.decode()
    assert done.stderr == b""


def test_force_color_colours_a_pipe_and_no_color_wins(debias: Debias) -> None:
    Path("a.md").write_text("A blorb.\n")
    assert ESCAPE in debias("a.md", env={"FORCE_COLOR": "1"}).stdout
    assert ESCAPE not in debias("a.md", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_output_that_is_not_utf_8_is_plain(debias: Debias, encoding: str) -> None:
    Path("a.md").write_text("# Ψ\n\nA blorb – “first” ☐ Ψ.\n", encoding="utf-8")
    done = debias("a.md", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    text = done.stdout.decode(encoding)
    assert 'A [[blorb]] - "first" [ ] ?.' in text
    assert "! WARNING" in text


def test_json_is_utf_8_whatever_the_output_is(debias: Debias) -> None:
    Path("a.md").write_text("# Ψ\n\nA blorb.\n", encoding="utf-8")
    done = debias("a.md", "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout)["files"][0]["findings"][0]["section"] == ["Ψ"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_no_text_is_reported(debias: Debias, here: Path) -> None:
    (Path(os.fsdecode(os.fsencode(here) + b"/a\xff\n.md"))).write_text("A blorb.\n")
    done = debias(".", "--format", "json")
    assert done.returncode == 1
    (file,) = json.loads(done.stdout)["files"]
    assert file["path"] == "a\udcff\n.md"
    assert b"a .md" in debias(".").stdout


def test_standard_input(debias: Debias) -> None:
    done = debias("-", "--format", "json", stdin=b"A blorb.\n")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["path"], file["format"]) == ("-", "text")
    done = debias("-", "--stdin-name", "x/page.html", "--format", "json", stdin=b"<b>blorb</b>")
    (file,) = json.loads(done.stdout)["files"]
    assert (file["path"], file["format"]) == ("x/page.html", "html")
    done = debias("-", stdin=b"")
    assert done.returncode == 2


def test_a_reader_that_leaves_early_is_no_error(debias: Debias, rules: str, here: Path) -> None:
    for number in range(60):
        Path(f"{number:02}.md").write_text("A blorb.\n\nA grunk.\n\nA snarf.\n" * 20)
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "debias", "check", ".", "--rules", rules],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
        code = process.wait(60)
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
    assert code in (0, 1)


def _hears_ctrl_c() -> None:
    """A job that a shell started in the background ignores it, and so do its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
@pytest.mark.parametrize("jobs", ["0", "2"])
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_with_its_code(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, how: int, code: int
) -> None:
    # One file that is done at once, whose kept result tells that work has begun; then files at
    # each of which a rule runs into its time limit, so that no machine is through with them soon.
    Path("000.md").write_text("Plain words about care.\n\n" * 20)
    for number in range(1, 1000):
        Path(f"{number:03}.md").write_text("A " + "a" * 200 + "!\n")
    rules = write_pack(tmp_path / "rules")
    text = RULE.format(word="slow", severity="warning", principles="5", more="")
    text = text.replace("phrases: [slow]", "phrases: ['re:slow|(?:a|aa)+[#%]']")
    (rules / "made" / "slow.yaml").write_text(text)
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "cache"))
    root = Path(__file__).resolve().parents[2]
    arguments = ["check", ".", "--rules", str(rules), "--select", "made", "--jobs", jobs]
    with subprocess.Popen(
        [sys.executable, "-m", "debias", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509 - the test has no threads
    ) as process:
        while not list((tmp_path / "cache").glob("results/*.json")):
            assert process.poll() is None, "it was over before it could be stopped"
            time.sleep(0.05)
        if how == signal.SIGINT:  # a terminal tells all of them
            os.killpg(process.pid, how)
        else:
            os.kill(process.pid, how)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert err.decode().strip().splitlines()[-1] == "Stopped."
    assert b"Traceback" not in err
    assert out == b""


@pytest.mark.parametrize("shown", ["json", "terminal"])
def test_a_piped_result_imports_nothing_heavy(rules: str, here: Path, shown: str) -> None:
    Path("a.md").write_text("A blorb.\n")
    root = Path(__file__).resolve().parents[2]
    arguments = ["check", "a.md", "--rules", rules, "--select", "made", "--format", shown]
    command = [sys.executable, "-X", "importtime", "-m", "debias", *arguments]
    for _ in range(2):  # the first time rules are read and kept
        done = subprocess.run(
            command, capture_output=True, env={**os.environ, "PYTHONPATH": str(root)}, check=False
        )
    assert done.returncode == 1
    imported = set(re.findall(r"\|\s+([\w.]+)\n", done.stderr.decode()))
    heavy = {
        "rich", "lxml", "pypdfium2", "pdfplumber", "docx", "yaml", "dataclasses", "inspect",
        "concurrent.futures", "multiprocessing", "subprocess", "importlib.metadata", "zipfile",
        "asyncio", "logging", "difflib", "debias.ooxml", "debias.packs.make",
    }  # fmt: skip
    assert not heavy & imported


@pytest.mark.skipif(os.name == "nt", reason="closes by number")
@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
@pytest.mark.parametrize(
    ("command", "code"),
    [("check a.md --select made", 1), ("rules", 0), ("explain blorb", 0), ("--version", 0),
     ("check none.md --select made", 2)],
)  # fmt: skip
def test_a_stream_that_is_closed_is_no_mistake(
    rules: str, here: Path, closed: tuple[int, ...], command: str, code: int
) -> None:
    Path("a.md").write_text("A blorb.\n")
    root = Path(__file__).resolve().parents[2]
    more = [] if command.startswith("--") else ["--rules", rules]
    shown = subprocess.run(
        [sys.executable, "-m", "debias", *command.split(), *more],
        env={**os.environ, "PYTHONPATH": str(root)},
        preexec_fn=lambda: [os.close(number) for number in closed],
        capture_output=True,
        check=False,
    )
    assert shown.returncode == code
    assert b"mistake" not in shown.stderr
    assert Path("a.md").read_text() == "A blorb.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")
@pytest.mark.parametrize("command", ["rules", "explain blorb"])
def test_a_full_disk_is_told(rules: str, here: Path, command: str) -> None:
    root = Path(__file__).resolve().parents[2]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "debias", *command.split(), "--rules", rules],
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"cannot be written (No space left on device)" in done.stderr


def test_no_traceback_without_being_asked(debias: Debias) -> None:
    done = debias("nowhere.md", "none.docx")
    assert done.returncode == 2
    assert b"Traceback" not in done.stdout + done.stderr


def test_pdfs_are_read_in_a_worker(debias: Debias) -> None:
    samples = Path(__file__).resolve().parents[3] / "shared/corpus/awkward"
    if not samples.is_dir():
        pytest.skip("the corpus is not there")
    done = debias(str(samples / "p03_two_columns.pdf"), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["format"] == "pdf"
