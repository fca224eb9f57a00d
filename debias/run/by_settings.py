"""Checking files and folders as their settings say: what `debias check` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from debias.errors import DebiasError
from debias.finding import FileReport, Known, Result, Suppression
from debias.records import NamedTuple
from debias.repeats import joined
from debias.rule import RuleSet
from debias.run import Progress, check_files
from debias.run.one import Options, Outcome
from debias.run.plans import Asked, Planner
from debias.run.walk import find
from debias.settings.model import Settings
from debias.suppress import APART, EXPIRED, UNKNOWN, UNUSED, USED

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from debias.changes import Change


class Checked(NamedTuple):
    """A result with the rules of all its files, and of a file the mildest severity that fails
    in it and the limits that are set for it."""

    result: Result
    ruleset: RuleSet
    fail_on: Callable[[str], str]
    limits: Callable[[str], dict[str, float]]


def check(
    paths: Sequence[str],
    asked: Asked,
    executor: Executor | None = None,
    *,
    progress: Progress | None = None,
    join: bool = True,
) -> Checked:
    """Check files and all documents in folders, each by the settings nearest to it.

    With `join` False each place of words that a section repeats stays a finding of its own.
    Raises DebiasError for wrong settings, rules, baselines or revisions; a bad document is an
    error in the result, and never stops the others.
    """
    planner = Planner(asked)
    found = find(paths)
    named = set(paths)
    files = [path for path in found.files if not planner.excluded(path)]
    kept = set(files)
    excluded = tuple(path for path in found.files if path in named and path not in kept)
    left_out = tuple(path for path in found.left_out if not planner.excluded(path))
    changes, unchanged = _changes(files, asked.since)
    files = [path for path in files if path not in unchanged]
    outcomes, rulesets = _outcomes(files, planner, changes, executor, progress)
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    listed = _listed(reports, planner, files, () if asked.since else _whole(paths))
    partial = bool(asked.select or asked.ignore or asked.min_severity or asked.since)
    reports, baselines = _without_known(reports, planner, partial=partial)
    result = Result(
        files=tuple(
            report._replace(
                findings=joined(report.findings) if join else report.findings,
                suppressions=tuple(s for s in report.suppressions if not s.settings or s.findings),
            )
            for report in reports
        ),
        errors=(*found.errors, *(error for outcome in outcomes for error in outcome.errors)),
        left_out=left_out,
        excluded=excluded,
        unchanged=len(unchanged),
        suppressions=listed,
        baselines=baselines,
    )
    ruleset = _together(rulesets) if rulesets else planner.ruleset(None)
    return Checked(result, ruleset, planner.fail_on, planner.limits)


def _changes(files: Iterable[str], since: str) -> tuple[dict[str, Change], frozenset[str]]:
    """How each file has changed, and which have not."""
    if not since:
        return {}, frozenset()
    from debias.changes import Changes  # noqa: PLC0415 - brings subprocess

    look = Changes(since)
    changed: dict[str, Change] = {}
    unchanged = set()
    for path in files:
        if path == "-":
            raise DebiasError(
                "--changed-since: standard input has no history.", hint="Name the file instead."
            )
        change = look.of(path)
        if change is None:
            unchanged.add(path)
        else:
            changed[path] = change
    return changed, frozenset(unchanged)


def _outcomes(
    files: Sequence[str],
    planner: Planner,
    changes: dict[str, Change],
    executor: Executor | None,
    progress: Progress | None,
) -> tuple[list[Outcome], list[RuleSet]]:
    """What became of each file, in their order, and the rule sets that were used."""
    asked = planner.asked
    groups: dict[int, list[int]] = {}
    rulesets: dict[int, RuleSet] = {}
    for number, path in enumerate(files):
        ruleset = planner.ruleset(planner.settings(path))
        rulesets[id(ruleset)] = ruleset
        groups.setdefault(id(ruleset), []).append(number)
    outcomes: dict[int, Outcome] = {}
    for key, numbers in groups.items():
        inner = [files[number] for number in numbers]
        ruleset = rulesets[key]
        options = Options(
            jobs=asked.jobs,
            stdin=asked.stdin,
            stdin_name=asked.stdin_name,
            cache=asked.use_cache,
            plans={path: planner.plan(path, ruleset) for path in inner},
            changes={path: changes[path] for path in inner if path in changes},
            join=False,
            today=asked.today,
            keep_blocks=asked.keep_blocks,
        )
        before = len(outcomes)

        def step(done: int, _: int, before: int = before) -> None:
            if progress is not None:
                progress(before + done, len(files))

        made = check_files(inner, ruleset, options, executor, progress=step)
        outcomes.update(zip(numbers, made, strict=True))
    return [outcomes[number] for number in range(len(files))], list(rulesets.values())


def _together(rulesets: Sequence[RuleSet]) -> RuleSet:
    """The rules and packs of several sets, for reports: they are not to be looked with."""
    first = rulesets[0]
    if len(rulesets) == 1:
        return first
    rules = {rule.name: rule for each in reversed(rulesets) for rule in each.rules}
    packs = {pack.id: pack for each in reversed(rulesets) for pack in each.packs}
    return first._replace(rules=tuple(rules.values()), packs=tuple(packs.values()))


def _whole(paths: Sequence[str]) -> tuple[str, ...]:
    """The folders that were looked at as a whole, absolute and with a slash behind."""
    return tuple(
        os.path.join(os.path.abspath(path), "")  # noqa: PTH100, PTH118
        for path in paths
        if path != "-" and os.path.isdir(path)  # noqa: PTH112
    )


def _listed(
    reports: Sequence[FileReport],
    planner: Planner,
    files: Sequence[str],
    whole: tuple[str, ...],
) -> tuple[Suppression, ...]:
    """What became of the entries of settings over all files. One that nothing needed is unused
    only where all files were looked at that it can be about."""
    entries: dict[tuple[str, int], list[Suppression]] = {}
    for report in reports:
        for each in report.suppressions:
            if each.settings:
                entries.setdefault((each.settings, each.location["line"]), []).append(each)
    homes: dict[str, Settings] = {}
    for path in files:
        settings = planner.settings(path)
        if settings is not None:
            homes[settings.path] = settings
    made = []
    for settings in homes.values():
        folder = os.path.join(settings.folder, "")  # noqa: PTH118
        everything = any(folder.startswith(top) for top in whole)
        for entry in settings.suppress:
            parts = entries.get((settings.path, entry.line), [])
            states = {part.state for part in parts}
            state = next((s for s in (USED, EXPIRED, UNKNOWN, UNUSED) if s in states), UNUSED)
            if state == UNUSED and (not everything or APART in states):
                continue
            made.append(
                Suppression(
                    tuple(name.text for name in entry.rules),
                    entry.reason,
                    entry.until,
                    state,
                    sum(part.findings for part in parts),
                    {"line": entry.line},
                    settings.path,
                )
            )
    return tuple(made)


def _without_known(
    reports: Sequence[FileReport], planner: Planner, *, partial: bool
) -> tuple[list[FileReport], tuple[Known, ...]]:
    """The reports without the findings that their baselines know."""
    groups: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        path = planner.baseline(report.path)
        if path is not None:
            groups.setdefault(path, []).append(number)
    if not groups:
        return list(reports), ()
    from debias import baseline  # noqa: PLC0415 - only where there is one

    made = list(reports)
    known = []
    for path, numbers in groups.items():
        folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120
        compared = baseline.compare([made[n] for n in numbers], baseline.load(path), folder)
        for number, report in zip(numbers, compared.reports, strict=True):
            made[number] = report
        gone = None if partial else sum(compared.gone.values())
        known.append(Known(path, compared.known, gone))
    return made, tuple(known)
