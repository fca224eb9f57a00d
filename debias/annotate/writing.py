"""Writes marked copies: what they are called, and never over an original."""

from __future__ import annotations

import os

from debias import files
from debias.errors import DebiasError

MARK = ".debias"
"""Before the extension of every copy."""


def is_copy(path: str) -> bool:
    """Whether a path is called as marked copies are."""
    stem, extension = os.path.splitext(path)  # noqa: PTH122 - pathlib costs 15 ms
    return bool(extension) and stem.lower().endswith(MARK)


def name_for(path: str, extension: str = "", folder: str | None = None) -> str:
    """Where the copy of the file at `path` goes: beside it, or into `folder`, as NAME.debias.docx.
    `extension` is the copy's own where it has another than the original."""
    stem, own = os.path.splitext(path)  # noqa: PTH122
    if stem.lower().endswith(MARK):
        stem = stem[: -len(MARK)]
    name = f"{stem}{MARK}{extension or own}"
    return name if folder is None else os.path.join(folder, os.path.basename(name))  # noqa: PTH118, PTH119


def write(original: str, target: str, data: bytes, *, force: bool = False) -> None:
    """Write a copy; the file is whole or not there at all, whatever happens on the way.

    Raises DebiasError where `target` is the original, where it exists and `force` does not say
    that it may be replaced, and where it cannot be written. Only a copy that is marked anew may
    replace itself.
    """
    refuse(original, target, force=force)
    folder = os.path.dirname(target) or os.curdir  # noqa: PTH120
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with files.written(target) as file:
            file.write(data)
    except OSError as error:
        raise DebiasError(
            f"The copy {target} cannot be written ({error.strerror or error}).",
            hint="Choose another place with --output-dir; if the copy is open in Word, close it.",
        ) from None


def refuse(original: str, target: str, *, force: bool = False) -> None:
    """Raise DebiasError where a copy of `original` may not be written to `target`."""
    if os.path.isdir(target):  # noqa: PTH112
        raise DebiasError(
            f"{target} is a folder.", hint="Name a file, or use --output-dir for a folder."
        )
    if not os.path.lexists(target) or files.is_special(target):
        return  # a pipe or device, which is written to and stays
    if _same(original, target) and not (force and is_copy(original)):
        if is_copy(original):
            raise DebiasError(
                "This is a marked copy already.",
                hint="Give --force to mark it anew, or another name with --output.",
            )
        raise DebiasError(
            "The copy would take the place of the original, which is never written to.",
            hint="Give another name.",
        )
    if not force:
        raise DebiasError(f"There is a file {target} already.", hint="Give --force to replace it.")


def _same(original: str, target: str) -> bool:
    try:
        return os.path.samefile(original, target)  # noqa: PTH121
    except OSError:
        return False
