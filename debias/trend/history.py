"""The versions of a document or a folder in a git repository, each checked with today's rules."""

from __future__ import annotations

import os
from collections.abc import Iterable
from tempfile import TemporaryDirectory

from debias.changes import GitError, git
from debias.errors import DebiasError
from debias.finding import FileError
from debias.readers import format_of
from debias.records import NamedTuple
from debias.rule import RuleSet
from debias.run import Progress, check_files
from debias.run.one import Options, Outcome
from debias.run.plans import Planner
from debias.trend import Version


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
    alone = os.path.isfile(path)  # noqa: PTH113
    history = commits(top, inner, follow=alone)
    history = history[-most:] if most else history
    blobs = [
        {
            name: (blob, _now(path, top, name, alone=alone))
            for name, blob in _blobs(top, commit).items()
        }
        for commit in history
    ]
    wanted = {key for each in blobs for key in each.values() if not planner.excluded(key[1])}
    outcomes = _checked(top, sorted(wanted), planner, ruleset, progress)
    versions, errors = [], []
    for commit, files in zip(history, blobs, strict=True):
        label = f"{commit.date[:10]} {commit.name[:7]}"
        reports = []
        inside = {name: key for name, key in files.items() if key in wanted}
        for name, key in inside.items():
            outcome = outcomes[key]
            if outcome.report is not None:
                reports.append(outcome.report._replace(path=name))
            errors += [FileError(f"{name} ({label})", e.reason, e.bug) for e in outcome.errors]
        missed = sum(outcomes[key].report is None for key in inside.values())
        versions.append(Version(label, commit.date, tuple(reports), missed))
    return Read(tuple(versions), ruleset, tuple(errors))


def _now(path: str, top: str, name: str, *, alone: bool) -> str:
    """The path whose settings a file of a version has: one that is followed through renames has
    those of the place where it is now."""
    if alone:
        return os.path.join(os.path.dirname(path), os.path.basename(name))  # noqa: PTH118, PTH119, PTH120
    return os.path.join(top, name)  # noqa: PTH118


def commits(top: str, inner: str, *, follow: bool) -> list[Commit]:
    """The commits that touched a path, the oldest first."""
    arguments = ["log", "--first-parent", "-z", "--format=%x01%H %cI", "--name-only"]
    if follow:
        arguments.append("--follow")
    out = git(top, *arguments, "--", _literally(inner))
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
    try:
        top = os.fsdecode(git(folder, "rev-parse", "--show-toplevel")).rstrip("\n")
        git(top, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError as error:
        if "ownership" in error.message:
            raise
        raise _without_history(path) from None
    inner = os.path.relpath(real, os.path.realpath(top)).replace(os.sep, "/")
    if not git(top, "log", "-1", "--format=%H", "--", _literally(inner)):
        raise _without_history(path)
    return top, inner


def _without_history(path: str) -> DebiasError:
    return DebiasError(
        "Git knows no version of this.",
        path=path,
        hint="Commit it first, or name reports that `debias check --format json` saved.",
    )


def _literally(inner: str) -> str:
    """A path as it is, not as a pattern."""
    return ":/" if inner == "." else f":(top,literal){inner}"


def _blobs(top: str, commit: Commit) -> dict[str, str]:
    """The documents of a version: the path of each in the repository, and its blob."""
    out = git(top, "ls-tree", "-r", "-z", commit.name, "--", _literally(commit.path))
    made = {}
    for line in out.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        name = os.fsdecode(raw)
        if about.split(b" ")[1:2] == [b"blob"] and about[:6] != b"120000" and format_of(name):
            made[name] = about.split(b" ")[2].decode()
    return made


def _checked(
    top: str,
    wanted: Iterable[tuple[str, str]],
    planner: Planner,
    ruleset: RuleSet,
    progress: Progress | None,
) -> dict[tuple[str, str], Outcome]:
    """What became of each (blob, path whose settings it has): the contents are put into a folder
    of their own, which is gone afterwards."""
    with TemporaryDirectory(prefix="debias-") as folder:
        files = {}
        for number, key in enumerate(wanted):
            inner = os.path.join(folder, str(number))  # noqa: PTH118
            os.mkdir(inner)  # noqa: PTH102
            name = os.path.join(inner, os.path.basename(key[1]))  # noqa: PTH118, PTH119
            files[name] = key
            with open(name, "wb") as file:  # noqa: PTH123
                file.write(git(top, "cat-file", "blob", key[0]))
        asked = planner.asked
        options = Options(
            jobs=asked.jobs, cache=asked.use_cache, today=asked.today,
            plans={name: planner.plan(key[1], ruleset) for name, key in files.items()},
        )  # fmt: skip
        outcomes = check_files(tuple(files), ruleset, options, progress=progress)
        return dict(zip(files.values(), outcomes, strict=True))
