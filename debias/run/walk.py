"""Finding the documents under the paths that were given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from debias.annotate.writing import is_copy
from debias.finding import FileError
from debias.readers import known_extensions
from debias.records import NamedTuple
from debias.run import gitignore

NEVER_ENTERED = frozenset(
    "__pycache__ bower_components node_modules site-packages vendor venv".split()
)
"""Folders of other people's files; hidden folders are not entered either."""

NOT_READ = frozenset(
    ".doc .dot .wpd .wps .rtf .odt .ott .xls .xlsx .xlsm .ods .ppt .pptx .odp .pages .epub".split()
)
"""Documents that a folder may hold and debias may not read: they are named, not passed over."""


class Found(NamedTuple):
    """The files to check, in order; what is wrong with the paths; documents in other formats."""

    files: tuple[str, ...]
    errors: tuple[FileError, ...]
    left_out: tuple[str, ...]


def find(paths: Iterable[str]) -> Found:
    """The files at and under some paths, each once.

    A file that is named is always taken. Of a folder, files in a format that debias reads are,
    except hidden ones, marked copies, those of folders in `NEVER_ENTERED` and those that a
    `.gitignore` names.
    """
    walk = _Walk()
    for path in paths:
        if path == "-" or not os.path.isdir(path):  # noqa: PTH112 - pathlib costs 15 ms
            walk.take(path)
        else:
            walk.folder(path)
    return Found(tuple(walk.files), tuple(walk.errors), tuple(walk.left_out))


class _Walk:
    def __init__(self) -> None:
        self.files: list[str] = []
        self.errors: list[FileError] = []
        self.left_out: list[str] = []
        self._extensions = frozenset(known_extensions())
        self._taken: set[str] = set()
        self._seen = 0  # files of folders that debias reads, those taken before included
        self._entered: set[tuple[int, int]] = set()

    def take(self, path: str) -> None:
        real = path if path == "-" else os.path.realpath(path)
        if real not in self._taken:
            self._taken.add(real)
            self.files.append(path)

    def folder(self, given: str) -> None:
        top = os.path.normpath(given)
        before = self._seen, len(self.errors)
        absolute = os.path.abspath(top)  # noqa: PTH100
        levels = gitignore.above(absolute)
        links: list[tuple[str, str, tuple[gitignore.Ignored, ...]]] = []
        waiting = [(top, absolute, levels)]
        while waiting or links:
            # Linked folders come last, so that a document is shown under its own folder's name.
            shown, real, levels = waiting.pop() if waiting else links.pop(0)
            if not self._enter(shown):
                if shown == top:
                    return
                continue
            try:
                entries = sorted(os.scandir(shown), key=lambda entry: entry.name)
            except OSError as error:
                reason = error.strerror or "unknown reason"
                self.errors.append(FileError(shown, f"The folder cannot be read ({reason})."))
                continue
            levels += gitignore.of_folder(real)
            inner: list[tuple[str, str, tuple[gitignore.Ignored, ...]]] = []
            for entry, is_folder in _visible(entries):
                name = entry.name if shown == os.curdir else os.path.join(shown, entry.name)  # noqa: PTH118
                path = os.path.join(real, entry.name)  # noqa: PTH118
                slashed = path.replace(os.sep, "/")
                if gitignore.left_out(slashed, levels, is_folder=is_folder):
                    continue
                if is_folder:
                    (links if entry.is_symlink() else inner).append((name, path, levels))
                else:
                    self._file(name)
            waiting += reversed(inner)
        if before == (self._seen, len(self.errors)):
            self.errors.append(FileError(given, _nothing_in(self._extensions)))

    def _enter(self, folder: str) -> bool:
        """Whether a folder is entered for the first time: links may lead in circles."""
        try:
            state = os.stat(folder)  # noqa: PTH116
        except OSError:
            return True  # listing it will say what is wrong
        key = (state.st_dev, state.st_ino)
        new = key not in self._entered
        self._entered.add(key)
        return new

    def _file(self, path: str) -> None:
        extension = os.path.splitext(path)[1].lower()  # noqa: PTH122
        if is_copy(path):
            return
        if extension in self._extensions:
            self._seen += 1
            self.take(path)
        elif extension in NOT_READ:
            self.left_out.append(path)


def _visible(entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[os.DirEntry[str], bool]]:
    """The entries to look at, and whether each is a folder. `~$` are Word's own lock files."""
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not (is_folder and entry.name in NEVER_ENTERED):
            yield entry, is_folder


def _nothing_in(extensions: Iterable[str]) -> str:
    return (
        "The folder holds no document that debias reads. It reads files ending in "
        f"{', '.join(sorted(extensions))}; hidden folders, marked copies and what .gitignore names "
        "are left out."
    )
