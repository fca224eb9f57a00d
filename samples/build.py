"""Builds the Word and PDF samples: `python samples/build.py`. The text samples are hand-written.

The Word files come out the same each time; LibreOffice gives each PDF some bytes of its own. Needs
python-docx, and LibreOffice (soffice) for the PDFs. Every document is invented for debias; none of
it is clinical advice, and the biased lines are there to be found.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

HERE = Path(__file__).resolve().parent
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DATE = datetime(2026, 1, 5, 9, 0)


def new(title: str, *, form: bool = False) -> Made:
    """An empty document in the samples' plain style."""
    made = Document()
    made.core_properties.title = title
    made.core_properties.author = "Westmoor Maternity (invented)"
    made.core_properties.created = made.core_properties.modified = DATE
    made.core_properties.last_modified_by = ""
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Liberation Sans", Pt(10 if form else 11)
    for number in (1, 2, 3):
        made.styles[f"Heading {number}"].font.color.rgb = RGBColor(0x00, 0x30, 0x87)
        made.styles[f"Heading {number}"].font.name = "Liberation Sans"
    made.styles["Title"].font.name = "Liberation Sans"
    made.styles["Title"].font.size = Pt(20)
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.header.paragraphs[0].text = f"{title} – Westmoor Hospitals (invented)"
        section.footer.paragraphs[0].text = "Uncontrolled when printed"
    made.add_paragraph(title, style="Title")
    return made


def table(made: Made, rows: list[list[str]], widths: list[float] | None = None) -> Table:
    """A grid whose first row is its header row."""
    grid = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, text in zip(grid.rows[number].cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold = number == 0
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for row in grid.rows:
        for cell, width in zip(row.cells, widths or [], strict=False):
            cell.width = Cm(width)
    made.add_paragraph()
    return grid


def bullets(made: Made, *texts: str) -> None:
    for text in texts:
        made.add_paragraph(text, style="List Bullet")


def check_box(label: str) -> str:
    """The XML of a content-control check box with its label."""
    return (
        f"<w:r {nsdecls('w')}/>"
        f'<w:sdt {nsdecls("w")} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
        "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> {label}    </w:t></w:r>'
    )


def add_check_boxes(made: Made, lead: str, *labels: str) -> None:
    paragraph = made.add_paragraph(lead + " ")
    for label in labels:
        wrapped = f"<w:x {nsdecls('w')}>{check_box(label)}</w:x>"
        for child in list(parse_xml(wrapped))[1:]:
            paragraph._p.append(child)


def add_drop_down(made: Made, label: str, options: list[str]) -> None:
    """A label and a drop-down content control with these choices."""
    paragraph = made.add_paragraph(f"{label}: ")
    items = "".join(f'<w:listItem w:displayText="{o}" w:value="{o}"/>' for o in options)
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{label}"/><w:dropDownList>{items}'
            "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>Choose an item.</w:t></w:r>"
            "</w:sdtContent></w:sdt>"
        )
    )


def add_text_control(made: Made, label: str) -> None:
    """A label and a content control to write in."""
    paragraph = made.add_paragraph(f"{label}: ")
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{label}"/><w:text/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>Click to enter text.</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


FULL_LIST = [
    "White – English, Welsh, Scottish, Northern Irish or British", "White – Irish",
    "White – Gypsy or Irish Traveller", "White – Roma", "White – any other White background",
    "Mixed – White and Black Caribbean", "Mixed – White and Black African",
    "Mixed – White and Asian", "Mixed – any other mixed or multiple background", "Asian – Indian",
    "Asian – Pakistani", "Asian – Bangladeshi", "Asian – Chinese",
    "Asian – any other Asian background", "Black – Caribbean", "Black – African",
    "Black – any other Black background", "Other – Arab", "Other – any other ethnic group",
    "Not stated (asked, chose not to say)",
]  # fmt: skip


def pph_form() -> Made:
    made = new("Postpartum haemorrhage risk assessment", form=True)
    made.add_heading("1 Details", 1)
    for label in ("Surname", "First name", "Date of birth", "NHS number", "Hospital number"):
        add_text_control(made, label)
    made.add_heading("2 Risk assessment on admission", 1)
    made.add_paragraph("Score each risk factor. A total of 3 or more is high risk.")
    table(
        made,
        [
            ["Risk factor", "Points", "Tick"],
            ["Previous PPH over 1,000 ml", "3", "☐"],
            ["Multiple pregnancy", "2", "☐"],
            ["BMI over 35", "1", "☐"],
            ["Asian or Afro-Caribbean ethnicity", "1", "☐"],
            ["Hb below 95 g/L", "2", "☐"],
            ["Failure to progress in labour", "1", "☐"],
        ],
        [11, 3, 3],
    )
    made.add_heading("3 Plan", 1)
    add_check_boxes(made, "Intravenous access:", "Yes", "No", "Refused")
    add_check_boxes(made, "Active third stage:", "Accepted", "Declined", "Not discussed")
    made.add_paragraph("Call for help early if the woman looks pale, sweaty or confused.")
    made.add_paragraph(
        "If she is non-compliant with monitoring, tell the coordinator and record it here:"
    )
    add_text_control(made, "Comments")
    made.add_paragraph("Signed ____________  Designation ____________  Date ____________")
    return made


def pph_form_debiased() -> Made:
    made = new("Postpartum haemorrhage risk assessment", form=True)
    made.add_heading("1 Details", 1)
    for label in ("Surname", "First name", "Date of birth", "NHS number", "Hospital number"):
        add_text_control(made, label)
    add_drop_down(made, "Ethnic group (ask; the woman's own description)", FULL_LIST)
    add_text_control(made, "Main language")
    add_check_boxes(made, "Interpreter needed:", "Yes", "No")
    made.add_heading("2 Risk assessment on admission", 1)
    made.add_paragraph("Score each risk factor. A total of 3 or more is high risk.")
    table(
        made,
        [
            ["Risk factor", "Points", "Tick"],
            ["Previous PPH over 1,000 ml", "3", "☐"],
            ["Multiple pregnancy", "2", "☐"],
            ["BMI over 35", "1", "☐"],
            ["Hb below 95 g/L", "2", "☐"],
            ["Slow progress in labour", "1", "☐"],
        ],
        [11, 3, 3],
    )
    made.add_paragraph(
        "In this unit severe bleeding has been commoner among Black and Asian women. We name racism "
        "and unequal care among the causes, and review the time to treatment by ethnic group each "
        "quarter with the Maternity and Neonatal Voices Partnership."
    )
    made.add_heading("3 Plan", 1)
    add_check_boxes(made, "Intravenous access:", "Yes", "No", "Declined after discussion")
    add_check_boxes(made, "Active third stage:", "Accepted", "Declined", "Not discussed")
    made.add_paragraph(
        "Call for help early if the measured loss passes 500 ml, if her pulse or blood pressure "
        "triggers, if her inner eyelids, gums or palms look paler than usual in any skin tone, or "
        "if she or her family are worried."
    )
    made.add_paragraph("What she would like us to know about monitoring, in her own words:")
    add_text_control(made, "Comments")
    made.add_paragraph("Signed ____________  Designation ____________  Date ____________")
    return made


def induction_guideline() -> Made:
    made = new("Induction of labour guideline")
    table(
        made,
        [
            ["Version", "Ratified by", "Review date", "Author"],
            ["4.1", "Maternity Governance Group", "May 2027", "Consultant midwife"],
        ],
    )
    made.add_heading("1 Introduction", 1)
    made.add_paragraph(
        "About one woman in three is offered induction. Every plan is agreed with the woman after "
        "a discussion of benefits, risks and alternatives."
    )
    made.add_heading("2 Scope", 1)
    made.add_paragraph("For midwives, obstetricians and maternity support workers.")
    made.add_heading("3 When to offer induction", 1)
    made.add_paragraph("Offer induction from 39+0 weeks to women with any of these:")
    bullets(
        made,
        "Age 40 or over",
        "BMI of 35 or more",
        "Black, Asian or minority ethnic background",
        "Conception by IVF",
    )
    made.add_paragraph(
        "Gestation is naturally shorter in South Asian women, so their placentas age sooner."
    )
    made.add_paragraph(
        "Women who decline induction may be allowed to go to 42 weeks with twice-weekly monitoring."
    )
    made.add_heading("4 Pain relief", 1)
    made.add_paragraph(
        "Offer simple analgesia first. African women tend to be stoical and often need less."
    )
    made.add_heading("5 When induction does not lead to labour", 1)
    made.add_paragraph(
        "After a failed induction the registrar discusses the options. Women who fail to attend for "
        "monitoring are telephoned; hard to reach groups are left to the community team."
    )
    made.add_paragraph(
        "Ethnic minority women have more stillbirths because they book late and do not follow advice."
    )
    made.add_heading("6 Monitoring compliance", 1)
    table(
        made,
        [
            ["Standard", "Method", "Lead", "Frequency"],
            [
                "Reason for induction recorded",
                "Notes audit, 40 cases",
                "Consultant midwife",
                "Yearly",
            ],
            ["Time from decision to start", "Dashboard", "Ward manager", "Monthly"],
        ],
    )
    made.add_heading("7 Training", 1)
    made.add_paragraph("Yearly mandatory training; attendance is kept by the practice educator.")
    made.add_heading("8 References", 1)
    made.add_paragraph(
        "Muller P, et al. Induction of labour at 39 weeks and adverse outcomes in ethnic minority "
        "groups. PLoS Med 2023.",
        style="List Number",
    )
    made.add_paragraph("National Institute for Health and Care Excellence. Inducing labour. NG207. 2021.",
                       style="List Number")  # fmt: skip
    return made


def gdm_guideline() -> Made:
    made = new("Gestational diabetes guideline")
    made.add_heading("1 Introduction", 1)
    made.add_paragraph(
        "This guideline follows NICE NG3. It covers screening, treatment and follow-up after birth."
    )
    made.add_heading("2 Scope", 1)
    made.add_paragraph("All staff who care for pregnant women in the hospital and the community.")
    made.add_heading("3 Who is offered a glucose tolerance test", 1)
    made.add_paragraph("Offer a test at 24 to 28 weeks to women with any of these risk factors:")
    bullets(
        made,
        "BMI above 30 kg/m²",
        "a previous baby of 4.5 kg or more",
        "gestational diabetes in an earlier pregnancy",
        "a parent, brother or sister with diabetes",
        "South Asian, Black Caribbean or Middle Eastern family origin",
    )
    made.add_paragraph("Do not offer black coffee or black tea during the two-hour test.")
    made.add_heading("4 Treatment", 1)
    made.add_paragraph(
        "Diet and exercise come first. Asian ladies find it hard to give up rice, so refer them to "
        "the dietitian early. Metformin is offered if targets are not met in one to two weeks."
    )
    made.add_paragraph(
        "Women who are non-compliant with blood glucose testing are seen weekly. An insulin pump "
        "that is non-compliant with the current alert must be returned to the supplier."
    )
    made.add_heading("5 Evidence", 1)
    made.add_paragraph(
        "Strong evidence supports metformin (two randomised trials, systematic review, n = 1,200 "
        "participants)."
    )
    made.add_heading("6 Monitoring", 1)
    table(
        made,
        [
            ["Standard", "Method", "Lead"],
            ["Test offered where there is a risk factor", "Notes audit", "Diabetes midwife"],
            ["Glucose checked 13 weeks after birth", "Letter audit", "Diabetes midwife"],
        ],
    )
    made.add_heading("7 References", 1)
    made.add_paragraph(
        "Dornhorst A, et al. High prevalence of gestational diabetes in women from ethnic minority "
        "groups. Diabet Med 1992;9:820–5."
    )
    return made


def perineal_newsletter() -> Made:
    made = new("Practice update: perineal care and recovery")
    section = made.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.xpath("./w:cols")[0]
    columns.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num", "2")
    columns.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}space", "600")
    made.add_heading("Before birth", 2)
    made.add_paragraph(
        "Offer perineal massage and warm compresses to every woman. Severe tears are commoner in "
        "Asian women, whose perineum is shorter, so consider episiotomy for all women of South "
        "Asian origin. Explain what you plan and why, and record what the woman decides."
    )
    made.add_paragraph(
        "A careful examination follows every birth. Tell the woman what you have seen, show her "
        "with a mirror if she wishes, and make sure that someone stays with her for the repair."
    )
    made.paragraphs[-1].add_run().add_break(WD_BREAK.COLUMN)
    made.add_heading("After birth", 2)
    made.add_paragraph(
        "Inspect the repair each day. Redness, swelling or discharge should prompt a swab and a "
        "senior review. Pain that is out of proportion always needs a review, whatever is seen."
    )
    made.add_paragraph(
        "Some women have a low pain threshold and will ask repeatedly for codeine. Others keep "
        "quiet; ask each woman at each visit."
    )
    made.add_heading("At home", 2)
    made.add_paragraph(
        "Women with a third-degree tear are seen by the perineal clinic at twelve weeks. Three "
        "women who did not attend last month were discharged. Physiotherapy is open to all."
    )
    made.add_paragraph(
        "The difficult airway trolley has moved to theatre two. The non-compliant sharps bins have "
        "been collected by the supplier. Dr White has left us for Blackpool; we wish her well."
    )
    return made


def observation_chart() -> Made:
    made = new("Newborn observation chart", form=True)
    for label in ("Baby's name", "NHS number", "Date of birth", "Mother's name"):
        add_text_control(made, label)
    add_drop_down(
        made,
        "Ethnic group of mother",
        ["Caucasian", "Afro-Caribbean", "Asian", "Oriental", "Other"],
    )
    made.add_heading("Observations", 1)
    table(
        made,
        [
            ["Observation", "Green", "Amber", "Red"],
            ["Respiratory rate", "40–60", "60–70", "over 70"],
            ["Heart rate", "100–160", "80–100", "under 80"],
            ["Temperature", "36.5–37.5", "36.0–36.4", "under 36.0"],
            ["Colour", "Pink all over", "Pale", "Blue or mottled"],
        ],
    )
    made.add_heading("Jaundice", 1)
    made.add_paragraph(
        "Look at the baby each day. If the skin is not yellow, no further check is needed."
    )
    made.add_heading("Skin and birthmarks", 1)
    made.add_paragraph("Mongolian blue spot seen: ☐ yes ☐ no    Bruising seen: ☐ yes ☐ no")
    made.add_paragraph("Use the pink form for the hearing screen and the red book for the weight.")
    made.add_paragraph("Signed ____________  Print name ____________  Date ____________")
    return made


def save(made: Made, name: str) -> Path:
    """Save with fixed dates in the package, so that a second build gives the same bytes."""
    path = HERE / name
    made.save(str(path))
    with zipfile.ZipFile(path) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in parts:
            info = zipfile.ZipInfo(part, (2026, 1, 5, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return path


def to_pdf(made: Made, name: str, *, tagged: bool) -> None:
    """Through LibreOffice, with or without tags, with fixed dates."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is needed to build the PDF samples.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / (Path(name).stem + ".docx")
        made.save(str(source))
        options = (
            f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}},'
            '"ExportBookmarks":{"type":"boolean","value":"false"}}'
        )
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", options, "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
        data = source.with_suffix(".pdf").read_bytes()
    data = re.sub(rb"\(D:\d{14}[^)]*\)", lambda m: b"(D:20260105090000Z)".ljust(len(m[0])), data)
    (HERE / name).write_bytes(data)


def main() -> None:
    save(pph_form(), "pph-risk-assessment.docx")
    save(pph_form_debiased(), "pph-risk-assessment-debiased.docx")
    save(induction_guideline(), "induction-of-labour.docx")
    save(observation_chart(), "newborn-observation-chart.docx")
    to_pdf(gdm_guideline(), "gestational-diabetes.pdf", tagged=True)
    to_pdf(perineal_newsletter(), "perineal-care-update.pdf", tagged=False)


if __name__ == "__main__":
    main()
