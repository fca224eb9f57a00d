"""Every console block of the README runs, and the map of the inside names what is there.

The first two blocks set up an environment; `.ci/run` runs them as they stand. The others run here,
in a copy of the samples, with the debias of this environment.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line[2:]
    for block in re.findall(r"```console\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith("$ ")
]


def test_the_first_two_commands_set_everything_up() -> None:
    first, second = COMMANDS[:2]
    assert first.startswith("python3 -m venv")
    assert "debias check samples" in first
    assert second.startswith("python3 -m venv")
    assert "pytest" in second


@pytest.mark.parametrize("command", COMMANDS[2:])
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    name, *rest = command.split()
    assert name == "debias"
    done = subprocess.run(
        [sys.executable, "-m", "debias", *rest],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    if "--output" in rest:
        assert (tmp_path / rest[rest.index("--output") + 1]).stat().st_size > 1000
    else:
        assert done.stdout.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", ["README.md", "debias/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("http"):
            assert (ROOT / page).parent.joinpath(link).exists(), link


def test_the_map_names_every_room() -> None:
    text = (ROOT / "debias/README.md").read_text(encoding="utf-8")
    rooms = {
        path.name.removesuffix(".py")
        for path in (ROOT / "debias").iterdir()
        if path.name[0] not in "_." and (path.suffix == ".py" or path.is_dir())
    }
    missing = [room for room in sorted(rooms) if f"`{room}" not in text and f" {room}" not in text]
    assert not missing
