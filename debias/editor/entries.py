"""The entry of the settings that allows a finding, for texts that a comment cannot stand in."""

from __future__ import annotations

import json
import os
import re

from debias.editor.allowing import Insertion, allows_only
from debias.editor.looking import Looked, Looker
from debias.editor.positions import Positions
from debias.errors import DebiasError
from debias.finding import Finding
from debias.records import NamedTuple
from debias.settings.model import NAME, Settings
from debias.settings.nearest import home_of
from debias.settings.read import parsed

_LIST = re.compile(
    r"^suppress:[ \t]*(?:#[^\r\n]*)?\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*([ \t]*)- ", re.M
)

_SPECIAL = re.compile(r"([*?[\\])")
_ESCAPED = r"\\\1"


class Place(NamedTuple):
    """The settings file of a text, by its absolute path; `folder` is what its paths begin from."""

    path: str
    folder: str
    is_there: bool


def place_for(name: str, looker: Looker) -> Place | None:
    """Where an entry for a file has its place: in its settings, or in new ones at the top of its
    repository. None where settings are not asked, or are wrong already."""
    if looker.asked.no_config:
        return None
    try:
        settings = looker.settings(name)
    except DebiasError:
        return None
    if settings is not None:
        path = os.path.abspath(settings.path)  # noqa: PTH100
        return Place(path, settings.folder, True)
    folder = home_of(os.path.dirname(os.path.abspath(name)))  # noqa: PTH100, PTH120
    return Place(os.path.join(folder, NAME), folder, False)  # noqa: PTH118


def entry_for(
    finding: Finding,
    looker: Looker,
    name: str,
    before: Looked,
    positions: Positions,
    place: Place,
    source: str,
) -> Insertion | None:
    """The entry to put in the settings, whose text is `source`, with the reason left for its
    writer. None where it would not do."""
    path = os.path.relpath(os.path.abspath(name), place.folder).replace(os.sep, "/")  # noqa: PTH100
    known = _read(place, source)
    if known is None or path.startswith("../"):
        return None
    written = (
        f"- rule: {finding.rule}",
        f"  path: {_quoted('/' + _SPECIAL.sub(_ESCAPED, path))}",
        f"  quote: {_quoted(' '.join(finding.quote.split()))}",
        "  reason: ",
    )
    at, head, indent = _end(source)
    entry = head + "\n".join(indent + line for line in written)
    tried = _read(place, f"{source[:at]}{entry}{_quoted('tried out')}\n{source[at:]}")
    if (
        tried is None
        or len(tried.suppress) != len(known.suppress) + 1
        or not allows_only(finding, before, looker.look(name, positions.text, tried))
    ):
        return None
    return Insertion(at, f"{entry}{_quoted('')}\n")


def _end(source: str) -> tuple[int, str, str]:
    """Where an entry is put in, with what stands before it there and how it is indented."""
    found = _LIST.search(source)
    if found is not None:
        return found.start(1), "", found[1]
    ended = not source or source.endswith(("\n", "\r"))
    return len(source), ("" if ended else "\n") + "suppress:\n", "  "


def _read(place: Place, source: str) -> Settings | None:
    try:
        return parsed(place.path, source.encode(), place.folder)
    except DebiasError:
        return None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
