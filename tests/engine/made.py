"""Small documents and rule sets made in a test, without files."""

from __future__ import annotations

from debias.document import Block, Document
from debias.engine import check
from debias.finding import FileReport
from debias.packs.cache import digest
from debias.packs.files import Files
from debias.packs.known import NOTHING, Known
from debias.packs.make import ruleset_of
from debias.rule import RuleSet

PACK = b"""
id: made
title: Made
about: For tests.
family: language
"""
RULE = """
title: Made
severity: warning
principles: [5]
areas: [all]
{body}
say: Look at '{{quote}}'.
why: Because.
ask: Why?
sources: [{{title: Made, publisher: Tests}}]
reviewed: 2026-11-24
examples: {{flag: ["[[x]]"], allow: ["y"]}}
"""


def ruleset(
    rules: dict[str, str] | str,
    shared: dict[str, str] | None = None,
    pack: bytes = PACK,
    known: Known = NOTHING,
) -> RuleSet:
    """A rule set of one pack; each rule is given by its way of looking and what it needs more."""
    if isinstance(rules, str):
        rules = {"rule": rules}
    files = {f"{name}.yaml": RULE.format(body=body).encode() for name, body in rules.items()}
    beside = {name: text.encode() for name, text in (shared or {}).items()}
    made = Files({"made": beside}, {"made/pack": {"pack.yaml": pack, **files}})
    return ruleset_of(made, digest(made), known)


def document(*blocks: Block | str) -> Document:
    """A document whose locations are block, start and end."""
    made = tuple(Block("paragraph", b) if isinstance(b, str) else b for b in blocks)
    return Document(
        "made.md",
        "markdown",
        made,
        lambda block, start, end: {"block": block, "start": start, "end": end},
    )


def report(rules: dict[str, str] | str, *blocks: Block | str, **more: dict[str, str]) -> FileReport:
    """What the rules find in a document of these blocks."""
    return check(document(*blocks), ruleset(rules, **more))


def quotes(rules: dict[str, str] | str, *blocks: Block | str, **more: dict[str, str]) -> list[str]:
    """The words that the rules point at."""
    return [finding.quote for finding in report(rules, *blocks, **more).findings]
