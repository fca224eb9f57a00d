"""What can be written on the command line, and what `--help` says of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from debias import __version__
from debias.cli.arguments.shared import Parser, new_parser

COMMANDS = {
    "check": "documents",
    "annotate": "documents",
    "rules": "rules",
    "explain": "rules",
    "test": "rules",
    "baseline": "history",
    "init": "history",
    "workshop": "documents",
    "compare": "history",
    "trend": "history",
    "lsp": "documents",
}
"""From a command to the module here whose `add_COMMAND` says what it takes, in the order of
`--help`."""

_ABOUT = """\
debias reads clinical guidelines, policies and forms (Word, PDF, Markdown, HTML,
text) and points at race-based thresholds, signs that show only on white skin,
missing prompts and language that blames. Each finding names the anti-racism
principles of the NHS Race and Health Observatory that it speaks to, and asks a
question. It gives no clinical advice, and nothing leaves this machine.
"""
_START = """\
to begin with:
  debias check guideline.docx        what debias would ask about one document
  debias check guidelines/           about every document in a folder
  debias rules                       what it looks for
  debias explain RULE                why, and on what evidence
"""


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as options; `module` names the module whose `run` takes them.

    Leaves with SystemExit after --help, --version and bad arguments, as argparse does.
    """
    if arguments and arguments[0] in COMMANDS:  # the other parsers would only cost time
        return _parser(arguments[:1]).parse_args(arguments)
    top = _parser(COMMANDS)
    if not arguments:
        top.print_help(sys.stderr)
        raise SystemExit(2)
    _hint_at_check(top, arguments[0])
    return top.parse_args(arguments)


def _parser(names: Iterable[str]) -> argparse.ArgumentParser:
    """The parser with those of some commands."""
    top = new_parser(Parser, prog="debias", description=_ABOUT, epilog=_START)
    top.add_argument("--version", action="version", version=f"debias {__version__}")
    commands = top.add_subparsers(prog="debias", metavar="COMMAND", required=True, title="commands")
    for name in names:
        module = import_module(f"{__name__}.{COMMANDS[name]}")
        getattr(module, f"add_{name}")(commands)
    return top


def _hint_at_check(top: argparse.ArgumentParser, first: str) -> None:
    """Say what was probably meant where the first word is no command."""
    if first.startswith("-"):
        return
    if os.path.exists(first):  # noqa: PTH110 - pathlib costs 15 ms
        top.error(f"'{first}' is a path, not a command. Did you mean: debias check {first}")
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    close = get_close_matches(first, sorted(COMMANDS), 1, 0.5)
    meant = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(sorted(COMMANDS))}."
    top.error(f"there is no command '{first}'. {meant}")
