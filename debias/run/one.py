"""Checking one file: whatever happens to it becomes a report or an error, never a stop."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from debias import engine, readers
from debias.errors import DebiasError
from debias.finding import FileError, FileReport
from debias.rule import SUGGESTION, Rule, RuleSet, weight

BUG = "This is a mistake in debias, not in the file"


class Options(NamedTuple):
    """How to run.

    `chosen` gives the severity that a rule runs with, by the rule's name ("": its own); None
    stands for the rules that are on. `jobs` is the number of worker processes: None for as many
    as are worth it, 0 for none at all. `stdin` is what the path `-` stands for, `stdin_name` the
    file name it goes by.
    """

    chosen: Mapping[str, str] | None = None
    min_severity: str = SUGGESTION
    jobs: int | None = None
    stdin: bytes = b""
    stdin_name: str = ""
    limits: Mapping[str, Any] = {}


class Outcome(NamedTuple):
    """What became of one file: a report, errors, or both."""

    report: FileReport | None
    errors: tuple[FileError, ...] = ()


def check_one(path: str, ruleset: RuleSet, options: Options) -> Outcome:
    """Read and check one file in this process."""
    shown = options.stdin_name if path == "-" and options.stdin_name else path
    try:
        report = _report(path, shown, ruleset, options)
    except DebiasError as error:
        line = "" if error.line is None else f"Line {error.line}: "
        return Outcome(None, (FileError(shown, line + error.reason),))
    except MemoryError:
        return Outcome(None, (FileError(shown, "There is not enough memory to read this file."),))
    except Exception as error:
        if os.environ.get("DEBIAS_DEBUG"):
            import traceback  # noqa: PLC0415

            traceback.print_exc(file=sys.stderr)
        return Outcome(None, (FileError(shown, f"{BUG} ({type(error).__name__}).", bug=True),))
    return Outcome(report, tuple(_slow(shown, name) for name in report.slow_rules))


def _report(path: str, shown: str, ruleset: RuleSet, options: Options) -> FileReport:
    data = options.stdin if path == "-" else None
    chosen = options.chosen

    def choose(rule: Rule) -> str | None:
        return engine.by_default(rule) if chosen is None else chosen.get(rule.name)

    with readers.read(path, data, options.limits, name=shown) as document:
        report = engine.check(document, ruleset, choose)
    least = weight(options.min_severity)
    if least == 0:
        return report
    kept = tuple(finding for finding in report.findings if weight(finding.severity) >= least)
    return report._replace(findings=kept)


def _slow(path: str, rule: str) -> FileError:
    return FileError(
        path,
        f"The rule {rule} took too long here and was stopped, so what it looks for was not "
        "looked for. Make its pattern simpler, or leave it out with --ignore.",
    )
