"""What has changed since a revision, as git tells: the one room that starts another program."""

from __future__ import annotations

import os
import re
import subprocess

from debias.errors import DebiasError
from debias.records import NamedTuple

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)
_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set inside git's hooks


class GitError(DebiasError):
    """Git ran, and said no."""


class Change(NamedTuple):
    """A file that is not as it was: in the repository `top`, at the commit `since`, it was
    `before` (a path from the top; "" where it was not there)."""

    top: str
    since: str
    before: str
    now: str


class Changes:
    """The changes of the repositories that files are in, since where `revision` was left."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._tops: dict[str, str] = {}
        self._changed: dict[str, tuple[str, dict[str, str], frozenset[str]]] = {}

    def of(self, path: str) -> Change | None:
        """How a file has changed; None where it has not. Raises DebiasError outside git."""
        real = os.path.realpath(path)
        top = self._top(os.path.dirname(real))  # noqa: PTH120
        if top not in self._changed:
            self._changed[top] = self._look(top)
        since, before, tracked = self._changed[top]
        name = os.path.relpath(real, top).replace(os.sep, "/")
        if name in before:
            return Change(top, since, before[name], name)
        return None if name in tracked else Change(top, since, "", name)

    def _top(self, folder: str) -> str:
        here, passed = folder, []
        while here not in self._tops:
            passed.append(here)
            if os.path.exists(os.path.join(here, ".git")):  # noqa: PTH110, PTH118
                self._tops[here] = here
                break
            above = os.path.dirname(here)  # noqa: PTH120
            if above == here:
                raise DebiasError(
                    "--changed-since: this is not in a git repository.",
                    path=folder,
                    hint="Run it in a clone, or leave --changed-since out.",
                )
            here = above
        for each in passed:
            self._tops[each] = self._tops[here]
        return self._tops[here]

    def _look(self, top: str) -> tuple[str, dict[str, str], frozenset[str]]:
        """The commit to compare with; the files that changed, each with its name before; all
        files that git knows of."""
        since = self._commit(top)
        fields = git(
            top, "diff", "--name-status", "-z", "-M", "--no-ext-diff", "--ignore-submodules",
            since, "--",
        ).split(b"\0")  # fmt: skip
        before: dict[str, str] = {}
        each = iter(fields)
        for status in each:
            if not status:
                continue
            old = _name(next(each))
            if status[:1] in b"RC":
                before[_name(next(each))] = old
            else:
                before[old] = "" if status[:1] == b"A" else old
        tracked = frozenset(map(_name, git(top, "ls-files", "-z").split(b"\0")))
        return since, before, tracked

    def _commit(self, top: str) -> str:
        try:
            asked = git(
                top, "rev-parse", "--verify", "--quiet", "--end-of-options",
                f"{self.revision}^{{commit}}",
            )  # fmt: skip
        except GitError as error:
            if "ownership" in error.message:
                raise
            raise DebiasError(
                f"--changed-since: git knows no commit '{self.revision}'.",
                path=top,
                hint="Name a branch, tag or commit; in a shallow clone fetch it first.",
            ) from None
        commit = asked.decode().strip()
        try:
            # Where the branch began: what others changed there since is not a change here.
            return git(top, "merge-base", commit, "HEAD").decode().strip() or commit
        except GitError:
            return commit  # no commit in common, or none here yet


def before(change: Change) -> bytes | None:
    """The content of a file as it was; None where it was not there."""
    if not change.before:
        return None
    try:
        # As it would be checked out: with the line ends and the large files that filters bring.
        return git(change.top, "cat-file", "--filters", f"{change.since}:{change.before}")
    except GitError:
        return None


def lines(change: Change) -> tuple[tuple[int, int], ...] | None:
    """The lines that have changed, as 1-based ranges, both ends included; None where git does not
    compare the file line by line."""
    names = dict.fromkeys((change.before or change.now, change.now))
    patch = git(
        change.top, "diff", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv",
        change.since, "--", *(f":(top,literal){name}" for name in names),
    )  # fmt: skip
    if re.search(rb"^Binary files ", patch, re.M):
        return None
    ranges = []
    for found in _HUNK.finditer(patch):
        first, count = int(found[1]), int(found[2] or 1)
        if count:
            ranges.append((first, first + count - 1))
    return tuple(ranges)


def _name(raw: bytes) -> str:
    return os.fsdecode(raw)


def git(folder: str, *arguments: str) -> bytes:
    """What git says. Raises DebiasError with git's own words where it fails."""
    around = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    around |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.quotepath=off", "-C", folder, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=around, check=False)
    except FileNotFoundError:
        raise DebiasError(
            "This needs git, which is not installed here.",
            hint="Install git, or leave out what asks for a history.",
        ) from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise GitError(
            f"git {arguments[0]} failed: {said[0] if said else 'it gave no reason'}", path=folder
        )
    return done.stdout
