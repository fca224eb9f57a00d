"""PDFs as LibreOffice and Chromium write them: one document, with tags and without, reads alike."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from debias.document import ALT, CELL, FOOTER, HEADER, HEADING, ITEM, Block
from debias.readers.pdf import read

pytestmark = pytest.mark.slow

_SENTENCE = "The midwife records the conversation and the decision that was made together. "


def _guideline(path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Anytown maternity guideline"
    made.sections[0].footer.paragraphs[0].text = "Review date 2027"
    made.add_heading("Induction of labour", 0)
    made.add_heading("1 Risk assessment", 1)
    made.add_paragraph(_SENTENCE * 4)
    made.add_paragraph("Offer aspirin if any of the following applies:")
    made.add_paragraph("hypertension in a previous pregnancy", style="List Bullet")
    made.add_paragraph("Black ethnicity", style="List Bullet")
    made.add_paragraph("African", style="List Bullet 2")
    made.add_paragraph("age over forty", style="List Bullet")
    made.add_heading("1.1 Scoring", 2)
    made.add_paragraph(_SENTENCE * 2)
    table = made.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, ("Risk factor", "Points", "Action"), strict=True):
        cell.text = words
    for number in range(60):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = f"Factor {number}", "1", "Refer"
    made.add_heading("2 Steps", 1)
    made.add_paragraph(_SENTENCE * 40)
    made.save(str(path))


def _converted(folder: Path, tagged: bool) -> Path:
    flag = "true" if tagged else "false"
    settings = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{flag}"}}}}'
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
         f"pdf:writer_pdf_Export:{settings}", "--outdir", str(folder), str(folder / "guide.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "guide.pdf"


def _of(blocks: tuple[Block, ...], kind: str) -> list[Block]:
    return [block for block in blocks if block.kind == kind]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_a_word_guideline_keeps_its_structure(tmp_path: Path, tagged: bool) -> None:
    _guideline(tmp_path / "guide.docx")
    path = _converted(tmp_path, tagged)
    with read(str(path), path.read_bytes(), {}) as document:
        blocks = document.blocks
    assert [block.text for block in _of(blocks, HEADING)] == [
        "Induction of labour", "1 Risk assessment", "1.1 Scoring", "2 Steps",
    ]  # fmt: skip
    items = _of(blocks, ITEM)
    assert [(block.text, block.level) for block in items] == [
        ("hypertension in a previous pregnancy", 1),
        ("Black ethnicity", 1),
        ("African", 2),
        ("age over forty", 1),
    ]
    assert items[1].lead_in == "Offer aspirin if any of the following applies:"
    assert items[1].section[-1] == "1 Risk assessment"
    assert items[0].list_number == items[3].list_number != items[2].list_number
    cells = [block.cell for block in _of(blocks, CELL)]
    assert {cell.table for cell in cells} == {0}
    assert len(cells) == 61 * 3
    assert cells[-1].row == 60
    assert (cells[-1].row_header, cells[-1].column_header) == ("Factor 59", "Action")
    assert [block.text for block in _of(blocks, HEADER)] == ["Anytown maternity guideline"]
    assert [block.text for block in _of(blocks, FOOTER)] == ["Review date 2027"]


_PAGE = """<html><head><title>Booking</title></head><body><h1>Antenatal booking</h1>
<p>Ask every woman about <b>her</b> ethnicity and <a href="https://example.org">language</a>,
because care depends on it.</p><p>Offer a test if any of these apply:</p>
<ul><li>age over 40<ul><li>first baby</li></ul></li><li>Black ethnicity</li></ul>
<table border=1><tr><th>Score</th><th>Action</th></tr><tr><th scope=row>1</th><td>Refer</td></tr>
</table><img alt="Pink skin" width=100 height=50 src="data:image/svg+xml,
<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"></body></html>"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_printed_web_page_keeps_its_structure(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(_PAGE)
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={tmp_path}/profile",
         f"--print-to-pdf={tmp_path}/page.pdf", f"file://{tmp_path}/page.html"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    path = tmp_path / "page.pdf"
    with read(str(path), path.read_bytes(), {}) as document:
        blocks = document.blocks
    assert _of(blocks, HEADING)[0].text == "Antenatal booking"
    words = [" ".join(block.text.split()) for block in blocks]
    assert "Ask every woman about her ethnicity and language, because care depends on it." in words
    assert [(block.text, block.level) for block in _of(blocks, ITEM)] == [
        ("age over 40", 1), ("first baby", 2), ("Black ethnicity", 1),
    ]  # fmt: skip
    refer = next(block for block in blocks if block.text == "Refer")
    assert (refer.cell.row_header, refer.cell.column_header) == ("1", "Action")
    assert [block.text for block in _of(blocks, ALT)] == ["Pink skin"]
