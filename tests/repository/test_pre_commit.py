"""The hooks through pre-commit itself, installed as it installs them: as QI teams run debias."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from debias.cli import main
from tests.readers.pdf_by_hand import lines, pdf
from tests.readers.word_package import par, word_file
from tests.repository.git import ALONE, commit, git, needs_git
from tests.settings.running import write

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    needs_git,
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not in a clone of debias"),
]
FAIR, UNFAIR = "The woman declined induction.", "The woman refused induction."
FILES = ("guide line ă.md", "a form „ü“.docx", "paper two.PDF", "notes.txt", "page.html")


def save(name: str, text: str) -> None:
    """Write a document of the kind that its name says."""
    kind = Path(name).suffix.lower()
    if kind == ".docx":
        Path(name).write_bytes(word_file(par(text)))
    elif kind == ".pdf":
        Path(name).write_bytes(pdf(lines(72, 700, [text])))
    else:
        write(name, f"<p>{text}</p>\n" if kind == ".html" else f"{text}\n")


@pytest.fixture
def repository(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new repository with a fair document of each kind, committed."""
    for name, value in {**ALONE, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}.items():
        monkeypatch.setenv(name, value)
    git("init", "--quiet", "--initial-branch", "main")
    for name in FILES:
        save(name, FAIR)
    write("code.py", f'"""{UNFAIR}"""\n')
    commit()
    return here


def try_repo(*arguments: str) -> tuple[int, str]:
    """The exit code and output of `pre-commit try-repo`, on what is staged unless told."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), *arguments, "--verbose"],
        capture_output=True,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
        timeout=500,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_biased_commit_is_flagged_in_every_kind_of_file(repository: Path) -> None:
    for name in FILES:
        save(name, UNFAIR)
    git("add", "--all")
    code, said = try_repo("debias")
    assert code == 1, said
    assert "5 files read, 0 without findings." in said
    for name in FILES:
        assert name in said
    assert said.count("stigmatising-language/refused") == 5
    assert "code.py" not in said


def test_a_clean_commit_passes_whatever_else_there_is(repository: Path) -> None:
    save("old.md", UNFAIR)
    commit()
    save(FILES[0], "The woman chose induction.")
    save(FILES[1], "The woman chose induction.")
    git("add", "--all")
    code, said = try_repo("debias")
    assert code == 0, said
    assert "2 files read, 2 without findings." in said


def test_the_baseline_is_honoured_and_what_is_new_is_not(repository: Path) -> None:
    for name in FILES:
        save(name, UNFAIR)
    write("debias.yaml", "baseline: .debias-baseline.json\n")
    assert main(["baseline", "."]) == 0
    commit()
    code, said = try_repo("debias-all")
    assert code == 0, said
    assert "5 known findings in the baseline" in said
    git("mv", FILES[0], "renamed ă.md")
    write("renamed ă.md", "She refused it again.\n\nThe woman\nrefused induction.\n")
    git("add", "--all")
    code, said = try_repo("debias")
    assert code == 1, said
    assert "She «refused» it again." in said
    assert "The woman «refused»" not in said


def test_the_hook_that_init_writes_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["init", "--hook"]) == 0
    commit()
    if shutil.which("debias") is None:
        folder = repository.parent / "bin"
        script = write(
            str(folder / "debias"),
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m debias "$@"\n',
        )
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    save(FILES[1], UNFAIR)
    git("add", "--all")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"], capture_output=True, check=False, timeout=300
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1, said
    assert "stigmatising-language/refused" in said
