"""Standard output and standard error as they are here: colours, width, encoding."""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO

from debias.reports import Style
from debias.reports.cleaning import clean


def complain(line: str) -> None:
    """Write a line to standard error, whatever its encoding can show."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(clean(line).encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


def style(options: Any) -> Style:  # noqa: ANN401 - an argparse namespace
    """How a report looks on this standard output, or in the file that --output names."""
    to_file = getattr(options, "output", None) is not None
    colour = not to_file and wants_colour(sys.stdout)
    if colour and sys.platform == "win32":
        os.system("")
    return Style(
        width=80 if to_file else width(),
        colour=colour,
        encoding="utf-8" if to_file else getattr(sys.stdout, "encoding", None) or "utf-8",
        brief=getattr(options, "brief", False),
        verbose=getattr(options, "verbose", False),
    )


def wants_colour(stream: Any) -> bool:  # noqa: ANN401 - any text stream
    """Colours go to terminals only, unless NO_COLOR or FORCE_COLOR says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def is_terminal(stream: Any) -> bool:  # noqa: ANN401
    """Whether somebody is looking."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def width() -> int:
    """Columns of the terminal; 80 where there is none. Lines over 100 are hard to read."""
    try:
        columns = int(os.environ.get("COLUMNS", "") or 0)
    except ValueError:
        columns = 0
    if not columns and is_terminal(sys.stdout):
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return max(40, min(columns or 80, 100))


def standard_output() -> BinaryIO:
    """Standard output for bytes."""
    sys.stdout.flush()
    out: BinaryIO = sys.stdout.buffer
    return out
