"""Turning written values into checked ones, and wording into probes: the checks' `Builder`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from debias.emptiness import matches_nothing
from debias.errors import DebiasError
from debias.first_words import first_words
from debias.literals import common, needs
from debias.packs.known import NOTHING, Known, Starts
from debias.packs.source import Written
from debias.phrases import Lists, WordLists, pattern_of, pieces_of

_LIST = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_LARGEST_PATTERN = 500_000
"""Characters of a pattern with its word lists filled in; the largest of ours has 30,000."""


class Probes:
    """The probes of a rule set and the pieces they are made of, each kept once, by number. What is
    `known` of them from another rule set is taken from there."""

    def __init__(self, lists: Lists, known: Known = NOTHING) -> None:
        self.lists = WordLists(lists)
        self._known = known
        self.probes: list[tuple[int, ...]] = []
        self.pieces: list[str] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._piece_numbers: dict[str, int] = {}
        self._stand_ins: dict[str, tuple[str, ...]] = {}
        self._sizes: dict[str, int] = {}

    def number(self, phrases: Iterable[str]) -> int:
        """The number of the probe that matches any of the phrases."""
        phrases = list(phrases)
        self._measure(phrases, ())
        patterns = pieces_of(phrases, self.lists)
        pieces = tuple(self._piece(pattern) for pattern in patterns)
        if pieces not in self._numbers:
            if tuple(patterns) not in self._known.probes:
                self._try(phrases)
            self._numbers[pieces] = len(self.probes)
            self.probes.append(pieces)
        return self._numbers[pieces]

    def _piece(self, pattern: str) -> int:
        if pattern not in self._piece_numbers:
            self._piece_numbers[pattern] = len(self.pieces)
            self.pieces.append(pattern)
        return self._piece_numbers[pattern]

    def _try(self, phrases: list[str]) -> None:
        """Raise DebiasError where the wording is no pattern, or matches anything."""
        if self._matches_nothing(phrases):
            raise DebiasError("This wording matches anything.", hint="Name at least one word.")

    def _matches_nothing(self, phrases: list[str]) -> bool:
        """Whether the wording matches where there are no words at all.

        Each word list is tried once and then stands for one word: reading the lists again in
        every pattern would take most of the time that reading the rules takes.
        """
        for name in {name for phrase in phrases for name in _LIST.findall(phrase)}:
            if name in self.lists and name not in self._stand_ins:
                nothing = self._matches_nothing(list(self.lists[name]))
                self._stand_ins[name] = ("re:(?:word)?" if nothing else "re:word",)
        return matches_nothing(pattern_of(phrases, self._stand_ins))

    def try_out(self, phrase: str, name: str) -> None:
        """Raise DebiasError where an entry of the word list `name` cannot be read."""
        self._measure([phrase], (name,))
        self._matches_nothing([phrase])

    def _measure(self, phrases: Iterable[str], within: tuple[str, ...]) -> int:
        """About how long the pattern is. Lists that unfold without end are found before they do."""
        size = 0
        for phrase in phrases:
            size += len(phrase)
            for name in _LIST.findall(phrase):
                if name in within:
                    raise DebiasError(
                        f"The word list '{name}' refers to itself.", hint="Break the circle."
                    )
                if name in self.lists and name not in self._sizes:
                    self._sizes[name] = self._measure(self.lists[name], (*within, name))
                size += self._sizes.get(name, 0)
            if size > _LARGEST_PATTERN:
                raise DebiasError(
                    "This wording is too much for one pattern once its word lists are filled in.",
                    hint="Use shorter lists, or split the rule.",
                )
        return size

    def words(self) -> tuple[
        tuple[tuple[int, ...], ...], tuple[int, ...], tuple[tuple[str, ...], ...]
    ]:  # fmt: skip
        """For each piece, the numbers of the sets of word starts without which it cannot match,
        and of the set with which it begins, or -1; and these sets."""
        numbers: dict[tuple[str, ...], int] = {}
        needed = []
        begins = []
        for pattern in self.pieces:
            sets, first = self._known.words.get(pattern) or _words(pattern)
            needed.append(tuple(numbers.setdefault(starts, len(numbers)) for starts in sets))
            begins.append(numbers.setdefault(first, len(numbers)) if first else -1)
        return tuple(needed), tuple(begins), tuple(numbers)


def _words(pattern: str) -> tuple[tuple[Starts, ...], Starts]:
    """The sets of word starts that a pattern needs, and the one that it begins with."""
    first = first_words(pattern)
    sets = needs(pattern)
    if first and first not in sets and not common(first):
        sets = (*sets, first)
    return sets, first


class Part:
    """One YAML file being turned into values: the checks' `Builder`. `thing` is what it holds."""

    def __init__(self, file: Written, probes: Probes, thing: str = "file") -> None:
        self.file = file
        self._probes = probes
        self._thing = thing

    def _name(self, where: tuple[str | int, ...]) -> str:
        names = [part for part in where if isinstance(part, str)]
        return f"'{names[-1]}'" if names else f"The {self._thing}"

    def wrong(self, message: str, *where: str | int, hint: str = "") -> DebiasError:
        return self.file.wrong(message, *where, hint=hint)

    def probe(self, phrases: Any, *where: str | int) -> int:  # noqa: ANN401
        texts = self.texts(phrases, *where)
        try:
            return self._probes.number(texts)
        except DebiasError:
            self._blame(texts, where)
            raise

    def try_out(self, phrases: Any, *where: str | int) -> None:  # noqa: ANN401
        """Raise DebiasError where an entry of a word list cannot be read."""
        for at, text in enumerate(self.texts(phrases, *where)):
            try:
                self._probes.try_out(text, str(where[-1]))
            except DebiasError as error:
                raise self.wrong(error.message, *where, at, hint=error.hint) from None

    def _blame(self, texts: list[str], where: tuple[str | int, ...]) -> None:
        """Raise the error of the one phrase that is wrong, with its line."""
        for at, text in enumerate(texts):
            try:
                self._probes.number([text])
            except DebiasError as error:
                raise self.wrong(error.message, *where, at, hint=error.hint) from None

    def text(self, value: Any, *where: str | int) -> str:  # noqa: ANN401
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{self._name(where)} must be text.", *where, hint="Write some words.")
        return " ".join(value.split()) if "\n" not in value.strip() else value.strip()

    def texts(self, value: Any, *where: str | int) -> list[str]:  # noqa: ANN401
        if not isinstance(value, list) or not value:
            raise self.wrong(
                f"{self._name(where)} must be a list.",
                *where,
                hint="Put each entry on a line with '- '.",
            )
        return [self.text(item, *where, at) for at, item in enumerate(value)]

    def items(self, value: Any, *where: str | int) -> list[Any]:  # noqa: ANN401
        if not isinstance(value, list):
            raise self.wrong(f"{self._name(where)} must be a list.", *where)
        return value

    def required(self, it: dict[str, Any], keys: Iterable[str], *where: str | int) -> None:
        """Raise DebiasError where a mapping lacks a key."""
        for key in keys:
            if key not in it:
                raise self.wrong(f"{self._name(where)} has no '{key}'.", *where, hint="Add it.")

    def number(self, value: Any, *where: str | int) -> int:  # noqa: ANN401
        if not isinstance(value, str) or not value.isdigit():
            raise self.wrong(f"{self._name(where)} must be a whole number.", *where)
        return int(value)

    def choice(self, value: Any, choices: Iterable[str], *where: str | int) -> str:  # noqa: ANN401
        options = list(choices)
        if value not in options:
            raise self.wrong(
                f"'{value}' is not one of the choices for {self._name(where)}.",
                *where,
                hint=did_you_mean(str(value), options) or f"Use one of: {', '.join(options)}.",
            )
        return str(value)

    def mapping(self, value: Any, keys: Iterable[str], *where: str | int) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise self.wrong(
                f"{self._name(where)} must be a mapping.", *where, hint="Write 'key: value' lines."
            )
        known = list(keys)
        for key in value:
            if key not in known:
                raise self.wrong(
                    f"'{key}' is not a key of {self._name(where).replace('The', 'the', 1)}.",
                    *where,
                    key,
                    hint=did_you_mean(key, known) or f"Use: {', '.join(known)}.",
                )
        return value


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names what was probably meant; "" where nothing is close."""
    close = get_close_matches(word, list(known), 1)
    return f"Did you mean '{close[0]}'?" if close else ""
