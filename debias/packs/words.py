"""Words that somebody adds to the named word lists, in their settings."""

from __future__ import annotations

import re

from debias.errors import DebiasError
from debias.packs.files import Files
from debias.records import NamedTuple

_LISTS = "lists.yaml"
_KEY = re.compile(rb"^([a-z][a-z0-9-]*):", re.M)


class Words(NamedTuple):
    """Words for lists that there are: `text` is YAML of the shape of lists.yaml, on the lines
    that it has in the file `path`; `names` are the lists, each with its line."""

    path: str
    text: str
    names: tuple[tuple[str, int], ...]


def added(files: Files, words: Words) -> Files:
    """The files with the words behind them. Raises DebiasError for a list that there is not."""
    known = {
        name.decode()
        for contents in files.shared.values()
        for name in _KEY.findall(contents.get(_LISTS, b""))
    }
    for name, line in words.names:
        if name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

            close = get_close_matches(name, sorted(known), 1, 0.5)
            raise DebiasError(
                f"There is no word list '{name}'.",
                path=words.path,
                line=line,
                hint=f"Did you mean '{close[0]}'?" if close else f"See {_LISTS} of the rules.",
            )
    return Files({**files.shared, words.path: {_LISTS: words.text.encode()}}, files.packs)


def try_out(files: Files, words: Words) -> None:
    """Raise DebiasError for the word that cannot be read, where one of these is to blame."""
    from debias.packs.part import Part, Probes  # noqa: PLC0415 - only where something is wrong
    from debias.packs.source import written  # noqa: PLC0415

    lists: dict[str, tuple[str, ...]] = {}
    for folder, contents in files.shared.items():
        if _LISTS in contents and folder != words.path:
            there = Part(written(f"{folder}/{_LISTS}", contents[_LISTS]), Probes({}))
            for name in there.file.value or {}:
                lists[name] = (*lists.get(name, ()), *there.texts(there.file.value[name], name))
    part = Part(written(words.path, words.text.encode()), Probes(lists))
    for name, given in part.file.value.items():
        part.try_out(given, name)
