"""Options that several commands share, and how a parser is made."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from debias.cli.screen import complain, width
from debias.rule import SEVERITIES


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of texts. argparse makes one for every option, and would import `shutil` for
    the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=width() - 2)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with an argument, and not also all that there is."""

    def error(self, message: str) -> NoReturn:
        command = next(iter(self._commands()), None)
        meant = _meant(message, self if command is None else command)
        asked = self.prog if command is None else command.prog
        stop = "" if message.endswith((".", "?")) else "."
        complain(f"debias: {message}{stop}{meant}\n`{asked} --help` tells what there is.")
        self.exit(2)

    def _commands(self) -> list[argparse.ArgumentParser]:
        """The parser of the command that was given, where this is the one above it."""
        made = [each for each in self._actions if isinstance(each, argparse._SubParsersAction)]
        return [
            parser for each in made for parser in each.choices.values() if len(each.choices) < 2
        ]


def _meant(message: str, parser: argparse.ArgumentParser) -> str:
    """A guess at the option or value that was meant, "" for none."""
    option = re.match(r"unrecognized arguments: (--?[\w-]+)", message)
    value = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if option:
        there = list(parser._option_string_actions)
    elif value:
        there = re.findall(r"[\w-]+", value[2])
    else:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    said = (option or value)[1].lower()  # type: ignore[index]
    close = [each for each in there if each.startswith(said)] or get_close_matches(said, there, 1)
    return f" Did you mean '{close[0]}'?" if close else ""


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
