"""`debias lsp`: serves an editor."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec

from debias.errors import DebiasError


def run(options: Namespace) -> int:
    """Serve until the editor leaves."""
    if find_spec("pygls") is None:
        raise DebiasError(
            "debias lsp needs pygls, which is not installed.",
            hint="Install it: python -m pip install 'debias[editor]'",
        )
    from debias.cli.check import asked  # noqa: PLC0415
    from debias.editor.server import serve  # noqa: PLC0415 - brings pygls

    options.paths, options.jobs = (), 0
    serve(asked(options))
    return 0
