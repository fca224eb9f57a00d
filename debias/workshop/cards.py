"""Findings as cards: a passage that can be shown alone, and what is revealed step by step."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from debias.document import Block
from debias.finding import FileReport, Finding, Result
from debias.reports.passage import passage
from debias.reports.places import also_at, place
from debias.reports.web.passages import shown
from debias.rule import RuleSet, weight

_LENGTH = 400  # characters of a passage: what a projector shows large and whole


def cards(result: Result, ruleset: RuleSet) -> list[dict[str, Any]]:
    """One card for each finding; the same words of the same rule in several documents are one."""
    rules = {rule.name: rule for rule in ruleset.rules}
    made: dict[tuple[str, ...], dict[str, Any]] = {}
    for report in result.files:
        for finding in report.findings:
            before, quote, after = (shown(part) for part in passage(finding, _LENGTH))
            key = (finding.rule, before, quote, after)
            if key in made:
                made[key]["elsewhere"].append(shown(report.path))
                continue
            rule = rules.get(finding.rule)
            ask, instead = (rule.ask, rule.instead) if rule else (finding.suggestions, ())
            made[key] = {
                "id": _id(finding, key),
                "document": shown(report.title or report.path),
                "path": shown(report.path),
                "elsewhere": [],
                "place": shown(place(finding.location)),
                "also": shown(also_at(finding.repeats)),
                "around": [shown(line) for line in _around(finding, report)],
                "passage": [before, quote, after],
                "severity": finding.severity,
                "title": finding.title,
                "rule": finding.rule,
                "pack": finding.pack,
                "principles": list(finding.principles),
                "guidance": finding.guidance,
                "message": shown(finding.message),
                "why": finding.why,
                "ask": list(ask),
                "instead": list(instead),
                "replacement": finding.replacement,
                "sources": [list(source) for source in finding.sources],
            }
    return list(made.values())


def _id(finding: Finding, key: tuple[str, ...]) -> str:
    """Stays the same while the passage does, so that notes find it again."""
    text = "\n".join((finding.fingerprint, *key))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _around(finding: Finding, report: FileReport) -> list[str]:
    """What a reader of the document sees with the passage: headings, lead-in, table headers."""
    lines = [" › ".join(heading for heading in finding.section if heading.strip())]
    if finding.block < len(report.blocks):
        lines += _beside(report.blocks[finding.block])
    known: list[str] = []
    for line in lines:
        short = " ".join(line.split())
        if short and short not in known:
            known.append(short)
    return known


def _beside(block: Block) -> list[str]:
    if block.cell is not None:
        cell = block.cell
        heads = (cell.row_header, cell.column_header)
        return [f"Table: {' / '.join(h for h in heads if h.strip())}"] if any(heads) else []
    return [block.lead_in]


def suggested(made: Sequence[dict[str, Any]], most: int) -> list[str]:
    """The ids of cards for a first session: a theme after another, no rule and no passage twice
    while there are others, what is gravest and can be rewritten first."""
    themes: dict[str, list[dict[str, Any]]] = {}
    for card in sorted(made, key=lambda card: -_worth(card)):
        themes.setdefault(card["pack"], []).append(card)
    picked: list[dict[str, Any]] = []
    seen: set[str] = set()
    while len(picked) < most and any(themes.values()):
        others = any(_first_new(waiting, seen) for waiting in themes.values())
        for waiting in themes.values():
            next_one = _first_new(waiting, seen) or (waiting[0] if waiting and not others else None)
            if next_one and len(picked) < most:
                waiting.remove(next_one)
                picked.append(next_one)
                seen |= {next_one["rule"], "".join(next_one["passage"])}
    return [card["id"] for card in picked]


def _first_new(waiting: Sequence[dict[str, Any]], seen: set[str]) -> dict[str, Any] | None:
    """The first card whose rule and passage have not been seen."""
    new = (card for card in waiting if not {card["rule"], "".join(card["passage"])} & seen)
    return next(new, None)


def _worth(card: dict[str, Any]) -> int:
    """The gravest first; of those alike, a passage with more to read than the words themselves."""
    before, quote, after = card["passage"]
    return 2 * weight(card["severity"]) + (len(before) + len(after) > len(quote))


def session_id(made: Sequence[dict[str, Any]]) -> str:
    """Tells sessions about other passages apart, so that their notes are never mixed."""
    return blake2b("\n".join(card["id"] for card in made).encode(), digest_size=8).hexdigest()
