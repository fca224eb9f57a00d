"""What is shown on a real terminal: colours, width, and a progress bar that leaves no trace."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
pytestmark = pytest.mark.slow


def on_terminal(arguments: list[str], columns: int = 80, *, stdout: bool = True) -> str:
    """Everything that a process writes to a terminal of some width."""
    import fcntl  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "TERM": "xterm"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "debias", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=other if stdout else subprocess.DEVNULL,
        stderr=other,
        env=env,
    ) as process:
        os.close(other)
        shown = b""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            ready, _, _ = select.select([main], [], [], 0.2)
            if ready:
                try:
                    piece = os.read(main, 65536)
                except OSError:
                    break
                if not piece:
                    break
                shown += piece
            elif process.poll() is not None:
                break
    os.close(main)
    return shown.decode()


def test_a_terminal_gets_colours(rules: str, here: Path) -> None:
    Path("a.md").write_text("A grunk.\n")
    shown = on_terminal(["check", "a.md", "--rules", rules, "--select", "made"])
    assert "\x1b[1;7;31m ✖ ERROR \x1b[0m" in shown
    assert "\x1b[1;7mgrunk\x1b[0m" in shown


@pytest.mark.parametrize("columns", [60, 80])
def test_the_report_is_as_wide_as_the_terminal(rules: str, here: Path, columns: int) -> None:
    Path("a.md").write_text("A grunk.\n")
    shown = on_terminal(["check", "a.md", "--rules", rules, "--select", "made"], columns)
    line = next(line for line in shown.splitlines() if "a.md" in line)
    assert line.count("─") == columns - len("a.md ")


def test_long_work_shows_a_bar_and_takes_it_away(rules: str, here: Path) -> None:
    for number in range(12):
        Path(f"{number}.md").write_text("A grunk.\n")
    shown = on_terminal(["check", ".", "--rules", rules, "--select", "made"], stdout=False)
    assert "0/12 files" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
    assert shown.rstrip().endswith("\x1b[2K")


def test_short_work_shows_no_bar(rules: str, here: Path) -> None:
    Path("a.md").write_text("A grunk.\n")
    shown = on_terminal(["check", "a.md", "--rules", rules, "--select", "made"], stdout=False)
    assert shown == ""
