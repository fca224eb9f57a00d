"""Making rules of what is written: every value checked, every phrase turned into a probe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from debias.checks import REGISTRY, check_for
from debias.document import KINDS
from debias.errors import DebiasError
from debias.literals import needs
from debias.packs import fields
from debias.packs.source import Written
from debias.phrases import Lists, pattern_of
from debias.rule import (
    GUIDANCE,
    SCOPES,
    SEVERITIES,
    WARNING,
    Example,
    Pack,
    Rule,
    Source,
    Variant,
    Where,
)
from debias.wording import compiled

_LIST = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class Probes:
    """The patterns of a rule set, each kept once and known by its number."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.patterns: list[str] = []
        self._numbers: dict[str, int] = {}
        self._stand_ins: dict[str, tuple[str, ...]] = {}

    def number(self, phrases: Iterable[str]) -> int:
        """The number of the pattern that matches any of the phrases."""
        phrases = list(phrases)
        pattern = pattern_of(phrases, self.lists)
        if pattern not in self._numbers:
            self._try(phrases)
            self._numbers[pattern] = len(self.patterns)
            self.patterns.append(pattern)
        return self._numbers[pattern]

    def _try(self, phrases: list[str]) -> None:
        """Raise DebiasError where the wording is no pattern, or matches anything."""
        if self._matches_nothing(phrases):
            raise DebiasError("This wording matches anything.", hint="Name at least one word.")

    def _matches_nothing(self, phrases: list[str]) -> bool:
        """Whether the wording matches where there are no words at all.

        Each word list is tried once and then stands for one word: compiling the lists again in
        every pattern would take most of the time that reading the rules takes.
        """
        for name in {name for phrase in phrases for name in _LIST.findall(phrase)}:
            if name not in self._stand_ins:
                nothing = self._matches_nothing(list(self.lists[name]))
                self._stand_ins[name] = ("re:(?:word)?" if nothing else "re:word",)
        return compiled(pattern_of(phrases, self._stand_ins)).search("") is not None

    def needs(self) -> tuple[tuple[str, ...] | None, ...]:
        """For each pattern, the word starts without which it cannot match."""
        return tuple(needs(pattern) for pattern in self.patterns)


class Part:
    """One YAML file being turned into values: the checks' `Builder`."""

    def __init__(self, file: Written, probes: Probes) -> None:
        self.file = file
        self._probes = probes

    def wrong(self, message: str, *where: str | int, hint: str = "") -> DebiasError:
        return self.file.wrong(message, *where, hint=hint)

    def probe(self, phrases: Any, *where: str | int) -> int:  # noqa: ANN401
        texts = self.texts(phrases, *where)
        try:
            return self._probes.number(texts)
        except DebiasError:
            self._blame(texts, where)
            raise

    def _blame(self, texts: list[str], where: tuple[str | int, ...]) -> None:
        """Raise the error of the one phrase that is wrong, with its line."""
        for at, text in enumerate(texts):
            try:
                self._probes.number([text])
            except DebiasError as error:
                raise self.wrong(error.message, *where, at, hint=error.hint) from None

    def text(self, value: Any, *where: str | int) -> str:  # noqa: ANN401
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"'{_name(where)}' must be text.", *where, hint="Write some words.")
        return " ".join(value.split()) if "\n" not in value.strip() else value.strip()

    def texts(self, value: Any, *where: str | int) -> list[str]:  # noqa: ANN401
        if not isinstance(value, list) or not value:
            raise self.wrong(
                f"'{_name(where)}' must be a list.",
                *where,
                hint="Put each entry on a line with '- '.",
            )
        return [self.text(item, *where, at) for at, item in enumerate(value)]

    def items(self, value: Any, *where: str | int) -> list[Any]:  # noqa: ANN401
        if not isinstance(value, list):
            raise self.wrong(f"'{_name(where)}' must be a list.", *where)
        return value

    def number(self, value: Any, *where: str | int) -> int:  # noqa: ANN401
        if not isinstance(value, str) or not value.isdigit():
            raise self.wrong(f"'{_name(where)}' must be a whole number.", *where)
        return int(value)

    def choice(self, value: Any, choices: Iterable[str], *where: str | int) -> str:  # noqa: ANN401
        options = list(choices)
        if value not in options:
            raise self.wrong(
                f"'{value}' is not one of the choices for '{_name(where)}'.",
                *where,
                hint=_did_you_mean(str(value), options) or f"Use one of: {', '.join(options)}.",
            )
        return str(value)

    def mapping(self, value: Any, keys: Iterable[str], *where: str | int) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise self.wrong(
                f"'{_name(where)}' must be a mapping.", *where, hint="Use 'key: value'."
            )
        known = list(keys)
        for key in value:
            if key not in known:
                raise self.wrong(
                    f"'{key}' is not a key of '{_name(where)}'.",
                    *where,
                    key,
                    hint=_did_you_mean(key, known) or f"Use: {', '.join(known)}.",
                )
        return value


def _name(where: tuple[str | int, ...]) -> str:
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else "the file"


def _did_you_mean(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, 1)
    return f"Did you mean '{close[0]}'?" if close else ""


def rule_of(
    file: Written,
    rule_id: str,
    pack: Pack,
    pack_guards: tuple[str, ...],
    probes: Probes,
    sources: Mapping[str, Source],
) -> Rule:
    """The rule in a file. Raises DebiasError with the line of what is wrong."""
    part = Part(file, probes)
    if file.value is None:
        raise part.wrong("This rule is empty.", hint="See rules/README.md for what a rule holds.")
    it = part.mapping(file.value, [*fields.KEYS, *REGISTRY])
    for key, about in fields.KEYS.items():
        if about.required and key not in it:
            raise part.wrong(f"The rule has no '{key}'.", hint=about.about)
    ways = [way for way in REGISTRY if way in it]
    if len(ways) != 1:
        raise part.wrong(
            f"A rule has exactly one way of looking, and this has {len(ways)}.",
            *(ways[1:2]),
            hint=f"Use one of: {', '.join(REGISTRY)}.",
        )
    if "ask" not in it and "instead" not in it:
        raise part.wrong("The rule says neither what to ask nor what to write instead.",
                         hint="Add 'ask' or 'instead'.")  # fmt: skip
    flag, allow, examples_as = _examples(it["examples"], part)
    return Rule(
        id=rule_id,
        pack=pack.id,
        family=pack.family,
        title=part.text(it["title"], "title"),
        severity=part.choice(it["severity"], SEVERITIES, "severity"),
        principles=_principles(it["principles"], part),
        areas=tuple(
            part.choice(area, fields.AREAS, "areas", at)
            for at, area in enumerate(part.texts(it["areas"], "areas"))
        ),
        guidance=part.choice(it["guidance"], GUIDANCE, "guidance") if "guidance" in it else "",
        way=ways[0],
        looking=check_for(ways[0]).build(it[ways[0]], part),
        where=_where(it.get("where", {}), part),
        unless=_unless(it.get("unless", {}), part),
        guards=_guards(it.get("guards"), pack_guards, part),
        quotation=part.choice(it.get("quotation", "drop"), fields.QUOTATION, "quotation"),
        over=tuple(part.texts(it["over"], "over")) if "over" in it else (),
        gives_way=part.choice(it.get("gives_way", "overlap"), fields.GIVES_WAY, "gives_way"),
        once=part.choice(it["once"], fields.ONCE, "once") if "once" in it else "",
        default=part.choice(it.get("default", "on"), ("on", "off"), "default") == "on",
        say=part.text(it["say"], "say"),
        why=part.text(it["why"], "why"),
        ask=_one_or_more(it, "ask", part),
        instead=_one_or_more(it, "instead", part),
        replace=_replace(it.get("replace", {}), part),
        sources=_sources(it["sources"], part, sources),
        reviewed=_date(it["reviewed"], part),
        note=part.text(it["note"], "note") if "note" in it else "",
        flag=flag,
        allow=allow,
        examples_as=examples_as,
        variants=_variants(it.get("variants", []), part),
    )


def _principles(value: Any, part: Part) -> tuple[int, ...]:  # noqa: ANN401
    numbers = []
    for at, text in enumerate(part.texts(value, "principles")):
        if text not in {"1", "2", "3", "4", "5", "6", "7"}:
            raise part.wrong(
                f"There is no principle '{text}'.", "principles", at, hint="Use numbers 1 to 7."
            )
        numbers.append(int(text))
    return tuple(sorted(set(numbers)))


def _date(value: Any, part: Part) -> str:  # noqa: ANN401
    text = part.text(value, "reviewed")
    if not _DATE.match(text):
        raise part.wrong(f"'{text}' is not a date.", "reviewed", hint="Write it as 2026-11-24.")
    return text


def _one_or_more(it: dict[str, Any], key: str, part: Part) -> tuple[str, ...]:
    if key not in it:
        return ()
    if isinstance(it[key], str):
        return (part.text(it[key], key),)
    return tuple(part.texts(it[key], key))


def _where(value: Any, part: Part) -> Where:  # noqa: ANN401
    it = part.mapping(value, fields.WHERE_KEYS, "where")
    blocks = enumerate(part.texts(it["blocks"], "where", "blocks") if "blocks" in it else [])
    return Where(
        blocks=tuple(part.choice(kind, KINDS, "where", "blocks", at) for at, kind in blocks),
        under=part.probe(it["under"], "where", "under") if "under" in it else -1,
        not_under=part.probe(it["not_under"], "where", "not_under") if "not_under" in it else -1,
        documents=tuple(it.get("documents", ())),
        not_documents=tuple(it.get("not_documents", ())),
    )


def _unless(value: Any, part: Part) -> tuple[tuple[str, int], ...]:  # noqa: ANN401
    if isinstance(value, list):
        return (("sentence", part.probe(value, "unless")),)
    it = part.mapping(value, SCOPES, "unless")
    return tuple((scope, part.probe(phrases, "unless", scope)) for scope, phrases in it.items())


def _guards(value: Any, pack_guards: tuple[str, ...], part: Part) -> tuple[str, ...]:  # noqa: ANN401
    if value is None:
        return pack_guards
    chosen = list(pack_guards)
    for name in part.texts(value, "guards"):
        if name.startswith("-"):
            chosen = [guard for guard in chosen if guard != name[1:].strip()]
        elif name not in chosen:
            chosen.append(name)
    return tuple(chosen)


def _replace(value: Any, part: Part) -> dict[str, str]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise part.wrong(
            "'replace' must be a mapping.", "replace", hint="Use 'found: replacement'."
        )
    return {
        " ".join(found.lower().split()): part.text(words, "replace", found)
        for found, words in value.items()
    }


def _sources(value: Any, part: Part, register: Mapping[str, Source]) -> tuple[Source, ...]:  # noqa: ANN401
    sources = []
    items = part.items(value, "sources")
    if not items:
        raise part.wrong("The rule names no source.", "sources", hint="A rule needs one.")
    for at, item in enumerate(items):
        if isinstance(item, str):
            if item not in register:
                raise part.wrong(
                    f"There is no source '{item}' in sources.yaml.",
                    "sources",
                    at,
                    hint=_did_you_mean(item, list(register)) or "Add it there, or write it out.",
                )
            sources.append(register[item])
        else:
            sources.append(source_of(item, part, "sources", at))
    return tuple(sources)


def source_of(item: Any, part: Part, *where: str | int) -> Source:  # noqa: ANN401
    """A source that is written out."""
    it = part.mapping(item, ("title", "publisher", "year", "url", "checked"), *where)
    for key in ("title", "publisher"):
        if key not in it:
            raise part.wrong(f"The source has no '{key}'.", *where, hint="Say who published what.")
    url = it.get("url", "")
    if url and not re.match(r"https?://\S+\Z", url):
        raise part.wrong(
            f"'{url}' is not a web address.", *where, "url", hint="Begin with https://."
        )
    return Source(
        part.text(it["title"], *where, "title"),
        part.text(it["publisher"], *where, "publisher"),
        it.get("year", ""),
        url,
    )


def _variants(value: Any, part: Part) -> tuple[Variant, ...]:  # noqa: ANN401
    variants = []
    for at, item in enumerate(part.items(value, "variants")):
        where = ("variants", at)
        it = part.mapping(item, ("severity", "when", "within", "say"), *where)
        variants.append(
            Variant(
                part.choice(it.get("severity", WARNING), SEVERITIES, *where, "severity"),
                part.choice(it.get("within", "sentence"), SCOPES, *where, "within"),
                part.probe(it.get("when"), *where, "when"),
                it.get("say", ""),
            )
        )
    return tuple(variants)


def _examples(value: Any, part: Part) -> tuple[tuple[Example, ...], tuple[Example, ...], str]:  # noqa: ANN401
    it = part.mapping(value, fields.EXAMPLE_KEYS, "examples")
    parsed: dict[str, tuple[Example, ...]] = {}
    for key in ("flag", "allow"):
        if not it.get(key):
            raise part.wrong(
                f"The examples hold nothing to {key}.",
                "examples",
                hint="A rule needs both kinds: passages to flag and near misses to allow.",
            )
        parsed[key] = tuple(
            _example(item, part, key, at)
            for at, item in enumerate(part.items(it[key], "examples", key))
        )
    for at, example in enumerate(parsed["flag"]):
        if not re.search(r"\[\[.+?\]\]", example.text, re.S):
            raise part.wrong(
                "A passage to flag does not mark its words.",
                "examples",
                "flag",
                at,
                hint="Put [[ and ]] around exactly the words that must be pointed at.",
            )
    as_format = part.choice(it.get("as", "markdown"), fields.EXAMPLE_FORMATS, "examples", "as")
    return parsed["flag"], parsed["allow"], as_format


def _example(item: Any, part: Part, key: str, at: int) -> Example:  # noqa: ANN401
    where = ("examples", key, at)
    if isinstance(item, str):
        item = {"text": item}
    it = part.mapping(item, ("text", "by"), *where)
    if not isinstance(it.get("text"), str) or not it["text"].strip():
        raise part.wrong("An example is empty.", *where, hint="Write the passage.")
    return Example(it["text"], it.get("by", ""))
