"""Findings that somebody has allowed, with a reason: in a comment beside them, or in settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from debias.document import Document
from debias.errors import DebiasError
from debias.finding import Finding, Suppression
from debias.records import NamedTuple
from debias.settings.days import is_past
from debias.settings.model import Allowance
from debias.suppress.comments import Comment, in_source
from debias.wording import normalise

USED, UNUSED, EXPIRED, UNKNOWN, APART = "used", "unused", "expired", "unknown", "apart"


class Settled(NamedTuple):
    """What is left of the findings, what allowed the others, and what is wrong in comments."""

    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    errors: tuple[DebiasError, ...]


class About(NamedTuple):
    """What there is to know of the rules: whether a name means any, and whether one of those that
    it means runs here."""

    known: Callable[[str], bool]
    runs: Callable[[str], bool]


def settle(
    document: Document,
    findings: Sequence[Finding],
    listed: Sequence[tuple[str, Allowance]],
    about: About,
    today: str,
) -> Settled:
    """The findings that nobody allowed. `listed` are the entries of the settings, each with their
    path; `today` is the day as ISO 8601 has it."""
    comments, errors = _comments(document)
    if not comments and not listed:
        return Settled(tuple(findings), (), errors)
    allowed: dict[int, int] = {}  # number of a finding -> number of what allows it
    for number, finding in enumerate(findings):
        for at, comment in enumerate(comments):
            if not is_past(comment.until, today) and _on(comment, finding):
                allowed[number] = at
                break
        else:
            for at, (_, entry) in enumerate(listed, len(comments)):
                if not is_past(entry.until, today) and _quoted(entry, finding, document):
                    allowed[number] = at
                    break
    counts = [0] * (len(comments) + len(listed))
    for at in allowed.values():
        counts[at] += 1
    left = tuple(finding for number, finding in enumerate(findings) if number not in allowed)
    states = [
        Suppression(
            comment.rules,
            comment.reason,
            comment.until,
            _state(comment.rules, comment.until, counts[at], about, today),
            counts[at],
            comment.location,
        )
        for at, comment in enumerate(comments)
    ]
    for at, (path, entry) in enumerate(listed, len(comments)):
        names = tuple(name.text for name in entry.rules)
        state = _state(names, entry.until, counts[at], about, today)
        place = {"line": entry.line}
        states.append(Suppression(names, entry.reason, entry.until, state, counts[at], place, path))
    return Settled(left, tuple(states), errors)


def _comments(document: Document) -> tuple[tuple[Comment, ...], tuple[DebiasError, ...]]:
    if document.format == "docx":
        from debias.suppress.word import in_word  # noqa: PLC0415 - brings lxml

        return in_word(document)
    return in_source(document)


def _state(names: Sequence[str], until: str, count: int, about: About, today: str) -> str:
    if count:
        return USED
    if not all(about.known(name) for name in names):
        return UNKNOWN
    if is_past(until, today):
        return EXPIRED
    return UNUSED if all(about.runs(name) for name in names) else APART


def means(name: str, finding: Finding) -> bool:
    """Whether a name (a rule's id, pack/rule, or a pack) means a finding's rule."""
    return name in (finding.rule, finding.pack, finding.rule.rpartition("/")[2])


def _on(comment: Comment, finding: Finding) -> bool:
    return any(means(name, finding) for name in comment.rules) and any(
        finding.start < end and start < finding.end
        for start, end in comment.covers.get(finding.block, ())
    )


def _quoted(entry: Allowance, finding: Finding, document: Document) -> bool:
    """Whether an entry of the settings allows a finding: its rule, and on the passage it quotes."""
    if not any(means(name.text, finding) for name in entry.rules):
        return False
    if not entry.quote:
        return True
    text = document.blocks[finding.block].text
    before = len(_folded(text[: finding.start]))
    words, passage, whole = _folded(finding.quote), _folded(entry.quote), _folded(text)
    at = whole.find(passage)
    while at >= 0:
        # The spaces at the ends are folded away, so a place may be off by one.
        if at <= before + len(words) and before <= at + len(passage):
            return True
        at = whole.find(passage, at + 1)
    return False


def _folded(text: str) -> str:
    return " ".join(normalise(text).text.lower().split())
