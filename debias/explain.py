"""What there is to say about a rule, as sections that a command can lay out."""

from __future__ import annotations

from debias.records import NamedTuple
from debias.reports.saying import cited
from debias.rule import Rule, RuleSet


class Section(NamedTuple):
    """A heading and its entries; each is one paragraph, or one item of a list."""

    heading: str
    entries: tuple[str, ...]
    listed: bool = False


def page(rule: Rule, ruleset: RuleSet) -> tuple[Section, ...]:
    """All sections of a rule's page, in reading order; empty ones are left out."""
    packs = {pack.id: pack for pack in ruleset.packs}
    guards = {guard.id: guard.about for guard in ruleset.guards}
    pack = packs[rule.pack]
    sections = (
        Section("What it says", (rule.say.replace("{quote}", "…").replace("{detail}", "…"),)),
        Section("Why", tuple(part for part in rule.why.split("\n\n") if part.strip())),
        Section("Ask", rule.ask, listed=True),
        Section("Try instead", rule.instead, listed=True),
        Section("Principles", tuple(_principles(rule, ruleset)), listed=True),
        Section("Standing", (rule.guidance.replace("-", " "),) if rule.guidance else ()),
        Section("Where it looks", tuple(_where(rule, ruleset))),
        Section("It flags", tuple(example.text for example in rule.flag), listed=True),
        Section("It leaves alone", tuple(example.text for example in rule.allow), listed=True),
        Section(
            "It is silent in",
            tuple(guards[guard].rstrip(".") for guard in rule.guards if guard in guards),
            listed=True,
        ),
        Section("Sources", tuple(map(cited, rule.sources)), listed=True),
        Section(
            "About this rule",
            (
                f"It belongs to the pack {pack.id} ({pack.title}), has the severity "
                f"{rule.severity} and was last reviewed on {rule.reviewed}."
                + ("" if rule.default else " It is off unless it is selected by name."),
                f"To leave it out: debias check PATH --ignore {rule.name}"
                if rule.default
                else f"To switch it on: debias check PATH --select {rule.name}",
            ),
        ),
    )
    return tuple(section for section in sections if section.entries)


def _principles(rule: Rule, ruleset: RuleSet) -> list[str]:
    about = {principle.number: principle for principle in ruleset.principles}
    return [
        f"{number} {about[number].name}: {about[number].statement}"
        for number in rule.principles
        if number in about
    ]


def _where(rule: Rule, ruleset: RuleSet) -> list[str]:
    titles = {kind.id: kind.title for kind in ruleset.kinds}
    where = rule.where
    said = []
    if where.documents:
        said.append(f"In {_listed([titles.get(kind, kind) for kind in where.documents])}.")
    if where.not_documents:
        said.append(f"Not in {_listed([titles.get(kind, kind) for kind in where.not_documents])}.")
    if where.blocks:
        said.append(f"In parts of this kind: {_listed(list(where.blocks))}.")
    if rule.areas != ("all",):
        said.append(f"Clinical areas: {_listed([area.replace('-', ' ') for area in rule.areas])}.")
    return said


def _listed(names: list[str]) -> str:
    return ", ".join(names)
