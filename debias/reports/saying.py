"""What a finding says, in the pieces that tables and one-line reports are made of."""

from __future__ import annotations

from debias.finding import Finding
from debias.records import NamedTuple
from debias.reports.cleaning import one_line
from debias.reports.places import place
from debias.rule import RuleSet, Source


class Said(NamedTuple):
    """`questions` to ask and `wordings` to propose; `principles` with their numbers."""

    questions: tuple[str, ...]
    wordings: tuple[str, ...]
    principles: tuple[str, ...]


class Speaker:
    """Tells a finding's questions from its wordings, and names its principles."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._rule = ruleset.rule
        self._names = {principle.number: principle.name for principle in ruleset.principles}

    def of(self, finding: Finding) -> Said:
        """All there is to say, cleaned, each entry on one line."""
        rule = self._rule(finding.rule)
        ask, instead = (rule.ask, rule.instead) if rule else (finding.suggestions, ())
        replace = (f"Write: {finding.replacement}",) if finding.replacement else ()
        return Said(
            tuple(map(one_line, ask)),
            tuple(map(one_line, (*replace, *instead))),
            tuple(f"{n} {self._names.get(n, '')}".rstrip() for n in finding.principles),
        )

    def question(self, finding: Finding) -> str:
        """The first question; where a rule has none besides, its message, which asks one."""
        return next(iter(self.of(finding).questions), one_line(finding.message))

    def told(self, finding: Finding) -> str:
        """The message, and the first question."""
        message = one_line(finding.message)
        return " ".join(dict.fromkeys((message, self.question(finding))))


def cited(source: Source) -> str:
    """A source on one line: title, publisher and year, address; each but the last with a stop."""
    about = ", ".join(part for part in (source.publisher, source.year) if part)
    *parts, last = [one_line(part) for part in (source.title, about, source.url) if part]
    stopped = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts]
    return " ".join((*stopped, last))


def where(finding: Finding) -> str:
    """Section and place in words: "4 Risk assessment › 4.1 Score, table 2, row 4, cell 1"."""
    section = " › ".join(one_line(part) for part in finding.section if part.strip())
    return ", ".join(part for part in (section, place(finding.location)) if part)
