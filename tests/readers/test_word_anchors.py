"""Segments give back each block's text exactly, however its runs are cut and wrapped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debias.document import Document
from debias.ooxml.texts import shown_text
from debias.readers.word import read

from .word_package import cell, field, par, row, run, table, word_file

WORDS = st.text(st.sampled_from("ab é“–\u00a0\u2002\uf0a8&<☐•-o\t "), min_size=0, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
FONTS = st.sampled_from(["", '<w:rFonts w:ascii="Wingdings"/>', "<w:b/>", "<w:vanish/>"])
RUNS = st.builds(run, WORDS, FONTS)
SYMBOLS = st.sampled_from(
    [
        "<w:r><w:tab/></w:r>",
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>",
        "<w:r><w:noBreakHyphen/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        '<w:r><w:footnoteReference w:id="9"/></w:r>',
        '<w:proofErr w:type="spellStart"/>',
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON x [in]'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:drawing><wp:docPr descr="a picture" title="one"/></w:drawing></w:r>',
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
)
WRAPPERS = st.sampled_from(
    [
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:ins w:id="1">{}</w:ins>',
        '<w:del w:id="1">{}</w:del>',
        '<w:smartTag w:element="x">{}</w:smartTag>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:sdt><w:sdtPr><w:alias w:val="Race"/><w:dropDownList><w:listItem w:displayText="White"/>'
        "</w:dropDownList></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>",
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict>"
        "</w:r>",
        "<w:r><w:ruby><w:rt>{0}</w:rt><w:rubyBase>{0}</w:rubyBase></w:ruby></w:r>",
    ]
)
FIELDS = st.builds(lambda inside: field("REF", inside), RUNS)
INLINE = st.recursive(
    RUNS | SYMBOLS | FIELDS,
    lambda inner: st.builds(
        lambda wrapper, parts: wrapper.format("".join(parts)),
        WRAPPERS,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
PROPERTIES = st.sampled_from(
    ["", '<w:pStyle w:val="Heading2"/>', "<w:rPr><w:del/></w:rPr>",
     '<w:numPr><w:numId w:val="1"/></w:numPr>', '<w:pStyle w:val="Secret"/>']
)  # fmt: skip
PARAGRAPHS = st.builds(
    lambda parts, properties: par("".join(parts), properties),
    st.lists(INLINE, max_size=5),
    PROPERTIES,
)
BODIES = st.lists(
    PARAGRAPHS | PARAGRAPHS.map(lambda each: table(row(cell(each + "<w:p/>"), "x"))), max_size=5
).map("".join)


def check(document: Document) -> None:
    """Each segment's slice of its element is its slice of the block, and nothing is left over."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for block, passage in zip(document.blocks, document.anchors.passages, strict=True):
        at = 0
        for start, end, element, offset in passage.segments:
            assert start == at < end
            assert shown_text(element)[offset : offset + end - start] == block.text[start:end]
            for character in range(offset, offset + end - start):
                assert (id(element), character) not in seen
                seen.add((id(element), character))
            kept.append(element)
            at = end
        assert at == len(block.text)
        assert block.text.strip()


@given(BODIES)
def test_segments_rebuild_every_block(body: str) -> None:
    check(read("a.docx", word_file(body), {}))


@given(BODIES, st.data())
def test_slices_are_the_text_asked_for(body: str, data: st.DataObject) -> None:
    document = read("a.docx", word_file(body), {})
    for number, block in enumerate(document.blocks):
        start = data.draw(st.integers(0, len(block.text)))
        end = data.draw(st.integers(start, len(block.text)))
        found = document.anchors.slices(number, start, end)
        pieces = (shown_text(each[2])[each[3] : each[3] + each[1] - each[0]] for each in found)
        assert "".join(pieces) == block.text[start:end]
        assert all(start <= each[0] < each[1] <= end for each in found)


@given(BODIES)
def test_what_word_takes_no_comment_on_has_a_place_that_does(body: str) -> None:
    document = read("a.docx", word_file(body), {})
    main = document.anchors.trees[document.anchors.main]
    for passage in document.anchors.passages:
        if passage.story != "document":
            place = passage.comment_at
            assert place.tag.endswith("}p")
            assert place.getroottree().getroot() is main
            assert not any(above.tag.endswith("}txbxContent") for above in place.iterancestors())
