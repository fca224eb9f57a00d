"""Holding rules to their own examples: `debias test`."""

from __future__ import annotations

import re

from debias import readers
from debias.decision import by_default
from debias.engine import check
from debias.errors import DebiasError
from debias.records import NamedTuple
from debias.rule import Example, Rule, RuleSet
from debias.wording import normalise

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.S)
_OF_THE_DOCUMENT = ("missing", "options")
_NAMES = {"markdown": "example.md", "text": "example.txt", "html": "example.html"}


class Failure(NamedTuple):
    """An example that does not hold: what was expected, and what was found."""

    rule: str
    kind: str  # flag or allow
    number: int  # of the example, 1-based
    text: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    def __str__(self) -> str:
        expected = ", ".join(f"'{words}'" for words in self.expected) or "nothing"
        found = ", ".join(f"'{words}'" for words in self.found) or "nothing"
        return (
            f"{self.rule}: {self.kind} example {self.number}: expected {expected}, found {found}"
            f"\n    {' '.join(self.text.split())}"
        )


def failures(ruleset: RuleSet, rule: Rule) -> list[Failure]:
    """The examples of a rule that do not hold under that rule alone."""
    alone = ruleset._replace(rules=(rule,))
    return [
        failure
        for kind, examples in (("flag", rule.flag), ("allow", rule.allow))
        for number, example in enumerate(examples, 1)
        if (failure := _failure(alone, rule, kind, number, example)) is not None
    ]


def failures_together(ruleset: RuleSet, rule: Rule) -> list[Failure]:
    """The passages to flag that are lost when all rules run: at the marked words neither the rule
    itself nor the one that the example names reports anything."""
    lost = []
    for number, example in enumerate(rule.flag, 1):
        text = plain(example)
        expected = marked(example)
        reporters = {rule.name, rule.id, example.by}
        with readers.read(_NAMES[rule.examples_as], text.encode(), {}) as document:
            report = check(document, ruleset, lambda one: "" if one is rule else by_default(one))
        kept = [
            _folded(finding.quote)
            for finding in report.findings
            if {finding.rule, finding.rule.partition("/")[2]} & reporters
        ]
        elsewhere = rule.way in _OF_THE_DOCUMENT and bool(kept)  # shown at words of its own
        if not elsewhere and not all(
            any(_share_words(words, quote) for quote in kept) for words in expected
        ):
            found = tuple(f"{_folded(one.quote)} ({one.rule})" for one in report.findings)
            lost.append(Failure(rule.name, "flag", number, text, expected, found))
    return lost


def _share_words(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one in other or other in one or bool(set(one.split()) & set(other.split()))


def _failure(
    alone: RuleSet, rule: Rule, kind: str, number: int, example: Example
) -> Failure | None:
    text = plain(example)
    expected = marked(example) if kind == "flag" else ()
    try:
        found = quotes(alone, rule, text)
    except DebiasError as error:
        found = (f"an error: {error.message}",)
    if sorted(found) == sorted(expected):
        return None
    return Failure(rule.name, kind, number, text, expected, found)


def plain(example: Example) -> str:
    """The passage of an example without its marks."""
    return _MARKED.sub(lambda found: found[1], example.text)


def marked(example: Example) -> tuple[str, ...]:
    """The words that an example marks, folded for comparison, each once."""
    return tuple(dict.fromkeys(_folded(found) for found in _MARKED.findall(example.text)))


def quotes(ruleset: RuleSet, rule: Rule, text: str) -> tuple[str, ...]:
    """What the rules of a set point at in a passage, folded, each once."""
    name = _NAMES[rule.examples_as]
    with readers.read(name, text.encode(), {}) as document:
        report = check(document, ruleset, lambda _: "")
    return tuple(dict.fromkeys(_folded(finding.quote) for finding in report.findings))


def _folded(words: str) -> str:
    return " ".join(normalise(re.sub(r"[*_`|]", "", words)).text.split())
