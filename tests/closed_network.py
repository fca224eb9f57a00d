"""Forbids the network to the tests of this process, but for those that drive a browser."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

LOOPBACK = ("tests/web/", "tests/annotate/test_word_libreoffice.py")
"""Tests that talk to chromedriver or LibreOffice on this machine; no other needs a connection."""


class _Closed(socket.socket):
    """A socket that reaches no other process by a network."""

    open = False

    def __init__(self, family: int = -1, *rest: int, **more: int) -> None:
        # -1 is the usual family, unless a descriptor says which; pipes of this machine may be.
        inner = family == getattr(socket, "AF_UNIX", None) or "fileno" in more or len(rest) > 2
        if not (_Closed.open or inner):
            raise AssertionError("a test opened a network socket")
        super().__init__(family, *rest, **more)


@contextmanager
def closed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _Closed)
        yield


def allow(item: pytest.Item) -> None:
    """Open the network for a test of `LOOPBACK`, and close it for any other."""
    _Closed.open = item.nodeid.startswith(LOOPBACK)
