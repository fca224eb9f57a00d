"""Files as they come from strangers and go to disks that may be full: only regular ones are read,
and what is written is whole or not there at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

# pathlib costs 15 ms at start, so paths are handled as strings here.


class SpecialFileError(OSError):
    """What is there is a pipe or a device."""


def content(path: str, most: int) -> bytes:
    """The bytes of a regular file, but no more than `most`.

    Raises OSError, also for a pipe or device: reading one may wait or go on for ever.
    """
    _refuse_others(os.stat(path).st_mode, path)  # noqa: PTH116
    # By the time it is opened it may be another, so it is asked again, and opening does not wait.
    with open(path, "rb", opener=_at_once) as file:
        _refuse_others(os.fstat(file.fileno()).st_mode, path)
        return file.read(most)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_others(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(mode):
        raise SpecialFileError(errno.EINVAL, "it is a pipe or a device", path)


def is_special(path: str) -> bool:
    """Whether something is there that is no file and no folder: a pipe, or a device such as
    /dev/null."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@contextmanager
def written(path: str, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A stream into a file that is written beside its place and moved there when it is whole.

    A pipe or device is written to, as a file must not take its place. A link is replaced, not
    followed. `sync` waits until the disk has it. Whatever happens on the way, nothing half
    written stays; only a process that is killed leaves a hidden file, `.debias-*.part`. Raises
    OSError.
    """
    if is_special(path):
        with open(path, "wb") as device:  # noqa: PTH123
            yield device
        return
    folder = os.path.dirname(path)  # noqa: PTH120
    temporary = os.path.join(folder, f".debias-{os.urandom(6).hex()}.part")  # noqa: PTH118
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    finally:
        with suppress(OSError):  # it is not there any more when all went well
            os.unlink(temporary)  # noqa: PTH108
