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
from debias.reports.tracker import COLUMNS, cell, not_read, rows
from debias.rule import RuleSet

_HEAD, _HEAD_TO_FILL = "003087", "006747"  # NHS dark blue and dark green: white on both reads well
_MOST_ROWS = 1_048_575
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
    _sheet(book.active, "Findings", [(c.heading, c.width, c.to_fill) for c in COLUMNS],
           rows(result, ruleset))  # fmt: skip
    _sheet(book.create_sheet(), "Summary", [("By", 14, False), ("What", 60, False),
           ("Findings", 12, False)], _summary(result, ruleset))  # fmt: skip
    _sheet(book.create_sheet(), "Not read", [("Document", 40, False), ("Part", 30, False),
           ("Reason", 80, False)], (tuple(map(cell, row)) for row in not_read(result)))  # fmt: skip
    made = BytesIO()
    book.save(made)
    out.write(settled(made.getvalue(), {"xl/styles.xml": _in_order}))


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
    columns: Sequence[tuple[str, int, bool]],
    lines: Iterable[tuple[int | str, ...]],
) -> None:
    """Fill a sheet: wrapped text, a header row that stays and is repeated in print, filters."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    wrapped = Alignment(wrap_text=True, vertical="top")
    sheet.title = title
    for number, (heading, width, to_fill) in enumerate(columns, 1):
        head = sheet.cell(1, number, heading)
        head.font = Font(name="Calibri", sz=11, bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_HEAD_TO_FILL if to_fill else _HEAD)
        head.alignment = wrapped
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, line in enumerate(lines, 2):
        for number, value in enumerate(line, 1):
            made = sheet.cell(at, number)
            made.value = value
            if isinstance(value, str) and value:
                made.data_type = "s"  # text for good, whatever it looks like
            made.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
