"""Finding the files that make up a rule set. Nothing is parsed here, so that a start with a warm
cache stays short."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from debias.errors import DebiasError
from debias.files import content

LARGEST = 2_000_000
"""Bytes; the largest file of a rule pack that is read."""

SHARED = ("lists.yaml", "guards.yaml", "sources.yaml", "principles.yaml", "documents.yaml")


class Files(NamedTuple):
    """The bytes of every file that makes up a rule set, by its shown path, in a fixed order."""

    shared: dict[str, dict[str, bytes]]  # folder -> name -> bytes
    packs: dict[str, dict[str, bytes]]  # pack folder -> name -> bytes


def built_in() -> Path:
    """The folder of the rules that come with debias, in a checkout or an installed package."""
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "_rules", here.parent / "rules"):
        if (folder / "principles.yaml").is_file():
            return folder
    raise DebiasError(
        "The rules that come with debias are not there.", hint="Install debias again."
    )


def read_files(folders: tuple[Path, ...]) -> Files:
    """Every YAML file of the folders. A folder holds packs, or is one itself."""
    shared: dict[str, dict[str, bytes]] = {}
    packs: dict[str, dict[str, bytes]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise DebiasError("This rule folder is not there.", path=str(folder),
                              hint="Check the path after --rules.")  # fmt: skip
        names = {path.name: path for path in _listed(folder)}
        shared[str(folder)] = {n: _bytes(names[n], folder) for n in SHARED if n in names}
        own = [folder] if "pack.yaml" in names else []
        inner = [p for p in names.values() if p.is_dir() and os.path.lexists(p / "pack.yaml")]
        if not own and not inner:
            raise DebiasError("This folder holds no rule pack.", path=str(folder),
                              hint="A pack is a folder with a pack.yaml in it.")  # fmt: skip
        for pack in [*own, *inner]:
            packs[str(pack)] = {
                path.name: _bytes(path, pack)
                for path in _listed(pack)
                if path.suffix in (".yaml", ".yml") and path.name not in SHARED
            }
    return Files(shared, packs)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        reason = error.strerror or "unknown"
        raise DebiasError(f"This folder cannot be read: {reason}.", path=str(folder)) from None


def _bytes(path: Path, folder: Path) -> bytes:
    """A file of a folder that may come from a stranger: a link in it must not lead to the
    reader's own files, whose lines an error message would show."""
    if path.is_symlink() and not _is_within(path, folder):
        raise DebiasError(
            "This link leads out of its folder, and is not followed.",
            path=str(path),
            hint="Put the file itself there.",
        )
    try:
        return content(str(path), LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "unknown"
        raise DebiasError(f"This file cannot be read: {reason}.", path=str(path)) from None


def _is_within(path: Path, folder: Path) -> bool:
    home = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
    return os.path.realpath(path).startswith(home)
