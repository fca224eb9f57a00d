"""A tracker as CSV, as spreadsheet programs open it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import BinaryIO

from debias.finding import Result
from debias.reports import Style
from debias.reports.tracker import COLUMNS, rows
from debias.rule import RuleSet


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write RFC 4180 with a byte-order mark, without which Excel does not see that it is UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.heading for column in COLUMNS)
    writer.writerows(rows(result, ruleset))
    out.write(text.getvalue().encode("utf-8-sig"))
