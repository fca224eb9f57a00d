"""Checking one file: whatever happens to it becomes a report or an error, never a stop."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from debias import limits, readers, suppress
from debias.decision import by_default, told
from debias.document import Document
from debias.errors import DebiasError
from debias.finding import FileError, FileReport, Finding
from debias.records import NamedTuple
from debias.repeats import joined
from debias.rule import SUGGESTION, Head, Rule, RuleSet, weight
from debias.run import kept
from debias.run.watch import Overdue, no_longer_than
from debias.settings.model import Allowance

if TYPE_CHECKING:
    from debias.changes import Change

BUG = "This is a mistake in debias, not in the file"


class Plan(NamedTuple):
    """How to check one file, by its settings: as `Options` says, and `allowed` are the entries of
    settings that allow findings in it, each with the settings' path. `limits` by name, as in
    `debias.limits`."""

    chosen: Mapping[str, str] | None = None
    min_severity: str = SUGGESTION
    allowed: tuple[tuple[str, Allowance], ...] = ()
    limits: tuple[tuple[str, float], ...] = ()


class Options(NamedTuple):
    """How to run.

    `chosen` gives the severity that a rule runs with, by the rule's name ("": its own); None
    stands for the rules that are on. `jobs` is the number of worker processes: None for as many
    as are worth it, 0 for none at all. `stdin` is what the path `-` stands for, `stdin_name` the
    file name it goes by. `plans` has, by path, how to check files that are to be checked
    otherwise, `changes` those of which only changes are of interest. With `join` False each place
    of repeated words stays a finding. `today` is the day that suppressions may be past.
    With `keep_blocks` the reports have their documents' blocks.
    """

    chosen: Mapping[str, str] | None = None
    min_severity: str = SUGGESTION
    jobs: int | None = None
    stdin: bytes = b""
    stdin_name: str = ""
    limits: Mapping[str, Any] = {}
    cache: bool = True  # whether what earlier runs kept may be used
    plans: Mapping[str, Plan] = {}
    changes: Mapping[str, Change] = {}
    join: bool = True
    today: str = ""
    keep_blocks: bool = False

    def plan(self, path: str) -> Plan:
        """How to check a file."""
        return self.plans.get(path) or Plan(self.chosen, self.min_severity)

    def limits_of(self, path: str) -> dict[str, float]:
        """The limits that are set for a file."""
        return {**self.limits, **dict(self.plan(path).limits)}

    def seconds(self, path: str) -> float:
        """How long a file may take."""
        return limits.of(self.limits_of(path), "seconds")


class Outcome(NamedTuple):
    """What became of one file: a report, errors, or both."""

    report: FileReport | None
    errors: tuple[FileError, ...] = ()


def check_one(path: str, ruleset: RuleSet, options: Options) -> Outcome:
    """Read and check one file in this process."""
    shown = options.stdin_name if path == "-" and options.stdin_name else path
    try:
        with no_longer_than(options.seconds(path)):
            report, errors = _report(path, shown, ruleset, options)
    except DebiasError as error:
        return Outcome(None, (_file_error(shown, error),))
    except Overdue:
        return Outcome(None, (overdue(shown, options.seconds(path)),))
    except MemoryError:
        return Outcome(None, (FileError(shown, "There is not enough memory to read this file."),))
    except Exception as error:
        if os.environ.get("DEBIAS_DEBUG"):
            import traceback  # noqa: PLC0415

            traceback.print_exc(file=sys.stderr)
        return Outcome(None, (FileError(shown, f"{BUG} ({type(error).__name__}).", bug=True),))
    slow = (_slow(shown, name) for name in report.slow_rules)
    return Outcome(report, (*(_file_error(shown, error) for error in errors), *slow))


def _report(
    path: str, shown: str, ruleset: RuleSet, options: Options
) -> tuple[FileReport, tuple[DebiasError, ...]]:
    data = options.stdin if path == "-" else None
    plan = options.plan(path)
    change = options.changes.get(path)

    def checked(document: Document) -> tuple[FileReport, tuple[DebiasError, ...]]:
        return _checked(document, ruleset, plan, options.today, options.cache)

    with readers.read(path, data, options.limits_of(path), name=shown) as document:
        report, errors = checked(document)
        if change is not None:
            from debias.run.since import only_changed  # noqa: PLC0415 - brings subprocess

            report = only_changed(document, report, change, lambda old: checked(old)[0])
    findings: tuple[Finding, ...] = report.findings
    least = weight(plan.min_severity)
    if least:
        findings = tuple(finding for finding in findings if weight(finding.severity) >= least)
    if options.join:
        findings = joined(findings)
    blocks = document.blocks if options.keep_blocks else ()
    return report._replace(findings=findings, blocks=blocks), errors


def _checked(
    document: Document, ruleset: RuleSet, plan: Plan, today: str, cache: bool
) -> tuple[FileReport, tuple[DebiasError, ...]]:
    """The findings that nobody allowed, and what is wrong in comments that allow some."""

    def choose(rule: Rule | Head) -> str | None:
        return by_default(rule) if plan.chosen is None else plan.chosen.get(rule.name)

    def meant(name: str) -> list[Head]:
        return [head for head in ruleset.heads if name in (head.id, head.name, head.pack)]

    if cache:
        decided = kept.decided(document, ruleset, choose)
    else:
        from debias.engine import decide  # noqa: PLC0415 - with its checks, only to look

        decided = decide(document, ruleset, choose)
    report = told(document, decided, join=False)
    about = suppress.About(
        known=lambda name: bool(meant(name)),
        runs=lambda name: any(choose(rule) is not None for rule in meant(name)),
    )
    settled = suppress.settle(
        document, report.findings, plan.allowed, about, today or time.strftime("%Y-%m-%d")
    )
    return (
        report._replace(findings=settled.findings, suppressions=settled.suppressions),
        settled.errors,
    )


def overdue(path: str, seconds: float, done: str = "checked") -> FileError:
    """The error of a file that took longer than it may."""
    return FileError(
        path,
        f"The file was not {done} within {seconds:g} seconds, so it was given up. If it is "
        "genuine, allow more with --timeout, or limits.seconds in the settings.",
    )


def _file_error(path: str, error: DebiasError) -> FileError:
    line = "" if error.line is None else f"Line {error.line}: "
    return FileError(path, line + error.reason)


def _slow(path: str, rule: str) -> FileError:
    if rule.startswith("kind "):
        return FileError(
            path,
            f"To see whether this is a document of the {rule} took too long and was stopped, so "
            "rules for such documents were left out. Split what is very long in the file.",
        )
    return FileError(
        path,
        f"The rule {rule} took too long here and was stopped, so what it looks for was not "
        "looked for. Make its pattern simpler, or leave it out with --ignore.",
    )
