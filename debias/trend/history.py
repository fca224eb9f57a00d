"""The versions of a document or a folder in a git repository, each checked with today's rules."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from tempfile import TemporaryDirectory
from typing import NamedTuple

from debias.errors import DebiasError
from debias.finding import FileError
from debias.readers import format_of
from debias.rule import RuleSet
from debias.run import Progress, check_files
from debias.run.one import Options, Outcome
from debias.run.plans import Planner
from debias.trend import Version

_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set inside git's hooks


class Commit(NamedTuple):
    """A commit that touched what is asked for, which had the name `path` then."""

    name: str
    date: str
    path: str


class Read(NamedTuple):
    """Versions in time order, with the rules of the path as it is now, and what could not be read
    at which commit."""

    versions: tuple[Version, ...]
    ruleset: RuleSet
    errors: tuple[FileError, ...]


def read(path: str, planner: Planner, *, most: int = 0, progress: Progress | None = None) -> Read:
    """Check every version of a path on the first-parent history of HEAD; with `most` only the
    last so many. A single file is followed through renames. The same content is checked once.

    Raises DebiasError outside of git, or where git knows no version of the path.
    """
    top, inner = _place(path)
    ruleset = planner.ruleset(planner.settings(path))
    history = commits(top, inner, follow=os.path.isfile(path))  # noqa: PTH113
    history = history[-most:] if most else history
    blobs = [_blobs(top, commit) for commit in history]
    wanted = {key: None for each in blobs for key in each.values()}
    outcomes = _checked(top, list(wanted), planner, ruleset, path, progress)
    versions, errors = [], []
    for commit, files in zip(history, blobs, strict=True):
        label = f"{commit.date[:10]} {commit.name[:7]}"
        reports = []
        for name, key in files.items():
            outcome = outcomes[key]
            if outcome.report is not None:
                reports.append(outcome.report._replace(path=name))
            errors += [FileError(f"{name} ({label})", e.reason, e.bug) for e in outcome.errors]
        missed = sum(outcomes[key].report is None for key in files.values())
        versions.append(Version(label, commit.date, tuple(reports), missed))
    return Read(tuple(versions), ruleset, tuple(errors))


def commits(top: str, inner: str, *, follow: bool) -> list[Commit]:
    """The commits that touched a path, the oldest first."""
    arguments = ["log", "--first-parent", "-z", "--format=%x01%H %cI", "--name-only"]
    if follow:
        arguments.append("--follow")
    out = _git(top, *arguments, "--", f":(top,literal){inner}" if not follow else inner)
    made = []
    for entry in out.split(b"\x01")[1:]:
        head, _, names = entry.partition(b"\0")
        name, date = head.decode().split(" ")
        touched = names.strip(b"\n").split(b"\0")[0]
        made.append(Commit(name, date, os.fsdecode(touched) if follow and touched else inner))
    return made[::-1]


def _place(path: str) -> tuple[str, str]:
    """The repository's top, and the path in it."""
    real = os.path.realpath(path)
    folder = real if os.path.isdir(real) else os.path.dirname(real)  # noqa: PTH112, PTH120
    if not os.path.exists(real):  # noqa: PTH110
        raise DebiasError("There is no such file or folder.", path=path, hint="Check the path.")
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n")
    inner = os.path.relpath(real, os.path.realpath(top)).replace(os.sep, "/")
    if not _git(folder, "log", "-1", "--format=%H", "--", real):
        raise DebiasError(
            "Git knows no version of this.",
            path=path,
            hint="Commit it, or give saved reports: debias trend one.json two.json …",
        )
    return top, inner


def _blobs(top: str, commit: Commit) -> dict[str, tuple[str, str]]:
    """The documents of a version: path, and (blob, file name), which decide what is found."""
    out = _git(top, "ls-tree", "-r", "-z", commit.name, "--", f":(top,literal){commit.path}")
    made = {}
    for line in out.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        name = os.fsdecode(raw)
        if about.split(b" ")[1:2] == [b"blob"] and about[:6] != b"120000" and format_of(name):
            made[name] = (about.split(b" ")[2].decode(), os.path.basename(name))  # noqa: PTH119
    return made


def _checked(
    top: str,
    wanted: Iterable[tuple[str, str]],
    planner: Planner,
    ruleset: RuleSet,
    path: str,
    progress: Progress | None,
) -> dict[tuple[str, str], Outcome]:
    """What became of each content, in a folder of their own that is gone afterwards."""
    plan = planner.plan(path, ruleset)
    with TemporaryDirectory(prefix="debias-") as folder:
        files = {}
        for number, key in enumerate(wanted):
            inner = os.path.join(folder, str(number))  # noqa: PTH118
            os.mkdir(inner)  # noqa: PTH102
            files[os.path.join(inner, key[1])] = key  # noqa: PTH118
            with open(os.path.join(inner, key[1]), "wb") as file:  # noqa: PTH118, PTH123
                file.write(_git(top, "cat-file", "blob", key[0]))
        asked = planner.asked
        options = Options(
            jobs=asked.jobs, cache=asked.use_cache, today=asked.today,
            plans=dict.fromkeys(files, plan),
        )  # fmt: skip
        outcomes = check_files(tuple(files), ruleset, options, progress=progress)
        return dict(zip(files.values(), outcomes, strict=True))


def _git(folder: str, *arguments: str) -> bytes:
    """What git says. Raises DebiasError with git's own words where it fails."""
    around = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    around |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.quotepath=off", "-C", folder, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=around, check=False)
    except FileNotFoundError:
        raise DebiasError(
            "A history needs git, which is not installed here.",
            hint="Install git, or give saved reports: debias trend one.json two.json …",
        ) from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise DebiasError(
            f"Git cannot tell the history: {said[0] if said else 'it gave no reason'}",
            path=folder,
            hint="Run it in a git repository, or give saved reports: debias trend one.json …",
        )
    return done.stdout
