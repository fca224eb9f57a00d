"""Checking a document: rules look, guards and context decide, and what is left becomes findings.

Pure: no files, no clock, no global state; the same document and rules give the same findings, in
reading order.
"""

from __future__ import annotations

from collections.abc import Iterator

from debias import kinds as document_kinds
from debias.checks import Match, check_for
from debias.context import Reading
from debias.decision import Choice, Decision, by_default, told
from debias.document import Document
from debias.finding import FileReport
from debias.overlap import Hit, settled
from debias.parts import divided
from debias.rule import SUGGESTION, Guard, Rule, RuleSet, weight
from debias.wording import SlowPatternError


def check(
    document: Document, ruleset: RuleSet, choose: Choice = by_default, *, join: bool = True
) -> FileReport:
    """All findings of the chosen rules in a document; with `join` False each place of words that
    a section repeats is a finding, which `debias.repeats.joined` puts together later."""
    return told(document, decide(document, ruleset, choose), join=join)


def decide(document: Document, ruleset: RuleSet, choose: Choice = by_default) -> Decision:
    """Run the chosen rules over a document."""
    parts = divided(document)
    reading = Reading(parts.document, ruleset)
    slow: list[str] = []
    kinds = document_kinds.recognise(reading, ruleset.kinds, slow)
    guards = {guard.id: guard for guard in ruleset.guards}
    hits: list[Hit] = []
    for rule in ruleset.rules:
        severity = choose(rule)
        if severity is None or not _for_kind(rule, kinds):
            continue
        try:
            hits += _hits(rule, severity, reading, guards)
        except SlowPatternError:
            slow.append(rule.name)
    words = sum(text.count(" ") + 1 for text in reading.texts if text)
    whole = list(parts.whole(hits, reading.texts))
    return Decision(kinds, tuple(settled(whole)), words, tuple(slow))


def _for_kind(rule: Rule, kinds: tuple[str, ...]) -> bool:
    where = rule.where
    if where.documents and not any(kind in where.documents for kind in kinds):
        return False
    return not any(kind in where.not_documents for kind in kinds)


def _hits(rule: Rule, severity: str, reading: Reading, guards: dict[str, Guard]) -> Iterator[Hit]:
    places: set[object] = set()
    for match in check_for(rule.way).find(rule.looking, reading, rule):
        if not _stands_right(rule, match, reading):
            continue
        place = _place(rule.once, match, reading)
        if place is not None and place in places:
            continue
        given, say = severity or rule.severity, rule.say
        for variant in rule.variants:
            if reading.holds(variant.probe, variant.scope, match.block, match.start, match.end):
                given = severity or variant.severity
                say = variant.say or say
                break
        effect = _effect(rule, match, reading, guards)
        if effect == "drop":
            continue
        if effect == "suggestion" and weight(given) > weight(SUGGESTION):
            given = SUGGESTION
        places.add(place)
        start, end = reading.source_span(match.block, *(match.link or (match.start, match.end)))
        sentence = reading.sentence(match.block, match.start)
        yield Hit(
            rule, given, say, match.block, start, end, sentence, match.detail,
            match.whole_document, match.link is not None,
        )  # fmt: skip


def _place(once: str, match: Match, reading: Reading) -> object:
    """What a rule reports once for: a row, a list, a section; None where each match counts."""
    block = reading.blocks[match.block]
    if once == "row" and block.cell is not None:
        return (block.cell.table, block.cell.row)
    if once == "list" and block.list_number is not None:
        return block.list_number
    if once == "section":
        return block.section
    if once == "document":
        return ""
    return (match.block, reading.sentence(match.block, match.start)) if once else None


def _stands_right(rule: Rule, match: Match, reading: Reading) -> bool:
    where = rule.where
    block = reading.blocks[match.block]
    if where.blocks and block.kind not in where.blocks:
        return False
    if where.under >= 0 and not any(
        reading.tells(where.under, text) for text in reading.headings(match.block)
    ):
        return False
    return where.not_under < 0 or not any(
        reading.tells(where.not_under, text) for text in reading.headings(match.block)
    )


def _effect(rule: Rule, match: Match, reading: Reading, guards: dict[str, Guard]) -> str:
    """drop, suggestion or nothing: what the words around a match make of it."""
    for scope, probe in rule.unless:
        if reading.holds(probe, scope, match.block, match.start, match.end):
            return "drop"
    effect = ""
    for name in rule.guards:
        guard = guards[name]
        if guard.effect == effect:
            continue
        if any(
            reading.holds(probe, scope, match.block, match.start, match.end)
            for scope, probe in guard.looks
        ):
            if guard.effect == "drop":
                return "drop"
            effect = guard.effect
    if rule.quotation != "keep" and not match.whole_document and _quoted(match, reading):
        return rule.quotation
    return effect


def _quoted(match: Match, reading: Reading) -> bool:
    return reading.blocks[match.block].quoted or any(
        start <= match.start and match.end <= end for start, end in reading.quotations(match.block)
    )
