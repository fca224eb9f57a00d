"""A progress bar on the terminal, when there is one and the work is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from debias.cli.screen import is_terminal

_MANY = 8  # files
_LONG = 1.0  # seconds
_BETWEEN = 0.1  # seconds from one look of the bar to the next


@contextmanager
def shown(*, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """What to call with how many files are done, and how many there are; None: nobody looks."""
    if quiet or not is_terminal(sys.stderr):
        yield None
        return
    bar = _Bar()
    try:
        yield bar.step
    finally:
        bar.stop()


class _Bar:
    """Comes when there are many files, or when they have taken long; leaves no trace."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._progress: Any = None
        self._task: Any = None
        self._shown = 0.0

    def step(self, done: int, total: int) -> None:
        if self._progress is None:
            if total <= _MANY and time.monotonic() - self._began < _LONG:
                return
            if done >= total:
                return
            self._start(total)
        now = time.monotonic()
        if now - self._shown >= _BETWEEN:
            self._progress.update(self._task, completed=done, refresh=True)
            self._shown = now

    def _start(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - 60 ms, only on a terminal
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        self._progress = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files"),
            console=Console(file=sys.stderr),
            transient=True,
            auto_refresh=False,  # a thread would: beside one, no worker can be forked
        )
        self._task = self._progress.add_task("", total=total)
        self._progress.start()

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
