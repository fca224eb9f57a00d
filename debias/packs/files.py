"""Finding the files that make up a rule set. Nothing is parsed here, so that a start with a warm
cache stays short."""

from __future__ import annotations

import os
from collections.abc import Iterable

from debias.digests import blake2b
from debias.errors import DebiasError
from debias.files import content
from debias.records import NamedTuple

# pathlib costs 15 ms at start, so paths are handled as strings here.

LARGEST = 2_000_000
"""Bytes; the largest file of a rule pack that is read."""

_PACK = "pack.yaml"
SHARED = ("lists.yaml", "guards.yaml", "sources.yaml", "principles.yaml", "documents.yaml")


class Files(NamedTuple):
    """The bytes of every file that makes up a rule set, by its shown path, in a fixed order."""

    shared: dict[str, dict[str, bytes]]  # folder -> name -> bytes
    packs: dict[str, dict[str, bytes]]  # pack folder -> name -> bytes


def built_in() -> str:
    """The folder of the rules that come with debias, in a checkout or an installed package."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for folder in (
        os.path.join(package, "_rules"),
        os.path.join(os.path.dirname(package), "rules"),
    ):
        if os.path.isfile(os.path.join(folder, "principles.yaml")):
            return folder
    raise DebiasError(
        "The rules that come with debias are not there.", hint="Install debias again."
    )


def read_files(folders: Iterable[str]) -> Files:
    """Every YAML file of the folders. A folder holds packs, or is one itself."""
    shared: dict[str, dict[str, bytes]] = {}
    packs: dict[str, dict[str, bytes]] = {}
    for given in folders:
        folder = os.path.normpath(given)
        if not os.path.isdir(folder):
            raise DebiasError("This rule folder is not there.", path=folder,
                              hint="Check the path after --rules.")  # fmt: skip
        names = _names(folder)
        shared[folder] = {name: _bytes(folder, name) for name in SHARED if name in names}
        own = [folder] if _PACK in names else []
        below = (os.path.join(folder, name) for name in names)
        inner = [path for path in below if os.path.isdir(path) and _has_pack(path)]
        if not own and not inner:
            raise DebiasError("This folder holds no rule pack.", path=folder,
                              hint="A pack is a folder with a pack.yaml in it.")  # fmt: skip
        for pack in [*own, *inner]:
            packs[pack] = {
                name: _bytes(pack, name)
                for name in _names(pack)
                if name.endswith((".yaml", ".yml")) and name not in SHARED
            }
    return Files(shared, packs)


def stamp_of(folders: Iterable[str], more: object) -> tuple[str, float]:
    """What the files that `read_files` reads look like from outside, and `more`, in short: 32
    hexadecimal digits that change when any of them is written; and when the last of them was
    (seconds since the epoch). The digits are "" where it cannot be told."""
    seen: list[object] = [more]
    last = 0
    try:
        for given in folders:
            top = os.path.abspath(given)
            inner = [entry.path for entry in os.scandir(top) if entry.is_dir()]
            for folder in [top, *sorted(path for path in inner if _has_pack(path))]:
                seen.append(folder)
                for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
                    if not entry.name.endswith((".yaml", ".yml")):
                        continue
                    if entry.is_symlink():  # where it leads to may change
                        return "", 0.0
                    now = entry.stat()
                    times = now.st_mtime_ns, now.st_ctime_ns
                    last = max(last, *times)
                    seen.append((entry.name, now.st_size, now.st_ino, *times))
    except OSError:  # which reading them will tell of
        return "", 0.0
    told = repr(seen).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).hexdigest(), last / 1e9


def _has_pack(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, _PACK))


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError as error:
        reason = error.strerror or "unknown"
        raise DebiasError(f"This folder cannot be read: {reason}.", path=folder) from None


def _bytes(folder: str, name: str) -> bytes:
    """A file of a folder that may come from a stranger: a link in it must not lead to the
    reader's own files, whose lines an error message would show."""
    path = os.path.join(folder, name)
    if os.path.islink(path) and not _is_within(path, folder):
        raise DebiasError(
            "This link leads out of its folder, and is not followed.",
            path=path,
            hint="Put the file itself there.",
        )
    try:
        return content(path, LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "unknown"
        raise DebiasError(f"This file cannot be read: {reason}.", path=path) from None


def _is_within(path: str, folder: str) -> bool:
    home = os.path.join(os.path.realpath(folder), "")
    return os.path.realpath(path).startswith(home)
