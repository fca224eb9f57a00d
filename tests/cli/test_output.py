"""Where `--output` writes to."""

from __future__ import annotations

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
