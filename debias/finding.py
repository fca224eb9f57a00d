"""What the engine gives: findings, and one report for each file."""

from __future__ import annotations

from typing import NamedTuple

from debias.document import Location, Unread
from debias.rule import Source


class Finding(NamedTuple):
    """A rule, the exact words, and where they are.

    `block`, `start` and `end` point into the document's blocks, for the annotators; `repeats`
    are the further places in the same section where the rule found the same words.
    """

    rule: str
    pack: str
    title: str
    severity: str
    principles: tuple[int, ...]
    quote: str
    message: str
    why: str
    suggestions: tuple[str, ...]
    section: tuple[str, ...]
    location: Location
    sources: tuple[Source, ...]
    fingerprint: str
    guidance: str = ""
    context: str = ""  # the sentence or cell around the quote, for reports
    replacement: str = ""  # a wording that can stand in the quote's place, where the rule has one
    repeats: tuple[Location, ...] = ()
    block: int = 0
    start: int = 0
    end: int = 0


class FileReport(NamedTuple):
    """One file's findings in reading order, and what could not be read of it."""

    path: str
    format: str
    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    title: str = ""
    words: int = 0
    slow_rules: tuple[str, ...] = ()  # rules that ran into their time limit here


class FileError(NamedTuple):
    """A file that could not be checked, and why. `bug` says that debias itself is at fault."""

    path: str
    reason: str
    bug: bool = False


class Result(NamedTuple):
    """What a run over files gives: reports and errors in the order of the files. `left_out` are
    documents that a folder holds in formats that debias does not read."""

    files: tuple[FileReport, ...]
    errors: tuple[FileError, ...] = ()
    left_out: tuple[str, ...] = ()
