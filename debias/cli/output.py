"""Where a report goes: to standard output, or to a file that is either whole or not there."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from debias import files
from debias.cli.screen import complain, is_terminal, standard_output
from debias.errors import DebiasError

_ENDINGS = {
    ".html": "html", ".htm": "html", ".docx": "docx", ".xlsx": "xlsx", ".csv": "csv",
    ".json": "json", ".sarif": "sarif", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
_NEEDS_ITS_FORMAT = {"html", "docx", "xlsx", "csv", "sarif"}
# Formats that nothing here is written in, and in which text would be a file that does not open.
_OTHERS = (".pdf", ".doc", ".xls", ".odt", ".ods", ".rtf", ".ppt", ".pptx")


def settle_format(options: Namespace, offered: Collection[str]) -> None:
    """Where `--format` was not given, the ending of the output's name says which it is of those
    that are `offered`; text for the terminal otherwise.

    Raises DebiasError for the ending of a format that cannot be written.
    """
    if options.format is not None:
        return
    ending = os.path.splitext(options.output or "")[1].lower()  # noqa: PTH122
    meant = _ENDINGS.get(ending, "terminal")
    if ending in _OTHERS or (meant in _NEEDS_ITS_FORMAT and meant not in offered):
        printed = ending == ".pdf" and "html" in offered
        raise DebiasError(
            f"There is no {ending} of this.",
            path=options.output,
            hint=f"Choose a --format: {', '.join(sorted(offered))}."
            + " For a PDF, print the html report." * printed,
        )
    options.format = meant if meant in offered else "terminal"


def tell_written(path: str | None, made: str = "") -> None:
    """Say that a file is there, to whoever is looking; nothing to a log."""
    if path is not None and is_terminal(sys.stderr):
        how = " It opens in any browser, without a network." if made == "html" else ""
        complain(f"debias: {path} is written.{how}")


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
    hint = "Choose another place."
    if isinstance(error, PermissionError):
        hint = "Choose another place; if it is open in Word or Excel, close it there."
    elif isinstance(error, FileNotFoundError):
        hint = "Make its folder first, or choose another place."
    return DebiasError(f"The report cannot be written ({reason}).", path=path, hint=hint)
