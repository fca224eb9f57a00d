"""The memo's styles and pages. Everything that shows has a named style, made here once."""

from __future__ import annotations

from docx.document import Document as Memo
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle

from debias.reports.memo.table import STYLE

_BLUE = RGBColor(0x00, 0x30, 0x87)
_FONT = "Arial"
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="FindingsTable">
<w:name w:val="{STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="003087"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="003087"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="768692"/>
<w:insideV w:val="single" w:sz="4" w:space="0" w:color="D8DDE0"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="003087"/></w:tcPr></w:tblStylePr>
</w:style>"""

_PAGE_NUMBER = f"""<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>
</w:fldSimple>"""


def add_styles(memo: Memo) -> None:
    """Set up A4 pages, the fonts, and the styles that the memo's own parts have."""
    _drop_old_styles(memo)
    for section in memo.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    memo.styles.element.append(parse_xml(_TABLE))
    _font(memo.styles["Normal"], 11)
    _font(memo.styles["Title"], 22)
    for number, size in ((1, 16), (2, 13)):
        _font(memo.styles[f"Heading {number}"], size)
    for name in ("Title", "Heading 1", "Heading 2"):
        style = memo.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.color.rgb = _BLUE
    _paragraph(memo, "Table text", 9, after=2)
    _paragraph(memo, "Table gap", 4, after=4)
    line = _paragraph(memo, "Memo line", 11, after=2)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
    footer = memo.sections[0].footer.paragraphs[0]
    footer.add_run("Page ")
    footer._p.append(parse_xml(_PAGE_NUMBER))
    words = memo.styles.add_style("Finding words", WD_STYLE_TYPE.CHARACTER)
    words.font.bold = True
    words.font.underline = True  # not by colour alone: memos are printed in black


def add_landscape(memo: Memo) -> None:
    """Begin a section of wide pages."""
    section = memo.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)


def _drop_old_styles(memo: Memo) -> None:
    """Leave out the template's second copy of its styles, for Word 2010, in which ours are not."""
    relations = memo.part.rels
    for name in [n for n, each in relations.items() if each.reltype.endswith("stylesWithEffects")]:
        del relations[name]


def _paragraph(memo: Memo, name: str, size: int, *, after: int) -> ParagraphStyle:
    style = memo.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = memo.styles["Normal"]
    style.font.size = Pt(size)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.space_before = Pt(0)
    return style


def _font(style: BaseStyle, size: int) -> None:
    """Name the font outright: the template's headings take theirs from the theme."""
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    fonts.set(qn("w:cs"), _FONT)
