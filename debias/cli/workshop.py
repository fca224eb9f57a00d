"""`debias workshop`: makes the page of a facilitated session."""

from __future__ import annotations

import argparse
import os
from argparse import Namespace

from debias.cli import progress
from debias.cli.output import opened, tell_written
from debias.errors import DebiasError

_PUT_RIGHT = 2


def add_options(parser: argparse._ActionsContainer) -> None:
    """The options that `debias workshop` has beside those on which documents and rules."""
    parser.add_argument("--output", required=True, metavar="FILE", help="the page to write, as "
                        "session.html")  # fmt: skip
    parser.add_argument("--title", default="", help="shown on the screen")
    parser.add_argument("--by", choices=("principle", "theme", "document"), default="principle",
                        help="the order of the passages (default: principle)")  # fmt: skip
    parser.add_argument("--passages", type=_count, default=6, metavar="N",
                        help="how many are chosen to begin with (default: 6)")  # fmt: skip
    parser.add_argument("--minutes", type=_minutes, default=8, metavar="N",
                        help="the time for each, 1 to 60 (default: 8)")  # fmt: skip


def run(options: Namespace) -> int:
    """Check the documents and write the session; 2 when one could not be checked."""
    from debias import workshop  # noqa: PLC0415
    from debias.cli.check import asked, tell  # noqa: PLC0415
    from debias.run import by_settings  # noqa: PLC0415

    _refuse_originals(options)
    with progress.shown(quiet=False) as step:
        checked = by_settings.check(
            options.paths, asked(options)._replace(keep_blocks=True), progress=step
        )
    session = workshop.Session(options.title, options.by, options.passages, options.minutes)
    with opened(options.output) as out:
        workshop.write(checked.result, checked.ruleset, out, session)
    tell_written(options.output, "html")
    tell(checked.result)
    return _PUT_RIGHT if checked.result.errors else 0


def _refuse_originals(options: Namespace) -> None:
    """A page never takes the place of a document that it is made of."""
    for path in options.paths:
        there = os.path.exists(options.output) and os.path.exists(path)  # noqa: PTH110
        if there and os.path.samefile(options.output, path):  # noqa: PTH121
            raise DebiasError(
                "The session would overwrite a document it is made of.",
                path=options.output,
                hint="Give --output another name.",
            )


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number")
    return int(text)


def _minutes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 60:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 60")
    return int(text)
