"""A result made by hand: two files with findings of each kind, one clean, one that fails."""

from __future__ import annotations

from io import BytesIO

from debias import reports
from debias.document import Location, Unread
from debias.finding import FileError, FileReport, Finding, Result
from debias.reports import Style
from debias.rule import Pack, Principle, Rule, RuleSet, Source, Where

PRINCIPLES = (
    "Demonstrate leadership by naming racism",
    "Understand and acknowledge the impact of structural racism",
    "Meaningfully involve racially minoritised individuals and communities",
    "Collect and publish data",
    "Identify racial bias",
    "Apply a race-critical lens",
    "Evaluate and reflect",
)
ASK = (
    "Which measured finding, or which effect of unequal care, does this criterion stand for?",
    "If a national guideline names it, is that guideline cited here?",
)
INSTEAD = ("Name the measured risk: haemoglobin, placenta praevia, previous haemorrhage.",)
SOURCE = Source(
    "A review of ethnicity in risk tools for haemorrhage after birth, with a title that is long",
    "A Royal College",
    "2024",
    "https://example.org/review",
)


def rule(name: str, **more: object) -> Rule:
    pack, _, rule_id = name.partition("/")
    values: dict[str, object] = {
        "id": rule_id, "pack": pack, "family": "made", "title": "Made", "severity": "warning",
        "principles": (5,), "areas": ("all",), "guidance": "", "way": "phrases", "looking": 0,
        "where": Where(), "unless": (), "guards": (), "quotation": "drop", "over": (),
        "gives_way": "overlap", "default": True, "say": "Say.", "why": "Because.", "ask": ASK,
        "instead": INSTEAD, "replace": {}, "sources": (SOURCE,), "reviewed": "2026-11-24",
        "note": "", "flag": (), "allow": (), "examples_as": "markdown", "variants": (), **more,
    }  # fmt: skip
    known = {key: value for key, value in values.items() if key in Rule._fields}
    known |= {key: "" for key in Rule._fields if key not in known}
    return Rule(**known)  # type: ignore[arg-type]


def ruleset() -> RuleSet:
    values: dict[str, object] = dict.fromkeys(RuleSet._fields, ())
    values |= {
        "rules": (rule("race-thresholds/score"), rule("skin-tone/pink", ask=(), instead=INSTEAD)),
        "packs": (
            Pack("race-thresholds", "Race as a risk threshold", "", "made", "1", "", ""),
            Pack("skin-tone", "Signs that show on white skin", "", "made", "1", "", ""),
        ),
        "principles": tuple(
            Principle(number, name, "", "") for number, name in enumerate(PRINCIPLES, 1)
        ),
        "digest": "made",
    }
    return RuleSet(**values)  # type: ignore[arg-type]


def finding(text: str, quote: str, location: Location, **more: object) -> Finding:
    start = text.index(quote)
    values: dict[str, object] = {
        "rule": "race-thresholds/score", "pack": "race-thresholds",
        "title": "Ethnicity scores a point", "severity": "warning", "principles": (1, 5),
        "quote": quote, "message": f"'{quote}' scores here. What does it stand for?",
        "why": "Ethnicity does no biological work by itself.", "suggestions": (*ASK, *INSTEAD),
        "section": ("4 Risk assessment", "4.1 Score"), "location": location,
        "sources": (SOURCE, SOURCE), "fingerprint": "0123456789abcdef", "context": text,
        "start": start, "end": start + len(quote), **more,
    }  # fmt: skip
    return Finding(**values)  # type: ignore[arg-type]


def result() -> Result:
    word = {"part": "document", "heading": "4.1 Score", "table": 2, "row": 4, "cell": 1,
            "paragraph": 1}  # fmt: skip
    line = {"line": 12, "column": 17, "end_line": 12, "end_column": 21}
    long = (
        "At one minute look at colour, heart rate and breathing. The baby should be pink all over, "
        "with a heart rate above one hundred. "
    )
    form = FileReport(
        "forms/pph.docx",
        "docx",
        ("form", "risk-tool"),
        (
            finding("Black, Asian or minority ethnic background", "Black, Asian", word,
                    severity="error", guidance="not-in-national-guidance"),
            finding(long * 4, "pink all over", {"page": 3, "boxes": [[0, 0, 1, 1]]},
                    rule="skin-tone/pink", pack="skin-tone", title="Pink as the sign of health",
                    principles=(1, 2, 3, 5, 6), section=("5 Newborn",), severity="suggestion",
                    guidance="current-national-guidance", replacement="colour of lips and gums",
                    start=77, end=90, sources=(SOURCE,),
                    repeats=({"page": 3, "boxes": []}, {"page": 7, "boxes": []})),
        ),
        (Unread("page 4", "picture without text"), Unread("text box", "drawn words")),
    )  # fmt: skip
    guide = FileReport(
        "guide.md",
        "markdown",
        (),
        (finding("The midwife and  her **Black**\nwomen. Then more.", "**Black**\nwomen", line,
                 section=(), repeats=(line | {"line": 30}, line | {"line": 44})),),
    )  # fmt: skip
    clean = FileReport("clean.md", "markdown", ("leaflet",), ())
    errors = (
        FileError("scan.pdf", "The file has no readable text. If it is a scan, recognise it."),
    )
    return Result((form, guide, clean), errors, ("old/policy.doc",))


def written(name: str, shown: Result | None = None, **style: object) -> bytes:
    out = BytesIO()
    reports.write(name, shown or result(), ruleset(), out, Style(**style))  # type: ignore[arg-type]
    return out.getvalue()
