"""`debias compare`: what a re-written document has done to its findings."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from debias.cli.output import opened, refuse_to_replace, settle_format, tell_written
from debias.errors import DebiasError
from debias.finding import Result
from debias.rule import RuleSet

_FORMATS = ("terminal", "json")
_NOTHING_NEW, _NEW, _PUT_RIGHT, _BUG = 0, 1, 2, 3


def add_options(parser: ArgumentParser) -> None:
    """What `debias compare` compares, and how it tells of it."""
    what = "a document, a folder, or a report that `check --format json` saved"
    parser.add_argument("before", metavar="BEFORE", help=what)
    parser.add_argument("after", metavar="AFTER", help="the same in its new version, in any format")
    parser.add_argument("--format", choices=_FORMATS, help="default: as the ending of --output "
                        "says, otherwise terminal")  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help="write the comparison to a file")


def run(options: Namespace) -> int:
    """Compare; 0 when nothing is new, 1 when something is, 2 when a side could not be read."""
    from debias import comparing  # noqa: PLC0415 - brings regex
    from debias.cli import screen  # noqa: PLC0415
    from debias.cli.check import tell  # noqa: PLC0415
    from debias.reports import comparison as shown  # noqa: PLC0415
    from debias.reports.symbols import encoded  # noqa: PLC0415

    settle_format(options, _FORMATS)
    names = (options.before, options.after)
    (before, ruleset), (after, _) = (_side(path, options) for path in names)
    made = comparing.compare(before.files, after.files, ruleset)
    both = (before, after)
    style = screen.style(options)
    if options.format == "json":
        unread = sum(len(report.unread) for side in both for report in side.files)
        data = shown.as_json(made, names, unread).encode("utf-8", "backslashreplace")
    else:
        data = encoded(shown.as_text(made, names, ruleset, style), style.encoding)
    refuse_to_replace(
        options.output, (*names, *(report.path for side in both for report in side.files))
    )
    with opened(options.output) as out:
        out.write(data)
    tell_written(options.output, options.format)
    for side in both:
        tell(side)
    errors = [error for side in both for error in side.errors]
    if errors:
        return _BUG if any(error.bug for error in errors) else _PUT_RIGHT
    return _NEW if made.new else _NOTHING_NEW


def _side(path: str, options: Namespace) -> tuple[Result, RuleSet]:
    """The findings of one side, each place for itself, and the rules."""
    from debias import saved  # noqa: PLC0415
    from debias.cli import progress  # noqa: PLC0415
    from debias.cli.check import asked  # noqa: PLC0415
    from debias.run import by_settings  # noqa: PLC0415
    from debias.run.plans import Planner  # noqa: PLC0415

    question = asked(Namespace(**vars(options), paths=[path]))._replace(no_baseline=True)
    if path == "-":
        raise DebiasError("Standard input cannot be compared.", hint="Name two files.")
    if saved.is_report(path) and not os.path.isdir(path):  # noqa: PTH112
        return saved.load(path), Planner(question).ruleset(None)
    with progress.shown(quiet=False) as step:
        checked = by_settings.check([path], question, progress=step, join=False)
    return checked.result, checked.ruleset
