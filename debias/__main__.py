"""`python -m debias` and the `debias` command."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn


class Terminated(KeyboardInterrupt):
    """Somebody asked this process to end, which is done as after Ctrl-C."""

    code = 128 + signal.SIGTERM


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # What is made here mostly lives to the end: looking for rubbish among it costs a tenth.
    gc.set_threshold(50_000, 20, 50)
    _open_what_is_closed()
    signal.signal(signal.SIGTERM, _terminate)
    from debias.cli import main  # noqa: PLC0415 - nothing is imported before it is needed

    _leave(main(sys.argv[1:]))


def _open_what_is_closed() -> None:
    """Let what goes to a stream that was closed go nowhere. The file takes the stream's number,
    which the next document would get otherwise."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _terminate(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough, and clearing up is not to be stopped
    raise Terminated


def _leave(code: int) -> NoReturn:
    """End at once when all is written: taking everything apart first costs another tenth. What is
    registered with `atexit` is not run, so that what has to be done is done here."""
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError):  # Python's own way out tells of it
        sys.exit(code)
    if patterns := sys.modules.get("debias.packs.patterns"):
        patterns.keep()
    os._exit(code)


if __name__ == "__main__":
    run()
