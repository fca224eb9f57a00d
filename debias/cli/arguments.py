"""What can be written on the command line, and what `--help` says of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from debias import __version__
from debias.reports import REGISTRY
from debias.rule import SEVERITIES

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
    top = _parser(argparse.ArgumentParser, prog="debias", description=_ABOUT, epilog=_START)
    top.add_argument("--version", action="version", version=f"debias {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, title="commands")
    for add in (_add_check, _add_annotate, _add_rules, _add_explain, _add_test, _add_baseline,
                _add_init, _add_workshop, _add_compare, _add_trend):  # fmt: skip
        add(commands)
    return top, frozenset(commands.choices)


def _parser(make, *args: str, **more: object) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001
    parser: argparse.ArgumentParser = make(
        *args,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        **more,
    )
    return parser


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


def _add_check(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    check = _parser(
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
        default="terminal",
        metavar="FORMAT",
        help=f"{', '.join(sorted(REGISTRY))} (default: terminal)",
    )
    report.add_argument("--output", metavar="FILE", help="write the report to a file")
    report.add_argument("--brief", action="store_true", help="one line for each finding")
    report.add_argument(
        "-v", "--verbose", action="store_true", help="also the reasons and the whole sources"
    )
    report.add_argument(
        "-q", "--quiet", action="store_true", help="no report: only errors and the exit code"
    )
    _add_looking_options(check)
    _add_repository_options(check)
    running = check.add_argument_group("running")
    running.add_argument("--fail-on", choices=(*reversed(SEVERITIES), "never"), metavar="SEVERITY",
                         help="the mildest severity that makes the exit code 1 (default: warning), "
                         "or never")  # fmt: skip
    _add_jobs_option(running)
    _add_cache_option(running)


def _add_annotate(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    mark = _parser(
        commands.add_parser,
        "annotate",
        help="write copies with the findings beside the words",
        description="Write copies with the findings beside the words: Word files with comments, "
        "PDFs with\nhighlights and notes, Markdown, HTML and text as a reviewed HTML page. A copy "
        "of NAME.docx\nis NAME.debias.docx; the original is never written to.",
        epilog="exit codes: 0 all copies were written; 2 some could not be, for the reasons given; "
        "3 a\nmistake in debias itself",
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
    _add_looking_options(mark)
    _add_settings_options(mark.add_argument_group("settings"))
    running = mark.add_argument_group("running")
    _add_jobs_option(running)
    _add_cache_option(running)


def _add_repository_options(check: argparse.ArgumentParser) -> None:
    group = check.add_argument_group(
        "settings and history", "What the command line says wins over the settings."
    )
    _add_settings_options(group)
    known = group.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="FILE",
                       help="leave out what is in a baseline: only new findings fail")  # fmt: skip
    known.add_argument("--no-baseline", action="store_true",
                       help="as if the settings named no baseline")  # fmt: skip
    group.add_argument("--changed-since", default="", metavar="REV",
                       help="only what was changed since this commit or branch of git")  # fmt: skip


def _add_rules(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    rules = _parser(
        commands.add_parser,
        "rules",
        help="list the rules",
        description="List the rules, with severity and principles.",
    )
    rules.set_defaults(module="debias.cli.rules")
    rules.add_argument("--pack", action="append", default=[], metavar="PACK", help="only this pack")
    rules.add_argument(
        "--format", choices=("terminal", "json", "markdown"), default="terminal",
        help="default: terminal",
    )  # fmt: skip
    _add_rules_option(rules)
    _add_cache_option(rules)


def _add_explain(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    explain = _parser(
        commands.add_parser,
        "explain",
        help="tell about a rule: why, on what evidence, with examples",
        description="Tell about a rule: what it looks for, why, on what evidence, with examples.",
    )
    explain.set_defaults(module="debias.cli.explain")
    explain.add_argument("rule", metavar="RULE", help="a rule's ID or PACK/ID")
    _add_rules_option(explain)
    _add_cache_option(explain)


def _add_test(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    test = _parser(
        commands.add_parser,
        "test",
        help="hold rules to their own examples",
        description="Hold rules to their own examples: each passage to flag is flagged at exactly "
        "the\nmarked words, each passage to allow is left alone.",
        epilog="exit codes: 0 all examples hold; 2 some do not, or a rule cannot be read",
    )
    test.set_defaults(module="debias.cli.examples")
    test.add_argument("names", nargs="*", metavar="NAME",
                      help="a rule, a pack, or a path of rules (default: all)")  # fmt: skip
    test.add_argument(
        "--all-rules",
        action="store_true",
        help="run all rules at once: each passage to flag is still reported, by the rule itself "
        "or the one that its 'by' names",
    )
    _add_rules_option(test)
    _add_cache_option(test)


def _add_baseline(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    baseline = _parser(
        commands.add_parser,
        "baseline",
        help="record today's findings, so that only new ones fail",
        description="Record today's findings, so that `debias check --baseline FILE` fails on new "
        "ones only.\nThe file holds fingerprints, rules and paths, and no text of the documents.",
        epilog="exit codes: 0 written; 2 something could not be read, or the file not be written",
    )
    baseline.set_defaults(module="debias.cli.baseline")
    baseline.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    baseline.add_argument("--output", metavar="FILE",
                          help="where to write it (default: the baseline that the settings name, "
                          "otherwise .debias-baseline.json)")  # fmt: skip
    baseline.add_argument("--prune", action="store_true",
                          help="add nothing: only take out what is there no longer")  # fmt: skip
    _add_settings_options(baseline)
    _add_rules_option(baseline)
    _add_jobs_option(baseline)
    _add_cache_option(baseline)


def _add_init(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    init = _parser(
        commands.add_parser,
        "init",
        help="write a debias.yaml with all settings explained",
        description="Write a debias.yaml with all settings explained. Nothing is overwritten.",
    )
    init.set_defaults(module="debias.cli.init")
    init.add_argument("folder", nargs="?", default=".", metavar="FOLDER",
                      help="where to (default: here)")  # fmt: skip
    init.add_argument("--hook", action="store_true",
                      help="also have pre-commit run debias on what is committed")  # fmt: skip


def _add_workshop(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.workshop import add_options  # noqa: PLC0415 - its own room

    workshop = _parser(
        commands.add_parser,
        "workshop",
        help="make a page for a facilitated session about the findings",
        description="Make one page for a facilitated session: passages to discuss step by step, "
        "notes and\ndecisions to take away, a handout and a guide. It needs no network.",
        epilog="exit codes: 0 written; 2 something could not be read, or the page not be written",
    )
    workshop.set_defaults(module="debias.cli.workshop")
    workshop.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    add_options(workshop.add_argument_group("the session"))
    _add_looking_options(workshop)
    _add_settings_options(workshop.add_argument_group("settings"))
    running = workshop.add_argument_group("running")
    _add_jobs_option(running)
    _add_cache_option(running)


def _add_compare(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.compare import add_options  # noqa: PLC0415 - its own room

    compare = _parser(
        commands.add_parser,
        "compare",
        help="tell which findings a new version of a document has lost, kept and gained",
        description="Tell which findings a new version of a document has lost, kept and gained. "
        "The two may be\nof different formats. Known findings of a baseline count like all others.",
        epilog="exit codes: 0 nothing is new; 1 something is; 2 a side could not be read; 3 a "
        "mistake in\ndebias itself",
    )
    compare.set_defaults(module="debias.cli.compare")
    add_options(compare)
    _add_looking_options(compare)
    _add_settings_options(compare.add_argument_group("settings"))
    running = compare.add_argument_group("running")
    _add_jobs_option(running)
    _add_cache_option(running)


def _add_trend(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.trend import add_options  # noqa: PLC0415 - its own room

    trend = _parser(
        commands.add_parser,
        "trend",
        help="show findings over time, as a run chart with median, shifts and trends",
        description="Show the findings of all versions of a document or folder in git, or of "
        "saved reports,\nas a run chart: median, shifts and trends, by principle.",
        epilog="exit codes: 0 shown; 2 a version could not be read; 3 a mistake in debias itself",
    )
    trend.set_defaults(module="debias.cli.trend")
    add_options(trend)
    _add_looking_options(trend)
    _add_settings_options(trend.add_argument_group("settings"))
    running = trend.add_argument_group("running")
    _add_jobs_option(running)
    _add_cache_option(running)


def _add_looking_options(parser: argparse.ArgumentParser) -> None:
    looking = parser.add_argument_group("what to look for")
    name = "a rule (ID or PACK/ID), a PACK or principle:N; may be repeated, or a list with commas"
    looking.add_argument("--select", action="append", default=[], metavar="NAME",
                         help=f"only these: {name}")  # fmt: skip
    looking.add_argument("--ignore", action="append", default=[], metavar="NAME",
                         help="not these; the more exact name wins")  # fmt: skip
    _add_rules_option(looking)
    least = ", ".join(SEVERITIES)
    looking.add_argument("--min-severity", choices=SEVERITIES, metavar="SEVERITY",
                         help=f"leave out what is milder than this: {least}")  # fmt: skip


def _add_settings_options(parser: argparse._ActionsContainer) -> None:
    settings = parser.add_mutually_exclusive_group()
    settings.add_argument("--config", metavar="FILE",
                          help="settings for all files, instead of the debias.yaml that is nearest "
                          "to each")  # fmt: skip
    settings.add_argument("--no-config", action="store_true", help="without any settings")


def _add_jobs_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--jobs", type=_number, metavar="N",
                        help="worker processes (default: what is worth it; 0: none)")  # fmt: skip
    parser.add_argument("--timeout", type=_size, metavar="SECONDS",
                        help="give a file up after this time (default: 120)")  # fmt: skip
    parser.add_argument("--max-size", type=_size, metavar="MIB",
                        help="do not read larger files (default: 256)")  # fmt: skip


def _add_rules_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--rules", action="append", default=[], metavar="DIR",
                        help="a further folder of rules; may be repeated")  # fmt: skip


def _add_cache_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--no-cache", action="store_true", help="read the rules afresh, and keep nothing"
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
