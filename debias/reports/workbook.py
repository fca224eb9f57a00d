"""A tracker as an Excel workbook: findings with filters, the sums, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from debias.errors import DebiasError
from debias.finding import Result
from debias.reports import Style
from debias.reports.counts import count
from debias.reports.packing import WRITTEN, settled
from debias.reports.tracker import COLUMNS, Column, cell, not_read, rows
from debias.rule import RuleSet

_HEAD, _HEAD_TO_FILL = "003087", "006747"  # NHS dark blue and dark green: white on both reads well
_RULE = "C3CED4"
_MOST_ROWS = 1_048_575
_LINE, _HIGHEST = 15, 409  # points: a line of Calibri 11, the highest row that Excel has
_SUMMARY = (Column("By", 14), Column("What", 60), Column("Findings", 12))
_NOT_READ = (Column("Document", 40), Column("Part", 30), Column("Reason", 80))
_PAGE = 240  # characters that still can be read across a page
_FONT = re.compile(rb"<font>(.*?)</font>", re.S)
_FONT_PART = re.compile(rb"<(\w+)[^>]*/>")
# CT_Font in ISO/IEC 29500-1, 18.8.22.
_FONT_ORDER = (
    b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
).split()


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the workbook. Raises DebiasError where openpyxl is not installed, or there are more
    findings than a sheet has rows."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise DebiasError(
            "The Excel report needs openpyxl, which is not installed.",
            hint="Install it with: pip install 'debias[tables]', or write --format csv.",
        ) from None
    counts = count(result, ruleset)
    if counts.findings > _MOST_ROWS:
        raise DebiasError(
            "There are more findings than a sheet has rows.", hint="Check fewer files at once."
        )
    book = Workbook()
    book.properties.creator = "debias"
    book.properties.title = "debias findings"
    book.properties.created = WRITTEN
    _sheet(book.active, "Findings", COLUMNS, rows(result, ruleset))
    _sheet(book.create_sheet(), "Summary", _SUMMARY, _summary(result, ruleset))
    _sheet(book.create_sheet(), "Not read", _NOT_READ,
           (tuple(map(cell, row)) for row in not_read(result)))  # fmt: skip
    made = BytesIO()
    book.save(made)
    out.write(settled(made.getvalue(), _mended))


def _mended(name: str, data: bytes) -> bytes:
    if name == "xl/styles.xml":
        return _in_order(data)
    if name.startswith("xl/worksheets/"):
        # A height that is not the reader's own choice: a row grows with what is written in it.
        return data.replace(b' customHeight="1"', b"")
    return data


def _in_order(styles: bytes) -> bytes:
    """Fonts with their parts in the order that the schema has, which openpyxl does not keep to."""

    def font(found: re.Match[bytes]) -> bytes:
        parts = {part[1]: part[0] for part in _FONT_PART.finditer(found[1])}
        return (
            b"<font>" + b"".join(parts[name] for name in _FONT_ORDER if name in parts) + b"</font>"
        )

    return _FONT.sub(font, styles)


def _summary(result: Result, ruleset: RuleSet) -> Iterable[tuple[int | str, ...]]:
    counts = count(result, ruleset)
    names = {principle.number: principle.name for principle in ruleset.principles}
    titles = {pack.id: pack.title for pack in ruleset.packs}
    yield ("All", "Findings", counts.findings)
    for severity, number in counts.by_severity.items():
        yield ("Severity", severity, number)
    for principle, number in sorted(counts.by_principle.items()):
        yield ("Principle", cell(f"{principle} {names.get(principle, '')}"), number)
    for pack, number in counts.by_pack.items():
        yield ("Pack", cell(titles.get(pack, pack)), number)
    for report in result.files:
        yield ("Document", cell(report.path), len(report.findings))


def _sheet(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    title: str,
    columns: Sequence[Column],
    lines: Iterable[tuple[int | str, ...]],
) -> None:
    """Fill a sheet: wrapped text, a header row that stays and is repeated in print, filters."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    wrapped, plain = (Alignment("left", "top", wrap_text=each) for each in (True, False))
    line_below = Border(bottom=Side("thin", _RULE))
    sheet.title = title
    for number, column in enumerate(columns, 1):
        head = sheet.cell(1, number, column.heading)
        head.font = Font(name="Calibri", sz=11, bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_HEAD_TO_FILL if column.to_fill else _HEAD)
        head.alignment = wrapped
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for at, line in enumerate(lines, 2):
        high = 1
        for number, (value, column) in enumerate(zip(line, columns, strict=True), 1):
            made = sheet.cell(at, number)
            made.value = value
            if isinstance(value, str) and value:
                made.data_type = "s"  # text for good, whatever it looks like
            made.alignment = wrapped if column.wraps else plain
            made.border = line_below
            if column.wraps:
                high = max(high, _lines(value, column.width))
        sheet.row_dimensions[at].height = min(_HIGHEST, _LINE * high)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    wide = -(-sum(column.width for column in columns) // _PAGE)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _lines(value: int | str, width: int) -> int:
    """How many lines a value takes in a column, rather one too many: a program that does not
    measure the text itself, as LibreOffice, would show only the first."""
    return sum(max(1, -(-len(part) * 6 // (width * 5))) for part in str(value).split("\n"))
