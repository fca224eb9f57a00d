"""`debias baseline`: records today's findings, so that only new ones fail."""

from __future__ import annotations

import os
from argparse import Namespace

from debias import baseline
from debias.baseline import Counts
from debias.cli import progress, screen
from debias.cli.check import asked
from debias.cli.notes import files, findings
from debias.errors import DebiasError
from debias.run import by_settings
from debias.run.plans import Asked, Planner

_CLEAN, _PUT_RIGHT, _BUG = 0, 2, 3


def run(options: Namespace) -> int:
    """Write or prune the baseline; the exit code."""
    if "-" in options.paths:
        raise DebiasError("Standard input has no name to keep in a baseline.", hint="Name files.")
    question = asked(options)
    path = options.output or _named(question, options.paths) or baseline.NAME
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120
    there = os.path.exists(path)  # noqa: PTH110
    before = baseline.load(path) if there or options.prune else {}
    with progress.shown(quiet=False) as step:
        checked = by_settings.check(
            options.paths, question._replace(no_baseline=True), progress=step, join=False
        )
    reports = checked.result.files
    if options.prune:
        gone = baseline.compare(reports, before, folder).gone
        after = baseline.without(before, gone)
        said = f"{findings(sum(gone.values()))} taken out, {_sum(after)} left in {path}."
    else:
        kept = baseline.kept_for_others(before, reports, folder)
        new = baseline.recorded(reports, folder)
        after = {**kept, **new}
        with_some = sum(bool(report.findings) for report in reports)
        said = f"{findings(_sum(new))} in {files(with_some)} recorded in {path}."
        if kept:
            said += f" {_sum(kept)} of files that were not looked at stay in it."
    if after != before or not there:
        baseline.save(path, after)
    screen.complain(f"debias: {said}")
    if not options.prune and _named(question, options.paths) is None:
        name = baseline.relative(path, os.getcwd())  # noqa: PTH109
        screen.complain(
            f"debias: To use it: debias check --baseline {name}, or `baseline: {name}` in a "
            "debias.yaml."
        )
    for error in checked.result.errors:
        screen.complain(f"debias: {error.path}: {error.reason}")
    if any(error.bug for error in checked.result.errors):
        return _BUG
    return _PUT_RIGHT if checked.result.errors else _CLEAN


def _named(question: Asked, paths: list[str]) -> str | None:
    """The baseline that the settings of the paths name."""
    planner = Planner(question)
    for path in paths:
        inner = os.path.join(path, "") if os.path.isdir(path) else path  # noqa: PTH112, PTH118
        if (named := planner.baseline(inner)) is not None:
            return named
    return None


def _sum(counts: Counts) -> int:
    return sum(counts.values())
