"""Compiled patterns kept between runs, so that a start need not compile what it compiled before.

What is kept is what `regex` itself keeps of a pattern when it is pickled, as JSON, a line each, by
the pattern's digest and the library's version; it holds words of rules and none of documents.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from functools import partial

from debias import wording
from debias.packs.cache import folder

# pathlib costs 15 ms at start, so paths are handled as strings here.

_LARGEST = 16_000_000  # bytes, four times what our rules need; a file beyond is begun anew
_remembered = False


def remember(*, at_end: bool = True) -> None:
    """Take up what earlier runs kept, once a pattern is wanted; with `at_end`, `keep` this run's
    own when the process ends."""
    global _remembered  # noqa: PLW0603 - once a process
    if _remembered:
        return
    _remembered = True
    wording.recalls.append(_recall)
    if at_end:
        atexit.register(keep)


def _recall() -> None:
    try:
        with open(os.path.join(folder(), _name()), "rb") as file:
            lines = file.read().splitlines()
        for line in lines:
            # a line is ["key",…]: only those that are wanted are read further
            wording.kept[line[2:18].decode()] = partial(_read, line)
    except (OSError, ValueError, RuntimeError):
        return  # what cannot be read is compiled again


def _read(line: bytes) -> wording.Kept:
    kept: wording.Kept = tuple(json.loads(line)[1:])
    return kept


def _name() -> str:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"patterns-{wording.library()}-{python}.jsonl"


def keep() -> None:
    """Add what was compiled to the file in one write, where earlier runs were to be remembered;
    that it cannot be written is no error."""
    if not (_remembered and wording.fresh):
        return
    _recall()  # another worker may have been at the same patterns
    new = [
        json.dumps([key, *data]) for key, data in wording.fresh.items() if key not in wording.kept
    ]
    if not new:
        return
    try:
        path = os.path.join(folder(), _name())
        os.makedirs(folder(), exist_ok=True)
        if os.path.exists(path) and os.path.getsize(path) > _LARGEST:
            os.unlink(path)
        with open(path, "ab") as file:
            file.write("".join(line + "\n" for line in new).encode())
        wording.fresh.clear()  # they are there, whoever asks again
    except (OSError, RuntimeError):
        return
