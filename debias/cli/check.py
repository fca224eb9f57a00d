"""`debias check`: reads documents and reports what is found."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any

from debias import limits, reports
from debias.cli import notes, progress, screen
from debias.cli.output import opened, refuse_to_replace, settle_format, tell_written
from debias.errors import DebiasError
from debias.finding import Result
from debias.rule import weight
from debias.run import by_settings
from debias.run.plans import Asked

_CLEAN, _FINDINGS, _PUT_RIGHT, _BUG = 0, 1, 2, 3
_UNREAD_TOLD = 3


def run(options: Namespace) -> int:
    """Check what was asked for; the exit code."""
    settle_format(options, reports.REGISTRY)
    _refuse_the_screen(options)
    with progress.shown(quiet=options.quiet) as step:
        checked = by_settings.check(options.paths, asked(options), progress=step)
    result = checked.result
    if options.output or not options.quiet:
        refuse_to_replace(options.output, (report.path for report in result.files))
        with opened(options.output) as out:
            reports.write(options.format, result, checked.ruleset, out, screen.style(options))
    if not options.quiet:
        tell_written(options.output, options.format)
        notes.tell(result, options.changed_since)
    if options.quiet or options.output or options.format != "terminal":
        tell(result)
    return exit_code(result, checked.fail_on)


def _refuse_the_screen(options: Namespace) -> None:
    """Raise DebiasError where a report that nobody can read there would go to a terminal."""
    to_screen = options.output is None and not options.quiet and screen.is_terminal(sys.stdout)
    if to_screen and (options.format in reports.BINARY or options.format == "html"):
        raise DebiasError(
            f"A report in {options.format} is not for the screen.",
            hint=f"Name a file for it: --output report.{options.format}",
        )


def asked(options: Namespace) -> Asked:
    """What the options of `check` say, and those of a command that has some of them."""
    given = vars(options)
    return Asked(
        rules=tuple(options.rules),
        select=tuple(names(given.get("select", []))),
        ignore=tuple(names(given.get("ignore", []))),
        min_severity=given.get("min_severity"),
        fail_on=given.get("fail_on"),
        config=options.config,
        no_config=options.no_config,
        use_cache=not options.no_cache,
        baseline=given.get("baseline"),
        no_baseline=given.get("no_baseline", False),
        since=given.get("changed_since", ""),
        jobs=options.jobs,
        stdin=_stdin(given) if "-" in options.paths else b"",
        stdin_name=given.get("stdin_name", ""),
        today=time.strftime("%Y-%m-%d"),
        keep_blocks=given.get("format") in reports.WHOLE_TEXT,
        limits=_limits(given),
    )


def _limits(given: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """The limits that the command line sets."""
    said = (("seconds", given.get("timeout")), ("megabytes", given.get("max_size")))
    return tuple((name, value) for name, value in said if value is not None)


def _stdin(given: Mapping[str, Any]) -> bytes:
    """Standard input. One byte more than is allowed is read, so that too much is told."""
    most = limits.of(dict(_limits(given)), "megabytes") * limits.MIB
    return sys.stdin.buffer.read(int(most) + 1)


def names(given: list[str]) -> list[str]:
    """The entries of a repeated option whose values may be lists with commas."""
    return [name for value in given for one in value.split(",") if (name := one.strip())]


def exit_code(result: Result, fail_on: Callable[[str], str]) -> int:
    """The exit code of the contract: the gravest thing that happened. `fail_on` tells, for a
    file, the mildest severity that fails, or never."""
    if any(error.bug for error in result.errors):
        return _BUG
    if result.errors:
        return _PUT_RIGHT
    for report in result.files:
        least = fail_on(report.path)
        if least != "never" and any(
            weight(finding.severity) >= weight(least) for finding in report.findings
        ):
            return _FINDINGS
    return _CLEAN


def tell(result: Result) -> None:
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
