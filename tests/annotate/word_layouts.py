"""Random Word files: runs, fields, controls, tracked changes, notes and boxes in any order."""

from __future__ import annotations

import random
from xml.sax.saxutils import escape

from tests.readers.word_package import cell, field, par, part, row, table, word_file

LETTERS = "ab cdé“–\u00a0\uf0a8&<☐.o "
FORMATS = (
    "", "", "<w:b/>", "<w:i/>", '<w:sz w:val="20"/>', '<w:rFonts w:ascii="Wingdings"/>',
    '<w:b/><w:rPrChange w:id="{id}" w:author="A" w:date="2024-01-01T00:00:00Z"><w:rPr><w:i/>'
    "</w:rPr></w:rPrChange>",
    "<w:vanish/>", '<w:rStyle w:val="Strong"/>',
)  # fmt: skip
INSERTED = 'w:id="{id}" w:author="A" w:date="2024-01-01T00:00:00Z"'
WRAPPERS = (
    '<w:hyperlink w:anchor="x">{inside}</w:hyperlink>',
    f"<w:ins {INSERTED}>{{inside}}</w:ins>",
    f"<w:moveTo {INSERTED}>{{inside}}</w:moveTo>",
    '<w:smartTag w:uri="u" w:element="x">{inside}</w:smartTag>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    '<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>',
    '<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>',
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="White" w:value="1"/>'
    "</w:dropDownList></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="DATE">{inside}</w:fldSimple>',
    "<mc:AlternateContent><mc:Choice Requires=\"w14\">{inside}</mc:Choice><mc:Fallback>{inside}"
    "</mc:Fallback></mc:AlternateContent>",
)  # fmt: skip
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)


class Layout:
    """One random file, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ids = 100
        self.notes: list[str] = []

    def file(self) -> bytes:
        """The bytes of the file."""
        body = "".join(self.block(2) for _ in range(self.random.randint(1, 4)))
        parts, links = {}, {}
        if self.notes:
            parts["footnotes.xml"] = part("footnotes", "".join(self.notes))
            links["rNotes"] = ("footnotes", "footnotes.xml")
        if self.random.random() < 0.2:
            parts["header1.xml"] = part("hdr", self.paragraph())
            links["rHead"] = ("header", "header1.xml")
            body += par("<w:r/>", '<w:sectPr><w:headerReference r:id="rHead"/></w:sectPr>')
        return word_file(body, parts, links, styled=self.random.random() < 0.5)

    def block(self, depth: int) -> str:
        chance = self.random.random()
        if chance < 0.75 or not depth:
            return self.paragraph()
        inside = self.block(depth - 1)
        if chance < 0.88:
            return table(row(cell(inside + "<w:p/>"), cell(self.paragraph())))
        kind = self.random.choice(("", "", "<w:text/>", '<w:dataBinding w:xpath="x"/>'))
        return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def paragraph(self) -> str:
        inside = "".join(self.inline(3) for _ in range(self.random.randint(0, 5)))
        properties = self.random.choice(
            ("", "", "", '<w:pStyle w:val="Heading2"/>', "<w:rPr><w:del/></w:rPr>")
        )
        return par(inside or "<w:r/>", properties)

    def inline(self, depth: int) -> str:
        if not depth or self.random.random() < 0.55:
            return self.run()
        kinds = (self.mark, self.field, self.deleted, self.box, self.note, self.formula, self.ruby)
        weights = (10, 7, 4, 3, 3, 2, 2, 14)
        make = self.random.choices((*kinds, self.wrapped), weights)[0]
        return make(depth - 1)

    def wrapped(self, depth: int) -> str:
        inside = "".join(self.inline(depth) for _ in range(self.random.randint(0, 3)))
        return self.random.choice(WRAPPERS).format(inside=inside, id=self.next_id())

    def field(self, depth: int) -> str:
        return field(" REF x ", self.inline(depth))

    def deleted(self, _: int) -> str:
        inside = INSERTED.format(id=self.next_id())
        return f"<w:del {inside}><w:r><w:delText>gone</w:delText></w:r></w:del>"

    def box(self, _: int) -> str:
        return BOX.format(inside=self.paragraph())

    def formula(self, _: int) -> str:
        return "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"

    def ruby(self, _: int) -> str:
        parts = f"<w:rt>{self.run()}</w:rt><w:rubyBase>{self.run()}</w:rubyBase>"
        return f"<w:r><w:ruby>{parts}</w:ruby></w:r>"

    def run(self) -> str:
        pieces = []
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            chance = self.random.random()
            if chance < 0.8:
                pieces.append(self.text())
            else:
                pieces.append(
                    self.random.choice(
                        ("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>",
                         '<w:sym w:font="Wingdings" w:char="F0A8"/>')
                    )
                )  # fmt: skip
        form = self.random.choice(FORMATS).format(id=self.next_id())
        inside = f"<w:rPr>{form}</w:rPr>" if form else ""
        rsid = self.random.choice(("", "", ' w:rsidR="00A1B2C3"'))
        return f"<w:r{rsid}>{inside}{''.join(pieces)}</w:r>"

    def text(self) -> str:
        letters = self.random.choices(LETTERS, k=self.random.randint(0, 9))
        space = self.random.choice((' xml:space="preserve"', ' xml:space="preserve"', ""))
        return f"<w:t{space}>{escape(''.join(letters))}</w:t>"

    def mark(self, _: int) -> str:
        at = self.next_id()
        return self.random.choice(
            (
                '<w:proofErr w:type="spellStart"/>',
                f'<w:bookmarkStart w:id="{at}" w:name="b{at}"/><w:bookmarkEnd w:id="{at}"/>',
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData>'
                "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON x [in]'
                '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                '<w:r><w:drawing><wp:docPr id="1" name="p" descr="a picture"/></w:drawing></w:r>',
            )
        )

    def note(self, _: int) -> str:
        at = len(self.notes) + 2
        self.notes.append("")  # its own notes, which Word forbids, come after it
        self.notes[at - 2] = f'<w:footnote w:id="{at}">{par(self.run())}</w:footnote>'
        return f'<w:r><w:footnoteReference w:id="{at}"/></w:r>'

    def next_id(self) -> int:
        self.ids += 1
        return self.ids
