"""One finding in the terminal: the words in their passage, what to ask, and on what ground."""

from __future__ import annotations

from collections.abc import Iterator

from debias.finding import Finding
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.layout import Page, columns, wrapped
from debias.reports.passage import passage
from debias.reports.places import also_at, place
from debias.reports.saying import cited
from debias.reports.symbols import Symbols
from debias.rule import ERROR, SUGGESTION, WARNING, RuleSet

# Each a coloured field with dark or the terminal's own letters: "white" is grey in light schemes.
BADGES = {ERROR: "bold red reverse", WARNING: "black on yellow", SUGGESTION: "black on cyan"}
_MARKED = "bold reverse"
_SHOWN_ALONE = 2  # questions, or wordings, where there is only one of the two kinds
_LABELS = 11  # columns
_STANDING = {
    "withdrawn": "This practice has been withdrawn.",
    "discredited": "This practice is discredited.",
    "not-in-national-guidance": "This is not in national guidance.",
    "contested": "This is contested.",
    "current-national-guidance": "This is in current national guidance: a question for clinical "
    "governance, not a reason to leave it out.",
    "national-programme": "This is part of a national programme, which says how it is done.",
    "national-standard": "A national standard asks for this.",
    "legal-duty": "The law asks for this.",
}


class FindingView:
    """Shows findings on a page."""

    def __init__(self, page: Page, ruleset: RuleSet, style: Style, signs: Symbols) -> None:
        self._page = page
        self._rule = ruleset.rule
        self._principles = {principle.number: principle.name for principle in ruleset.principles}
        self._style = style
        self._signs = signs

    def show(self, finding: Finding) -> None:
        """A block of eight to twelve lines."""
        page = self._page
        self._heading(finding)
        self._passage(finding)
        page.show((one_line(finding.message), ""), indent=4)
        for label, text in self._rows(finding):
            page.beside(
                ((f"{label:{_LABELS}}", "bold"),), ((text, ""),), indent=4, room=_LABELS + 1
            )
        page.blank()

    def _heading(self, finding: Finding) -> None:
        signs = self._signs
        sign = {ERROR: signs.error, WARNING: signs.warning, SUGGESTION: signs.suggestion}
        badge = f"{sign[finding.severity]} {finding.severity.upper()}"
        shown = (badge, "")
        if self._style.colour:
            shown = (f" {badge} ", BADGES[finding.severity])
        title, where = one_line(finding.title), place(finding.location)
        room = columns(shown[0]) + 2
        space = self._page.width - room - columns(title) - columns(where)
        fits = " " * space + where if space >= 2 else ""
        self._page.beside((shown,), ((title, "bold"), (fits, "")), room=room)
        if where and not fits:
            self._page.beside((), ((where, ""),), room=room)

    def _passage(self, finding: Finding) -> None:
        lines = 6 if self._style.verbose else 3
        before, quote, after = passage(finding, lines * (self._page.width - 12))
        if self._style.colour:
            marked = [(before, ""), (quote, _MARKED), (after, "")]
        else:
            marked = [(f"{before}{self._signs.begin}{quote}{self._signs.end}{after}", "")]
        for line in wrapped(marked, self._page.width - 6):
            self._page.lines.append(((f"    {self._signs.bar} ", ""), *line))

    def _rows(self, finding: Finding) -> Iterator[tuple[str, str]]:
        style = self._style
        rule = self._rule(finding.rule)
        ask, instead = (rule.ask, rule.instead) if rule else (finding.suggestions, ())
        for label, texts, others in (("Ask", ask, instead), ("Try instead", instead, ask)):
            most = len(texts) if style.verbose else 1 if others else _SHOWN_ALONE
            for at, text in enumerate(texts[:most]):
                yield "" if at else label, one_line(text)
        if finding.replacement:
            yield "Write", one_line(finding.replacement)
        if style.verbose:
            yield "Why", one_line(finding.why)
        named = [f"{n} {self._principles.get(n, '')}".rstrip() for n in finding.principles]
        for at, line in enumerate(self._in_lines(named)):
            yield "" if at else "Principle", line
        if finding.guidance:
            yield "Guidance", _STANDING.get(finding.guidance, finding.guidance)
        yield from self._sources(finding)
        if also := also_at(finding.repeats, 40 if style.verbose else 6):
            yield "Also", also
        yield "Rule", finding.rule

    def _in_lines(self, names: list[str]) -> list[str]:
        """The names beside one another as long as they fit: none is broken over two lines."""
        lines: list[str] = []
        for name in names:
            joined = self._signs.between.join((*lines[-1:], name))
            if lines and len(joined) <= self._page.width - 4 - _LABELS - 1:
                lines[-1] = joined
            else:
                lines.append(name)
        return lines

    def _sources(self, finding: Finding) -> Iterator[tuple[str, str]]:
        label = "Source"
        for source in finding.sources if self._style.verbose else finding.sources[:1]:
            year = f", {source.year}" if source.year else ""
            if self._style.verbose:
                yield label, cited(source)
            else:
                more = len(finding.sources) - 1
                others = f" (and {more} more)" if more else ""
                room = self._page.width - 4 - _LABELS - 1 - len(others)
                yield label, _cut(f"{source.publisher}{year}: {source.title}", room) + others
            label = ""


def _cut(text: str, most: int) -> str:
    text = one_line(text)
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0] + " …"
