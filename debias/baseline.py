"""Findings that are known already, kept as fingerprints, so that only new ones fail.

The file holds no text of the documents: for each finding the file's path, the rule, the
fingerprint and how often it is there.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from debias import files
from debias.errors import DebiasError
from debias.finding import FileReport, Finding
from debias.records import NamedTuple

VERSION = 1
NAME = ".debias-baseline.json"
_MOST = 50_000_000  # bytes

Counts = dict[tuple[str, str, str], int]
"""How often there is (path, rule, fingerprint). Paths are relative to the baseline's folder, with
forward slashes."""


class Compared(NamedTuple):
    """Reports without what is known; how much that was; and what of the baseline is left over:
    in files that were looked at, or are no longer there, but not found."""

    reports: tuple[FileReport, ...]
    known: int
    gone: Counts


def load(path: str) -> Counts:
    """What a baseline file holds. Raises DebiasError when it cannot be read."""
    try:
        data = files.content(path, _MOST)
    except FileNotFoundError:
        raise DebiasError(
            "There is no such baseline.",
            path=path,
            hint=f"Make it with: debias baseline PATH... --output {path}",
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DebiasError(f"The baseline cannot be read ({reason}).", path=path) from None
    try:
        stored = json.loads(data)
        if stored["version"] != VERSION:
            raise DebiasError(
                "This baseline is of another version of debias.",
                path=path,
                hint="Delete it, and make it again with `debias baseline`.",
            )
        return _counts(stored["findings"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DebiasError(
            "This is not a baseline of debias, or it is damaged.",
            path=path,
            hint="Take it from version control, or delete it and make it again with "
            "`debias baseline`.",
        ) from None


def _counts(rows: Iterable[Mapping[str, Any]]) -> Counts:
    counts: Counts = {}
    for row in rows:
        key = (str(row["path"]), str(row["rule"]), str(row["fingerprint"]))
        counts[key] = counts.get(key, 0) + int(row.get("count", 1))
    return counts


def save(path: str, counts: Counts) -> None:
    """Write a baseline, one finding a line and in order, so that its changes read well in git."""
    rows = [
        json.dumps(
            {"path": file, "rule": rule, "fingerprint": print_}
            | ({"count": number} if number > 1 else {}),
            ensure_ascii=False,
        )
        for (file, rule, print_), number in sorted(counts.items())
        if number > 0
    ]
    body = ",\n    ".join(rows)
    inner = f"[\n    {body}\n  ]" if rows else "[]"
    text = f'{{\n  "version": {VERSION},\n  "findings": {inner}\n}}\n'
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):  # noqa: PTH110, PTH113
        raise DebiasError("A baseline must be a file.", path=path, hint="Choose another place.")
    try:
        with files.written(target) as file:
            file.write(text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DebiasError(
            f"The baseline cannot be written ({reason}).", path=path, hint="Choose another place."
        ) from None


def recorded(reports: Iterable[FileReport], folder: str) -> Counts:
    """The findings of reports as a baseline in `folder` counts them."""
    return dict(
        Counter(
            _key(relative(report.path, folder), f) for report in reports for f in report.findings
        )
    )


def compare(reports: Iterable[FileReport], counts: Counts, folder: str) -> Compared:
    """Take out of the reports what a baseline in `folder` knows.

    First each file's own entries count, then those that are left over from files that were looked
    at or are no longer there: a section may have moved, a file may have a new name. The entries
    of a file that is there and was not looked at stay with it.
    """
    reports = tuple(reports)
    paths = [relative(report.path, folder) for report in reports]
    left = dict(counts)
    new: list[list[tuple[int, Finding]]] = []
    known = 0
    for path, report in zip(paths, reports, strict=True):
        rest = []
        for number, finding in enumerate(report.findings):
            key = _key(path, finding)
            if left.get(key, 0):
                left[key] -= 1
                known += 1
            else:
                rest.append((number, finding))
        new.append(rest)
    looked_at = set(paths)
    there: dict[str, bool] = {}
    free: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for key, number in left.items():
        path = key[0]
        if path not in there:
            there[path] = os.path.exists(os.path.join(folder, path))  # noqa: PTH110, PTH118
        if number and (path in looked_at or not there[path]):
            free.setdefault(key[1:], []).append(key)
    kept = []
    for report, rest in zip(reports, new, strict=True):
        findings = []
        for _, finding in rest:
            moved = next((key for key in free.get(_mark(finding), ()) if left[key]), None)
            if moved is None:
                findings.append(finding)
            else:
                left[moved] -= 1
                known += 1
        kept.append(report._replace(findings=tuple(findings)))
    gone = {key: left[key] for keys in free.values() for key in keys if left[key]}
    return Compared(tuple(kept), known, gone)


def kept_for_others(counts: Counts, reports: Iterable[FileReport], folder: str) -> Counts:
    """The entries of files that are there and were not looked at."""
    looked_at = {relative(report.path, folder) for report in reports}
    return {
        key: number
        for key, number in counts.items()
        if key[0] not in looked_at and os.path.exists(os.path.join(folder, key[0]))  # noqa: PTH110, PTH118
    }


def without(counts: Counts, gone: Counts) -> Counts:
    """A baseline without what is gone."""
    kept = {key: number - gone.get(key, 0) for key, number in counts.items()}
    return {key: number for key, number in kept.items() if number > 0}


def relative(path: str, folder: str) -> str:
    """A path as a baseline in an absolute `folder` writes it."""
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")  # noqa: PTH100
    except ValueError:  # on another drive
        return path.replace(os.sep, "/")


def _key(path: str, finding: Finding) -> tuple[str, str, str]:
    return (path, *_mark(finding))


def _mark(finding: Finding) -> tuple[str, str]:
    return (finding.rule, finding.fingerprint)
