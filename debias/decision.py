"""What was found in a document, as places; and the findings that it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from debias.digests import blake2b
from debias.document import Document
from debias.finding import FileReport, Finding
from debias.overlap import Hit
from debias.records import NamedTuple
from debias.repeats import joined
from debias.rule import Head, Rule
from debias.wording import normalise

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
