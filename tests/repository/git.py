"""A small git repository of its own, which heeds no settings of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A Midwife"), ("EMAIL", "midwife@example.org"))
    },
}


def git(*arguments: str, folder: str | Path = ".") -> str:
    """What git says."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **ALONE},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(message: str = "Step") -> str:
    """Commit all that is there; the commit's name."""
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)
    return git("rev-parse", "HEAD").strip()
