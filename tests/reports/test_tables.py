"""The trackers: CSV and Excel."""

from __future__ import annotations

import builtins
import csv
import shutil
import subprocess
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from debias import reports
from debias.errors import DebiasError
from debias.reports.saying import cited
from debias.reports.tracker import COLUMNS, cell
from debias.rule import Source
from tests.reports.hostile import FORMULAS, MARKUP
from tests.reports.made import result, written
from tests.reports.test_terminal import hostile

HOSTILE = (*FORMULAS, *MARKUP)
STARTS = "=+-@\t\r\n＝＋－＠"
HEADINGS = [column.heading for column in COLUMNS]


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def from_xlsx(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def test_both_have_the_same_rows() -> None:
    rows = from_csv(written("csv"))
    sheet = from_xlsx(written("xlsx"))["Findings"]
    same = [
        ["" if each.value is None else str(each.value) for each in row] for row in sheet.iter_rows()
    ]
    assert rows == same
    assert rows[0] == HEADINGS
    assert len(rows) == 4


def test_a_row() -> None:
    row = dict(zip(HEADINGS, from_csv(written("csv"))[1], strict=True))
    assert row["Number"] == "1"
    assert row["Document"] == "forms/pph.docx"
    assert row["Section"] == "4 Risk assessment › 4.1 Score"
    assert row["Place"] == "table 2, row 4, cell 1"
    assert row["Words"] == "Black, Asian"
    assert row["Passage"] == "Black, Asian or minority ethnic background"
    assert row["Principles"] == (
        "1 Demonstrate leadership by naming racism\n5 Identify racial bias"
    )
    assert row["Questions to ask"].startswith("Which measured finding")
    assert row["Proposed wording"].startswith("Name the measured risk")
    assert [row[name] for name in ("Decision", "Owner", "Due date", "Status")] == [""] * 4


def test_excel_opens_the_csv_as_utf_8() -> None:
    assert written("csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_cell_can_start_a_formula(name: str, text: str) -> None:
    data = written(name, hostile(text))
    if name == "csv":
        values = [value for row in from_csv(data) for value in row]
    else:
        sheets = from_xlsx(data).worksheets
        cells = [each for sheet in sheets for row in sheet.iter_rows() for each in row]
        assert {each.data_type for each in cells} <= {"s", "n", "inlineStr"}
        values = [each.value for each in cells if isinstance(each.value, str)]
    assert len(values) > len(HEADINGS)
    for value in values:
        assert not value.lstrip(" ").startswith(tuple(STARTS)), ascii(value)


@given(st.text())
def test_a_cell_is_safe_and_loses_no_word(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip(" ").startswith(tuple(STARTS))
    kept = "".join(c for c in text if c.isalnum())
    assert "".join(c for c in shown if c.isalnum()) == kept


def test_a_cell_is_no_longer_than_excel_takes() -> None:
    assert len(cell("=" + "x" * 40_000)) <= 32_767


def test_the_sheet_has_filters_wrapped_text_and_a_header_that_stays() -> None:
    book = from_xlsx(written("xlsx"))
    assert book.sheetnames == ["Findings", "Summary", "Not read"]
    sheet = book["Findings"]
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:V4"
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    wraps = {
        h: all(c.alignment.wrap_text for c in col[1:])
        for h, col in zip(HEADINGS, sheet.columns, strict=True)
    }
    assert [heading for heading, wrapped in wraps.items() if not wrapped] == ["Sources"]


def test_what_was_not_read_has_a_sheet() -> None:
    rows = list(from_xlsx(written("xlsx"))["Not read"].values)
    assert rows[1][:2] == ("scan.pdf", None)
    assert rows[2] == ("forms/pph.docx", "page 4", "picture without text")
    assert rows[-1][0] == "old/policy.doc"
    assert len(rows) == 5


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_same_result_is_the_same_bytes(name: str) -> None:
    assert written(name) == written(name, result())


def test_without_openpyxl_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DebiasError, match=r"pip install 'debias\[tables\]'"):
        written("xlsx")


def test_the_workbook_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    path.write_bytes(written("xlsx"))
    checked = OpenXmlValidator().validate(path)
    assert [str(error) for error in checked.errors if error.severity.name == "ERROR"] == []


def test_rows_are_as_high_as_their_text_and_grow_with_it() -> None:
    sheet = from_xlsx(written("xlsx"))["Findings"]
    why = HEADINGS.index("Why")
    for row in sheet.iter_rows(min_row=2):
        lines = max(len(str(each.value or "")) / sheet.column_dimensions[each.column_letter].width
                    for each in row if each.alignment.wrap_text)  # fmt: skip
        assert sheet.row_dimensions[row[why].row].height >= min(409, 15 * lines)
    with zipfile.ZipFile(BytesIO(written("xlsx"))) as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet1.xml")


def test_every_font_has_a_name_and_a_size() -> None:
    fonts = {
        (f.font.name, f.font.sz) for row in from_xlsx(written("xlsx"))["Findings"] for f in row
    }
    assert fonts == {("Calibri", 11)}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    for number, text in enumerate(("plain", "=1+1", "@SUM(A1)")):
        (tmp_path / f"{number}.xlsx").write_bytes(written("xlsx", hostile(text)))
        command = [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path),
            str(tmp_path / f"{number}.xlsx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        rows = from_csv((tmp_path / f"{number}.csv").read_bytes())
        assert rows[0] == HEADINGS
        assert len(rows) == 2
        assert rows[1][6] == cell(text)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_no_words_lie_over_others_in_libreoffice(tmp_path: Path) -> None:
    from tests.web.made import rules, samples  # noqa: PLC0415

    made = BytesIO()
    reports.write("xlsx", samples(), rules(), made)
    (tmp_path / "tracker.xlsx").write_bytes(made.getvalue())
    command = [
        "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "tracker.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pdfium.PdfDocument(tmp_path / "tracker.pdf")
    over, lines = [], 0
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        lines += len(boxes)
        for n, (left, bottom, right, top) in enumerate(boxes):
            for other in boxes[n + 1 :]:
                same_column = abs(left - other[0]) < 2  # what is cut at a cell's edge is no matter
                along = min(top, other[3]) - max(bottom, other[1])
                if same_column and along > 0.4 * min(top - bottom, other[3] - other[1]):
                    over.append((text.get_text_bounded(left, bottom, right, top), page))
    assert lines > 500
    assert over == []


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("On words", "Sun M et al.", "2022", "https://a.org"),
         "On words. Sun M et al., 2022. https://a.org"),
        (("Do words matter?", "Goddu AP et al.", "", "https://a.org"),
         "Do words matter? Goddu AP et al. https://a.org"),
        (("A title", "NICE", "", ""), "A title. NICE"),
    ],
)  # fmt: skip
def test_a_source_is_cited_without_doubled_stops(parts: tuple[str, ...], shown: str) -> None:
    assert cited(Source(*parts)) == shown
