"""The HTML reader sees the words that lxml's text has, no more and no fewer."""

from __future__ import annotations

import re
import sysconfig
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.readers import hypertext
from debias.readers.encoding import decode
from tests.nothing_lost.counting import Compared, hold

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
        between = "" if tag in JOINING | SILENT else "\n"
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


def compared(source: str) -> Compared:
    """The words that lxml has, those the reader misses and those it has too many."""
    document = hypertext.read("x.html", source.encode("utf-8", "replace"), {})
    read = Counter(WORD.findall("\n".join(block.text for block in document.blocks)))
    wanted = Counter(WORD.findall(shown(source)))
    return wanted, wanted - read, read - wanted


def test_of_the_corpus_and_the_samples():
    # The bodies of the manual's templates are HTML; their code is text to both sides.
    found = [*SHARED.rglob("corpus/*/*.html"), *SHARED.rglob("corpus/*/*.njk")]
    found += [*(ROOT / "samples").glob("*.html")]
    if not found:
        pytest.skip("../shared and samples are absent")
    hold(compared, [decode(path.read_bytes()).text for path in found])


def html_files() -> list[Path]:
    """Pages that came with Python packages, with Python itself and with its documentation."""
    folders = {Path(sysconfig.get_paths()[name]) for name in ("purelib", "stdlib", "data")}
    found = {path for folder in folders for path in folder.rglob("*.htm*") if path.is_file()}
    return sorted(found)[:300]


@pytest.mark.slow
def test_of_installed_pages():
    sources = [decode(path.read_bytes()).text for path in html_files()]
    if len(sources) < 5:
        pytest.skip("too few HTML files are installed here")
    hold(compared, sources)


LEAVES = st.sampled_from(
    ("women", "Afro-Caribbean", "&amp;", "&#8209;", " ", "\n", "<br>", "<!--c-->", "<img alt='x'>",
     "<script>x</script>", "<style>y</style>", "<input placeholder=z>")
)  # fmt: skip
# What HTML allows in one another, so that both sides build the same tree.
WORDS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(("b", "i", "span", "em", "a")),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=8,
)
LINES = st.lists(WORDS, max_size=4).map("".join)
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("p", "h2", "div", "td", "li")), LINES)
    .map(lambda part: f"<table><tr>{part}</table>" if part.startswith("<td") else part)
    .map(lambda part: f"<ul>{part}</ul>" if part.startswith("<li") else part),
    lambda inner: st.builds(
        "<{0}>{1}{2}</{0}>".format,
        st.sampled_from(("div", "blockquote", "section")),
        LINES,
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=10,
)


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_of_random_pages(source):
    _, missing, extra = compared(source)
    assert not missing
    assert not extra
