"""Options that several commands share, and how a parser is made."""

from __future__ import annotations

import argparse

from debias.cli.screen import width
from debias.rule import SEVERITIES


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of texts. argparse makes one for every option, and would import `shutil` for
    the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=width() - 2)


def new_parser(make, *args: str, **more: object) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A parser that keeps the lines of its texts, made by `make`."""
    parser: argparse.ArgumentParser = make(*args, formatter_class=_Help, allow_abbrev=False, **more)
    return parser


def add_looking_options(parser: argparse.ArgumentParser) -> None:
    looking = parser.add_argument_group("what to look for")
    name = "a rule (ID or PACK/ID), a PACK or principle:N; may be repeated, or a list with commas"
    looking.add_argument("--select", action="append", default=[], metavar="NAME",
                         help=f"only these: {name}")  # fmt: skip
    looking.add_argument("--ignore", action="append", default=[], metavar="NAME",
                         help="not these; the more exact name wins")  # fmt: skip
    add_rules_option(looking)
    least = ", ".join(SEVERITIES)
    looking.add_argument("--min-severity", choices=SEVERITIES, metavar="SEVERITY",
                         help=f"leave out what is milder than this: {least}")  # fmt: skip


def add_settings_options(parser: argparse._ActionsContainer) -> None:
    settings = parser.add_mutually_exclusive_group()
    settings.add_argument("--config", metavar="FILE",
                          help="settings for all files, instead of the debias.yaml that is nearest "
                          "to each")  # fmt: skip
    settings.add_argument("--no-config", action="store_true", help="without any settings")


def add_jobs_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--jobs", type=_number, metavar="N",
                        help="worker processes (default: what is worth it; 0: none)")  # fmt: skip
    parser.add_argument("--timeout", type=_size, metavar="SECONDS",
                        help="give a file up after this time (default: 120)")  # fmt: skip
    parser.add_argument("--max-size", type=_size, metavar="MIB",
                        help="do not read larger files (default: 256)")  # fmt: skip


def add_rules_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--rules", action="append", default=[], metavar="DIR",
                        help="a further folder of rules; may be repeated")  # fmt: skip


def add_cache_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="use nothing of earlier runs, and keep nothing",
    )


def _size(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0 < size < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")
    return size


def _number(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number")
    return int(text)
