"""Rules and principles as a SARIF log describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from debias.finding import Finding
from debias.reports.cleaning import one_line
from debias.reports.saying import cited
from debias.rule import Rule, RuleSet

PRINCIPLES = "NHS Race and Health Observatory anti-racism principles"


def driver_rules(
    findings: Iterable[Finding], ruleset: RuleSet, levels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """All rules of the set with their help, then what findings say of rules not in it."""
    made = {rule.name: _rule(rule, levels) for rule in ruleset.rules}
    for finding in findings:
        if finding.rule not in made:
            made[finding.rule] = {
                "id": finding.rule,
                "shortDescription": {"text": one_line(finding.title)},
                "help": {"text": finding.why or finding.title},
            }
    return list(made.values())


def principles(ruleset: RuleSet) -> dict[str, Any]:
    """The principles as a taxonomy that rules relate to."""
    return {
        "name": PRINCIPLES,
        "shortDescription": {"text": "What each finding speaks to."},
        "taxa": [
            {
                "id": str(each.number),
                "name": one_line(each.name),
                "shortDescription": {"text": one_line(each.statement or each.name)},
            }
            for each in ruleset.principles
        ],
    }


def _rule(rule: Rule, levels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": rule.name,
        "name": rule.id,
        "shortDescription": {"text": one_line(rule.title)},
        "fullDescription": {"text": one_line(rule.why) or one_line(rule.title)},
        "help": {"text": _help(rule, "- {}"), "markdown": _help(rule, "- {}", "**{}**")},
        "defaultConfiguration": {"level": levels.get(rule.severity, "note")},
        "relationships": [
            {
                "target": {"id": str(number), "toolComponent": {"name": PRINCIPLES}},
                "kinds": ["relevant"],
            }
            for number in rule.principles
        ],
        "properties": {"tags": [rule.pack, *(f"principle-{n}" for n in rule.principles)]},
    }


def _help(rule: Rule, item: str, heading: str = "{}") -> str:
    sources = [cited(source) for source in rule.sources]
    lines = [one_line(rule.why)]
    for title, texts in (("Ask", rule.ask), ("Try instead", rule.instead), ("Sources", sources)):
        if texts:
            shown = (item.format(one_line(text)) for text in texts)
            lines += ["", heading.format(title), "", *shown]
    return "\n".join(lines).strip() or one_line(rule.title)
