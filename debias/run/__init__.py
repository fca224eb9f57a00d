"""Checking files and folders: finds the documents, shares them out, keeps their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from debias.finding import Result
from debias.rule import RuleSet
from debias.run.one import Options, Outcome, check_one
from debias.run.sharing import share_out
from debias.run.walk import find

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


def check_paths(
    paths: Iterable[str],
    ruleset: RuleSet,
    options: Options,
    executor: Executor | None = None,
    *,
    progress: Progress | None = None,
) -> Result:
    """Check files and all documents in folders; the result is in the order of the files.

    One bad file never stops the others. PDFs are read in worker processes, other files too where
    there are many; with `executor` all are handed to it, with `options.jobs` 0 none is.
    """
    found = find(paths)
    outcomes = check_files(found.files, ruleset, options, executor, progress=progress)
    return Result(
        files=tuple(outcome.report for outcome in outcomes if outcome.report is not None),
        errors=(*found.errors, *(error for outcome in outcomes for error in outcome.errors)),
        left_out=found.left_out,
    )


def check_files(
    files: Sequence[str],
    ruleset: RuleSet,
    options: Options,
    executor: Executor | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """What became of each of some files, in their order."""
    outcomes: dict[int, Outcome] = {}

    def done(number: int, outcome: Outcome) -> None:
        outcomes[number] = outcome
        if progress is not None:
            progress(len(outcomes), len(files))

    if progress is not None:
        progress(0, len(files))
    here, tasks, processes = share_out(tuple(files), options, executor)
    if tasks:
        from debias.run import workers  # noqa: PLC0415 - 30 ms, only where it is worth it

        running = (
            workers.with_processes(tasks, ruleset, options, processes)
            if executor is None
            else workers.with_executor(tasks, ruleset, options, executor)
        )
        for number, outcome in running:
            done(number, outcome)
    for number in here:
        done(number, check_one(files[number], ruleset, options))
    return tuple(outcomes[number] for number in range(len(files)))
