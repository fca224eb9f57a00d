"""A pack of three made words, so that what is tested does not hang on the real rules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PACK = "id: made\ntitle: Made words\nabout: For tests.\nfamily: language\nguards: [references]\n"
RULE = """\
title: The word {word}
severity: {severity}
principles: [{principles}]
areas: [all]
phrases: [{word}]
say: Look at '{{quote}}'.
why: Because it is {severity}.
ask: Is '{word}' needed?
instead: Write something else.
sources: [{{title: On {word}, publisher: Tests, year: "2026", url: https://example.org/{word}}}]
reviewed: 2026-11-24
{more}examples:
  flag: ["This is a [[{word}]]."]
  allow: ["This is not."]
"""
RULES = {
    "grunk": ("error", "1, 5", ""),
    "blorb": ("warning", "5", "guidance: current-national-guidance\n"),
    "snarf": ("suggestion", "7", ""),
    "quiet-word": ("warning", "6", "default: off\n"),
}


def write_pack(folder: Path) -> Path:
    pack = folder / "made"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK)
    for name, (severity, principles, more) in RULES.items():
        word = name.split("-")[0]
        text = RULE.format(word=word, severity=severity, principles=principles, more=more)
        (pack / f"{name}.yaml").write_text(text)
    return folder


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the made pack."""
    return str(write_pack(tmp_path_factory.mktemp("made") / "rules"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


Debias = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def debias(rules: str, here: Path) -> Debias:
    """Run `debias check` as a process of its own, with the made pack only."""
    root = Path(__file__).resolve().parents[2]

    def run(
        *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "debias", "check", "--rules", rules, "--select", "made"]
        return subprocess.run(
            [*command, *arguments],
            input=stdin,
            capture_output=True,
            cwd=here,
            env={**os.environ, "PYTHONPATH": str(root), **(env or {})},
            timeout=120,
            check=False,
        )

    return run
