"""Findings as an editor shows them: diagnostics, and the page of a rule in Markdown."""

from __future__ import annotations

import re

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from debias import explain
from debias.editor.looking import Looked, Trouble
from debias.editor.positions import Positions
from debias.finding import Finding
from debias.reports.cleaning import one_line
from debias.reports.saying import Said, Speaker
from debias.rule import RuleSet

SOURCE = "debias"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "suggestion": DiagnosticSeverity.Information,
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MARKED = re.compile(r"\[\[(.+?)\]\]")


def findings(looked: Looked, positions: Positions) -> list[Diagnostic]:
    """What is shown at each finding: what it says, asks and speaks to."""
    if looked.ruleset is None:
        return []
    speaker = Speaker(looked.ruleset)
    return [_of_finding(finding, speaker.of(finding), positions) for finding in looked.findings]


def _of_finding(finding: Finding, said: Said, positions: Positions) -> Diagnostic:
    lines = (
        one_line(finding.message),
        *(said.questions or said.wordings)[:1],
        f"Principle{'s' * (len(said.principles) > 1)} {'; '.join(said.principles)}",
    )
    return Diagnostic(
        range=positions.range(*positions.span(finding.location)),
        message="\n".join(lines),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )


def trouble(about: Trouble, positions: Positions) -> Diagnostic:
    """What stands in the way of looking, on its line."""
    return Diagnostic(
        range=positions.whole_line(about.line),
        message=one_line(about.message),
        severity=DiagnosticSeverity.Error if about.grave else DiagnosticSeverity.Information,
        source=SOURCE,
    )


def page(finding: Finding, ruleset: RuleSet, *, markdown: bool) -> str:
    """The page of a finding's rule, as `debias explain` has it."""
    rule = next(rule for rule in ruleset.rules if rule.name == finding.rule)

    def shown(text: str) -> str:
        parts = _MARKED.split(one_line(text))
        if not markdown:
            return "".join(f"«{part}»" if at % 2 else part for at, part in enumerate(parts))
        parts = [_MARKDOWN.sub(r"\\\1", part) for part in parts]
        return "".join(f"**{part}**" if at % 2 else part for at, part in enumerate(parts))

    about = f"{rule.name}, {finding.severity}"
    head = f"### {shown(rule.title)}\n`{about}`" if markdown else f"{shown(rule.title)}\n{about}"
    made = [head]
    for section in explain.page(rule, ruleset):
        heading = f"**{section.heading}**" if markdown else section.heading
        if section.listed:
            made.append("\n".join([heading, "", *(f"- {shown(each)}" for each in section.entries)]))
        else:
            made.append("\n\n".join([heading, *map(shown, section.entries)]))
    return "\n\n".join(made)
