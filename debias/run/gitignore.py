"""Which files a `.gitignore` leaves out.

The pattern language is that of gitignore(5): `!` takes back, a slash at the end is for folders
only, a slash elsewhere ties the pattern to its folder, `**` stands for any folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from debias import files
from debias.records import NamedTuple

_MOST = 1_000_000  # bytes of one .gitignore


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    keeps: bool
    folders_only: bool


class Ignored(NamedTuple):
    """The patterns of one folder's `.gitignore`; `prefix` is the folder, ending in a slash."""

    prefix: str
    patterns: tuple[_Pattern, ...]

    def says(self, path: str, *, is_folder: bool) -> bool | None:
        """True: left out, False: taken back, None: nothing said. `path` has forward slashes."""
        if not path.startswith(self.prefix):
            return None
        inner = path[len(self.prefix) :]
        for pattern in reversed(self.patterns):
            if (is_folder or not pattern.folders_only) and pattern.regex.match(inner):
                return not pattern.keeps
        return None


def left_out(path: str, levels: tuple[Ignored, ...], *, is_folder: bool) -> bool:
    """Whether a path is ignored: the innermost folder that says anything decides."""
    for level in reversed(levels):
        said = level.says(path, is_folder=is_folder)
        if said is not None:
            return said
    return False


def of_folder(folder: str) -> tuple[Ignored, ...]:
    """The patterns of a folder's own `.gitignore`: one level, or none."""
    try:
        data = files.content(os.path.join(folder, ".gitignore"), _MOST)  # noqa: PTH118
    except OSError:
        return ()
    lines = data.decode("utf-8", "replace").splitlines()
    level = of_lines(folder, lines)
    return (level,) if level.patterns else ()


def of_lines(folder: str, lines: Iterable[str]) -> Ignored:
    """The level that some patterns make in an absolute folder."""
    patterns = tuple(pattern for line in lines if (pattern := _pattern(line)) is not None)
    return Ignored(folder.replace(os.sep, "/").rstrip("/") + "/", patterns)


def names(level: Ignored, path: str) -> bool:
    """Whether a level names an absolute path of a file, or a folder that it is in."""
    path = path.replace(os.sep, "/")
    if not path.startswith(level.prefix):
        return False
    at = path.find("/", len(level.prefix))
    while at >= 0:
        if level.says(path[:at], is_folder=True):
            return True
        at = path.find("/", at + 1)
    return bool(level.says(path, is_folder=False))


def above(folder: str) -> tuple[Ignored, ...]:
    """The levels that hold in an absolute folder: from its repository's root down to its parent;
    outside a repository none."""
    parents: list[str] = []
    here = folder
    while not os.path.exists(os.path.join(here, ".git")):  # noqa: PTH110, PTH118
        parent = os.path.dirname(here)  # noqa: PTH120
        if parent == here:
            return ()
        parents.append(parent)
        here = parent
    return tuple(level for parent in reversed(parents) for level in of_folder(parent))


def _pattern(line: str) -> _Pattern | None:
    line = re.sub(r"(?<!\\)\s+\Z", "", line)
    if not line or line.startswith("#"):
        return None
    keeps = line.startswith("!")
    body = line[1:] if keeps else line
    folders_only = body.endswith("/")
    body = body.rstrip("/")
    if not body:
        return None
    anywhere = "/" not in body
    body = body.removeprefix("/")
    try:
        regex = re.compile(("(?:.*/)?" if anywhere else "") + _translated(body) + r"\Z", re.S)
    except re.error:
        return None
    return _Pattern(regex, keeps, folders_only)


_PIECE = re.compile(
    r"(?P<start>\A\*\*/)|(?P<end>/\*\*\Z)|(?P<middle>/\*\*/)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^]?)(?P<set>\]?[^\]/]*)\]|\\(?P<literal>.)|(?P<other>.)",
    re.S,
)


def _translated(glob: str) -> str:
    parts = []
    for piece in _PIECE.finditer(glob):
        kind = piece.lastgroup
        if kind == "start":
            parts.append("(?:.*/)?")
        elif kind == "end":
            parts.append("/.+")
        elif kind == "middle":
            parts.append("/(?:.*/)?")
        elif kind == "star":
            parts.append("[^/]*")
        elif kind == "one":
            parts.append("[^/]")
        elif kind == "set":
            inside = piece["set"].replace("\\", r"\\").replace("[", r"\[")
            if inside.startswith("]"):
                inside = "\\" + inside
            parts.append(f"[{'^/' if piece['not'] else ''}{inside}]")
        else:
            parts.append(re.escape(piece["literal"] or piece["other"]))
    return "".join(parts)
