"""What can be written on the command line, and what `--help` says of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from debias import __version__
from debias.cli.arguments.documents import add_annotate, add_check, add_lsp, add_workshop
from debias.cli.arguments.history import add_baseline, add_compare, add_init, add_trend
from debias.cli.arguments.rules import add_explain, add_rules, add_test
from debias.cli.arguments.shared import new_parser

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
    top, commands = _parsers()
    if not arguments:
        top.print_help(sys.stderr)
        raise SystemExit(2)
    _hint_at_check(top, arguments, commands)
    return top.parse_args(arguments)


def _parsers() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    top = new_parser(argparse.ArgumentParser, prog="debias", description=_ABOUT, epilog=_START)
    top.add_argument("--version", action="version", version=f"debias {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, title="commands")
    for add in (add_check, add_annotate, add_rules, add_explain, add_test, add_baseline,
                add_init, add_workshop, add_compare, add_trend, add_lsp):  # fmt: skip
        add(commands)
    return top, frozenset(commands.choices)


def _hint_at_check(
    top: argparse.ArgumentParser, arguments: Sequence[str], commands: frozenset[str]
) -> None:
    """Say what was probably meant where the first word is no command."""
    if not arguments or arguments[0].startswith("-") or arguments[0] in commands:
        return
    first = arguments[0]
    if os.path.exists(first):  # noqa: PTH110 - pathlib costs 15 ms
        top.error(f"'{first}' is a path, not a command. Did you mean: debias check {first}")
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    close = get_close_matches(first, sorted(commands), 1, 0.5)
    meant = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(sorted(commands))}."
    top.error(f"there is no command '{first}'. {meant}")
