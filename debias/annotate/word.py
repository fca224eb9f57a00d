"""Marks Word files: each finding a real comment on exactly its words, and nothing else moved."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from debias.annotate import word_earlier, word_suggestions
from debias.annotate.grouping import MOST, Group, grouped
from debias.annotate.notes import Note, fit, note, plural, summary
from debias.annotate.word_comments import Comments, serialised
from debias.annotate.word_marks import put
from debias.annotate.word_package import rewritten
from debias.annotate.word_places import Places, Range
from debias.annotate.word_runs import Runs, change_numbers
from debias.annotate.word_suggestions import Suggestion
from debias.document import HEADING
from debias.errors import DebiasError
from debias.ooxml.names import P
from debias.ooxml.package import Package
from debias.ooxml.passages import DOCUMENT
from debias.records import NamedTuple

if TYPE_CHECKING:
    from debias.annotate import Options
    from debias.document import Document
    from debias.finding import FileReport
    from debias.ooxml.anchors import WordAnchors
    from debias.rule import RuleSet

_MOST_IN_WORD = 32_000  # Word opens no file with more than 32,767
_NEAR_TOP = 15  # blocks among which the title is looked for
_LONGEST_QUOTE = 300
_WHERE = {
    "header": "In the page header",
    "footer": "In the page footer",
    "footnote": "In this footnote",
    "endnote": "In this endnote",
    "text box": "In the text box here",
    "picture": "In the picture, chart or table description here",
    "form field": "In the form field here",
}


class _Planned(NamedTuple):
    """A comment on its way: where, what it says, and the words that it has to quote."""

    range: Range
    note: Note
    quote: str
    group: Group


def mark(document: Document, report: FileReport, ruleset: RuleSet, options: Options) -> bytes:
    """The bytes of a Word file with a comment for each finding; see `annotate.mark`."""
    anchors: WordAnchors = document.anchors
    package = Package(options.data, options.limits)
    _refuse(anchors, package)
    main = anchors.trees[anchors.main]
    comments = Comments(package)
    kept, beside = word_earlier.forget(main, comments.root, package)
    # All places are looked up before any text is cut: what the reader knows is about the whole.
    places = Places(anchors)
    groups = grouped(report.findings, min(MOST, _MOST_IN_WORD - len(comments.root)))
    planned = [_planned(document, places, ruleset, group) for group in groups]
    title = _title_range(document, places)
    planned = [each for each in planned if not _stays(each, kept)]
    suggestions: tuple[Suggestion, ...] = ()
    if options.suggest:
        suggestions = word_suggestions.suggestions(document, report, ruleset, places)
    numbers = change_numbers(main)
    ranges = [title, *(each.range for each in planned)]
    runs = Runs((*ranges, *(each.range for each in suggestions)), numbers)
    first = comments.next_number(main)
    put(ranges, runs, comments, first)
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(options.when))
    suggested = word_suggestions.put(suggestions, runs, date, numbers)
    remarks = _remarks(report, groups, suggested, len(kept), package)
    comments.add(first, summary(report, ruleset, remarks), date)
    for at, each in enumerate(planned, first + 1):
        comments.add(at, each.note, date, each.quote)
    return rewritten(
        options.data, {anchors.main: serialised(main), **comments.write(), **beside}, options.limits
    )


def _refuse(anchors: WordAnchors, package: Package) -> None:
    if not package.linked:
        raise DebiasError(
            "The file is damaged: it does not say which of its parts is the document, so no marked "
            "copy was made.",
            hint="Open it in Word, choose Open and Repair, save it anew, and annotate that.",
        )
    if anchors.strict:
        raise DebiasError(
            "The file is in the Strict Open XML format, which cannot be marked without converting "
            "it.",
            hint="In Word choose Save As, Word Document (.docx), and annotate that.",
        )
    if anchors.cut:
        raise DebiasError(
            "The file nests its parts too deep to be written back whole.",
            hint="Open it in Word, save it as a new .docx, and annotate that.",
        )


def _planned(document: Document, places: Places, ruleset: RuleSet, group: Group) -> _Planned:
    finding = group.finding
    found = places.of_words(finding.block, finding.start, finding.end)
    if found is None:
        raise _nowhere()
    quote = ""
    if not found.exact:
        story = document.anchors.passages[finding.block].story
        words = " ".join(finding.quote.split())
        words = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…"
        quote = fit(f"{_WHERE.get(story, 'Here')}: “{words}”")
    return _Planned(found, note(finding, ruleset, group.others), quote, group)


def _stays(planned: _Planned, kept: frozenset[word_earlier.Kept]) -> bool:
    """Whether a comment is there already, of those that somebody answered or resolved."""
    if not kept:
        return False
    said, quote = _text(planned), word_earlier.letters(planned.group.finding.quote)
    paragraph = next(planned.range.start.run.iterancestors(P), None)
    return any(
        said == each.said
        and paragraph is each.paragraph
        and (planned.quote or quote == each.letters)
        for each in kept
    )


def _text(planned: _Planned) -> str:
    """What the comment will say, as `word_comments.words` gives it."""
    lines = [f"{label}: {text}" if label else text for label, text in planned.note.lines]
    head = [planned.note.head, planned.quote] if planned.quote else [planned.note.head]
    return "\n".join((*head, *lines))


def _title_range(document: Document, places: Places) -> Range:
    """Where the first comment goes: around the title, or the first words of the document."""
    passages = places.anchors.passages
    top = [
        at
        for at, block in enumerate(document.blocks[:_NEAR_TOP])
        if passages[at].story == DOCUMENT and passages[at].comment_at is None
    ]
    title = " ".join(document.title.split()).casefold()
    best = [at for at in top if " ".join(document.blocks[at].text.split()).casefold() == title]
    best += [at for at in top if document.blocks[at].kind == HEADING] + top
    if best:
        found = places.of_words(best[0], 0, len(document.blocks[best[0]].text))
    else:
        found = places.beside(places.anchors.first)
    if found is None:
        raise _nowhere()
    return found


def _nowhere() -> DebiasError:
    return DebiasError(
        "The document's body has no paragraph that a comment could be put on.",
        hint="Use the report instead: debias check --format html.",
    )


def _remarks(
    report: FileReport, groups: Sequence[Group], suggested: int, kept: int, package: Package
) -> list[str]:
    """What there is to say of this copy."""
    remarks = []
    if len(groups) < len(report.findings):
        remarks.append(
            f"There are too many places for a comment each: {len(groups):,} comments stand for "
            f"{len(report.findings):,} places, those of a rule together."
        )
    if suggested:
        remarks.append(
            f"{plural(suggested, 'wording')} put in as tracked changes, to accept or reject. "
            "Clinical criteria are never changed."
        )
    if kept:
        remarks.append(
            f"{plural(kept, 'earlier comment')} of debias that somebody answered or resolved "
            "were left as they are."
        )
    if any(each.kind == "origin" for each in package.relationships("").values()):
        remarks.append("The original is digitally signed; its signature does not hold for this.")
    return remarks
