"""Finds the settings that a file has: the nearest `debias.yaml` in its folder and those above."""

from __future__ import annotations

import os

from debias.settings.model import NAME, Settings

# pathlib costs 15 ms at start, so paths are handled as strings here.


class Nearest:
    """Looks upwards from files, no further than the repository they are in; reads each settings
    file once."""

    def __init__(self) -> None:
        self._by_folder: dict[str, Settings | None] = {}

    def of(self, path: str) -> Settings | None:
        """The settings of a file, None without any. Raises DebiasError for wrong ones."""
        return self.of_folder(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120

    def of_folder(self, folder: str) -> Settings | None:
        """The settings that hold in an absolute folder."""
        passed: list[str] = []
        here, found = folder, None
        while True:
            if here in self._by_folder:
                found = self._by_folder[here]
                break
            passed.append(here)
            candidate = os.path.join(here, NAME)  # noqa: PTH118
            if os.path.isfile(candidate):  # noqa: PTH113
                from debias.settings.read import read  # noqa: PLC0415 - brings yaml

                found = read(candidate, shown_path(candidate))
                break
            above = os.path.dirname(here)  # noqa: PTH120
            if above == here or is_repository(here):
                break
            here = above
        for each in passed:
            self._by_folder[each] = found
        return found


def shown_path(path: str) -> str:
    """A path as people read it: from the current folder where it is in it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if relative.startswith(os.pardir) else relative


def is_repository(folder: str) -> bool:
    """Whether a folder is the top of a git repository."""
    return os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118


def home_of(folder: str) -> str:
    """The top of the repository that an absolute folder is in; the folder itself without one."""
    here = folder
    while not is_repository(here):
        above = os.path.dirname(here)  # noqa: PTH120
        if above == here:
            return folder
        here = above
    return here
