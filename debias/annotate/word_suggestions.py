"""Writes replacements into a Word file as tracked changes, for its reader to accept or reject."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from debias.annotate import AUTHOR
from debias.annotate.word_places import FIELD_MARK
from debias.annotate.word_runs import SPACE
from debias.ooxml.fields import KIND
from debias.ooxml.names import ID, R_RUN, RPR, Element, P, T, W

if TYPE_CHECKING:
    from collections.abc import Callable

    from debias.annotate.word_places import Range
    from debias.annotate.word_runs import Runs
    from debias.document import Block, Document
    from debias.finding import FileReport, Finding

_NATIONAL = {"current-national-guidance", "national-programme", "national-standard", "legal-duty"}
_CRITERIA = "race-thresholds"  # the pack whose findings are clinical criteria
_DECIDES = re.compile(
    r"risk|criteri|indicat|eligib|thresh|refer|offer|scor|screen|assess|trigger|contraindic|dose"
    r"|target|cut[- ]?off|high[- ]?dose|recommend",
    re.IGNORECASE,
)
# Between the runs of a quote these may stand; they are not text.
_MARKS = re.compile(r"\}(?:bookmark|commentRange|perm|proofErr|move\w+Range)")
_IN_PLACE = {P, W + "hyperlink", W + "smartTag", W + "sdtContent"}


def allowed(document: Document, report: FileReport) -> frozenset[int]:
    """The numbers of the findings whose replacement is a matter of wording alone.

    Never where the words are, or stand in, a clinical criterion: to whom it applies is not for a
    linter to change.
    """
    criteria = {_line(document, each) for each in report.findings if each.pack == _CRITERIA}
    return frozenset(
        at
        for at, finding in enumerate(report.findings)
        if finding.replacement
        and finding.pack != _CRITERIA
        and finding.guidance not in _NATIONAL
        and _line(document, finding) not in criteria
        and not _decides(document.blocks[finding.block])
    )


def suggest(
    found: Range,
    runs: Runs,
    quote: str,
    replacement: str,
    date: str,
    next_number: Callable[[], int],
) -> bool:
    """Mark the runs of a range as deleted and put the replacement after them; whether that was
    done. It is not where the words are cut up by anything but formatting."""
    if not found.exact:
        return False
    first, last = runs.starting(found.start), runs.ending(found.end)
    parent = first.getparent()
    if parent is not last.getparent() or not _stands_free(parent):
        return False
    between = _between(first, last)
    taken = [each for each in between if each.tag == R_RUN]
    words = "".join(text.text or "" for run in taken for text in run.iter(T))
    if words != quote or not all(_is_text(each) for each in between) or _in_field(first):
        return False
    properties = first.find(RPR)
    deleted = None
    for each in between:
        if each.tag != R_RUN:
            deleted = None
            continue
        if deleted is None:
            deleted = _change(first, "del", date, next_number)
            each.addprevious(deleted)
        deleted.append(each)
        for text in each.iter(T):
            text.tag = W + "delText"
    inserted = _change(first, "ins", date, next_number)
    run = inserted.makeelement(R_RUN)
    if properties is not None:
        copy = deepcopy(properties)
        for change in copy.findall(W + "rPrChange"):
            copy.remove(change)
        run.append(copy)
    text = run.makeelement(T)
    text.text = replacement
    text.set(SPACE, "preserve")
    run.append(text)
    inserted.append(run)
    last.getparent().addnext(inserted)
    return True


def _line(document: Document, finding: Finding) -> tuple[int, ...]:
    """What is read in one go with a finding: its block, or its row of a table."""
    cell = document.blocks[finding.block].cell
    return (-1, finding.block) if cell is None else (cell.table, cell.row)


def _decides(block: Block) -> bool:
    """Whether a block stands where words decide about care."""
    cell = block.cell
    around = [block.lead_in, *block.section[-1:]]
    if cell is not None:
        around += [cell.row_header, cell.column_header]
    return any(_DECIDES.search(text) for text in around)


def _between(first: Element, last: Element) -> list[Element]:
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None:
            return []
        found.append(following)
    return found


def _is_text(element: Element) -> bool:
    if element.tag != R_RUN:
        return _MARKS.search(element.tag) is not None
    return all(each.tag in (RPR, T, W + "lastRenderedPageBreak") for each in element)


def _stands_free(parent: Element) -> bool:
    """Whether all around the runs, up to their paragraph, lets a tracked change stand in it."""
    while parent.tag != P:
        if parent.tag not in _IN_PLACE and parent.tag != W + "sdt":
            return False
        parent = parent.getparent()
    return True


def _in_field(run: Element) -> bool:
    """Whether a run is in a field, whose words Word writes anew."""
    paragraph = next(run.iterancestors(P))
    depth = 0
    for each in paragraph.iter(FIELD_MARK, R_RUN):
        if each is run:
            break
        if each.tag == FIELD_MARK:
            depth += {"begin": 1, "end": -1}.get(each.get(KIND), 0)
    return depth > 0


def _change(like: Element, name: str, date: str, next_number: Callable[[], int]) -> Element:
    change = like.makeelement(W + name)
    change.set(ID, str(next_number()))
    change.set(W + "author", AUTHOR)
    change.set(W + "date", date)
    return change
