"""Paths as repositories and their programs write them."""

from __future__ import annotations

import os
from urllib.parse import quote


def repository_path(path: str) -> str:
    """A path from the working folder with forward slashes, as CI knows files; one outside of it
    stays as it is."""
    if os.path.isabs(path):  # noqa: PTH117 - pathlib costs 15 ms
        inner = os.path.relpath(path) if _same_drive(path) else path
        path = path if inner.startswith(os.pardir) else inner
    else:
        path = os.path.normpath(path)
    return path.replace(os.sep, "/")


def uri(path: str) -> str:
    """A path as a URI reference: relative, or `file:` where the path is absolute."""
    shown = repository_path(path)
    try:
        raw = shown.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair that no file system gave
        raw = shown.encode("utf-8", "replace")
    reference = quote(raw, safe="/~-._")
    if os.path.isabs(path) and shown == path.replace(os.sep, "/"):  # noqa: PTH117
        return f"file://{'' if reference.startswith('/') else '/'}{reference}"
    return reference


def _same_drive(path: str) -> bool:
    return os.path.splitdrive(path)[0] == os.path.splitdrive(os.getcwd())[0]  # noqa: PTH109
