"""Finding the files that make up a rule set. Nothing is parsed here, so that a start with a warm
cache stays short."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from debias.errors import DebiasError

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
        shared[str(folder)] = {n: _bytes(folder / n) for n in SHARED if (folder / n).is_file()}
        own = [folder] if (folder / "pack.yaml").is_file() else []
        inner = sorted(p for p in folder.iterdir() if p.is_dir() and (p / "pack.yaml").is_file())
        if not own and not inner:
            raise DebiasError("This folder holds no rule pack.", path=str(folder),
                              hint="A pack is a folder with a pack.yaml in it.")  # fmt: skip
        for pack in [*own, *inner]:
            packs[str(pack)] = {
                path.name: _bytes(path)
                for path in sorted(pack.iterdir())
                if path.suffix in (".yaml", ".yml") and path.name not in SHARED
            }
    return Files(shared, packs)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown"
        raise DebiasError(f"This file cannot be read: {reason}.", path=str(path)) from None
