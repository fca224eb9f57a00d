"""Makes reports for tests, with findings at chosen words, without any rules."""

from __future__ import annotations

from debias.document import Document
from debias.finding import FileReport, Finding
from debias.rule import Pack, Principle, RuleSet, Source

RULES = RuleSet(
    **dict.fromkeys(RuleSet._fields, ())
    | {
        "packs": (Pack("test-pack", "Tests", "", "", "1", "", ""),),
        "principles": (Principle(5, "Identify racial bias", "", ""),),
        "digest": "0123456789abcdef",
    }
)


def finding(document: Document, block: int, start: int, end: int, **more) -> Finding:
    """A finding on `text[start:end]` of a block."""
    text = document.blocks[block].text
    values = {
        "rule": "test-pack/words",
        "pack": "test-pack",
        "title": "Words to look at",
        "severity": "warning",
        "principles": (5,),
        "quote": text[start:end],
        "message": "Could this be said in another way?",
        "why": "Because.",
        "suggestions": ("Who is meant?",),
        "section": document.blocks[block].section,
        "location": document.locate(block, start, end),
        "sources": (Source("A study", "A journal", "2020", "https://example.org"),),
        "fingerprint": f"{block}-{start}-{end}",
        "block": block,
        "start": start,
        "end": end,
    }
    return Finding(**(values | more))


def words(document: Document, *wanted: str, **more) -> tuple[Finding, ...]:
    """A finding on the first place of each of some words, in the order of the document."""
    found = []
    for each in wanted:
        for at, block in enumerate(document.blocks):
            start = block.text.find(each)
            if start >= 0:
                found.append(finding(document, at, start, start + len(each), **more))
                break
        else:
            raise AssertionError(f"{each!r} is not in the document")
    return tuple(sorted(found, key=lambda one: (one.block, one.start)))


def report(document: Document, *findings: Finding) -> FileReport:
    """A report of some findings."""
    return FileReport(document.path, document.format, (), findings, document.unread)
