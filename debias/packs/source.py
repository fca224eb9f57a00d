"""Reading YAML so that what is written is what is meant, and every value knows its line.

Every scalar stays a string (`NO`, `1:30` and `2026-11-24` are not turned into something else),
a doubled key is an error, and anchors and aliases are refused, so no file can unfold without end.
"""

from __future__ import annotations

from typing import Any

import yaml

from debias.errors import DebiasError
from debias.packs.files import LARGEST

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


class Written:
    """A YAML file: `value` in plain strings, lists and dicts, and the line of each part."""

    __slots__ = ("_lines", "path", "value")

    def __init__(self, path: str, value: Any, lines: dict[Path, int]) -> None:  # noqa: ANN401
        self.path = path
        self.value = value
        self._lines = lines

    def line(self, *where: str | int) -> int:
        """The line (1-based) of a part, or of the nearest part that holds it."""
        for length in range(len(where), -1, -1):
            if where[:length] in self._lines:
                return self._lines[where[:length]]
        return 1

    def wrong(self, message: str, *where: str | int, hint: str = "") -> DebiasError:
        """The error for a part of this file."""
        return DebiasError(message, path=self.path, line=self.line(*where), hint=hint)


def written(path: str, data: bytes) -> Written:
    """The YAML document in `data`. Raises DebiasError with the line of what is wrong."""
    if len(data) > LARGEST:
        raise DebiasError("This file is too large for a rule.", path=path, hint="Split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        raise DebiasError(
            "This file is not UTF-8 text.", path=path, line=at, hint="Save it as UTF-8."
        ) from None
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = error.problem or "it is not YAML"
        if "nesting depth" in problem:
            raise _too_deep(path, line) from None
        raise DebiasError(
            f"This is not readable YAML: {problem}.",
            path=path,
            line=line,
            hint="Check the indentation, quotes and colons on this line and the one above.",
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, RecursionError):
            raise _too_deep(path, 1) from None
        raise DebiasError(
            f"This is not readable YAML: {error}.", path=path, line=1, hint="Save it as plain text."
        ) from None
    lines: dict[Path, int] = {}
    if node is None:
        return Written(path, None, lines)
    reading = _Reading(path, lines)
    try:
        value = reading.plain(node, ())
    except RecursionError:
        raise _too_deep(path, 1) from None
    return Written(path, value, lines)


def _too_deep(path: str, line: int | None) -> DebiasError:
    return DebiasError("This file is nested too deeply.", path=path, line=line, hint="Flatten it.")


class _Reading:
    def __init__(self, path: str, lines: dict[Path, int]) -> None:
        self._path = path
        self._lines = lines
        self._seen: set[int] = set()

    def plain(self, node: Any, where: Path) -> Any:  # noqa: ANN401
        line = node.start_mark.line + 1
        self._lines[where] = line
        if id(node) in self._seen:
            raise DebiasError(
                "Anchors and aliases (& and *) are not used in rule packs.",
                path=self._path,
                line=line,
                hint="Write the value out, or make a word list.",
            )
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*where, at)) for at, item in enumerate(node.value)]
        return self._mapping(node, where)

    def _mapping(self, node: Any, where: Path) -> dict[str, Any]:  # noqa: ANN401
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise DebiasError(
                    "A key must be plain text.", path=self._path, line=line, hint="Use one word."
                )
            key = key_node.value
            if key in result:
                raise DebiasError(
                    f"The key '{key}' stands here twice.",
                    path=self._path,
                    line=line,
                    hint="Keep one of the two.",
                )
            result[key] = self.plain(value_node, (*where, key))
            self._lines[(*where, key)] = line
        return result
