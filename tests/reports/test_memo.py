"""The Word report and action plan."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Memo
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from openxml_audit import OpenXmlValidator

from debias.finding import Result
from tests.reports.hostile import FORMULAS, MARKUP
from tests.reports.made import result, written
from tests.reports.test_terminal import hostile


@cache
def made_bytes() -> bytes:
    return written("docx")


def memo(shown: Result | None = None) -> Memo:
    return Document(BytesIO(made_bytes() if shown is None else written("docx", shown)))


def table(made: Memo, heading: str) -> Table:
    return next(each for each in made.tables if each.rows[0].cells[0].text == heading)


def cells(made: Table, row: int) -> list[str]:
    return [cell.text for cell in made.rows[row].cells]


def test_it_has_the_parts_of_a_memo() -> None:
    headings = [p.text for p in memo().paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == [
        "Summary", "By anti-racism principle", "By pack of rules", "By document",
        "What could not be read", "Findings", "forms/pph.docx", "guide.md", "Action plan",
        "Reasons and sources",
    ]  # fmt: skip


def test_the_summary_counts() -> None:
    made = memo()
    text = "\n".join(p.text for p in made.paragraphs)
    assert "3 documents read, 3 findings: 1 error, 1 warning, 1 suggestion." in text
    assert cells(table(made, "Principle"), 5) == ["5 Identify racial bias", "3"]
    assert cells(made.tables[2], 1) == ["forms/pph.docx", "form, risk tool", "2", "2"]
    missed = [cells(made.tables[3], n) for n in range(1, 5)]
    assert missed[1] == ["forms/pph.docx", "page 4", "picture without text"]
    assert missed[3][0] == "old/policy.doc"


def test_a_finding_has_its_row() -> None:
    row = table(memo(), "No.").rows[1].cells
    assert row[0].text == "1"
    assert row[1].text == "4 Risk assessment › 4.1 Score, table 2, row 4, cell 1"
    assert row[2].text == "Black, Asian or minority ethnic background"
    marked = [run.text for run in row[2].paragraphs[0].runs if run.style.name == "Finding words"]
    assert marked == ["Black, Asian"]
    assert "5 Identify racial bias" in row[4].text
    assert row[5].text.startswith("Which measured finding")
    assert row[6].text.startswith("Name the measured risk")


def test_the_reasons_and_sources_are_there_for_the_meeting() -> None:
    made = memo().tables[-1]
    assert cells(made, 0) == ["Findings", "About", "Why", "Sources"]
    numbers, about, why, sources = cells(made, 1)
    assert (numbers, about) == ("1, 3", "Ethnicity scores a point\nrace-thresholds/score")
    assert why == "Ethnicity does no biological work by itself."
    assert sources.endswith("A Royal College, 2024. https://example.org/review")
    assert len(made.rows) == 3


def test_the_action_plan_is_left_to_the_group() -> None:
    made = table(memo(), "Findings")
    assert cells(made, 0) == ["Findings", "About", "Action", "Owner", "Date", "Status"]
    assert cells(made, 1) == [
        "1, 3", "Ethnicity scores a point\nin 2 documents", "", "", "", "",
    ]  # fmt: skip
    assert len(made.rows) == 3


def test_header_rows_repeat_and_styles_are_named() -> None:
    made = memo()
    for each in made.tables:
        assert each.style is not None
        assert each.style.name == "Findings table"
        assert each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in each.rows)
    used = {p.style.name for p in made.paragraphs if p.style is not None}
    assert {"Title", "Memo line", "Heading 1", "Heading 2"} <= used
    assert [s.orientation for s in made.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_the_same_result_is_the_same_bytes() -> None:
    assert written("docx") == written("docx", result())
    assert memo().core_properties.created == memo().core_properties.modified
    assert memo().core_properties.created.replace(tzinfo=None) == datetime(2026, 1, 1)


def test_without_findings_there_is_no_plan() -> None:
    made = memo(Result(result().files[2:]))
    assert "Action plan" not in [p.text for p in made.paragraphs]
    assert len(made.tables) == 1


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP], ids=ascii)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    made = memo(hostile(text))
    assert len(made.tables) == 7
    assert not made.element.body.findall(f".//{qn('w:instrText')}")


@pytest.mark.parametrize(
    "shown", [result(), Result(()), hostile("<b>&\x00")], ids=["made", "empty", "hostile"]
)
def test_word_opens_it(tmp_path: Path, shown: Result) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(written("docx", shown))
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, found.errors
    assert not found.errors


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(written("docx"))
    command = [
        "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
        "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
        str(tmp_path / "memo.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "memo.txt").read_text("utf-8-sig")
    for words in ("Findings and action plan", "Black, Asian or minority ethnic", "Owner"):
        assert words in text
