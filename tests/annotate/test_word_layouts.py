"""However the runs of a Word file are cut and wrapped, its copy has the same text and formatting,
and each comment lies on its words."""

from __future__ import annotations

import random

import pytest

from debias import annotate
from debias.document import Document
from debias.finding import Finding
from debias.readers.word import read

from . import word_oracle as oracle
from .made import RULES, finding, report
from .word_layouts import Layout

TYPED = {"text", "date", "dropDownList", "comboBox", "dataBinding", "checkbox"}
# Inside these a range is not allowed to begin or end; it goes around them.
WHOLE = {"fldSimple", "oMath", "AlternateContent", "ruby"}


def chosen(document: Document, seed: int) -> list[Finding]:
    """Findings at random places, some overlapping, in the document's order."""
    pick = random.Random(seed)
    found = []
    for _ in range(pick.randint(1, 6)):
        block = pick.randrange(len(document.blocks))
        length = len(document.blocks[block].text)
        start = pick.randrange(length)
        found.append(finding(document, block, start, pick.randint(start + 1, length)))
    return sorted(found, key=lambda one: (one.block, one.start, one.end))


def is_exact(document: Document, one: Finding) -> bool:
    """Whether the words stand where a range can begin and end at them."""
    passage = document.anchors.passages[one.block]
    if passage.story != "document" or passage.comment_at is not None:
        return False
    slices = document.anchors.slices(one.block, one.start, one.end)
    for element in (slices[0][2], slices[-1][2]):
        if element.tag.endswith("}instrText"):
            return False
        for above in element.iterancestors():
            local = above.tag.rsplit("}", 1)[1]
            properties = above.find(oracle.W + "sdtPr") if local == "sdt" else None
            inner = [] if properties is None else properties
            if local in WHOLE or any(each.tag.rsplit("}", 1)[1] in TYPED for each in inner):
                return False
    return True


def alike(shown: str, quote: str) -> bool:
    """Whether two texts are the same, but for symbols, which the oracle does not translate."""
    return len(shown) == len(quote) and all(
        ours in {theirs, "\ufffc"} or "\ue000" <= ours <= "\uf8ff"
        for ours, theirs in zip(shown, quote, strict=True)
    )


def hold(seed: int) -> int:
    """Hold one random file to its copy; how many comments were held."""
    data = Layout(seed).file()
    document = read("a.docx", data, {})
    if not document.blocks:
        return 0
    findings = chosen(document, seed)
    exact = [is_exact(document, one) for one in findings]
    options = annotate.Options(data, when=1_700_000_000)
    copy = annotate.mark(document, report(document, *findings), RULES, options)

    before, after = oracle.raw_parts(data), oracle.raw_parts(copy)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed <= {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }  # fmt: skip
    assert set(before) <= set(after)
    _, original = oracle.main_part(data)
    _, marked = oracle.main_part(copy)
    ours = oracle.own(copy)
    assert oracle.normal_form(original, set()) == oracle.normal_form(marked, set(ours))
    oracle.well_marked(marked, set(ours))
    # What is hidden between shown words belongs to a block of its own.
    ranges = [oracle.range_texts(marked, hidden=each) for each in (False, True)]
    assert len(ours) == 1 + len(findings)
    for one, at, precise in zip(findings, list(ours)[1:], exact, strict=True):
        shown = alike(ranges[document.blocks[one.block].hidden][at], one.quote)
        if precise:
            assert shown, (one.quote, ranges[0][at])
        elif not shown:
            assert f"“{' '.join(one.quote.split())}”" in oracle.said(ours[at])

    again = read("a.docx", copy, {})
    findings = [finding(again, one.block, one.start, one.end) for one in findings]
    options = annotate.Options(copy, when=1_700_000_000)
    assert annotate.mark(again, report(again, *findings), RULES, options) == copy
    return len(findings)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_copy_keeps_text_and_formatting(first: int) -> None:
    assert sum(map(hold, range(first, first + 50))) > 100


@pytest.mark.slow
@pytest.mark.parametrize("first", range(200, 5000, 400))
def test_copy_keeps_text_and_formatting_of_thousands(first: int) -> None:
    assert sum(map(hold, range(first, first + 400))) > 800
