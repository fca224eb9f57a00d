"""A Word report for a meeting: summary, findings, an action plan to fill in, and the evidence."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from docx import Document
from docx.document import Document as Memo

from debias.finding import Result
from debias.reports import Style
from debias.reports.counts import Counts, count
from debias.reports.memo.findings import add_actions, add_findings, add_reasons
from debias.reports.memo.styles import add_landscape, add_styles
from debias.reports.memo.table import add_table
from debias.reports.packing import WRITTEN, settled
from debias.reports.tracker import not_read, printable
from debias.rule import RuleSet

_ABOUT = (
    "debias read these documents and marked words to talk about. Each finding is a question for "
    "the people who know the service and those it is for; none is clinical advice. Where a "
    "criterion is in current national guidance, it is a question for clinical governance and not a "
    "reason to leave it out."
)


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the memo; the same result gives the same bytes. All headings and tables have named
    styles, so that a trust can give it a look of its own."""
    memo = Document()
    add_styles(memo)
    memo.core_properties.title = "Findings and action plan"
    memo.core_properties.author = "debias"
    memo.core_properties.comments = ""
    memo.core_properties.created = memo.core_properties.modified = WRITTEN
    memo.core_properties.last_modified_by = ""
    counts = count(result, ruleset)
    _summary(memo, result, counts, ruleset)
    if counts.findings:
        add_landscape(memo)
        memo.add_heading("Findings", 1)
        add_findings(memo, result, ruleset)
        memo.add_heading("Action plan", 1)
        add_actions(memo, result)
        memo.add_heading("Reasons and sources", 1)
        add_reasons(memo, result)
    made = BytesIO()
    memo.save(made)
    out.write(settled(made.getvalue()))


def _summary(memo: Memo, result: Result, counts: Counts, ruleset: RuleSet) -> None:
    memo.add_paragraph("Findings and action plan", style="Title")
    for label in ("To", "From", "Date"):
        memo.add_paragraph(f"{label}:\t", style="Memo line")
    memo.add_heading("Summary", 1)
    read, found = len(result.files), counts.findings
    told = [f"{n} {name}{'s' * (n != 1)}" for name, n in counts.by_severity.items() if n]
    memo.add_paragraph(
        f"{read} document{'s' * (read != 1)} read, {found} finding{'s' * (found != 1)}"
        + (f": {', '.join(told)}." if told else ".")
    )
    memo.add_paragraph(_ABOUT)
    names = {principle.number: principle.name for principle in ruleset.principles}
    titles = {pack.id: pack.title for pack in ruleset.packs}
    if counts.findings:
        memo.add_heading("By anti-racism principle", 2)
        memo.add_paragraph("A finding may speak to several principles.")
        lines = [(f"{n} {names.get(n, '')}", f) for n, f in sorted(counts.by_principle.items())]
        _counted(memo, "Principle", lines)
        memo.add_heading("By pack of rules", 2)
        _counted(memo, "Pack", [(titles.get(k, k), n) for k, n in counts.by_pack.items() if n])
    memo.add_heading("By document", 2)
    add_table(
        memo,
        (("Document", 9.0), ("Kind", 3.6), ("Findings", 2.2), ("Parts not read", 2.2)),
        (
            (r.path, ", ".join(r.kinds).replace("-", " "), str(len(r.findings)), str(len(r.unread)))
            for r in result.files
        ),
    )
    missed = tuple(not_read(result))
    if missed:
        memo.add_heading("What could not be read", 2)
        memo.add_paragraph("These were not checked. Somebody should look at them.")
        add_table(memo, (("Document", 6.0), ("Part", 3.5), ("Reason", 7.5)), missed)


def _counted(memo: Memo, heading: str, lines: list[tuple[str, int]]) -> None:
    add_table(
        memo,
        ((heading, 13.5), ("Findings", 3.5)),
        ((printable(name), str(number)) for name, number in lines),
    )
