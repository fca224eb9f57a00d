"""Runs `debias check` in this process and gives what it says, for tests of what is around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from debias.cli import main


class Run(NamedTuple):
    """The exit code and the JSON report."""

    code: int
    report: dict[str, Any]

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """(path, rule id, severity) of each finding."""
        return [
            (file["path"], finding["rule"].split("/")[1], finding["severity"])
            for file in self.report["files"]
            for finding in file["findings"]
        ]

    @property
    def rules(self) -> list[str]:
        """The ids of the rules of the findings."""
        return [rule for _, rule, _ in self.found]


def check(rules: str, *arguments: str) -> Run:
    """`debias check` with the made pack; the other rules find nothing in made words."""
    return check_as_it_is("--rules", rules, *arguments)


def check_as_it_is(*arguments: str) -> Run:
    """`debias check` with no rules but those that it finds itself."""
    out = Path("../report.json")
    out.unlink(missing_ok=True)
    code = main(["check", "--format", "json", "--output", str(out), *arguments])
    return Run(code, json.loads(out.read_bytes()) if out.exists() else {})


def write(path: str, text: str) -> Path:
    """Write a file with the folders it is in."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
