"""The report as one web page: for meetings, shared drives and paper; nothing in it connects."""

from __future__ import annotations

from typing import BinaryIO

from debias.finding import Result
from debias.reports import Style
from debias.reports.web.data import report_data
from debias.reports.web.page import assets, page
from debias.rule import RuleSet

_SCRIPTS = ("dom.js", "plots.js", "document.js", "panel.js", "paper.js", "report.js")


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the page in UTF-8. The text of the documents is in it where `FileReport.blocks` are."""
    package = "debias.reports.web"
    out.write(
        page(
            "debias report",
            body=assets(package, "report.html"),
            style=assets(package, "base.css", "report.css"),
            script=assets(package, *_SCRIPTS),
            data=report_data(result, ruleset),
        )
    )
