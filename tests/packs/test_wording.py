"""What rules say: examples, questions, sources to be read, no wording that a rule points at."""

from __future__ import annotations

import re

import pytest

from debias import packs, readers
from debias.engine import check
from debias.rule import Rule

RULES = packs.load().rules
# Hosts that no reader can reach, by their form: those that end in a dot, staging and development
# servers, a supplier's own name for a site, and pages kept by a proxy.
NOT_PUBLIC = re.compile(
    r"https?://[^/]*(?:\.(?=/|$)|staging|\bdev\b|azurewebsites|localhost|proxy)"
)
PLURAL = ("s", "women", "people", "cervices")
NATIONAL = ("current-national-guidance", "national-programme")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert len(rule.flag) >= 4
    assert len(rule.allow) >= 4
    assert rule.sources
    assert rule.principles


def test_no_suggested_wording_is_flagged() -> None:
    ruleset = packs.load()
    flagged = []
    for rule in ruleset.rules:
        texts = "\n\n".join((*rule.instead, *rule.replace.values())) or "None."
        with readers.read("wording.md", texts.encode()) as document:
            found = check(document, ruleset).findings
        flagged += [(rule.id, finding.rule, finding.quote) for finding in found]
    assert flagged == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_sources_have_public_addresses(rule: Rule) -> None:
    assert [source.url for source in rule.sources if NOT_PUBLIC.match(source.url)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_to_ask_is_a_question(rule: Rule) -> None:
    assert [words for words in rule.ask if "?" not in words] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_national_guidance_is_asked_about_and_never_replaced(rule: Rule) -> None:
    if rule.guidance in NATIONAL:
        assert rule.severity != "error"
        assert rule.replace == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_replacement_agrees_with_the_article_before_it(rule: Rule) -> None:
    """`a failed induction` must not become `a unsuccessful induction`; plurals have no article."""
    wrong = {
        found: words
        for found, words in rule.replace.items()
        if not found.endswith(PLURAL) and (found[0] in "aeiou") != (words[0].lower() in "aeiou")
    }
    assert wrong == {}
