"""Pages from findings that are made by hand, or from the samples."""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from debias import packs, reports, workshop
from debias.document import HEADING, ITEM, PARAGRAPH, Block
from debias.finding import FileReport, Result
from debias.rule import RuleSet
from debias.run import check_paths
from debias.run.one import Options
from tests.reports import made

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SOME = (
    "antenatal-booking.md", "induction-of-labour.docx", "perinatal-mental-health-sop.txt",
    "newborn-jaundice-leaflet.html",
)  # fmt: skip


@lru_cache
def rules() -> RuleSet:
    return packs.load()


@lru_cache
def samples() -> Result:
    paths = [str(SAMPLES / name) for name in SOME]
    return check_paths(paths, rules(), Options(jobs=0, keep_blocks=True))


def report_page(path: Path, result: Result, ruleset: RuleSet) -> Path:
    out = BytesIO()
    reports.write("html", result, ruleset, out)
    path.write_bytes(out.getvalue())
    return path


def workshop_page(
    path: Path, result: Result, ruleset: RuleSet, session: workshop.Session | None = None
) -> Path:
    out = BytesIO()
    workshop.write(result, ruleset, out, session or workshop.Session("Test session"))
    path.write_bytes(out.getvalue())
    return path


def around(texts: tuple[str, ...], path: str) -> FileReport:
    """A document with each text as a block, and as the quote, section and path of a finding."""
    blocks = tuple(Block(PARAGRAPH, text, (text,)) for text in texts)
    findings = tuple(
        made.finding(text, text, {"line": number + 1, "column": 1}, section=(text,), block=number,
                     message=f"About '{text}'.", replacement=text, fingerprint=f"{number:016x}",
                     guidance="", context=text)
        for number, text in enumerate(texts)
    )  # fmt: skip
    return FileReport(path, "text", (), findings, title=path, blocks=blocks)


def many(documents: int, characters: int, findings: int) -> Result:
    """Documents in the words of the rules, of a given length each, the same each time."""
    dice = random.Random(6)
    words = sorted({word for rule in rules().rules for word in rule.why.split()})
    files = []
    for number in range(documents):
        blocks: list[Block] = []
        room = characters
        while room > 0:
            kind = dice.choices((HEADING, ITEM, PARAGRAPH), (1, 6, 8))[0]
            length = {HEADING: 4, ITEM: 9, PARAGRAPH: 30}[kind]
            text = " ".join(dice.choices(words, k=dice.randint(2, 2 * length)))
            blocks.append(Block(kind, text, level=2 if kind == HEADING else 1))
            room -= len(text)
        marked = sorted(dice.sample(range(len(blocks)), findings))
        found = []
        for at in marked:
            text = blocks[at].text
            rule = dice.choice(rules().rules)
            found.append(
                made.finding(text[:400], text.split()[0], {"line": at + 1, "column": 1},
                             block=at, rule=rule.name, pack=rule.pack, title=rule.title,
                             why=rule.why, principles=rule.principles, sources=rule.sources,
                             severity=rule.severity, fingerprint=f"{number:08x}{at:08x}")
            )  # fmt: skip
        path = f"guidelines/unit-{number % 12}/guideline-{number:03}.docx"
        files.append(
            FileReport(path, "docx", ("guideline",), tuple(found), title=f"Guideline {number}",
                       words=characters // 7, blocks=tuple(blocks))
        )  # fmt: skip
    return Result(tuple(files))
