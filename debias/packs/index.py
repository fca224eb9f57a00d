"""Writing `rules/README.md`: every rule by pack, principle and clinical area, so that gaps show.

python -m debias.packs.index > rules/README.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from debias import packs
from debias.packs.fields import AREAS, KEYS
from debias.rule import Rule, RuleSet


def page(ruleset: RuleSet, about: str, left_out: str) -> str:
    """The whole page, in Markdown: how a rule is written, the index, what has no rule and why."""
    return "\n".join([*_lines(ruleset, about, left_out), ""])


def _lines(ruleset: RuleSet, about: str, left_out: str) -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield "<!-- Made by `python -m debias.packs.index`; a test compares. Do not edit by hand. -->"
    yield ""
    on = sum(rule.default for rule in ruleset.rules)
    yield (
        f"{len(ruleset.rules)} rules in {len(ruleset.packs)} packs; {on} run unless switched off, "
        "the others are switched on by name. `debias explain RULE` prints a rule as a page."
    )
    yield from ("", about.strip(), "")
    yield from _keys()
    yield from _by_pack(ruleset)
    yield from _by_principle(ruleset)
    yield from _by_area(ruleset)
    yield from ("", left_out.strip())


def _keys() -> Iterator[str]:
    yield "## The keys of a rule"
    yield from ("", "| key | must | what |", "|---|---|---|")
    for name, key in KEYS.items():
        yield f"| `{name}` | {'yes' if key.required else ''} | {key.about} |"
    yield ""
    yield (
        "and exactly one way of looking: `phrases`, `near`, `pattern`, `missing` or `options`. "
        "[schema.json](schema.json) says all of this to an editor."
    )
    yield ""


def _by_pack(ruleset: RuleSet) -> Iterator[str]:
    yield "## By pack"
    for pack in ruleset.packs:
        yield from ("", f"### {pack.id}", "", pack.about, "")
        yield from ("| rule | severity | principles | what it finds |", "|---|---|---|---|")
        for rule in _of(ruleset, pack.id):
            severity = rule.severity + ("" if rule.default else " (off)")
            numbers = ", ".join(map(str, rule.principles))
            name = f"[`{rule.id}`]({rule.pack}/{rule.id}.yaml)"
            yield f"| {name} | {severity} | {numbers} | {rule.title} |"
    yield ""


def _of(ruleset: RuleSet, pack: str) -> list[Rule]:
    return sorted((rule for rule in ruleset.rules if rule.pack == pack), key=lambda rule: rule.id)


def _by_principle(ruleset: RuleSet) -> Iterator[str]:
    yield from ("## By principle", "")
    for principle in ruleset.principles:
        its = [rule.id for rule in ruleset.rules if principle.number in rule.principles]
        yield f"{principle.number}. **{principle.name}** ({len(its)} rules). {principle.statement}"
    yield ""


def _by_area(ruleset: RuleSet) -> Iterator[str]:
    yield from ("## Principles and clinical areas", "")
    numbers = [principle.number for principle in ruleset.principles]
    yield "How many rules speak to a principle in an area; an empty cell is a gap."
    yield from ("", "| area | " + " | ".join(map(str, numbers)) + " |")
    yield "|---|" + "---|" * len(numbers)
    for area in AREAS:
        counts = [
            sum(area in rule.areas and number in rule.principles for rule in ruleset.rules)
            for number in numbers
        ]
        yield f"| {area} | " + " | ".join(str(count or "") for count in counts) + " |"


def built_in_page() -> str:
    """The page for the rules that come with debias."""
    from debias.packs.files import built_in  # noqa: PLC0415 - only here

    folder = Path(built_in())
    return page(
        packs.load(),
        (folder / "how-to-write.md").read_text(encoding="utf-8"),
        (folder / "left-out.md").read_text(encoding="utf-8"),
    )


if __name__ == "__main__":
    sys.stdout.write(built_in_page())
