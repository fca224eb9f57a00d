"""`debias trend`: a run chart of the findings over a history."""

from __future__ import annotations

import argparse
import os
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from debias.cli.output import opened, refuse_to_replace, settle_format, tell_written
from debias.errors import DebiasError
from debias.rule import RuleSet

if TYPE_CHECKING:
    from debias.trend import Trend, Version

_CLEAN, _PUT_RIGHT, _BUG = 0, 2, 3
_FORMATS = ("terminal", "json", "html")
_CHARTS = (".png", ".svg")


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `debias trend` looks at, and how it shows it."""
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="a document or folder in a git repository, or two and more reports "
                        "that `check --format json` saved, in their order in time")  # fmt: skip
    parser.add_argument("--per", choices=("document", "words"), default="document",
                        help="findings per document (the default), or per 1,000 words")  # fmt: skip
    parser.add_argument("--last", type=_number, default=0, metavar="N",
                        help="only the last N versions")  # fmt: skip
    parser.add_argument("--format", choices=_FORMATS, help="default: as the ending of --output "
                        "says, otherwise terminal; html is a page of charts")  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help="write it to a file")
    parser.add_argument("--chart", metavar="FILE", help="draw the run charts: NAME.png or NAME.svg")


def run(options: Namespace) -> int:
    """Show the trend; 2 when a version could not be read."""
    from debias import trend as measuring  # noqa: PLC0415
    from debias.cli import screen  # noqa: PLC0415
    from debias.reports.symbols import encoded  # noqa: PLC0415
    from debias.trend import showing  # noqa: PLC0415

    settle_format(options, _FORMATS)
    if options.chart and not options.chart.lower().endswith(_CHARTS):
        raise DebiasError(
            "A chart is a PNG or an SVG.", path=options.chart, hint="Name it NAME.png or NAME.svg."
        )
    for output in (options.output, options.chart):
        refuse_to_replace(output, options.paths)
    versions, ruleset, code = _versions(options)
    made = measuring.trend(versions, ruleset, options.per)
    if not made.versions:
        raise DebiasError("No version could be read.", path=options.paths[0])
    _ask_for_words(made, options)
    name = options.paths[0] if len(options.paths) == 1 else f"{len(options.paths)} reports"
    style = screen.style(options)
    if options.format == "json":
        data = showing.as_json(made, name).encode("utf-8", "backslashreplace")
    elif options.format == "html":
        from debias.trend.web import as_page  # noqa: PLC0415

        data = as_page(made, name, ruleset)
    else:
        data = encoded(showing.as_text(made, name, style), style.encoding)
    if options.chart:
        from debias.trend import drawing  # noqa: PLC0415 - brings matplotlib

        drawn = drawing.picture(made, name, options.chart[-3:].lower())
        with opened(options.chart) as out:
            out.write(drawn)
        tell_written(options.chart)
    with opened(options.output) as out:
        out.write(data)
    tell_written(options.output, options.format)
    return code


def _versions(options: Namespace) -> tuple[Sequence[Version], RuleSet, int]:
    """The versions, the rules, and the exit code that their errors ask for."""
    from debias import saved  # noqa: PLC0415
    from debias.cli import progress, screen  # noqa: PLC0415
    from debias.cli.check import asked  # noqa: PLC0415
    from debias.run.plans import Planner  # noqa: PLC0415
    from debias.trend import Version  # noqa: PLC0415

    planner = Planner(asked(options))
    if all(map(saved.is_report, options.paths)):
        paths = options.paths[-options.last :] if options.last else options.paths
        loaded = [(path, saved.load(path)) for path in paths]
        return (
            [
                Version(os.path.basename(path)[:-5], "", result.files, len(result.errors))  # noqa: PTH119
                for path, result in loaded
            ],
            planner.ruleset(None),
            _CLEAN,
        )
    if len(options.paths) > 1:
        raise DebiasError(
            "A history is of one file or folder.", hint="Name one path, or only saved reports."
        )
    from debias.trend import history  # noqa: PLC0415 - brings subprocess

    with progress.shown(quiet=False) as step:
        read = history.read(options.paths[0], planner, most=options.last, progress=step)
    for error in read.errors:
        screen.complain(f"debias: {error.path}: {error.reason}")
    if any(error.bug for error in read.errors):
        return read.versions, read.ruleset, _BUG
    return read.versions, read.ruleset, _PUT_RIGHT if read.errors else _CLEAN


def _ask_for_words(made: Trend, options: Namespace) -> None:
    if options.per == "words":
        for version in made.versions:
            if not any(report.words for report in version.reports):
                raise DebiasError(
                    f"The report {version.label} does not say how many words it is about.",
                    hint="Save it again with this debias, or leave --per words out.",
                )


def _number(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)
