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
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from debias.annotate.word_places import Places, Range
    from debias.annotate.word_runs import Runs
    from debias.document import Block, Document
    from debias.finding import FileReport, Finding
    from debias.rule import RuleSet

_NATIONAL = {"current-national-guidance", "national-programme", "national-standard", "legal-duty"}
_CRITERIA = "race-thresholds"  # the pack whose findings are clinical criteria
_DECIDES = re.compile(
    r"risk|criteri|indicat|eligib|thresh|refer|offer|scor|screen|assess|trigger|contraindic|dose"
    r"|target|cut[- ]?off|high[- ]?dose|recommend",
    re.IGNORECASE,
)
# Between the runs of a quote these may stand; they are not text.
_MARKS = re.compile(r"\}(?:bookmark|commentRange|perm|proofErr|move\w+Range)")
_IN_PLACE = {P, W + "hyperlink", W + "smartTag"}


class Suggestion(NamedTuple):
    """Words, where they are, and what can stand in their place."""

    range: Range
    quote: str
    replacement: str


def suggestions(
    document: Document, report: FileReport, ruleset: RuleSet, places: Places
) -> tuple[Suggestion, ...]:  # fmt: skip
    """The replacements that are a matter of wording alone, also of words that come again.

    Never where the words are, or stand in, a clinical criterion: to whom it applies is not for a
    linter to change. Only where the range is the words and no more.
    """
    criteria = {
        _line(document, block)
        for one in report.findings
        if one.pack == _CRITERIA
        for block in (one.block, *(also[0] for also in one.also))
    }
    headers = _headers(document)
    found = []
    for finding in report.findings:
        if (
            not finding.replacement
            or finding.pack == _CRITERIA
            or finding.guidance in _NATIONAL
        ):  # fmt: skip
            continue
        for block, start, end in ((finding.block, finding.start, finding.end), *finding.also):
            if _line(document, block) in criteria or _decides(document.blocks[block], headers):
                continue
            where = places.of_words(block, start, end)
            if where is not None and where.exact:
                quote = document.blocks[block].text[start:end]
                found.append(Suggestion(where, quote, _in_place_of(quote, finding, ruleset)))
    return tuple(found)


def put(
    made: Sequence[Suggestion], runs: Runs, date: str, next_number: Callable[[], int]
) -> int:  # fmt: skip
    """Put suggestions in as tracked changes; how many. Those are left out whose words are cut up
    by anything but formatting."""
    return sum(_put(each, runs, date, next_number) for each in made)


def _put(made: Suggestion, runs: Runs, date: str, next_number: Callable[[], int]) -> bool:
    """Mark the runs of a range as deleted and put the replacement after them; whether that was
    possible."""
    first, last = runs.starting(made.range.start), runs.ending(made.range.end)
    parent = first.getparent()
    if parent is not last.getparent() or not _stands_free(parent):
        return False
    between = _between(first, last)
    taken = [each for each in between if each.tag == R_RUN]
    words = "".join(text.text or "" for run in taken for text in run.iter(T))
    if words != made.quote or not all(_is_text(each) for each in between) or _in_field(first):
        return False
    deleted = None
    for each in between:
        if each.tag != R_RUN:
            deleted = None
            continue
        if deleted is None:
            deleted = _change(each, "del", date, next_number)
            each.addprevious(deleted)
        deleted.append(each)
        for text in each.iter(T):
            text.tag = W + "delText"
    last.getparent().addnext(_inserted(first, made.replacement, date, next_number))
    return True


def _inserted(
    like: Element, words: str, date: str, next_number: Callable[[], int]
) -> Element:  # fmt: skip
    """An insertion of words in the formatting of a run."""
    run = like.makeelement(R_RUN)
    properties = like.find(RPR)
    if properties is not None:
        copy = deepcopy(properties)
        for change in copy.findall(W + "rPrChange"):
            copy.remove(change)
        run.append(copy)
    text = run.makeelement(T)
    text.text = words
    text.set(SPACE, "preserve")
    run.append(text)
    inserted = _change(like, "ins", date, next_number)
    inserted.append(run)
    return inserted


def _in_place_of(quote: str, finding: Finding, ruleset: RuleSet) -> str:
    """The replacement as this quote needs it: with a capital where the quote has one."""
    words = finding.replacement
    small = words[0].lower() + words[1:]
    rule = next((rule for rule in ruleset.rules if rule.name == finding.rule), None)
    if rule is not None and words not in rule.replace.values() and small in rule.replace.values():
        words = small
    if quote[:1].isupper() and not quote[1:2].isupper():
        return words[0].upper() + words[1:]
    return words


def _line(document: Document, block: int) -> tuple[int, ...]:
    """What is read in one go with a block: itself, or its row of a table."""
    cell = document.blocks[block].cell
    return (-1, block) if cell is None else (cell.table, cell.row)


def _headers(document: Document) -> dict[tuple[int, int], set[str]]:
    """The headers of all cells of each row, by table and row."""
    found: dict[tuple[int, int], set[str]] = {}
    for block in document.blocks:
        cell = block.cell
        if cell is not None:
            texts = found.setdefault((cell.table, cell.row), set())
            texts.update((cell.row_header, cell.column_header))
    return found


def _decides(block: Block, headers: dict[tuple[int, int], set[str]]) -> bool:
    """Whether a block stands where words decide about care."""
    cell = block.cell
    around = {block.lead_in, *block.section[-1:]}
    if cell is not None:
        around |= headers[cell.table, cell.row]
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
    """Whether all around the runs lets a tracked change stand in it: not another's insertion,
    nor a content control, which is for those who fill the form in."""
    while parent.tag != P:
        if parent.tag not in _IN_PLACE:
            return False
        parent = parent.getparent()
    return next(parent.iterancestors(W + "sdt"), None) is None


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
