"""Where a report goes: to standard output, or to a file that is either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from debias.cli.screen import standard_output
from debias.errors import DebiasError


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """A stream for bytes. A file is written beside its place and moved there when it is whole.

    Raises DebiasError when the file cannot be written.
    """
    if path is None:
        out = standard_output()
        yield out
        out.flush()
        return
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113
        # A pipe or a device such as /dev/null is written to; a file must not take its place.
        try:
            device = open(path, "wb")  # noqa: PTH123, SIM115
        except OSError as error:
            raise _unwritable(path, error) from None
        with device:
            yield device
        return
    folder, name = os.path.split(os.path.realpath(path))
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.part")  # noqa: PTH118
    if os.path.isdir(path):  # noqa: PTH112
        raise DebiasError("This is a folder.", path=path, hint="Give --output a file's name.")
    try:
        out = open(temporary, "wb")  # noqa: PTH123, SIM115
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with out:
            yield out
        os.replace(temporary, os.path.realpath(path))  # noqa: PTH105
    except BaseException as error:
        if os.path.exists(temporary):  # noqa: PTH110
            os.unlink(temporary)  # noqa: PTH108
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def refuse_to_replace(output: str | None, documents: Iterable[str]) -> None:
    """Raise DebiasError where an output file is one of the documents that it would tell about."""
    if output is None or not os.path.exists(output):  # noqa: PTH110
        return
    for path in documents:
        if os.path.exists(path) and os.path.samefile(output, path):  # noqa: PTH110, PTH121
            raise DebiasError(
                "The report would overwrite a document that it is about.",
                path=output,
                hint="Give --output another name.",
            )


def _unwritable(path: str, error: OSError) -> DebiasError:
    reason = error.strerror or "unknown reason"
    return DebiasError(
        f"The report cannot be written ({reason}).", path=path, hint="Choose another place."
    )
