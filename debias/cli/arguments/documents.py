"""What the commands that show the findings of documents take."""

from __future__ import annotations

import argparse

from debias.cli.arguments.shared import (
    add_cache_option,
    add_jobs_option,
    add_looking_options,
    add_settings_options,
    new_parser,
)
from debias.reports import REGISTRY
from debias.rule import SEVERITIES

_EXIT_CODES = """\
exit codes:
  0    nothing at or above --fail-on (default: warning)
  1    findings
  2    something that you can put right: a bad argument or rule, or a file that
       is missing, encrypted, damaged or without readable text. With findings
       and such a file the code is 2: the findings may not be all of them.
  3    a mistake in debias itself
  130  interrupted
"""


def add_check(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    check = new_parser(
        commands.add_parser,
        "check",
        help="read documents and report what is found",
        description="Read documents and report what is found.",
        epilog=_EXIT_CODES,
    )
    check.set_defaults(module="debias.cli.check")
    check.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder (with all its documents, except hidden ones and what .gitignore "
        "names), or - for standard input",
    )
    check.add_argument("--stdin-name", default="", metavar="NAME",
                       help="the name of standard input; its ending says the format")  # fmt: skip
    report = check.add_argument_group("the report")
    report.add_argument(
        "--format",
        choices=sorted(REGISTRY),
        metavar="FORMAT",
        help=f"{', '.join(sorted(REGISTRY))} (default: as the ending of --output says, otherwise "
        "terminal)",
    )
    report.add_argument("--output", metavar="FILE", help="write the report to a file, as "
                        "report.html or report.docx")  # fmt: skip
    report.add_argument("--brief", action="store_true", help="one line for each finding")
    report.add_argument(
        "-v", "--verbose", action="store_true", help="also the reasons and the whole sources"
    )
    report.add_argument(
        "-q", "--quiet", action="store_true", help="nothing on the screen but errors"
    )
    add_looking_options(check)
    add_repository_options(check)
    running = check.add_argument_group("running")
    running.add_argument("--fail-on", choices=(*reversed(SEVERITIES), "never"), metavar="SEVERITY",
                         help="the mildest severity that makes the exit code 1 (default: warning), "
                         "or never")  # fmt: skip
    add_jobs_option(running)
    add_cache_option(running)


def add_repository_options(check: argparse.ArgumentParser) -> None:
    group = check.add_argument_group(
        "settings and history", "What the command line says wins over the settings."
    )
    add_settings_options(group)
    known = group.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="FILE",
                       help="leave out what is in a baseline: only new findings fail")  # fmt: skip
    known.add_argument("--no-baseline", action="store_true",
                       help="as if the settings named no baseline")  # fmt: skip
    group.add_argument("--changed-since", default="", metavar="REV",
                       help="only what was changed since this commit or branch of git")  # fmt: skip


def add_annotate(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    mark = new_parser(
        commands.add_parser,
        "annotate",
        help="write copies with the findings beside the words",
        description="Write copies with the findings beside the words: Word files with comments,\n"
        "PDFs with highlights and notes, Markdown, HTML and text as a reviewed HTML\npage. "
        "A copy of NAME.docx is NAME.debias.docx; the original is never written to.",
        epilog="exit codes: 0 all copies were written; 2 some could not be, for the reasons\n"
        "given; 3 a mistake in debias itself",
    )
    mark.set_defaults(module="debias.cli.annotate")
    mark.add_argument("paths", nargs="+", metavar="PATH",
                      help="a file, a folder (marked copies in it are left out), or - for standard "
                      "input")  # fmt: skip
    mark.add_argument("--stdin-name", default="", metavar="NAME",
                      help="the name of standard input; its ending says the format")  # fmt: skip
    copies = mark.add_argument_group("the copies")
    where = copies.add_mutually_exclusive_group()
    where.add_argument("--output", metavar="FILE", help="the name of the copy, for one file")
    where.add_argument("--output-dir", metavar="DIR", help="the folder for the copies (default: "
                       "beside each original)")  # fmt: skip
    copies.add_argument("--suggest", action="store_true",
                        help="in Word files, put plain replacements of words in as tracked changes "
                        "to accept or reject; never in clinical criteria")  # fmt: skip
    copies.add_argument("--force", action="store_true", help="replace copies that are there")
    copies.add_argument("-q", "--quiet", action="store_true", help="tell of problems only")
    add_looking_options(mark)
    add_settings_options(mark.add_argument_group("settings"))
    running = mark.add_argument_group("running")
    add_jobs_option(running)
    add_cache_option(running)


def add_workshop(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.workshop import add_options  # noqa: PLC0415 - its own room

    workshop = new_parser(
        commands.add_parser,
        "workshop",
        help="make a page for a facilitated session about the findings",
        description="Make one page for a facilitated session: passages to discuss step by step,\n"
        "notes and decisions to take away, a handout and a guide. It needs no network.",
        epilog="exit codes: 0 written; 2 something could not be read, or the page not be\nwritten",
    )
    workshop.set_defaults(module="debias.cli.workshop")
    workshop.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    add_options(workshop.add_argument_group("the session"))
    add_looking_options(workshop)
    add_settings_options(workshop.add_argument_group("settings"))
    running = workshop.add_argument_group("running")
    add_jobs_option(running)
    add_cache_option(running)


def add_lsp(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lsp = new_parser(
        commands.add_parser,
        "lsp",
        help="serve an editor: findings as you write",
        description="Serve an editor over standard input and output (Language Server Protocol).\n"
        "Needs pygls: python -m pip install 'debias[editor]'",
    )
    lsp.set_defaults(module="debias.cli.lsp")
    lsp.add_argument("--stdio", action="store_true", help="what editors add; it is always so")
    add_looking_options(lsp)
    add_settings_options(lsp.add_argument_group("settings"))
    add_cache_option(lsp)
