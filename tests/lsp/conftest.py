"""A server in a process of its own, which looks with the made rules only, and its client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.cli.conftest import here
from tests.lsp.client import Editor

__all__ = ["here"]

ROOT = Path(__file__).resolve().parents[2]

PACK = """\
id: made
title: Made words
about: For tests.
family: language
"""
REPLACING = """\
title: The word blorb
severity: warning
principles: [5]
areas: [all]
phrases: [blorb]
say: Look at '{quote}'.
why: Because of <b>reasons</b>.
ask: Is 'blorb' needed?
instead: Write something else.
replace:
  blorb: bird
sources: [{title: On blorb, publisher: Tests, year: "2026", url: https://example.org/blorb}]
reviewed: 2026-11-24
examples:
  flag: ["This is a [[blorb]]."]
  allow: ["This is not."]
"""

Session = Callable[[Editor], Awaitable[None]]


@pytest.fixture
def run(here: Path, tmp_path: Path) -> Callable[..., None]:
    """Run a session with a server that looks with the made rules only."""
    pack = tmp_path / "rules" / "made"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK)
    (pack / "blorb.yaml").write_text(REPLACING)
    grunk = REPLACING.replace("blorb", "grunk").replace("replace:\n  grunk: bird\n", "")
    (pack / "grunk.yaml").write_text(grunk.replace("warning", "error"))

    def run(
        session: Session,
        name: str = "a b.md",
        capabilities: Any = types.ClientCapabilities(),  # noqa: B008 - never changed
    ) -> None:
        async def whole() -> None:
            client = LanguageClient("editor", "1")
            asked: asyncio.Queue[Any] = asyncio.Queue()

            @client.feature(types.CLIENT_REGISTER_CAPABILITY)
            def _(params: Any) -> None:
                asked.put_nowait(params)

            arguments = ("--stdio", "--rules", str(pack.parent), "--select", "made")
            await client.start_io(
                sys.executable, "-m", "debias", "lsp", *arguments,
                cwd=here, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            await client.initialize_async(
                types.InitializeParams(capabilities=capabilities, process_id=None)
            )
            client.initialized(types.InitializedParams())
            await session(Editor(client, (here / name).as_uri(), asked))
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

        asyncio.run(whole())

    return run
