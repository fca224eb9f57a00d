"""A made pack, and the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from debias.cli import main
from tests.cli.conftest import here, rules

__all__ = ["Run", "Said", "here", "rules", "run"]


class Said(NamedTuple):
    """An exit code, and what was written to both streams."""

    code: int
    out: str
    err: str

    def says(self, what: str) -> bool:
        """Whether it was said, wherever the lines were broken."""
        return what in " ".join(f"{self.out} {self.err}".split())

    def only_line(self) -> str:
        """The one line that was said of an error."""
        (line,) = self.err.strip().splitlines()
        assert line.endswith("."), line
        return line


Run = Callable[..., Said]


@pytest.fixture
def run(rules: str, here: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with the made pack only."""

    def said(command: str, *arguments: str) -> Said:
        code = main([command, "--rules", rules, "--select", "made", *arguments])
        return Said(code, *capsys.readouterr())

    return said
