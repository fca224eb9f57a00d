"""`debias check`: reads documents and reports what is found."""

from __future__ import annotations

import sys
from argparse import Namespace

from debias import packs, reports
from debias.cli import progress, screen
from debias.cli.output import opened
from debias.errors import DebiasError
from debias.finding import Result
from debias.rule import RuleSet, weight
from debias.run import check_paths
from debias.run.choosing import chosen
from debias.run.one import Options

_CLEAN, _FINDINGS, _PUT_RIGHT, _BUG = 0, 1, 2, 3
_UNREAD_TOLD = 3


def run(options: Namespace) -> int:
    """Check what was asked for; the exit code."""
    ruleset = packs.load(tuple(options.rules), use_cache=not options.no_cache)
    how = Options(
        chosen=_chosen(ruleset, names(options.select), names(options.ignore)),
        min_severity=options.min_severity,
        jobs=options.jobs,
        stdin=sys.stdin.buffer.read() if "-" in options.paths else b"",
        stdin_name=options.stdin_name,
        cache=not options.no_cache,
    )
    with progress.shown(quiet=options.quiet) as step:
        result = check_paths(options.paths, ruleset, how, progress=step)
    if not options.quiet:
        with opened(options.output) as out:
            reports.write(options.format, result, ruleset, out, screen.style(options))
    if options.quiet or options.output or options.format != "terminal":
        _tell(result)
    return exit_code(result, options.fail_on)


def names(given: list[str]) -> list[str]:
    """The entries of a repeated option whose values may be lists with commas."""
    return [name for value in given for one in value.split(",") if (name := one.strip())]


def _chosen(ruleset: RuleSet, select: list[str], ignore: list[str]) -> dict[str, str] | None:
    if not select and not ignore:
        return None
    choice = chosen(ruleset, select, ignore)
    if not choice:
        raise DebiasError("No rule is left to look with.", hint="Check --select and --ignore.")
    return choice


def exit_code(result: Result, fail_on: str) -> int:
    """The exit code of the contract: the gravest thing that happened."""
    if any(error.bug for error in result.errors):
        return _BUG
    if result.errors:
        return _PUT_RIGHT
    if fail_on == "never":
        return _CLEAN
    least = weight(fail_on)
    findings = (finding for report in result.files for finding in report.findings)
    return _FINDINGS if any(weight(f.severity) >= least for f in findings) else _CLEAN


def _tell(result: Result) -> None:
    """Say on standard error what the report went without, where nobody may look at the report."""
    for error in result.errors:
        screen.complain(f"debias: {error.path}: {error.reason}")
    for path in result.left_out:
        screen.complain(f"debias: {path}: left out, debias does not read this format.")
    for report in result.files:
        if report.unread:
            parts = [f"{part.place}: {part.reason}" for part in report.unread[:_UNREAD_TOLD]]
            more = len(report.unread) - len(parts)
            shown = "; ".join(parts) + (f"; and {more} more" if more else "")
            screen.complain(f"debias: {report.path}: not all of it could be read ({shown}).")
