"""`python -m debias` and the `debias` command."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    from debias.cli import main  # noqa: PLC0415 - nothing is imported before it is needed

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
