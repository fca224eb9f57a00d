"""Every construct that holds text in a Word file is read, once, and what is not text is not."""

from __future__ import annotations

import pytest

from debias.document import ALT, FIELD, FOOTER, HEADER, NOTE, OPTION
from debias.readers.word import read

from .word_package import DECLARED, cell, field, par, part, row, run, table, word_file


def texts(body: str, **more) -> list[str]:
    return [block.text for block in read("a.docx", word_file(body, **more), {}).blocks]


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(content: str) -> str:
    """A text box as Word writes it: a drawing, and the same again in VML for old versions."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


LISTED = (
    '<w:dropDownList><w:listItem w:displayText="White" w:value="1"/><w:listItem w:value="Asian"/>'
    "</w:dropDownList>"
)
TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
EMPTY = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
CHOICES = (
    '<w:ffData><w:ddList><w:listEntry w:val="White"/><w:listEntry w:val="Asian"/></w:ddList>'
    "</w:ffData>"
)
HELPED = '<w:ffData><w:helpText w:type="text" w:val="Ask her"/><w:textInput/></w:ffData>'
NESTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    + field("MERGEFIELD x", run("inner"))
    + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("outer")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BUTTON = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro [Click'
    '</w:instrText></w:r><w:r><w:instrText xml:space="preserve"> here]</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
NEVER_ENDED = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
TRACKED = 'w:id="1" w:author="A"'
DELETED_MARK = f"<w:rPr><w:del {TRACKED}/></w:rPr>"
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="Jaundice chart" title="Chart"/>'
    "</wp:inline></w:drawing></w:r>"
)

CONSTRUCTS = {
    "plain": (par("one"), ["one"]),
    "formatted runs": (par(run("no", "<w:b/>") + run("-one", "<w:i/>")), ["no-one"]),
    "marks inside a word": (
        par(run("no") + '<w:proofErr w:type="x"/><w:bookmarkStart w:id="0"/>' + run("ne")),
        ["none"],
    ),
    "hyperlink": (par(f"<w:hyperlink>{run('linked')}</w:hyperlink>"), ["linked"]),
    "screen tip": (
        par(f'<w:hyperlink w:tooltip="tip">{run("linked")}</w:hyperlink>'),
        ["linked", "tip"],
    ),
    "field result": (par(field("REF x", run("result"))), ["result"]),
    "nested fields": (par(NESTED), ["outer"]),
    "button field": (par(BUTTON), ["[Click here]"]),
    "field never ended": (par(NEVER_ENDED + run("seen")) + par("after"), ["seen", "after"]),
    "field over paragraphs": (
        par('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1 Scope"))
        + par(run("2 Aim") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["1 Scope", "2 Aim"],
    ),
    "simple field": (par(f'<w:fldSimple w:instr="DATE">{run("May")}</w:fldSimple>'), ["May"]),
    "smart tag": (par(f'<w:smartTag w:element="x">{run("tagged")}</w:smartTag>'), ["tagged"]),
    "custom XML": (f'<w:customXml w:element="x">{par("marked")}</w:customXml>', ["marked"]),
    "bidirectional": (par(f'<w:bdo w:val="ltr">{run("abc")}</w:bdo>'), ["abc"]),
    "table cell": (table(row("cell")), ["cell"]),
    "nested table": (table(row(cell(par("outer") + table(row("inner")) + par("last")))),
                     ["outer", "inner", "last"]),
    "block control": (sdt(par("inside")), ["inside"]),
    "run control": (par(run("a ") + sdt(run("b")) + run(" c")), ["a b c"]),
    "row control": (table(sdt(row("in a row"))), ["in a row"]),
    "cell control": (table(f"<w:tr>{sdt(cell('in a cell'))}</w:tr>"), ["in a cell"]),
    "nested controls": (sdt(sdt(par(sdt(sdt(run("deep")))))), ["deep"]),
    "placeholder": (par(sdt(run("Choose an item."), "<w:showingPlcHdr/>")), ["Choose an item."]),
    "drop-down": (par(run("Is: ") + sdt(run("White"), LISTED)), ["Is: White", "White", "Asian"]),
    "drop-down around a paragraph": (sdt(par("White"), LISTED), ["White", "White", "Asian"]),
    "control's title": (par(sdt(run("x"), '<w:alias w:val="Race"/>')), ["x", "Race"]),
    "check box control": (
        par(sdt(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run(" yes")),
        ["☐ yes"],
    ),
    "old text field": (par(field("FORMTEXT", run("typed"), HELPED)), ["typed", "Ask her"]),
    "old check box": (par(field("FORMCHECKBOX", "", EMPTY) + run(" yes")), ["☐ yes"]),
    "old check box ticked": (par(field("FORMCHECKBOX", "", TICKED) + run(" yes")), ["☒ yes"]),
    "old drop-down": (par(run("Group") + field("FORMDROPDOWN", "", CHOICES)),
                      ["Group", "White", "Asian"]),
    "insertion": (par(f"<w:ins {TRACKED}>{run('new')}</w:ins>"), ["new"]),
    "deletion": (par(f"<w:del {TRACKED}><w:r><w:delText>old</w:delText></w:r></w:del>" + run("x")),
                 ["x"]),
    "deletion with w:t": (par(f"<w:del {TRACKED}>{run('old')}</w:del>" + run("x")), ["x"]),
    "insertion since deleted": (
        par(f"<w:ins {TRACKED}><w:del {TRACKED}>{run('old')}</w:del></w:ins>" + run("x")),
        ["x"],
    ),
    "move": (par(f"<w:moveFrom {TRACKED}>{run('there')}</w:moveFrom>")
             + par(f"<w:moveTo {TRACKED}>{run('there')}</w:moveTo>"), ["there"]),
    "deleted row": (table(row("gone", properties=f"<w:del {TRACKED}/>"), row("kept")), ["kept"]),
    "deleted cell": (table(row(cell("gone", f"<w:cellDel {TRACKED}/>"), "kept")), ["kept"]),
    "deleted paragraph mark": (par("one ", DELETED_MARK) + par("two") + par("three"),
                               ["one two", "three"]),
    "deleted mark before a table": (par("one", DELETED_MARK) + table(row("two")), ["one", "two"]),
    "format before a change": (
        par("x", '<w:pPrChange><w:pPr><w:pStyle w:val="Heading2"/></w:pPr></w:pPrChange>'),
        ["x"],
    ),
    "text box": (par(run("before ") + box(par("boxed")) + run("after")), ["before after", "boxed"]),
    "VML text box": (
        par("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + par("boxed")
            + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
        ["boxed"],
    ),
    "fallback alone": (
        par(f"<mc:AlternateContent><mc:Fallback>{run('only')}</mc:Fallback></mc:AlternateContent>"),
        ["only"],
    ),
    "two choices": (
        par(f"<mc:AlternateContent><mc:Choice>{run('a')}</mc:Choice><mc:Choice>{run('b')}"
            "</mc:Choice></mc:AlternateContent>"),
        ["a"],
    ),
    "table in a text box": (par(box(table(row("boxed")) + par("end"))), ["boxed", "end"]),
    "alternative text": (par(run("x") + PICTURE), ["x", "Chart\nJaundice chart"]),
    "VML alternative text": (
        par('<w:r><w:pict><v:shape alt="chart"><v:imagedata/></v:shape></w:pict></w:r>'),
        ["chart"],
    ),
    "drawn words": (
        par('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'),
        ["DRAFT"],
    ),
    "text of a drawing": (
        par("<w:r><w:drawing><a:txBody><a:p><a:r><a:t>dra</a:t></a:r><a:r><a:t>wn</a:t></a:r></a:p>"
            "<a:p><a:r><a:t>two</a:t></a:r></a:p></a:txBody></w:drawing></w:r>"),
        ["drawn", "two"],
    ),
    "table description": (
        '<w:tbl><w:tblPr><w:tblCaption w:val="Risks"/></w:tblPr>' + row("x") + "</w:tbl>",
        ["x", "Risks"],
    ),
    "symbols": (
        par('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> yes </w:t>'
            '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:sym w:font="Wingdings 2" w:char="F0A3"/><w:sym w:font="Symbol" w:char="F0B3"/>'
            "</w:r>"),
        ["☐ yes ☑✓☐≥"],
    ),
    "private-use character": (
        par(run("\uf0a8 yes \uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
        ["☐ yes ✓"],
    ),
    "tab and breaks": (
        par("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>",
            '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'),
        ["a\tb\nc\nd"],
    ),
    "hyphens": (
        par("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>white pa</w:t><w:softHyphen/><w:t>le</w:t>"
            "</w:r>"),
        ["non\u2011white pa\u00adle"],
    ),
    "equation": (
        par("<m:oMath><m:r><m:t>BMI</m:t></m:r><m:r><m:t>=30</m:t></m:r></m:oMath>"),
        ["BMI=30"],
    ),
    "ruby": (
        par(run("a ") + f"<w:r><w:ruby><w:rt>{run('hint')}</w:rt><w:rubyBase>{run('word')}"
            "</w:rubyBase></w:ruby></w:r>" + run(" b")),
        ["a word b", "hint"],
    ),
    "comment in the XML": (par("<w:r><w:t>ab<!-- x -->cd</w:t></w:r>"), ["abcd"]),
    "CDATA": (par("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>"), ["a<b"]),
    "spaces only": (par(run("  ")) + par("x"), ["x"]),
    "reference to a comment": (
        par(run("a") + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
        ["a"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct_is_read_once(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(("body", "expected"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct_is_read_the_same_in_a_header(body: str, expected: list[str]) -> None:
    content = (
        f'<w:p><w:pPr><w:sectPr><w:headerReference r:id="rH"/></w:sectPr></w:pPr></w:p>{par("x")}'
    )
    document = read(
        "a.docx",
        word_file(content, {"header1.xml": part("hdr", body)}, {"rH": ("header", "header1.xml")}),
        {},
    )
    assert document.blocks[0].text == "x"
    # In a header each distinct text is given once.
    assert [block.text for block in document.blocks[1:]] == list(dict.fromkeys(expected))
    first = document.anchors.first
    assert {each.comment_at for each in document.anchors.passages[1:]} == {first}


def test_hidden_text_is_a_block_of_its_own() -> None:
    body = par(run("seen ") + run("secret", "<w:vanish/>") + run("too"))
    found = read("a.docx", word_file(body), {}).blocks
    assert [(each.text, each.hidden) for each in found] == [("seen too", False), ("secret", True)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(par("secret", '<w:pStyle w:val="Secret"/>'), id="paragraph style"),
        pytest.param(par(run("secret", '<w:rStyle w:val="Ghost"/>')), id="character style"),
        pytest.param(par(run("secret", "<w:vanish/>")), id="run"),
    ],
)
def test_hidden_by(body: str) -> None:
    assert [each.hidden for each in read("a.docx", word_file(body), {}).blocks] == [True]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(par(run("x", '<w:vanish w:val="0"/>')), id="switched off"),
        pytest.param(
            par(run("x", '<w:rStyle w:val="Ghost"/><w:vanish w:val="false"/>')),
            id="style overridden",
        ),
        pytest.param(par("x", "<w:rPr><w:vanish/></w:rPr>"), id="paragraph mark only"),
    ],
)
def test_not_hidden(body: str) -> None:
    assert [each.hidden for each in read("a.docx", word_file(body), {}).blocks] == [False]


def test_notes_are_read_in_the_order_of_their_marks() -> None:
    body = (
        par("Scope", '<w:pStyle w:val="Heading2"/>')
        + par(run("a") + '<w:r><w:endnoteReference w:id="4"/></w:r>')
        + par(run("b") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{par("---")}</w:footnote>'
        f'<w:footnote w:id="2">{par("foot")}</w:footnote>'
        f'<w:footnote w:id="3">{par("no longer referred to")}</w:footnote>'
    )
    document = read(
        "a.docx",
        word_file(
            body,
            {
                "footnotes.xml": part("footnotes", notes),
                "endnotes.xml": part("endnotes", f'<w:endnote w:id="4">{par("end")}</w:endnote>'),
            },
            {"r5": ("footnotes", "footnotes.xml"), "r6": ("endnotes", "/word/endnotes.xml")},
        ),
        {},
    )
    found = [(block.kind, block.text, block.section) for block in document.blocks[3:]]
    assert found == [(NOTE, "end", ("Scope",)), (NOTE, "foot", ("Scope",))]
    assert [document.locate(at, 0, 1)["part"] for at in (3, 4)] == ["endnote", "footnote"]
    marks = [each.comment_at for each in document.anchors.passages[3:]]
    assert [mark[0].tag.rpartition("}")[2] for mark in marks] == [
        "endnoteReference",
        "footnoteReference",
    ]


def test_headers_in_use_are_read_once() -> None:
    references = "".join(
        f'<w:p><w:pPr><w:sectPr><w:{kind}Reference r:id="{link}"/></w:sectPr></w:pPr></w:p>'
        for kind, link in (("header", "h1"), ("header", "h2"), ("footer", "f1"))
    )
    document = read(
        "a.docx",
        word_file(
            references + par("body"),
            {
                "h1.xml": part("hdr", par("Trust") + par("Page")),
                "h2.xml": part("hdr", par("Trust") + par("First")),
                "h3.xml": part("hdr", par("left over")),
                "f1.xml": part("ftr", par("Trust")),
            },
            {name: ("footer" if name == "f1" else "header", f"{name}.xml")
             for name in ("h1", "h2", "h3", "f1")},
        ),
        {},
    )  # fmt: skip
    assert [(block.kind, block.text) for block in document.blocks[1:]] == [
        (HEADER, "Trust"),
        (HEADER, "Page"),
        (HEADER, "First"),
        (FOOTER, "Trust"),
    ]


def test_charts_and_diagrams_are_read_from_their_parts() -> None:
    body = par(
        '<w:r><w:drawing><c:chart r:id="rC"/></w:drawing></w:r>'
        '<w:r><w:drawing><dgm:relIds r:dm="rD"/></w:drawing></w:r>'
    )
    chart = (
        f"<c:chartSpace {DECLARED}><a:p><a:r><a:t>Stillbirths</a:t></a:r></a:p>"
        + "<c:strCache><c:pt><c:v>White</c:v></c:pt><c:pt><c:v>Black</c:v></c:pt></c:strCache>" * 2
        + "</c:chartSpace>"
    )
    diagram = (
        f"<dgm:dataModel {DECLARED}><dgm:pt><dgm:t><a:p><a:r><a:t>Step</a:t></a:r></a:p></dgm:t>"
        "</dgm:pt></dgm:dataModel>"
    )
    found = texts(
        body,
        parts={"charts/c1.xml": chart, "diagrams/d1.xml": diagram},
        links={"rC": ("chart", "charts/c1.xml"), "rD": ("diagramData", "diagrams/d1.xml")},
    )
    assert found == ["Stillbirths", "White", "Black", "Step"]


def test_kinds_beside_the_text() -> None:
    body = par(run("Group: ") + sdt(run("x"), LISTED + '<w:alias w:val="Race"/>') + PICTURE)
    found = read("a.docx", word_file(body), {}).blocks
    assert [each.kind for each in found[1:]] == [FIELD, OPTION, OPTION, ALT]
    field_ = found[1].field
    assert field_ is not None
    assert field_ == (0, "dropdown", "Group", ("White", "Asian"))
    assert {each.field for each in found[1:4]} == {field_}


@pytest.mark.parametrize(
    ("body", "label"),
    [
        pytest.param(table(row("Ethnicity", cell(sdt(par("x"), LISTED)))), "Ethnicity", id="row"),
        pytest.param(
            par("What is her group?") + sdt(par("x"), LISTED), "What is her group?", id="above"
        ),
        pytest.param(par(run("Group:\t") + sdt(run("x"), LISTED)), "Group", id="before"),
    ],
)
def test_label_of_a_field(body: str, label: str) -> None:
    options = [b for b in read("a.docx", word_file(body), {}).blocks if b.kind == OPTION]
    assert {each.field.label for each in options if each.field} == {label}
