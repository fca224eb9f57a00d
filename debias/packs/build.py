"""Making a rule of what is written: every value checked, every phrase turned into a probe."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from debias.checks import REGISTRY, check_for
from debias.document import KINDS
from debias.packs import fields
from debias.packs.part import Part, did_you_mean
from debias.packs.shared import Shared
from debias.packs.source import Written
from debias.packs.sources import sources_of
from debias.rule import (
    GUIDANCE,
    SCOPES,
    SEVERITIES,
    WARNING,
    Example,
    Pack,
    Rule,
    Variant,
    Where,
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def rule_of(
    file: Written,
    rule_id: str,
    pack: Pack,
    pack_guards: tuple[str, ...],
    shared: Shared,
) -> Rule:
    """The rule in a file. Raises DebiasError with the line of what is wrong."""
    part = Part(file, shared.probes, "rule")
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
        where=_where(it.get("where", {}), part, shared),
        unless=_unless(it.get("unless", {}), part),
        guards=_guards(it.get("guards"), pack_guards, part, shared),
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
        sources=sources_of(it["sources"], part, shared.sources),
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
    try:
        if not _DATE.match(text):
            raise ValueError
        date.fromisoformat(text)
    except ValueError:
        hint = "Write it as 2026-11-24."
        raise part.wrong(f"'{text}' is not a date.", "reviewed", hint=hint) from None
    return text


def _one_or_more(it: dict[str, Any], key: str, part: Part) -> tuple[str, ...]:
    if key not in it:
        return ()
    if isinstance(it[key], str):
        return (part.text(it[key], key),)
    return tuple(part.texts(it[key], key))


def _where(value: Any, part: Part, shared: Shared) -> Where:  # noqa: ANN401
    it = part.mapping(value, fields.WHERE_KEYS, "where")
    blocks = enumerate(part.texts(it["blocks"], "where", "blocks") if "blocks" in it else [])
    return Where(
        blocks=tuple(part.choice(kind, KINDS, "where", "blocks", at) for at, kind in blocks),
        under=part.probe(it["under"], "where", "under") if "under" in it else -1,
        not_under=part.probe(it["not_under"], "where", "not_under") if "not_under" in it else -1,
        documents=_documents(it, "documents", part, shared),
        not_documents=_documents(it, "not_documents", part, shared),
    )


def _documents(it: dict[str, Any], key: str, part: Part, shared: Shared) -> tuple[str, ...]:
    if key not in it:
        return ()
    known = [kind.id for kind in shared.kinds]
    kinds = part.texts(it[key], "where", key)
    for at, kind in enumerate(kinds):
        if kind not in known:
            raise part.wrong(
                f"There is no kind of document '{kind}'.",
                "where",
                key,
                at,
                hint=did_you_mean(kind, known) or f"Use: {', '.join(sorted(known))}.",
            )
    return tuple(kinds)


def _unless(value: Any, part: Part) -> tuple[tuple[str, int], ...]:  # noqa: ANN401
    if isinstance(value, list):
        return (("sentence", part.probe(value, "unless")),)
    it = part.mapping(value, SCOPES, "unless")
    return tuple((scope, part.probe(phrases, "unless", scope)) for scope, phrases in it.items())


def _guards(
    value: Any,  # noqa: ANN401
    pack_guards: tuple[str, ...],
    part: Part,
    shared: Shared,
) -> tuple[str, ...]:
    if value is None:
        return pack_guards
    chosen = list(pack_guards)
    for at, written in enumerate(part.texts(value, "guards")):
        name = written.removeprefix("-").strip()
        check_guard(name, part, shared, at)
        if written.startswith("-"):
            chosen = [guard for guard in chosen if guard != name]
        elif name not in chosen:
            chosen.append(name)
    return tuple(chosen)


def check_guard(name: str, part: Part, shared: Shared, at: int) -> None:
    """Raise DebiasError where there is no guard of this name."""
    known = [guard.id for guard in shared.guards]
    if name not in known:
        hint = did_you_mean(name, known) or f"There are: {', '.join(sorted(known))}."
        raise part.wrong(f"There is no guard '{name}'.", "guards", at, hint=hint)


def _replace(value: Any, part: Part) -> dict[str, str]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise part.wrong(
            "'replace' must be a mapping.", "replace", hint="Use 'found: replacement'."
        )
    return {
        " ".join(found.lower().split()): part.text(words, "replace", found)
        for found, words in value.items()
    }


def _variants(value: Any, part: Part) -> tuple[Variant, ...]:  # noqa: ANN401
    variants = []
    for at, item in enumerate(part.items(value, "variants")):
        where = ("variants", at)
        it = part.mapping(item, ("severity", "when", "within", "say"), *where)
        if "when" not in it:
            hint = "Say which wording makes the difference."
            raise part.wrong("The variant has no 'when'.", *where, hint=hint)
        variants.append(
            Variant(
                part.choice(it.get("severity", WARNING), SEVERITIES, *where, "severity"),
                part.choice(it.get("within", "sentence"), SCOPES, *where, "within"),
                part.probe(it.get("when"), *where, "when"),
                part.text(it["say"], *where, "say") if "say" in it else "",
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
    for at, example in enumerate(parsed["allow"]):
        if "[[" in example.text:
            raise part.wrong(
                "A passage to allow marks words.",
                "examples",
                "allow",
                at,
                hint="Take [[ and ]] out, or move the passage to 'flag'.",
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
    return Example(it["text"], part.text(it["by"], *where, "by") if "by" in it else "")
