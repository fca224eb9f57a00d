"""Where a report goes: to standard output, or to a file that is either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from debias import files
from debias.cli.screen import standard_output
from debias.errors import DebiasError


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """A stream for bytes. A file is written beside its place and moved there when it is whole; a
    pipe or device is written to.

    Raises DebiasError when the file cannot be written.
    """
    if path is None:
        out = standard_output()
        try:
            yield out
            out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable("standard output", error) from None
        return
    if os.path.isdir(path):  # noqa: PTH112
        raise DebiasError("This is a folder.", path=path, hint="Give --output a file's name.")
    try:
        # A link that is named stays a link.
        with files.written(os.path.realpath(path)) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from None


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
