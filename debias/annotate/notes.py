"""What a marked copy says: the words of a finding's note and of the summary, for every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from debias import __version__
from debias.records import NamedTuple
from debias.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debias.finding import FileReport, Finding
    from debias.rule import Rule, RuleSet, Source

_ASKED = 2  # questions and wordings of each finding; a margin is narrow
_SOURCES = 2
_LONGEST_SOURCE = 140  # characters of a title
_UNREAD = 8  # parts named in the summary
_EACH = 60  # characters of a further quote
_NAMED = 12  # further quotes
# What XML cannot hold, and what would turn or hide words of a note.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
GUIDANCE = {
    "current-national-guidance": "This is current national guidance: a question for clinical "
    "governance, not a reason to change anyone's care.",
    "national-programme": "This belongs to a national programme: a question for those who run it.",
    "national-standard": "A national standard speaks about this.",
    "legal-duty": "There is a legal duty here.",
}
"""What to add where guidance stands behind the words, by `Rule.guidance`."""

PROMPT = "These are prompts for authors, not clinical advice."


class Line(NamedTuple):
    """A short paragraph of a note: its label, "" for none, and what it says."""

    label: str
    text: str


class Note(NamedTuple):
    """A note: its first line, and what follows."""

    head: str
    lines: tuple[Line, ...]


def note(finding: Finding, ruleset: RuleSet, others: Sequence[Finding] = ()) -> Note:
    """What to say of a finding. `others` are findings that this note stands for as well, where
    there are too many for one note each."""
    rule = _rule(finding.rule, ruleset)
    names = {principle.number: principle.name for principle in ruleset.principles}
    lines = [Line("", finding.message)]
    lines += [Line(f"Principle {n}", names.get(n, "")) for n in finding.principles]
    if rule is None:
        lines += [Line("Ask or try", words) for words in finding.suggestions[: 2 * _ASKED]]
    else:
        lines += [Line("Ask", words) for words in rule.ask[:_ASKED]]
        lines += [Line("Try", words) for words in rule.instead[:_ASKED]]
    if finding.guidance in GUIDANCE:
        lines.append(Line("", GUIDANCE[finding.guidance]))
    if finding.repeats:
        lines.append(Line("", _again(len(finding.repeats))))
    if others:
        quotes = list(dict.fromkeys(f"“{_short(other.quote)}”" for other in others))
        more = ", …" if len(quotes) > _NAMED else ""
        lines.append(Line(f"{len(others):,} more places", ", ".join(quotes[:_NAMED]) + more))
    lines += [Line("Source", _source(source)) for source in finding.sources[:_SOURCES]]
    lines.append(Line("Rule", finding.rule))
    return _fit(Note(f"{finding.severity.capitalize()}: {finding.title}", tuple(lines)))


def summary(report: FileReport, ruleset: RuleSet, remarks: Sequence[str] = ()) -> Note:
    """What the copy says of the document as a whole; `remarks` are about this copy."""
    findings = report.findings
    lines = []
    if findings:
        counts = [(name, sum(f.severity == name for f in findings)) for name in SEVERITIES[::-1]]
        lines.append(Line("", ", ".join(plural(n, name) for name, n in counts if n) + "."))
        for principle in ruleset.principles:
            count = sum(principle.number in finding.principles for finding in findings)
            if count:
                lines.append(Line(f"Principle {principle.number}", f"{principle.name}: {count}"))
    else:
        lines.append(
            Line("", "Nothing here matched its rules. That does not say that nothing is amiss.")
        )
    for part in report.unread[:_UNREAD]:
        lines.append(Line("Not read", f"{part.place}: {part.reason}"))
    if len(report.unread) > _UNREAD:
        lines.append(Line("Not read", f"and {len(report.unread) - _UNREAD} more parts"))
    lines += [Line("Not looked for", f"{name} (it took too long)") for name in report.slow_rules]
    lines += [Line("", remark) for remark in remarks]
    if any(finding.repeats for finding in findings):
        lines.append(Line("", "Words that come again in a section are marked once."))
    allowed = sum(each.findings for each in report.suppressions)
    if allowed:
        lines.append(Line("", f"{plural(allowed, 'place')} left out: somebody allowed them."))
    packs = ", ".join(f"{pack.id} (version {pack.version})" for pack in ruleset.packs)
    lines.append(Line("Rules", f"debias {__version__}, rule set {ruleset.digest[:8]}: {packs}"))
    lines.append(Line("", PROMPT))
    found = plural(len(findings), "place") if findings else "no place"
    return _fit(Note(f"debias found {found} to talk about", tuple(lines)))


def plural(number: int, word: str) -> str:
    """A number and its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def fit(text: str) -> str:
    """The text without characters that XML cannot hold or that turn the direction of writing."""
    return _UNFIT.sub("", text)


def _fit(made: Note) -> Note:
    lines = (Line(label, fit(" ".join(text.split()))) for label, text in made.lines)
    return Note(fit(made.head), tuple(lines))


def _rule(name: str, ruleset: RuleSet) -> Rule | None:
    return next((rule for rule in ruleset.rules if rule.name == name), None)


def _again(times: int) -> str:
    return f"The same words come {plural(times, 'more time')} in this section."


def _source(source: Source) -> str:
    title = source.title
    if len(title) > _LONGEST_SOURCE:
        title = title[:_LONGEST_SOURCE].rsplit(" ", 1)[0] + " …"
    about = ", ".join(
        word for word in (source.publisher, source.year) if word and word not in title
    )
    return f"{title} ({about})" if about else title


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EACH else text[: _EACH - 1] + "…"
