"""What is found in a text that is open in an editor, whether it has been saved or not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from debias import baseline
from debias.errors import DebiasError
from debias.finding import FileReport, Finding
from debias.readers import format_of
from debias.records import NamedTuple
from debias.rule import RuleSet
from debias.run.one import Options, check_one
from debias.run.plans import Asked, Planner
from debias.settings.model import Settings
from debias.suppress.telling import amiss

_LINE = re.compile(r"[Ll]ine (\d+)(?:: (.*))?", re.S)
_BY_LANGUAGE = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "plaintext": ".txt"}
_TEXTS = ("markdown", "html", "text")


class Trouble(NamedTuple):
    """What stands in the way of looking, or is wrong with what allows findings; `line` 1-based.
    One that is not grave leaves nothing out."""

    line: int
    message: str
    grave: bool = True


class Looked(NamedTuple):
    """What was found: each place is a finding of its own, with `line` and `column` as its
    location has them (1-based, in code points)."""

    findings: tuple[Finding, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    ruleset: RuleSet | None = None


def name_for(path: str, language: str) -> str:
    """The name that says how a text is read; "" for one that debias does not look at here."""
    known = format_of(path)
    if known is not None:
        return path if known in _TEXTS else ""
    ending = _BY_LANGUAGE.get(language, "")
    return path + ending if ending else ""


class Looker:
    """Looks at texts by the settings nearest to their files. Settings and rules are read anew
    after `forget`."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._planner: Planner | None = None

    def forget(self) -> None:
        """Read settings and rules anew: they may have been changed."""
        self._planner = None

    def settings(self, name: str) -> Settings | None:
        """The settings that a file of this name has. Raises DebiasError for wrong ones."""
        return self._plans().settings(name)

    def look(self, name: str, text: str, config: Settings | None = None) -> Looked:
        """Check a text under the name of its file; by the settings `config`, where they are
        given, and not by those that it has."""
        if not text.strip("\ufeff\0 \t\r\n\f\v"):
            return Looked()
        try:
            planner = self._plans() if config is None else Planner(self.asked, config)
            return _look(name, text, planner)
        except DebiasError as error:
            return Looked(troubles=(Trouble(1, str(error)),))

    def _plans(self) -> Planner:
        if self._planner is None:
            self._planner = Planner(self.asked)
        return self._planner


def _look(name: str, text: str, planner: Planner) -> Looked:
    if planner.excluded(name):
        return Looked()
    ruleset = planner.ruleset(planner.settings(name))
    # The byte order mark says UTF-8, whatever a page says of how it is stored.
    options = Options(
        stdin=text.removeprefix("\ufeff").encode("utf-8-sig", "replace"),
        stdin_name=name,
        cache=False,  # what is half typed is not worth keeping
        plans={"-": planner.plan(name, ruleset)},
        join=False,
    )
    outcome = check_one("-", ruleset, options)
    troubles = [_trouble(error.reason) for error in outcome.errors]
    findings: tuple[Finding, ...] = ()
    if outcome.report is not None:
        findings = _new(outcome.report, planner.baseline(name)).findings
        troubles += _aside(outcome.report)
    return Looked(
        tuple(finding for finding in findings if "line" in finding.location),
        tuple(troubles),
        ruleset,
    )


def _new(report: FileReport, known: str | None) -> FileReport:
    """The report without the findings that a baseline knows."""
    if known is None:
        return report
    folder = os.path.dirname(os.path.abspath(known))  # noqa: PTH100, PTH120 - as elsewhere
    return baseline.compare([report], baseline.load(known), folder).reports[0]


def _aside(report: FileReport) -> Iterator[Trouble]:
    """What could not be read, and comments that allow nothing."""
    for part in report.unread:
        at = _LINE.match(part.place)
        yield Trouble(int(at[1]) if at else 1, f"Not read: {part.place}, {part.reason}.")
    for each in report.suppressions:
        said = amiss(each)
        if said and not each.settings:
            yield Trouble(each.location["line"], f"{said[0].upper()}{said[1:]}", grave=False)


def _trouble(reason: str) -> Trouble:
    found = _LINE.match(reason)
    return Trouble(int(found[1]), found[2]) if found and found[2] else Trouble(1, reason)
