"""The HTML reader sees the words that lxml's text has, no more and no fewer."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from debias.readers import hypertext

lxml_html = pytest.importorskip("lxml.html", reason="lxml is not installed")

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
WORD = re.compile(r"\w+")
SILENT = {"script", "style", "template"}
JOINING = set(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd mark math "
    "meter nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
SPOKEN = ("alt", "title", "aria-label", "placeholder", "aria-description")
VALUES = {"text", "button", "submit", "reset", "search", "email", "url", "tel"}


def shown(source: str) -> str:
    """The text of a page as lxml has it, with the attributes that are shown or read aloud."""
    if not source.strip():
        return ""
    tree = lxml_html.document_fromstring(
        source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    parts: list[str] = []
    spoken: list[str] = []
    for event, element in lxml_html.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(element.tail or "")
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        inside = any(each.tag in SILENT for each in element.iterancestors())
        between = "" if tag in JOINING else "\n"
        if event == "start":
            parts.append(between)
            if inside or tag in SILENT:
                continue
            parts.append(element.text or "")
            if tag in ("meta", "link", "base", "param"):
                continue
            hidden = (element.get("type") or "").lower() == "hidden" and tag == "input"
            spoken += [element.get(name) or "" for name in SPOKEN if not hidden]
            if tag == "input" and (element.get("type") or "text").lower() in VALUES:
                spoken.append(element.get("value") or "")
            if tag in ("optgroup", "track"):
                spoken.append(element.get("label") or "")
            if tag == "table":
                spoken.append(element.get("summary") or "")
        else:
            parts.append(between)
            if not inside:
                parts.append(element.tail or "")
    return "".join(parts) + "\n" + "\n".join(spoken)


def compared(source: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """The words that lxml has, those the reader misses and those it has too many."""
    document = hypertext.read("x.html", source.encode("utf-8", "replace"), {})
    read = Counter(WORD.findall("\n".join(block.text for block in document.blocks)))
    wanted = Counter(WORD.findall(shown(source)))
    return wanted, wanted - read, read - wanted
