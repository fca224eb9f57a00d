"""A rule as the engine sees it: what to look for, where, and what to say."""

from __future__ import annotations

from typing import Any

from debias.records import NamedTuple

ERROR = "error"
WARNING = "warning"
SUGGESTION = "suggestion"
SEVERITIES = (SUGGESTION, WARNING, ERROR)
"""From the mildest to the gravest; compare with `weight`."""

GUIDANCE = (
    "withdrawn",
    "discredited",
    "not-in-national-guidance",
    "contested",
    "current-national-guidance",
    "national-programme",
    "national-standard",
    "legal-duty",
)

SCOPES = (
    "overlapping", "before", "after", "sentence", "nearby", "block", "row", "cells", "column",
    "list", "headings", "context", "around", "section", "document",
)  # fmt: skip
"""How far around a match to look. `before` and `after` stay in the sentence, `overlapping` is on
the words themselves, `nearby` is the sentence before to the two after, `headings` are the section
path, the list's lead-in, the table's headers and the form's label, `context` is the sentence, the
row and those headings together, `around` adds `nearby` and the document's title to it; `row` is
the whole block outside tables, `cells` are only the other cells of a row and the headers of its
own, `column` is the header of a cell's column or, where the table marks none, the column's first
cell."""


def weight(severity: str) -> int:
    """0 for a suggestion, 1 for a warning, 2 for an error."""
    return SEVERITIES.index(severity)


class Source(NamedTuple):
    title: str
    publisher: str
    year: str
    url: str


class Variant(NamedTuple):
    """Another severity, and perhaps another message, where `probe` is found in `scope`."""

    severity: str
    scope: str
    probe: int
    say: str = ""


class Example(NamedTuple):
    """A passage that a rule must flag, at exactly the words in [[ ]], or must leave alone.
    `by` names the rule that reports it instead when all rules run."""

    text: str
    by: str = ""


class Where(NamedTuple):
    """Which blocks and documents a rule looks at; empty or -1 means any."""

    blocks: tuple[str, ...] = ()
    under: int = -1
    not_under: int = -1
    documents: tuple[str, ...] = ()
    not_documents: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One rule. `way` names the check, `looking` is what that check made of the rule's wording;
    numbers in it and in `where`, `unless` and `variants` are probes of the rule set."""

    id: str
    pack: str
    family: str
    title: str
    severity: str
    principles: tuple[int, ...]
    areas: tuple[str, ...]
    guidance: str
    way: str
    looking: Any
    where: Where
    unless: tuple[tuple[str, int], ...]
    guards: tuple[str, ...]
    quotation: str  # drop, suggestion or keep: what to do with words in quotation marks
    over: tuple[str, ...]  # rules that this one takes the place of
    gives_way: str  # overlap, sentence or block: where another rule of its family takes its place
    once: str  # row, list, section or document: one finding for all its words there
    default: bool  # whether it runs without being asked for
    say: str
    why: str
    ask: tuple[str, ...]
    instead: tuple[str, ...]
    replace: dict[str, str]
    sources: tuple[Source, ...]
    reviewed: str
    note: str
    flag: tuple[Example, ...]
    allow: tuple[Example, ...]
    examples_as: str
    variants: tuple[Variant, ...]

    @property
    def name(self) -> str:
        """The id with its pack, as findings show it."""
        return f"{self.pack}/{self.id}"


class Head(NamedTuple):
    """What tells whether a rule runs, without the rest of it."""

    id: str
    pack: str
    severity: str
    principles: tuple[int, ...]
    default: bool

    @property
    def name(self) -> str:
        """The id with its pack, as `Rule.name`."""
        return f"{self.pack}/{self.id}"


class Guard(NamedTuple):
    """A circumstance in which words do not mean what they say: a reference list, a warning
    against the words, a negation. `looks` are (scope, probe) pairs, one of which must hold."""

    id: str
    about: str
    effect: str  # drop or suggestion
    looks: tuple[tuple[str, int], ...]


class Pack(NamedTuple):
    id: str
    title: str
    about: str
    family: str
    version: str
    owner: str
    reviewed: str


class Principle(NamedTuple):
    number: int
    name: str
    statement: str
    source: str


CLAUSES = ("document", "title", "headings", "words", "fields", "blanks", "parts")
"""What a clause counts: its probes that occur in the document, in its title, in its headings (with
`least` 0 none may occur); or the words, the form fields, the empty table cells, the headed
parts."""


class Clause(NamedTuple):
    """At least `least` of what `counts` says, one of CLAUSES."""

    least: int
    probes: tuple[int, ...]
    counts: str = "document"


class DocumentKind(NamedTuple):
    """How a kind of document is recognised: every clause of one of the alternatives, no veto."""

    id: str
    title: str
    alternatives: tuple[tuple[Clause, ...], ...]
    veto: int


class RuleSet(NamedTuple):
    """All that the engine needs. Rules refer by number to `probes`; a probe is made of `pieces`,
    tried in this order, each a regular expression. `needs` has for each piece the numbers of
    `starts`, sets of word starts: a text that it matches holds a word with one start of every set
    (see `literals`). `begins` has for each piece the number of the set with one of which every
    match begins, or -1 (see `first_words`)."""

    rules: tuple[Rule, ...]
    probes: tuple[tuple[int, ...], ...]
    pieces: tuple[str, ...]
    needs: tuple[tuple[int, ...], ...]
    begins: tuple[int, ...]
    starts: tuple[tuple[str, ...], ...]
    guards: tuple[Guard, ...]
    kinds: tuple[DocumentKind, ...]
    packs: tuple[Pack, ...]
    principles: tuple[Principle, ...]
    digest: str

    @property
    def heads(self) -> tuple[Head, ...]:
        """The head of each rule, in their order."""
        return tuple(
            Head(rule.id, rule.pack, rule.severity, rule.principles, rule.default)
            for rule in self.rules
        )

    def rule(self, name: str) -> Rule | None:
        """The rule of a name, `pack/id`."""
        return next((rule for rule in self.rules if rule.name == name), None)
