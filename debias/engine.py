"""Checking a document: rules look, guards and context decide, and what is left becomes findings.

Pure: no files, no clock, no global state; the same document and rules give the same findings, in
reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from debias import kinds as document_kinds
from debias.checks import Match, check_for
from debias.context import Reading
from debias.digests import blake2b
from debias.document import Document
from debias.finding import FileReport, Finding
from debias.overlap import Hit, settled
from debias.parts import divided
from debias.records import NamedTuple
from debias.repeats import joined
from debias.rule import SUGGESTION, Guard, Head, Rule, RuleSet, weight
from debias.wording import SlowPatternError, normalise

Choice = Callable[[Rule | Head], str | None]
"""Which severity a rule runs with here: one of the severities, "" for its own, None for off."""

_CONTEXT_LENGTH = 400


def by_default(rule: Rule | Head) -> str | None:
    """The choice where nothing is set: the rules that are on, with their own severities."""
    return "" if rule.default else None


class Decision(NamedTuple):
    """What was found in a document, as places: enough to tell the findings from the document.
    `hits` are settled, in reading order; `slow` are rules that ran into their time limit, and
    "kind ID" for kinds of documents that did."""

    kinds: tuple[str, ...]
    hits: tuple[Hit, ...]
    words: int
    slow: tuple[str, ...] = ()


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


def told(document: Document, decision: Decision, *, join: bool = True) -> FileReport:
    """The report that a decision about a document makes."""
    findings = _findings(decision.hits, document)
    return FileReport(
        path=document.path,
        format=document.format,
        kinds=decision.kinds,
        findings=joined(findings) if join else tuple(findings),
        unread=document.unread,
        title=document.title,
        words=decision.words,
        slow_rules=decision.slow,
    )


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


def _findings(hits: Iterable[Hit], document: Document) -> Iterator[Finding]:
    block, clean = -1, ""
    for hit in hits:
        if hit.block != block:  # once for all hits of a block, which may be of megabytes
            block, clean = hit.block, normalise(document.blocks[hit.block].text).text
        yield _finding(hit, document, clean)


def _finding(hit: Hit, document: Document, clean: str) -> Finding:
    rule = hit.rule
    block = document.blocks[hit.block]
    quote = block.text[hit.start : hit.end]
    folded = normalise(quote).text.lower()
    say = hit.say.replace("{quote}", " ".join(quote.split())).replace("{detail}", hit.detail)
    return Finding(
        rule=rule.name,
        pack=rule.pack,
        title=rule.title,
        severity=hit.severity,
        principles=rule.principles,
        quote=quote,
        message=say,
        why=rule.why,
        suggestions=(*rule.ask, *rule.instead),
        section=block.section,
        location=document.locate(hit.block, hit.start, hit.end),
        sources=rule.sources,
        fingerprint=_fingerprint(hit, folded, clean),
        guidance=rule.guidance,
        context=_context(hit, block.text),
        replacement=_replacement(rule, folded, quote),
        block=hit.block,
        start=hit.start,
        end=hit.end,
    )


def _fingerprint(hit: Hit, folded: str, clean: str) -> str:
    """The rule and the words of the quote and around it: survives re-wrapping and moving."""
    around = ""
    if not hit.whole_document:
        sentence = clean[slice(*hit.sentence)]
        around = " ".join(sorted(set(sentence.lower().split())))
    whole = f"{hit.rule.name}\n{' '.join(folded.split())}\n{around}"
    return blake2b(whole.encode(), digest_size=8).hexdigest()


def _context(hit: Hit, text: str) -> str:
    """What a report shows around the quote: the block, cut to a readable length."""
    if len(text) <= _CONTEXT_LENGTH:
        return text
    spare = max(0, _CONTEXT_LENGTH - (hit.end - hit.start)) // 2
    start, end = max(0, hit.start - spare), min(len(text), hit.end + spare)
    if start and " " in text[start : hit.start]:
        start += text[start : hit.start].index(" ") + 1
    if end < len(text) and " " in text[hit.end : end]:
        end = hit.end + text[hit.end : end].rindex(" ")
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _replacement(rule: Rule, folded: str, quote: str) -> str:
    words = rule.replace.get(" ".join(folded.split()), "")
    if words and quote[:1].isupper() and not quote[1:2].isupper():
        return words[0].upper() + words[1:]
    return words
