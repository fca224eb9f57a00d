"""What the engine gives: findings, and one report for each file."""

from __future__ import annotations

from debias.document import Block, Location, Unread
from debias.records import NamedTuple
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
    also: tuple[tuple[int, int, int], ...] = ()  # block, start and end of each of the repeats


class Suppression(NamedTuple):
    """What somebody wrote to allow findings, with a reason, and what became of it.

    `state` is used, unused, expired (`until` is past, so the findings are there again), unknown
    (there is no such rule) or apart (its rules do not run here, or not all of its files were
    looked at). `findings` counts what it allowed. `location` is that of the
    comment; one that stands in settings has their path in `settings` and its line there.
    """

    rules: tuple[str, ...]
    reason: str
    until: str
    state: str
    findings: int
    location: Location
    settings: str = ""


class FileReport(NamedTuple):
    """One file's findings in reading order, and what could not be read of it.

    `blocks` are the document's, where a report that shows the whole text asked for them.
    """

    path: str
    format: str
    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    title: str = ""
    words: int = 0
    slow_rules: tuple[str, ...] = ()  # rules that ran into their time limit here
    suppressions: tuple[Suppression, ...] = ()
    blocks: tuple[Block, ...] = ()


class FileError(NamedTuple):
    """A file that could not be checked, and why. `bug` says that debias itself is at fault."""

    path: str
    reason: str
    bug: bool = False


class Known(NamedTuple):
    """What a run made of a baseline: how many findings were left out because they are in the file
    `path`, and how many that are in it are there no longer (None: not all was looked at)."""

    path: str
    findings: int
    gone: int | None


class Result(NamedTuple):
    """What a run over files gives: reports and errors in the order of the files. `left_out` are
    documents that a folder holds in formats that debias does not read, `excluded` files that were
    named and that the settings exclude, `unchanged` the number of files without changes since the
    revision that was asked for. `suppressions` are those of the settings."""

    files: tuple[FileReport, ...]
    errors: tuple[FileError, ...] = ()
    left_out: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unchanged: int = 0
    suppressions: tuple[Suppression, ...] = ()
    baselines: tuple[Known, ...] = ()
