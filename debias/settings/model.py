"""What a settings file says, each name with the line it stands on."""

from __future__ import annotations

from debias.packs.words import Words
from debias.records import NamedTuple

NAME = "debias.yaml"
"""What a settings file is called where it is looked for."""


class Name(NamedTuple):
    """A word of the settings, and its line (1-based) for errors about it."""

    text: str
    line: int


class Choices(NamedTuple):
    """Which rules run, how grave they are, and what is shown and fails. None: nothing said."""

    select: tuple[Name, ...] | None = None
    ignore: tuple[Name, ...] = ()
    severity: tuple[tuple[Name, str], ...] = ()
    fail_on: str | None = None
    min_severity: str | None = None


class Some(NamedTuple):
    """Choices for the files that one of the globs in `match` names."""

    match: tuple[str, ...]
    choices: Choices


class Allowance(NamedTuple):
    """Findings that are allowed, with the reason: those of `rules`, in the files that the glob
    `path` names ("": in all), on the words of `quote` ("": on any), through the day `until`
    (ISO 8601; "": for ever)."""

    rules: tuple[Name, ...]
    reason: str
    path: str
    quote: str
    until: str
    line: int


class Settings(NamedTuple):
    """A settings file. `path` is as shown to people; globs and files in it are relative to
    `folder`, an absolute path."""

    path: str
    folder: str
    choices: Choices = Choices()
    paths: tuple[Some, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[Name, ...] = ()
    words: Words | None = None
    suppress: tuple[Allowance, ...] = ()
    baseline: Name | None = None
    limits: tuple[tuple[str, float], ...] = ()
