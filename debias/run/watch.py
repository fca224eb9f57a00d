"""Ends what takes too long in this process or too much memory, where the system can do so."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Overdue(BaseException):
    """The time is up."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Raise Overdue after some seconds, between two steps of Python.

    Code in C that hangs is not reached: that is what worker processes are for. Without effect on
    Windows and outside of the main thread.
    """
    able = hasattr(signal, "setitimer") and seconds > 0
    if not able or not _in_main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _in_main_thread() -> bool:
    threading = sys.modules.get("threading")  # where nobody has imported it there is one thread
    return threading is None or threading.current_thread() is threading.main_thread()


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise Overdue


def no_more_memory_than(size: float) -> None:
    """Let this process have so many bytes of address space. Code in Python then gets a MemoryError
    that it can tell of; most libraries in C end the process."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = int(size) if hard == resource.RLIM_INFINITY else min(int(size), hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        return


def address_space() -> int:
    """The bytes of address space that this process has, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123 - pathlib costs 15 ms
            return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
