"""The Word files that marked copies are held to, and copies of them with many comments."""

from __future__ import annotations

import random
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from debias import annotate, engine, packs
from debias.document import Document
from debias.errors import DebiasError
from debias.finding import FileReport
from debias.readers.word import read
from debias.rule import RuleSet

from .made import finding

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted(
    (
        *SHARED.glob("corpus/**/*.docx"),
        *SHARED.glob("gold/**/*.docx"),
        *ROOT.glob("samples/*.docx"),
        *ROOT.glob("tests/accuracy/**/*.docx"),
    )
)
LARGE = 30_000  # bytes of a file that takes about a second or more: the slow tests look at it
WHEN = 1_700_000_000
FURTHER = 40  # findings at random places, besides those of the rules


class Copy(NamedTuple):
    """A file, the document read from it, the report on it, and its copy."""

    data: bytes
    document: Document
    report: FileReport
    copy: bytes


@cache
def rules() -> RuleSet:
    return packs.load(())


@lru_cache(maxsize=4)
def marked(path: Path, *, further: int = FURTHER, suggest: bool = False) -> Copy | None:
    """The copy of a file; None where it cannot be read or, being Strict, not be written."""
    data = path.read_bytes()
    try:
        document = read(path.name, data, {})
        report = checked(document, path.name, further)
        options = annotate.Options(data, WHEN, suggest)
        return Copy(data, document, report, annotate.mark(document, report, rules(), options))
    except DebiasError:
        return None


def checked(document: Document, seed: str, further: int = FURTHER) -> FileReport:
    """The findings of the built-in rules in a document, and some at random words."""
    report = engine.check(document, rules())
    pick = random.Random(seed)
    found = list(report.findings)
    for number in range(further if document.blocks else 0):
        block = pick.randrange(len(document.blocks))
        text = document.blocks[block].text
        word = pick.choice(text.split())
        start = text.index(word)
        end = min(len(text), start + len(word) + pick.choice((0, 0, 5, 20)))
        found.append(finding(document, block, start, end, message=f"This is number {number}."))
    found.sort(key=lambda one: (one.block, one.start, one.end))
    return report._replace(findings=tuple(found))
