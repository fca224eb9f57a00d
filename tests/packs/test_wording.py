"""What rules say: enough examples, sources, and no wording that another rule would point at."""

from __future__ import annotations

import pytest

from debias import packs, readers
from debias.engine import check
from debias.rule import Rule

RULES = packs.load().rules


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
        for text in (*rule.instead, *rule.replace.values()):
            with readers.read("wording.md", text.encode()) as document:
                found = check(document, ruleset).findings
            flagged += [(rule.id, finding.rule, finding.quote) for finding in found]
    assert flagged == []
