"""A wording stands in one rule of its pack: where two rules find the same words, rank decides which
reports them, and who mends one does not see the other."""

from __future__ import annotations

import itertools
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from debias.phrases import pieces_of

RULES = Path(__file__).resolve().parents[2] / "rules"
MOST = 400
"""A phrase with more spellings than this is a pattern of people or care, and no wording."""

# Pairs of rules that share wording on purpose, and why. Both find it; only one reports it.
SHARED: dict[frozenset[str], str] = {
    frozenset(("chart-colour-normal-pink", "colour-as-sign")): (
        "one reads the boxes of charts, the other sentences; what is fair differs"
    ),
    frozenset(("bruising-visibility", "erythema-redness-only")): (
        "a red mark is a bruise or redness, as the words around it say"
    ),
    frozenset(("erythema-redness-only", "nonblanching-rash-skin-tone")): (
        "a red rash is redness, and spots in a check for meningitis"
    ),
}


class _TooManyError(Exception):
    pass


def spelled(pattern: str) -> set[str]:
    """All that a pattern matches, if it can be written down; hyphens and spaces count as one."""
    try:
        found = _strings(parser.parse(pattern))
    except (_TooManyError, parser.error):
        return set()
    return {" ".join(text.replace("-", " ").lower().split()) for text in found}


def _strings(tree: Any) -> set[str]:
    found = {""}
    for kind, value in tree:
        found = {a + b for a, b in itertools.product(found, _part(kind, value))}
        if len(found) > MOST:
            raise _TooManyError
    return found


def _part(kind: Any, value: Any) -> set[str]:
    if kind is code.LITERAL:
        return {chr(value)}
    if kind is code.AT:
        return {""}
    if kind is code.IN:
        return _one_of(value)
    if kind is code.BRANCH:
        return set().union(*(_strings(branch) for branch in value[1]))
    if kind is code.SUBPATTERN:
        return _strings(value[3])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[1] == 1:
        return _strings(value[2]) | ({""} if value[0] == 0 else set())
    raise _TooManyError


def _one_of(items: Any) -> set[str]:
    found = set()
    for kind, value in items:
        if kind is code.LITERAL:
            found.add(chr(value))
        elif kind is code.CATEGORY and value is code.CATEGORY_SPACE:
            found.add(" ")
        else:
            raise _TooManyError
    return found


def wordings(rule: dict[str, Any]) -> list[tuple[str, str]]:
    """What a rule looks for, each with the company it needs."""
    found = [(phrase, "") for phrase in rule.get("phrases", [])]
    near = rule.get("near", [])
    for entry in near if isinstance(near, list) else [near]:
        company = (
            yaml.safe_dump([entry.get("with"), entry.get("within")]) if "with" in entry else ""
        )
        found += [(phrase, company) for phrase in entry["find"]]
    return found


def packs_of_ours() -> list[Path]:
    return sorted(path.parent for path in RULES.glob("*/pack.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("pack", packs_of_ours(), ids=lambda path: path.name)
def test_no_wording_stands_in_two_rules_of_a_pack(pack: Path) -> None:
    lists = yaml.load((RULES / "lists.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    over: set[frozenset[str]] = set()
    for path in sorted(pack.glob("*.yaml")):
        if path.name == "pack.yaml":
            continue
        rule = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        over |= {frozenset((path.stem, other)) for other in rule.get("over", [])}
        for phrase, company in wordings(rule):
            for piece in pieces_of([phrase], {name: tuple(one) for name, one in lists.items()}):
                for text in spelled(piece):
                    holders[text, company].add(path.stem)
    twice = sorted(
        f"'{text}' stands in {' and '.join(sorted(rules))}"
        for (text, _), rules in holders.items()
        if len(rules) > 1
        and not all(
            frozenset(pair) in SHARED or frozenset(pair) in over
            for pair in itertools.combinations(rules, 2)
        )
    )
    assert not twice, "\n".join(twice)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"(?:\bre[- ]?fused\b|\bno)", {"re fused", "refused", "no"}),
        (
            r"poor (?:push|vein)s?",
            {"poor push", "poor pushs", "poor vein", "poor veins"},
        ),
        (r"\w+ late", set()),
        (r"(?<=x)late", set()),
    ],
)
def test_spellings_are_written_down_where_they_are_few(pattern: str, found: set[str]) -> None:
    assert spelled(pattern) == found
