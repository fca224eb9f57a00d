"""The action's steps, run as a runner runs them: by bash, with inputs in the environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / ".github/action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")


def step(name: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script; a `debias` of this checkout is on the path."""
    program = folder / "bin" / "debias"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m debias "$@"\n')
    program.chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
        cwd=folder / "repository",
        env={
            **os.environ,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(folder),
            "GITHUB_OUTPUT": str(folder / "output"),
            **env,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def outputs(folder: Path) -> dict[str, str]:
    lines = (folder / "output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("She is a grunk.\n", "", "1"),
        ("She is well.\n", "", "0"),
        ("She is a grunk.\n", "--fail-on=never\n", "0"),
        ("", "", "2"),
    ],
    ids=["findings", "clean", "arguments", "unreadable"],
)
def test_the_log_is_written_and_the_code_kept(
    tmp_path: Path, rules: str, text: str, arguments: str, code: str
) -> None:
    (tmp_path / "repository").mkdir()
    (tmp_path / "repository" / "-a b.md").write_text(text)
    done = step(
        "Look at the documents",
        tmp_path,
        DEBIAS_PATHS="-a b.md\n\n",
        DEBIAS_ARGUMENTS=f"--rules={rules}\n--select=made\n{arguments}",
    )
    assert done.returncode == 0, done.stderr
    made = outputs(tmp_path)
    assert made["code"] == code
    log = json.loads(Path(made["sarif"]).read_text(encoding="utf-8"))
    found = [result["ruleId"] for result in log["runs"][0]["results"]]
    assert bool(found) == ("grunk" in text)
    assert ("::error" in done.stdout) == (bool(found) or code == "2")


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_last_step_ends_with_the_code(tmp_path: Path, code: int) -> None:
    (tmp_path / "repository").mkdir()
    assert step("Fail on findings", tmp_path, CODE=str(code)).returncode == code


def test_no_input_is_put_into_a_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 3
    assert not [script for script in scripts if "${{" in script]
