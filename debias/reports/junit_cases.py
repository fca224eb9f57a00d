"""A JUnit report, which most CI servers show: a suite for each file, a case for each finding."""

from __future__ import annotations

import re
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from debias.finding import FileReport, Finding, Result
from debias.reports import Style
from debias.reports.cleaning import clean, one_line
from debias.reports.saying import Speaker, where
from debias.rule import SUGGESTION, RuleSet

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: Result, ruleset: RuleSet, out: BinaryIO, style: Style) -> None:  # noqa: ARG001
    """Write the suites. Errors and warnings fail; suggestions pass, and say what they suggest;
    a file that could not be checked is an error, a part of one that could not be read skipped."""
    top = Element("testsuites", name="debias")
    speaker = Speaker(ruleset)
    for report in result.files:
        _suite(top, report, speaker)
    for path, reason in (
        *((error.path, error.reason) for error in result.errors),
        *((path, "debias does not read this format.") for path in result.left_out),
    ):
        suite = SubElement(top, "testsuite", name=_text(path))
        _inner(_case(suite, path, "the file could be checked"), "error", reason)
    for suite in top:
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(key, str(len(suite.findall(f"testcase/{tag}"))))
        suite.set("tests", str(len(suite)))
    for key in ("tests", "failures", "errors", "skipped"):
        top.set(key, str(sum(int(suite.get(key, "0")) for suite in top)))
    indent(top)
    out.write(tostring(top, encoding="utf-8", xml_declaration=True) + b"\n")


def _suite(top: Element, report: FileReport, speaker: Speaker) -> None:
    suite = SubElement(top, "testsuite", name=_text(report.path))
    for finding in report.findings:
        _finding(_case(suite, report.path, f"{finding.rule}: {where(finding)}"), finding, speaker)
    for part in report.unread:
        case = _case(suite, report.path, f"read: {part.place}")
        SubElement(case, "skipped", message=_text(f"Not read: {part.reason}"))
    if not len(suite):
        _case(suite, report.path, "no findings")


def _finding(case: Element, finding: Finding, speaker: Speaker) -> None:
    said = speaker.of(finding)
    lines = [
        finding.message,
        *(f"Ask: {text}" for text in said.questions),
        *(f"Try instead: {text}" for text in said.wordings),
        f"Principles: {', '.join(said.principles)}",
        f"Passage: {one_line(finding.context or finding.quote)}",
    ]
    if finding.severity == SUGGESTION:
        SubElement(case, "system-out").text = _text("\n".join((finding.title, *lines)))
    else:
        _inner(case, "failure", finding.title, "\n".join(lines)).set("type", finding.severity)


def _case(suite: Element, path: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=_text(path), name=_text(one_line(name)))


def _inner(case: Element, tag: str, message: str, text: str = "") -> Element:
    inner = SubElement(case, tag, message=_text(one_line(message)))
    inner.text = _text(text) or None
    return inner


def _text(text: str) -> str:
    return _NOT_XML.sub("", clean(text))
