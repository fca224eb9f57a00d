"""Scores the rules on labelled passages and documents: recall, precision, absences, principles.

    python tests/accuracy/score.py                       the project's own validation set
    python tests/accuracy/score.py --set ../shared/gold  another set of the same shape
    python tests/accuracy/score.py --floor FILE          fail below these figures, print the rest

A set is a folder with sentences.jsonl, documents.jsonl and documents/. A finding is a hit when its
pack may answer the label's category and its quote overlaps the labelled span: one contains the
other, or they share half of the shorter one's words.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import sys
from pathlib import Path
from typing import Any

from debias import packs, readers
from debias.engine import check
from debias.finding import Finding
from debias.rule import RuleSet
from debias.wording import normalise

HERE = Path(__file__).resolve().parent
ANSWERS = {
    "race-thresholds": {"R"},
    "naming-racism": {"R", "L"},
    "skin-tone": {"S"},
    "stigmatising-language": {"L"},
    "ethnicity-terms": {"L", "R"},
    "maternity-language": {"L"},
    "missing-prompts": {"M"},
}
ABSENCES = {
    "ethnicity_prompt": r"form-ethnicity-prompt|incident-form-no-ethnicity",
    "language_prompt": r"interpreter|language-line",
    "audit_ethnicity": r"monitoring-no-ethnicity|audit-tool-no-ethnicity",
    "equality_impact": r"eia|equality-impact",
    "lived_experience": r"lived-experience",
}
Row = dict[str, Any]


def fold(text: str) -> str:
    text = re.sub(r"[|☐☒*_#>•]", " ", normalise(text).text)
    return " ".join(text.split()).lower()


def overlap(one: str, other: str) -> bool:
    one, other = fold(one), fold(other)
    if not one or not other:
        return False
    if one in other or other in one:
        return True
    words, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(words & others) >= max(1, min(len(words), len(others)) / 2)


def as_markdown(row: Row) -> str:
    """A passage as the small document that its format asks for."""
    text, form = row["text"], row["format"]
    if form == "table_row" and "|" in text:
        rows = [line.strip().strip("|").split("|") for line in text.split("\n") if line.strip()]
        width = max(map(len, rows))
        head = "|" + " |" * width + "\n|" + "---|" * width
        lines = ["| " + " | ".join([*(c.strip() for c in r), *[""] * (width - len(r))]) + " |"
                 for r in rows]  # fmt: skip
        return "\n".join([head, *lines]) + "\n"
    if form == "heading":
        return "# " + text.replace("\n", " ") + "\n"
    if form == "reference":
        lines = ["1. " + line for line in text.split("\n")]
        return "\n".join(["# Guideline", "", "## References", "", *lines]) + "\n"
    if form == "list":
        lines = [re.sub(r"^\s*[•o·▪–-]\s+", "", line) for line in text.split("\n")]
        return "\n".join("- " + line if line.strip() else "" for line in lines) + "\n"
    return text + "\n"


def findings(name: str, data: bytes, ruleset: RuleSet) -> tuple[Finding, ...]:
    with readers.read(name, data) as document:
        return check(document, ruleset).findings


def accepted(label: Row) -> set[str]:
    also = label.get("also_accept") or []
    return {label["category"], *([also] if isinstance(also, str) else also)}


def answers(finding: Finding) -> set[str]:
    return ANSWERS.get(finding.pack, {"?"})


class Tally:
    """Counts, and the misses and false alarms to show."""

    def __init__(self) -> None:
        self.hits: collections.Counter[str] = collections.Counter()
        self.labels: collections.Counter[str] = collections.Counter()
        self.count: collections.Counter[str] = collections.Counter()
        self.missed: list[str] = []
        self.false: list[str] = []


def passages(rows: list[Row], ruleset: RuleSet) -> Tally:
    tally = Tally()
    for row in rows:
        if row.get("contested") or row.get("from_brief"):
            continue
        found = [
            finding
            for finding in findings(row["id"] + ".md", as_markdown(row).encode(), ruleset)
            if "M" not in answers(finding)
        ]
        labels = [label for label in row["labels"] if label["category"] != "M"]
        used: set[int] = set()
        for label in labels:
            if label.get("contested"):
                continue
            hits = [
                at
                for at, finding in enumerate(found)
                if answers(finding) & accepted(label) and overlap(finding.quote, label["span"])
            ]
            used.update(hits)
            for key in (label["category"], row["difficulty"], "all"):
                tally.labels[key] += 1
                tally.hits[key] += bool(hits)
            if hits:
                tally.count["principle"] += 1
                tally.count["principle_agrees"] += any(
                    set(found[at].principles) & set(label["principles"]) for at in hits
                )
            else:
                tally.missed.append(f"{row['id']} {label['category']} {label['span']!r}")
        for at, finding in enumerate(found):
            if at not in used and any(overlap(finding.quote, la["span"]) for la in row["labels"]):
                continue  # the right place under another heading
            tally.count["flags"] += 1
            tally.count["right"] += at in used
            if at not in used:
                tally.false.append(f"{row['id']} {finding.rule} {finding.quote!r}")
    return tally


def whole_documents(rows: list[Row], folder: Path, ruleset: RuleSet) -> Tally:
    tally = Tally()
    for row in rows:
        found = findings(row["file"], (folder / row["file"]).read_bytes(), ruleset)
        rest = content = [finding for finding in found if "M" not in answers(finding)]
        for span in row["spans_must"]:
            hit = any(
                answers(finding) & accepted(span) and overlap(finding.quote, span["span"])
                for finding in content
            )
            tally.count["spans"] += 1
            tally.count["spans_found"] += hit
            if not hit:
                tally.missed.append(f"{row['file']} {span['category']} {span['span']!r}")
            rest = [finding for finding in rest if not overlap(finding.quote, span["span"])]
        may = [span["span"] if isinstance(span, dict) else span for span in row["spans_may"]]
        rest = [f for f in rest if not any(overlap(f.quote, span) for span in may)]
        tally.count["false_flags"] += len(rest)
        tally.false += [f"{row['file']} {finding.rule} {finding.quote!r}" for finding in rest]
        missing = " ".join(finding.rule for finding in found if "M" in answers(finding))
        for key, verdict in row["absences"].items():
            fired = bool(re.search(ABSENCES[key], missing))
            if verdict == "expected":
                tally.count["absences"] += 1
                tally.count["absences_found"] += fired
                if not fired:
                    tally.missed.append(f"{row['file']} absence {key}")
            elif verdict == "must_not":
                tally.count["forbidden"] += 1
                tally.count["forbidden_found"] += fired
                if fired:
                    tally.false.append(f"{row['file']} absence {key}")
    return tally


def figures(one: Tally, docs: Tally) -> dict[str, float]:
    """Every figure by name; shares between 0 and 1, counts as they are."""
    share = {f"recall_{key}": one.hits[key] / one.labels[key] for key in sorted(one.labels) if key}
    count = one.count
    return {
        **{name: round(value, 4) for name, value in share.items()},
        "precision": round(count["right"] / max(1, count["flags"]), 4),
        "principle_agreement": round(count["principle_agrees"] / max(1, count["principle"]), 4),
        "document_span_recall": round(docs.count["spans_found"] / max(1, docs.count["spans"]), 4),
        "document_false_flags": docs.count["false_flags"],
        "absence_recall": round(docs.count["absences_found"] / max(1, docs.count["absences"]), 4),
        "forbidden_absences": docs.count["forbidden_found"],
    }


def below(measured: dict[str, float], floor: dict[str, float]) -> list[str]:
    """What is worse than the floor: lower shares, more false flags."""
    return [
        f"{name}: {measured[name]} (floor {least})"
        for name, least in floor.items()
        if (measured[name] > least if name in ("document_false_flags", "forbidden_absences")
            else measured[name] < least)
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=HERE / "validation")
    parser.add_argument("--floor", type=Path)
    parser.add_argument("--show", action="store_true", help="list the misses and false alarms")
    options = parser.parse_args()
    ruleset = packs.load()
    rows = [json.loads(line) for line in (options.set / "sentences.jsonl").open()]
    one = passages(rows, ruleset)
    for half, name in ((1, "development"), (0, "held out")):
        some = passages([row for at, row in enumerate(rows, 1) if at % 2 == half], ruleset)
        right, flags = some.count["right"], some.count["flags"]
        print(
            f"{name + ' half':24} recall {some.hits['all'] / max(1, some.labels['all']):.3f} "
            f"precision {right / max(1, flags):.3f}"
        )
    rows = [json.loads(line) for line in (options.set / "documents.jsonl").open()]
    docs = whole_documents(rows, options.set / "documents", ruleset)
    measured = figures(one, docs)
    for name, value in measured.items():
        print(f"{name:24} {value}")
    print(f"{one.labels['all']} labels in passages, {docs.count['spans']} in documents")
    if options.show:
        lists = {"missed": one.missed + docs.missed, "false": one.false + docs.false}
        for title, lines in lists.items():
            print(f"-- {title} ({len(lines)})", *lines, sep="\n   ")
    worse = below(measured, json.loads(options.floor.read_text())) if options.floor else []
    for line in worse:
        print(f"below the floor: {line}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
