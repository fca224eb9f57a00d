"""Reads a settings file, and says on which line what is wrong with it."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from typing import Any

from debias import files
from debias.errors import DebiasError
from debias.packs.files import LARGEST
from debias.packs.source import Written, written
from debias.packs.words import Words
from debias.settings import keys
from debias.settings.days import is_day
from debias.settings.keys import KEYS, Key
from debias.settings.model import Allowance, Choices, Name, Settings, Some


def read(path: str, shown: str | None = None) -> Settings:
    """The settings in a file, shown to people as `shown`. Raises DebiasError with the line."""
    shown = path if shown is None else shown
    try:
        data = files.content(path, LARGEST + 1)
    except FileNotFoundError:
        raise DebiasError(
            "There is no such settings file.",
            path=shown,
            hint="Check the path; `debias init` writes one.",
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DebiasError(f"The settings cannot be read ({reason}).", path=shown) from None
    return parsed(shown, data, os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120


def parsed(path: str, data: bytes, folder: str) -> Settings:
    """The settings in `data`, whose globs and files are relative to `folder`."""
    reading = _Reading(written(path, data))
    it = reading.mapping("", reading.file.value or {})
    return Settings(
        path=path,
        folder=folder,
        choices=reading.choices(it),
        paths=tuple(
            Some(tuple(name.text for name in entry["match"]), reading.choices(entry))
            for entry in it.get("paths", ())
        ),
        exclude=tuple(name.text for name in it.get("exclude", ())),
        rules=it.get("rules", ()),
        words=Words(path, reading.lists(), it["lists"]) if it.get("lists") else None,
        suppress=tuple(
            Allowance(
                entry["rule"],
                entry["reason"].text,
                entry["path"].text if "path" in entry else "",
                entry["quote"].text if "quote" in entry else "",
                entry["until"].text if "until" in entry else "",
                entry["line"],
            )
            for entry in it.get("suppress", ())
        ),
        baseline=it.get("baseline"),
        limits=it.get("limits", ()),
    )


class _Reading:
    """One file: turns what is written under each key into what the key is to hold."""

    def __init__(self, file: Written) -> None:
        self.file = file

    def wrong(self, message: str, where: tuple[str | int, ...], hint: str) -> DebiasError:
        return self.file.wrong(message, *where, hint=hint)

    def choices(self, it: dict[str, Any]) -> Choices:
        return Choices(
            it.get("select"),
            it.get("ignore", ()),
            it.get("severity", ()),
            it["fail-on"].text if "fail-on" in it else None,
            it["min-severity"].text if "min-severity" in it else None,
        )

    def mapping(self, place: str, value: Any, *where: str | int) -> dict[str, Any]:  # noqa: ANN401
        known = KEYS[place]
        if not isinstance(value, dict):
            raise self.wrong(
                "Here must be a mapping." if where else "The settings must be a mapping.",
                where,
                f"Write 'key: value' lines, with these keys: {', '.join(known)}.",
            )
        made: dict[str, Any] = {"line": self.file.line(*where)}
        for name, given in value.items():
            if name not in known:
                close = get_close_matches(name, known, 1, 0.5)
                hint = f"Did you mean '{close[0]}'?" if close else f"Use: {', '.join(known)}."
                raise self.wrong(f"'{name}' is not a key here.", (*where, name), hint)
            made[name] = self.value(known[name], given, (*where, name))
        for name, key in known.items():
            if key.needed and name not in made:
                raise self.wrong(f"This entry has no '{name}'.", where, f"Add it: {key.about}")
        return made

    def value(self, key: Key, given: Any, where: tuple[str | int, ...]) -> Any:  # noqa: ANN401
        if key.holds in (keys.NAMES, keys.TEXTS):
            return self.texts(given, where)
        if key.holds == keys.ENTRIES:
            if not isinstance(given, list):
                raise self.wrong(
                    f"'{where[-1]}' must be a list.", where, "Put each entry on a line with '- '."
                )
            return tuple(
                self.mapping(key.inner, entry, *where, at) for at, entry in enumerate(given)
            )
        if key.holds in (keys.SEVERITY_OF, keys.WORDS_OF, keys.NUMBERS_OF):
            return self.pairs(key, given, where)
        name = self.text(given, where)
        if key.holds == keys.CHOICE:
            self.choice(name, key, where)
        if key.holds == keys.DATE and not is_day(name.text):
            raise self.wrong(f"'{name.text}' is not a day.", where, "Write it as 2027-01-31.")
        return name

    def pairs(self, key: Key, given: Any, where: tuple[str | int, ...]) -> Any:  # noqa: ANN401
        if not isinstance(given, dict):
            raise self.wrong(
                f"'{where[-1]}' must be a mapping.", where, "Write 'name: value' lines under it."
            )
        made: list[Any] = []
        for name, inner in given.items():
            here = (*where, name)
            if key.holds == keys.WORDS_OF:
                self.texts(inner, here)
                made.append((name, self.file.line(*here)))
            elif key.holds == keys.NUMBERS_OF:
                made.append((name, self.number(name, key, inner, here)))
            else:
                severity = self.text(inner, here)
                self.choice(severity, key, here)
                made.append((Name(name, severity.line), severity.text))
        return tuple(made)

    def number(
        self,
        name: str,
        key: Key,
        given: Any,  # noqa: ANN401
        where: tuple[str | int, ...],
    ) -> float:
        if name not in key.choices:
            raise self.wrong(f"'{name}' is not a limit.", where, f"Use: {', '.join(key.choices)}.")
        try:
            number = float(self.text(given, where).text)
        except ValueError:
            number = 0.0
        if not 0 < number < float("inf"):
            raise self.wrong(f"'{name}' must be a number above 0.", where, "Write it as 120.")
        return number

    def choice(self, name: Name, key: Key, where: tuple[str | int, ...]) -> None:
        if name.text not in key.choices:
            raise self.wrong(
                f"'{name.text}' is not a severity here.", where, f"Use: {', '.join(key.choices)}."
            )

    def text(self, given: Any, where: tuple[str | int, ...]) -> Name:  # noqa: ANN401
        if not isinstance(given, str) or not given.strip():
            name = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
            raise self.wrong(f"'{name}' must be text.", where, "Write some words after it.")
        return Name(" ".join(given.split()), self.file.line(*where))

    def texts(self, given: Any, where: tuple[str | int, ...]) -> tuple[Name, ...]:  # noqa: ANN401
        if isinstance(given, list) and given:
            return tuple(self.text(item, (*where, at)) for at, item in enumerate(given))
        if isinstance(given, str) and given.strip():
            return (self.text(given, where),)
        raise self.wrong(
            f"'{where[-1]}' must be a list.", where, "Put each entry on a line with '- '."
        )

    def lists(self) -> str:
        """The words for word lists as a YAML file of their own, on the lines they have here."""
        lines: list[str] = []

        def put(line: int, text: str) -> None:
            lines.extend("" for _ in range(line - len(lines)))
            lines[-1] += text

        for name, words in self.file.value["lists"].items():
            items = words if isinstance(words, list) else [words]
            put(max(self.file.line("lists", name), len(lines) + 1), f"{_quoted(name)}: [")
            for at, word in enumerate(items):
                put(self.file.line("lists", name, at), f" {_quoted(word)},")
            put(len(lines), " ]")
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
