"""The command line: one module a command, and the exit codes of the contract."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from debias.errors import DebiasError

CLEAN, FINDINGS, PUT_RIGHT, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: list[str]) -> int:
    """Run a command; the exit code."""
    from debias.cli.screen import complain  # noqa: PLC0415 - Ctrl-C may come while importing

    try:
        return _run(arguments)
    except SystemExit as stop:  # from argparse: after --help 0, after a bad argument 2
        return stop.code if isinstance(stop.code, int) else PUT_RIGHT
    except DebiasError as error:
        for one in getattr(error, "errors", (error,)):  # rules are wrong several at a time
            complain(str(one))
        return PUT_RIGHT
    except KeyboardInterrupt as stop:
        complain("Stopped.")
        return getattr(stop, "code", INTERRUPTED)
    except BrokenPipeError:
        # Whoever was reading has left (`| head`), so nothing more can be written: no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:
        if os.environ.get("DEBIAS_DEBUG"):
            raise
        complain(
            f"debias: This is a mistake in debias itself ({type(error).__name__}: {error}). "
            "Please report it where you got debias from; DEBIAS_DEBUG=1 shows where it happened."
        )
        return BUG


def _run(arguments: list[str]) -> int:
    from debias.cli.arguments import parsed  # noqa: PLC0415 - as late as can be

    options = parsed(arguments)
    code: int = import_module(options.module).run(options)
    return code
