"""What debias finds in the samples: one golden file each, and the exact words at every place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debias import packs, readers
from debias.engine import check
from debias.finding import FileReport

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden"
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").iterdir()
    if path.suffix in readers.known_extensions() and ".debias." not in path.name
)


def report_on(path: Path) -> FileReport:
    with readers.read(str(path)) as document:
        return check(document, packs.load())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_findings_are_those_of_the_golden_file(path: Path, update_golden: bool) -> None:
    found = report_on(path)
    shown = {
        "kinds": list(found.kinds),
        "unread": [list(part) for part in found.unread],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "principles": list(finding.principles),
                "quote": finding.quote,
                "location": {k: v for k, v in finding.location.items() if k != "boxes"},
            }
            for finding in found.findings
        ],
    }
    golden = GOLDEN / f"{path.name}.json"
    if update_golden:
        golden.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(golden.read_text(encoding="utf-8")) == shown
    for finding in found.findings:  # no space or fill line belongs to what a finding is about
        assert finding.quote == finding.quote.strip(" \n\t_|,;"), finding.rule


def test_every_golden_file_has_its_sample() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {f"{p.name}.json" for p in SAMPLES}


def test_the_samples_speak_to_all_seven_principles() -> None:
    numbers = {n for path in SAMPLES for f in report_on(path).findings for n in f.principles}
    assert numbers == set(range(1, 8))


def test_the_de_biased_form_is_clean() -> None:
    found = report_on(ROOT / "samples/pph-risk-assessment-debiased.docx")
    assert [(finding.rule, finding.quote) for finding in found.findings] == []
    assert found.kinds  # it was recognised as a form, so the prompts were looked for


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_quote_is_what_stands_in_its_block(path: Path) -> None:
    with readers.read(str(path)) as document:
        for finding in check(document, packs.load()).findings:
            text = document.blocks[finding.block].text
            assert text[finding.start : finding.end] == finding.quote
            place = document.locate(finding.block, finding.start, finding.end)
            assert place == finding.location


@pytest.mark.parametrize(
    "path", [p for p in SAMPLES if p.suffix in (".md", ".txt", ".html")], ids=lambda p: p.name
)
def test_lines_and_columns_hold_the_quote(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for finding in report_on(path).findings:
        at = finding.location
        first, last = at["line"] - 1, at["end_line"] - 1
        source = "\n".join(lines[first : last + 1])
        cut = source[at["column"] - 1 : len(source) - len(lines[last]) + at["end_column"] - 1]
        bare = [cut.replace(mark, "") for mark in ("*", "<em>", "</em>")]
        assert any(words(finding.quote) == words(each) for each in [cut, *bare, plain(cut)])


def words(text: str) -> list[str]:
    return text.split()


def plain(text: str) -> str:
    for mark in ("<em>", "</em>", "**", "*", "|"):
        text = text.replace(mark, "")
    return text
