"""Reading back reports that `--format json` wrote, so that findings can be held against them."""

from __future__ import annotations

import json
from typing import Any

from debias import files
from debias.document import Unread
from debias.errors import DebiasError
from debias.finding import FileError, FileReport, Finding, Result
from debias.rule import SEVERITIES, Source

_VERSION = 1
_MOST = 500_000_000  # bytes


def is_report(path: str) -> bool:
    """Whether a path is that of a saved report, by its name."""
    return path.lower().endswith(".json")


def load(path: str) -> Result:
    """The findings of a saved report. Raises DebiasError when it is none, or damaged."""
    try:
        data = files.content(path, _MOST)
    except FileNotFoundError:
        raise DebiasError("There is no such file.", path=path, hint="Check the path.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DebiasError(f"The report cannot be read ({reason}).", path=path) from None
    try:
        stored = json.loads(data)
        version = stored["version"]
        if stored["tool"]["name"] == "debias" and version == _VERSION:
            return Result(
                tuple(_file(each) for each in stored["files"]),
                tuple(FileError(str(e["path"]), str(e["reason"])) for e in stored["errors"]),
                tuple(map(str, stored["summary"]["left_out"])),
            )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        version = _VERSION
    if version != _VERSION:
        raise DebiasError(
            "This report is of another version of debias.",
            path=path,
            hint="Write it again with this one: debias check PATH --format json --output FILE",
        )
    raise DebiasError(
        "This is not a JSON report of debias, or it is damaged.",
        path=path,
        hint="Write one with: debias check PATH --format json --output FILE",
    )


def _file(stored: dict[str, Any]) -> FileReport:
    return FileReport(
        path=str(stored["path"]),
        format=str(stored["format"]),
        kinds=tuple(map(str, stored["kinds"])),
        findings=tuple(map(_finding, stored["findings"])),
        unread=tuple(Unread(str(u["place"]), str(u["reason"])) for u in stored["unread"]),
        words=int(stored.get("words", 0)),
    )


def _finding(stored: dict[str, Any]) -> Finding:
    if stored["severity"] not in SEVERITIES:
        raise ValueError(stored["severity"])
    return Finding(
        rule=str(stored["rule"]),
        pack=str(stored["pack"]),
        title=str(stored["title"]),
        severity=str(stored["severity"]),
        quote=str(stored["quote"]),
        message=str(stored["message"]),
        why=str(stored["why"]),
        fingerprint=str(stored["fingerprint"]),
        principles=tuple(int(number) for number in stored["principles"]),
        suggestions=tuple(map(str, stored["suggestions"])),
        section=tuple(map(str, stored["section"])),
        location=dict(stored["location"]),
        sources=tuple(
            Source(*(str(source.get(key, "")) for key in Source._fields))
            for source in stored["sources"]
        ),
        guidance=str(stored.get("guidance", "")),
        context=str(stored.get("context", "")),
        replacement=str(stored.get("replacement", "")),
        repeats=tuple(dict(location) for location in stored.get("repeats", ())),
    )
