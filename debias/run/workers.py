"""Checking files in worker processes: a worker that dies or hangs costs one file, never the run."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from debias.finding import FileError
from debias.limits import MIB, of
from debias.packs import patterns
from debias.records import NamedTuple
from debias.rule import RuleSet
from debias.run.one import Options, Outcome, check_one, overdue
from debias.run.watch import address_space, no_more_memory_than

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Numbered: TypeAlias = tuple[int, Outcome]

_DIED = (
    "The process that read this file stopped without a word, so the file was not checked. "
    "It may be damaged, or need more memory than there is or limits.memory-megabytes in the "
    "settings allows."
)
_STOPPED = "The executor stopped before this file was checked."
_GRACE = 1.0  # seconds for a worker to give a file up by itself, before it is ended
_STARTING = 60.0  # seconds that a worker may take to start


class Task(NamedTuple):
    """Some files of a run, by their number in it, that are checked in one go."""

    numbers: tuple[int, ...]
    paths: tuple[str, ...]

    def part(self, start: int, end: int | None = None) -> Task:
        """Some of its files."""
        return Task(self.numbers[start:end], self.paths[start:end])

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

    A file that takes longer than it may is named, and its worker ended. One whose worker dies is
    read once more when all else is done, alone, as memory may have been short; if that worker
    dies too, the file is named.
    """
    start = _Start(ruleset, options)
    suspects: list[Task] = []
    yield from _worked_off(list(reversed(tasks)), start, options, processes, suspects)
    for suspect in suspects:
        dead: list[Task] = []
        yield from _worked_off([suspect], start, options, 1, dead)
        for one in dead:
            yield from one.lost(_DIED)


def _worked_off(
    waiting: list[Task], start: _Start, options: Options, processes: int, dead: list[Task]
) -> Iterator[Numbered]:
    """Outcomes of the tasks taken from the end of `waiting`; the files at which a worker died go
    to `dead`."""
    from multiprocessing.connection import wait as first_of  # noqa: PLC0415

    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task for worker in workers):
            workers = [worker for worker in workers if worker.alive]
            workers += (_Worker(start) for _ in range(min(processes, len(waiting)) - len(workers)))
            for worker in workers:
                if worker.task is None and waiting:
                    worker.give(waiting.pop(), options)
            busy = [worker for worker in workers if worker.task is not None]
            soonest = min(worker.deadline for worker in busy)
            first_of([worker.ear for worker in busy], max(0.0, soonest - time.monotonic()))
            for worker in busy:
                yield from worker.heard(options)
                if worker.died_at is not None:
                    dead.append(worker.died_at)
                if worker.left.numbers:
                    waiting.append(worker.left)
        for worker in workers:
            worker.close()
    except BaseException:
        for worker in workers:
            worker.end()
        raise


class _Start:
    """How workers of a run begin.

    On Linux, where this process has a single thread, they are forked: all that is loaded here is
    there, too. Elsewhere they are spawned, and told the rules and options.
    """

    def __init__(self, ruleset: RuleSet, options: Options) -> None:
        self._ready = ruleset, options
        self._packed = b""
        self._ends: set[Connection] = set()  # of pipes, ours

    def begun(self) -> tuple[Any, Connection, Connection]:
        """A process that has begun, what it says, and what says to it."""
        from multiprocessing import get_context  # noqa: PLC0415

        forked = _may_fork()
        context: Any = get_context("fork" if forked else "spawn")
        # Two pipes, as one for both ways would be a socket, and debias never opens one.
        ear, its_mouth = context.Pipe(duplex=False)
        its_ear, mouth = context.Pipe(duplex=False)
        self._ends = {end for end in self._ends if not end.closed} | {ear, mouth}
        if forked:
            gc.freeze()  # what is there stays, and is not copied for being looked at
            # A child has our ends, too, and with them in its hand none would see us leave.
            process = context.Process(
                target=_forked, args=(its_ear, its_mouth, self._ends, self._ready), daemon=True
            )
        else:
            self._packed = self._packed or pickle.dumps(self._ready, pickle.HIGHEST_PROTOCOL)
            process = context.Process(
                target=_spawned, args=(its_ear, its_mouth, self._packed), daemon=True
            )
        _start(process)
        its_ear.close()
        its_mouth.close()
        return process, ear, mouth


def _may_fork() -> bool:
    """Elsewhere a system's own libraries, and beside other threads their locks, do not bear it."""
    return sys.platform == "linux" and threading.active_count() == 1


class _Worker:
    """A process of our own, the task that it is at, and until when it may be at one file."""

    __slots__ = (
        "alive", "at", "began", "deadline", "died_at", "ear", "left", "mouth", "process", "task",
    )  # fmt: skip

    def __init__(self, start: _Start) -> None:
        self.process, self.ear, self.mouth = start.begun()
        self.alive, self.began = True, False
        self.task: Task | None = None
        self.at = 0
        self.deadline = time.monotonic() + _STARTING
        self.died_at: Task | None = None  # the file, when it has died
        self.left = Task((), ())  # the files of its task that it did not come to

    def give(self, task: Task, options: Options) -> None:
        """Hand a task over."""
        self.task, self.at = task, 0
        if self.began:
            self._until(options)
        try:
            self.mouth.send(task)
        except OSError:
            return  # it is gone, which reading from it will tell

    def heard(self, options: Options) -> list[Numbered]:
        """What it has to say by now, if anything. One that is past its time is ended."""
        assert self.task is not None
        file = self.task.part(self.at, self.at + 1)
        late: list[Numbered] = []
        try:
            if self.ear.poll():
                said: Numbered | None = self.ear.recv()
                self._goes_on(options)
                return [] if said is None else [said]
            if time.monotonic() < self.deadline:
                return []
            if self.began:
                lost = overdue(file.paths[0], options.seconds(file.paths[0]))
                late = [(file.numbers[0], Outcome(None, (lost,)))]
            else:  # it has hung before it did anything
                self.died_at = file
        except (EOFError, OSError):
            self.died_at = file
        self.left = self.task.part(self.at + 1)
        self.end()
        return late

    def _goes_on(self, options: Options) -> None:
        """It has said that it begins, or that a file is done."""
        if self.began:
            self.at += 1
        self.began = True
        assert self.task is not None
        if self.at == len(self.task.numbers):
            self.task = None
        else:
            self._until(options)

    def _until(self, options: Options) -> None:
        assert self.task is not None
        self.deadline = time.monotonic() + options.seconds(self.task.paths[self.at]) + _GRACE

    def close(self) -> None:
        """Let it end."""
        self.mouth.close()
        self.process.join(_GRACE)
        self.end()

    def end(self) -> None:
        """Stop it at once, whatever it is at."""
        self.alive, self.task = False, None
        self.process.kill()
        self.process.join()
        self.ear.close()
        self.mouth.close()


def _start(process: Any) -> None:  # noqa: ANN401
    """Start a process that Ctrl-C does not reach, not even while it starts: it is for us. Nor does
    what asks us to end, until it is known how the process takes it."""
    if not hasattr(signal, "pthread_sigmask"):
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _forked(
    ear: Connection, mouth: Connection, ends: set[Connection], ready: tuple[RuleSet, Options]
) -> None:
    """What a worker does that was forked."""
    faulthandler.disable()  # whoever forked us may have it tell of a death that is told of anyway
    for end in ends:
        end.close()
    _serve(ear, mouth, *ready, shared=address_space())


def _spawned(ear: Connection, mouth: Connection, packed: bytes) -> None:
    """What a worker does that was spawned."""
    _serve(ear, mouth, *_unpacked(packed))


def _serve(
    ear: Connection, mouth: Connection, ruleset: RuleSet, options: Options, shared: int = 0
) -> None:
    """In a worker: check the files of the tasks that come, and tell of each as it is done. The
    bytes that are `shared` with whoever forked it do not count as its memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if options.cache:
        patterns.remember(at_end=False)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        try:
            mouth.send(None)
            while True:
                task: Task = ear.recv()
                for number, path in zip(task.numbers, task.paths, strict=True):
                    # If nobody is left to end it when it hangs, it ends itself.
                    seconds = options.seconds(path) + 5 * _GRACE
                    faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
                    most = of(options.limits_of(path), "memory-megabytes") * MIB
                    no_more_memory_than(shared + most)
                    outcome = check_one(path, ruleset, options)
                    faulthandler.cancel_dump_traceback_later()
                    mouth.send((number, outcome))
        except (EOFError, OSError):  # whoever asked has left
            if options.cache:
                patterns.keep()
            sys.exit()


def work(task: Task, packed: bytes) -> list[Numbered]:
    """In a worker of somebody else: check the files of a task."""
    ruleset, options = _unpacked(packed)
    pairs = zip(task.numbers, task.paths, strict=True)
    return [(number, check_one(path, ruleset, options)) for number, path in pairs]


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> tuple[RuleSet, Options]:
    """The rule set and options of a run, made ready once in each process."""
    made: tuple[RuleSet, Options] = pickle.loads(packed)
    if made[1].cache:
        patterns.remember(at_end=False)
    return made


def cores() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
