"""Checking files in worker processes: a worker that dies costs one file, never the run."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from debias.finding import FileError
from debias.packs import patterns
from debias.rule import RuleSet
from debias.run.one import Options, Outcome, check_one

Numbered: TypeAlias = tuple[int, Outcome]

_DIED = (
    "The process that read this file stopped without a word, so the file was not checked. "
    "It may be damaged, or too large for the memory of this machine."
)
_STOPPED = "The executor stopped before this file was checked."


class Task(NamedTuple):
    """Some files of a run, by their number in it, that are checked in one go."""

    numbers: tuple[int, ...]
    paths: tuple[str, ...]

    def alone(self) -> list[Task]:
        """The same files, each by itself."""
        pairs = zip(self.numbers, self.paths, strict=True)
        return [Task((number,), (path,)) for number, path in pairs]

    def lost(self, reason: str) -> list[Numbered]:
        return [
            (number, Outcome(None, (FileError(path, reason),)))
            for number, path in zip(self.numbers, self.paths, strict=True)
        ]


def with_executor(
    tasks: Sequence[Task], ruleset: RuleSet, options: Options, executor: Executor
) -> Iterator[Numbered]:
    """The outcomes of tasks as somebody's executor gets them done, in any order."""
    packed = pickle.dumps((ruleset, options), pickle.HIGHEST_PROTOCOL)
    futures: dict[Future[list[Numbered]], Task] = {}
    try:
        for task in tasks:
            futures[executor.submit(work, task, packed)] = task
    except (BrokenExecutor, RuntimeError):
        submitted = set(futures.values())
        for task in tasks:
            if task not in submitted:
                yield from task.lost(_STOPPED)
    while futures:
        done, _ = wait(futures, return_when=FIRST_COMPLETED)
        for future in done:
            task = futures.pop(future)
            try:
                yield from future.result()
            except BrokenExecutor:
                yield from task.lost(_STOPPED)


def with_processes(
    tasks: Sequence[Task], ruleset: RuleSet, options: Options, processes: int
) -> Iterator[Numbered]:
    """The outcomes of tasks from worker processes of our own, in any order.

    When a worker dies, those tasks that were under way are done again, each file by itself and in
    a process of its own: the file that kills it a second time is named, all others are checked.
    """
    packed = pickle.dumps((ruleset, options), pickle.HIGHEST_PROTOCOL)
    waiting = list(reversed(tasks))
    while waiting:
        suspects: list[Task] = []
        yield from _until_one_dies(waiting, packed, processes, suspects)
        for task in [single for suspect in suspects for single in suspect.alone()]:
            rest = [task]
            dead: list[Task] = []
            yield from _until_one_dies(rest, packed, 1, dead)
            for one in dead:
                yield from one.lost(_DIED)


def _until_one_dies(
    waiting: list[Task], packed: bytes, processes: int, dead: list[Task]
) -> Iterator[Numbered]:
    """Outcomes of the tasks taken from the end of `waiting`; what was under way when a worker
    died goes to `dead`."""
    pool = _pool(min(processes, len(waiting)))
    futures: dict[Future[list[Numbered]], Task] = {}
    try:
        # Only a few more than can be worked on are handed over: few are suspects when one dies.
        while futures or (waiting and not dead):
            while waiting and not dead and len(futures) <= processes:
                task = waiting.pop()
                try:
                    futures[pool.submit(work, task, packed)] = task
                except BrokenExecutor:
                    dead.append(task)
            done, _ = wait(futures, return_when=FIRST_COMPLETED)
            for future in done:
                task = futures.pop(future)
                try:
                    outcomes = future.result()
                except BrokenExecutor:
                    dead.append(task)
                else:
                    yield from outcomes
        pool.shutdown()
    except BaseException:
        _end(pool)
        raise


def _pool(processes: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # Spawned on every system alike: a forked child would share what is half done here.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a worker: Ctrl-C is for the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: Executor) -> None:
    """Stop at once, without waiting for the files that are being read."""
    from multiprocessing import active_children  # noqa: PLC0415

    pool.shutdown(wait=False, cancel_futures=True)
    for child in active_children():
        child.terminate()


def work(task: Task, packed: bytes) -> list[Numbered]:
    """In a worker: check the files of a task."""
    ruleset, options = _unpacked(packed)
    pairs = zip(task.numbers, task.paths, strict=True)
    return [(number, check_one(path, ruleset, options)) for number, path in pairs]


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> tuple[RuleSet, Options]:
    """The rule set and options of a run, made ready once in each process."""
    made: tuple[RuleSet, Options] = pickle.loads(packed)
    if made[1].cache:
        patterns.remember(keep=False)
    return made


def cores() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
