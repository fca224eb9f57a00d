"""`python -m debias` and the `debias` command."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    # What is made here mostly lives to the end: looking for rubbish among it costs a tenth.
    gc.set_threshold(50_000, 20, 50)
    from debias.cli import main  # noqa: PLC0415 - nothing is imported before it is needed

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
