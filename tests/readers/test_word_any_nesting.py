"""However a Word file's elements are nested, reading ends, and no text is lost or seen twice."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from debias.readers.word import read

from .word_package import word_file

# Elements that a damaged or odd file may put anywhere; all that is in them is to be seen.
SEEN = (
    "p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag",
    "customXml", "fldSimple", "txbxContent", "ruby", "rubyBase", "rt", "drawing", "pict", "object",
)  # fmt: skip
HIDING = ("del", "moveFrom")
MARKS = (
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>',
    '<w:fldChar w:fldCharType="separate"/>', "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>",
    '<w:tcPr><w:hMerge/></w:tcPr>', '<w:tcPr><w:gridSpan w:val="many"/></w:tcPr>',
    "<w:rPr><w:vanish/></w:rPr>", '<w:ilvl w:val="x"/>', "<w:tab/>", "<w:br/>", "<w:sym/>",
    '<w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr>', "<w:gridSpan/>", "<w:vMerge/>",
    '<w:pStyle w:val="Heading2"/>', '<w:footnoteReference/>', "<w:tblHeader/>", "<w:cellDel/>",
    '<w:trPr><w:gridBefore w:val="2"/></w:trPr>', '<w:sdtPr><w:alias w:val=" "/></w:sdtPr>',
    "<w:headerReference/>", "<c:chart/>", '<w:outlineLvl w:val="40"/>', "<w:instrText/>", "<w:t/>",
)  # fmt: skip


def element(name: str, parts: list[str]) -> str:
    return f"<w:{name}>{''.join(parts)}</w:{name}>"


def trees(names: tuple[str, ...], leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        leaves,
        lambda inner: st.builds(element, st.sampled_from(names), st.lists(inner, max_size=4)),
        max_leaves=40,
    )


TEXT = st.just("<w:t>@</w:t>")


def numbered(body: str) -> str:
    """The same, each text with a number of its own."""
    count = iter(range(10_000))
    return re.sub("@", lambda _: f"x{next(count)};", body)


def seen(body: str) -> Counter[str]:
    document = read("a.docx", word_file(body), {})
    return Counter(re.findall(r"x\d+;", " ".join(block.text for block in document.blocks)))


@given(st.lists(trees(SEEN, TEXT), max_size=5).map("".join).map(numbered))
def test_every_text_is_seen_once(body: str) -> None:
    assert seen(body) == Counter(re.findall(r"x\d+;", body))


@given(st.lists(trees(SEEN + HIDING, TEXT | st.sampled_from(MARKS)), max_size=5).map("".join))
def test_nothing_is_seen_twice(body: str) -> None:
    assert set(seen(numbered(body)).values()) <= {1}
