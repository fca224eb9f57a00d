"""A summary in Markdown, made to be the comment of a bot on a pull request."""

from __future__ import annotations

import re
from typing import BinaryIO

from debias.finding import FileReport, Finding, Result
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.counts import Counts, count
from debias.reports.passage import passage
from debias.reports.paths import repository_path
from debias.reports.saying import where
from debias.rule import RuleSet

_MOST = 60_000  # characters; GitHub takes comments of 65,536
_PASSAGE = 240
_ABOUT = (
    "\nThese are questions for the authors and for clinical governance, not clinical advice. "
    "`debias explain RULE` tells why, and on what evidence.\n"
)
_CALLS = re.compile(r"(@|#|:(?=//)|www(?=\.))")
_OURS = re.compile(r"([\\`*_{}\[\]<>()#!|~$&@])")


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the summary in UTF-8. Words of documents stand in code spans, where they can neither
    be markup nor call people; findings past what a comment holds are counted, not shown."""
    counts = count(result, ruleset)
    parts = [_head(result, counts), *_principles(counts, ruleset), *_not_read(result)]
    room = _MOST - len(_ABOUT) - sum(map(len, parts))
    shown = 0
    for report in result.files:
        blocks = [_finding(finding) for finding in report.findings]
        if not blocks:
            continue
        head, tail = _file(report)
        kept = []
        room -= len(head) + len(tail)
        for block in blocks:
            room -= len(block)
            if room < 0:
                break
            kept.append(block)
        if kept:
            parts.append(head + "".join(kept) + tail)
            shown += len(kept)
        if room < 0:
            break
    if counts.findings:
        parts.append(_ABOUT)
    if shown < counts.findings:
        parts.append(f"\n_{counts.findings - shown} more findings are in the whole report._\n")
    out.write("".join(parts).encode("utf-8", "replace"))


def _head(result: Result, counts: Counts) -> str:
    read, found = len(result.files), counts.findings
    severities = [f"{n} {name}{'s' * (n != 1)}" for name, n in counts.by_severity.items() if n]
    told = f": {', '.join(severities)}" if found else ""
    files = f"{read} document{'s' * (read != 1)}"
    line = f"{found} finding{'s' * (found != 1)} in {files}{told}."
    return f"### debias\n\n{line}\n"


def _principles(counts: Counts, ruleset: RuleSet) -> list[str]:
    if not counts.findings:
        return []
    names = {principle.number: principle.name for principle in ruleset.principles}
    rows = [
        f"| {number} {_text(names.get(number, ''))} | {n} |\n"
        for number, n in sorted(counts.by_principle.items())
        if n
    ]
    return ["\n| Anti-racism principle | Findings |\n| --- | ---: |\n", *rows]


def _not_read(result: Result) -> list[str]:
    lines = [f"- {_code(error.path)}: {_code(error.reason)}\n" for error in result.errors]
    for report in result.files:
        lines += [
            f"- {_code(report.path)}, {_code(part.place)}: {_code(part.reason)}\n"
            for part in report.unread
        ]
    lines += [f"- {_code(path)}: a format that debias does not read\n" for path in result.left_out]
    more = len(lines) - 20
    if more > 0:
        lines[20:] = [f"- and {more} more\n"]
    return ["\n**Not checked, or not all of it:**\n\n", *lines] if lines else []


def _file(report: FileReport) -> tuple[str, str]:
    found = len(report.findings)
    name = _html(one_line(repository_path(report.path)))
    head = f"<details><summary><code>{name}</code>: {found} finding{'s' * (found != 1)}</summary>"
    return f"\n{head}\n\n", "\n</details>\n"


def _finding(finding: Finding) -> str:
    at = where(finding)
    shown = passage(finding, _PASSAGE)
    lines = [f"- **{finding.severity}: {_text(finding.title)}**" + (f" ({_code(at)})" * bool(at))]
    around = " ".join(_code(part) for part in (shown.before,) if part.strip())
    after = _code(shown.after) if shown.after.strip() else ""
    lines.append(
        "  " + " ".join(part for part in (around, f"**{_code(shown.quote)}**", after) if part)
    )
    lines.append(f"  {_text(finding.message)}")
    if finding.replacement:
        lines.append(f"  Could be written: {_code(finding.replacement)}")
    lines.append(f"  Rule `{finding.rule}`")
    return "  \n".join(lines) + "\n"


def _text(text: str) -> str:
    """Text of which nothing is markup; names, numbers and addresses in it, which the host would
    make links of afterwards, are cut by an empty comment."""
    return _CALLS.sub(r"\1<!-- -->", _OURS.sub(r"\\\1", one_line(text)))


def _code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks in it."""
    text = one_line(text)
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
