"""`python -m debias` and the `debias` command."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # What is made here mostly lives to the end: looking for rubbish among it costs a tenth.
    gc.set_threshold(50_000, 20, 50)
    from debias.cli import main  # noqa: PLC0415 - nothing is imported before it is needed

    _leave(main(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End at once when all is written: taking everything apart first costs another tenth."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # Python's own way out tells of it
        sys.exit(code)
    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    run()
