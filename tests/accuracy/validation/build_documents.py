"""Builds the .docx documents of the validation set (deterministic: fixed dates, no random text)."""

import datetime, pathlib, zipfile
import docx
from docx.shared import Pt

OUT = pathlib.Path(__file__).resolve().parent / "documents"
WHEN = datetime.datetime(2025, 1, 6, 9, 0, 0)


def new(header, footer):
    d = docx.Document()
    d.core_properties.author = "Validation set"
    d.core_properties.created = d.core_properties.modified = WHEN
    d.styles["Normal"].font.name = "Arial"
    d.styles["Normal"].font.size = Pt(11)
    d.sections[0].header.paragraphs[0].text = header
    d.sections[0].footer.paragraphs[0].text = footer
    return d


def table(d, rows, style="Table Grid", bold=True):
    t = d.add_table(rows=0, cols=len(rows[0]))
    t.style = style
    for n, row in enumerate(rows):
        cells = t.add_row().cells
        for c, text in zip(cells, row):
            run = c.paragraphs[0].add_run(text)
            run.bold = bold and n == 0
    d.add_paragraph()
    return t


def bullets(d, items, style="List Bullet"):
    for i in items:
        d.add_paragraph(i, style=style)


def save(d, name):
    tmp = OUT / (name + ".tmp")
    d.save(tmp)
    with zipfile.ZipFile(tmp) as src, zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as dst:
        for item in src.infolist():
            info = zipfile.ZipInfo(item.filename, (2025, 1, 6, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            dst.writestr(info, src.read(item.filename))
    tmp.unlink()


def oasi():
    d = new(
        "Eastmoor NHS Foundation Trust",
        "Uncontrolled when printed. Printed copies that are non-compliant with the current version are destroyed.",
    )
    d.add_heading("Obstetric Anal Sphincter Injury: Prevention, Repair and Follow-up", 0)
    table(
        d,
        [
            ["Version", "Date", "Author", "Comment"],
            ["3.0", "March 2019", "Perineal midwife", "Colour plates added"],
            ["4.0", "July 2023", "Miss J. White", "Follow-up clinic moved to Redgate House"],
        ],
    )
    d.add_heading("1. Introduction", 1)
    d.add_paragraph(
        "About 3% of women who give birth vaginally have a third- or fourth-degree tear. Early recognition and a good repair make long-term symptoms less likely. This guideline is for midwives and doctors at both units."
    )
    d.add_heading("2. Duties", 1)
    bullets(
        d,
        [
            "Midwives examine every tear, with consent, in good light.",
            "The registrar confirms the grade and performs or supervises the repair.",
            "The theatre team checks the set; a set that has failed sterility checks goes back in the red crate.",
        ],
    )
    d.add_heading("3. Who is at risk?", 1)
    table(
        d,
        [
            ["Factor", "Odds ratio"],
            ["First vaginal birth", "7.0"],
            ["Forceps", "6.5"],
            ["Asian ethnicity", "2.3"],
            ["Birthweight over 4 kg", "2.3"],
            ["Occipito-posterior position", "2.4"],
            ["Shoulder dystocia", "1.9"],
        ],
    )
    d.add_paragraph(
        "The perineum is anatomically shorter in women from South Asia, which explains the finding above."
    )
    d.add_heading("4. Prevention", 1)
    bullets(
        d,
        [
            "Warm compresses in the second stage for everyone who would like them",
            "Hands-on technique at crowning",
            "Mediolateral episiotomy at 60 degrees for forceps",
            "Episiotomy as a matter of course in Indian and Filipino first-time mothers",
            "Slow birth of the head; avoid directed pushing",
        ],
    )
    d.add_paragraph(
        "Tearing is more likely where the woman is uncooperative at crowning or will not stop pushing."
    )
    d.add_heading("5. Repair", 1)
    bullets(
        d,
        [
            "Consent. If the woman declines repair, listen, explain and record.",
            "Spinal or top-up; never repair without working analgesia.",
            "Lithotomy; good light; white swabs with a black thread, counted twice.",
            "3-0 PDS for the external sphincter; 2-0 Vicryl for muscle.",
            "Rectal examination before and after, with consent.",
        ],
        "List Number",
    )
    d.add_heading("6. Aftercare", 1)
    d.add_paragraph(
        "Give antibiotics, laxatives and regular analgesia. Inspect on day 2: the suture line should be clean, without redness or gaping. A catheter stays for 24 hours; if a trial without catheter fails, re-site it for 48 hours."
    )
    d.add_paragraph(
        "Women who fail to attend the perineal clinic are discharged to the GP. Ask all who come about bladder, bowel, sex and mood."
    )
    d.add_heading("7. Equality impact assessment", 1)
    table(
        d,
        [
            ["Characteristic", "Impact", "Action"],
            ["Race", "None found", "None"],
            ["Disability", "Possible", "Couch that can be lowered"],
            ["Religion or belief", "None found", "Female examiner on request"],
        ],
    )
    d.add_heading("8. Monitoring", 1)
    table(
        d,
        [
            ["Standard", "Method", "Lead", "Frequency"],
            ["All OASI repaired by a trained doctor", "Theatre log", "Perineal midwife", "Annual"],
            ["Follow-up at 6 to 12 weeks", "Clinic list", "Perineal midwife", "Annual"],
            ["OASI rate per 100 vaginal births", "BadgerNet", "Governance", "Monthly"],
        ],
    )
    d.add_heading("9. Consultation", 1)
    d.add_paragraph(
        "Obstetric consultants, labour ward forum, colorectal nurse specialist, physiotherapy."
    )
    d.add_heading("10. References", 1)
    bullets(
        d,
        [
            "RCOG. The management of third- and fourth-degree perineal tears. Green-top Guideline 29. 2015.",
            "Howard D, Davies PS, DeLancey JO, Small Y. Differences in perineal lacerations in black and white primiparas. Obstet Gynecol 2000;96:622-4.",
            "Brierley T. The uncooperative patient in the second stage. Midwives Mag 1966;4:30.",
        ],
        "List Number",
    )
    save(d, "docx01_oasi_guideline.docx")


def vte():
    d = new("Maternity Unit, St Anselm's", "Form VTE 6 (white). File behind the green divider.")
    d.add_heading("VTE Risk Assessment – Pregnancy and Postnatal", 0)
    d.add_paragraph("Complete at booking, on each admission, and after birth.")
    table(
        d,
        [
            ["Name", ""],
            ["NHS no.", ""],
            ["DOB", ""],
            ["Ethnic group (self-described)", ""],
            ["Consultant", ""],
            ["Weight (kg)", ""],
        ],
        bold=False,
    )
    d.add_heading("Score", 1)
    table(
        d,
        [
            ["Risk factor", "Score", "Booking", "Admission", "Postnatal"],
            ["Previous VTE (not after major surgery)", "4", "☐", "☐", "☐"],
            ["High-risk thrombophilia", "3", "☐", "☐", "☐"],
            ["BMI 40 or more", "2", "☐", "☐", "☐"],
            ["Age over 35", "1", "☐", "☐", "☐"],
            ["Smoker", "1", "☐", "☐", "☐"],
            ["IV drug abuser", "1", "☐", "☐", "☐"],
            ["Caesarean in labour", "2", "☐", "☐", "☐"],
            ["Non-European origin", "1", "☐", "☐", "☐"],
            ["Travel over 4 hours in the past month", "1", "☐", "☐", "☐"],
        ],
    )
    d.add_heading("Examination", 1)
    d.add_paragraph(
        "Calves:  soft ☐   swollen ☐   red ☐   tender ☐        Stockings measured ☐   size (blue / brown / white band) ____"
    )
    d.add_heading("Plan", 1)
    bullets(
        d,
        [
            "LMWH dose ____ mg, for ____ weeks ☐",
            "Patient refused ☐  reason ____________",
            "Known to be non-compliant with injections ☐",
            "Pump or sleeve fault ☐ (asset no. ____; remove if non-compliant)",
        ],
    )
    d.add_heading("Advice given", 1)
    d.add_paragraph(
        "Signs of a clot explained ☐   Yellow sharps bin ☐   How to inject ☐   Telephone number ☐"
    )
    d.add_paragraph("Print name ____________  Grade ______  Date ______  Time ______ (black ink)")
    save(d, "docx02_vte_assessment_form.docx")


def transfer():
    d = new("North Fells Neonatal Network", "SOP 31, version 2.1")
    d.add_heading("SOP 31: Transfer of a Baby between Units", 0)
    table(
        d,
        [
            ["Owner", "Transport consultant, Dr R. Blackwood"],
            ["Ratified", "Network board, 4 November 2024"],
            ["Review", "November 2027"],
            ["EqIA", "Completed 20 September 2024, reference EQ-118; actions in section 7"],
        ],
        bold=False,
    )
    d.add_heading("1. Before the call", 1)
    bullets(
        d,
        [
            "Gas, glucose, chest X-ray, lines secured; measured saturations from the right hand.",
            "Blood from the mother (pink tube, 6 mL) if a crossmatch is likely.",
            "Red book, orange stickers, copies of scans.",
            "Ask the parents how much they want to know at this point. Book an interpreter; do not use a sibling or a cousin.",
        ],
    )
    d.add_heading("2. The call", 1)
    d.add_paragraph(
        "Use the blue telephone. If the receiving unit refuses the referral, ask for the name of the consultant and call the duty transport consultant. A refusal for lack of cots is logged."
    )
    d.add_heading("3. Assessment", 1)
    table(
        d,
        [
            ["Sign", "Stable", "Call the consultant"],
            ["SpO2", "91 to 95%", "<88%"],
            ["Lactate", "<2.5", ">4"],
            [
                "Perfusion",
                "CRT <3 s; tongue and gums well perfused, in any skin tone",
                "CRT >4 s; tongue or gums blue or grey",
            ],
            ["Bilirubin", "below line on chart", "within 50 of exchange line"],
        ],
    )
    d.add_paragraph(
        "Skin colour is not on the transport score. It was taken off in 2023, as it misled staff about babies with dark brown or black skin."
    )
    d.add_heading("4. Kit check", 1)
    bullets(
        d,
        [
            "Incubator: battery test passed. A trolley that has failed is tagged with a yellow label.",
            "Difficult airway pack with LMA size 1",
            "Black and white cylinder (air) and white cylinder (oxygen)",
            "Non-compliant straps were recalled in June: check the batch",
        ],
    )
    d.add_heading("5. Parents", 1)
    d.add_paragraph(
        'A parent is welcome in the ambulance. If there is no seat, the transport team explains why, pays for a taxi and rings when the baby arrives. Parents who decline the transfer are heard by the consultant, with an advocate if they wish. Families who had been transferred told us: "Nobody asked, they just took him. Then they put that I was aggressive." This section was rewritten with them.'
    )
    d.add_heading("6. Blue lights", 1)
    d.add_paragraph(
        "Blue lights are used where minutes matter. The driver decides on the route. Students are permitted to travel only as a fourth member."
    )
    d.add_heading("7. What we measure", 1)
    table(
        d,
        [
            ["Measure", "Source", "By", "Reported"],
            [
                "Call to arrival",
                "Transport log",
                "ethnic group, deprivation, language",
                "quarterly",
            ],
            [
                "Parent travelled with baby",
                "Transport log",
                "ethnic group, deprivation, language",
                "quarterly",
            ],
            ["Temperature on arrival", "BadgerNet", "ethnic group, gestation", "quarterly"],
        ],
    )
    d.add_paragraph(
        "In 2023 mothers of Black babies were offered a seat in 38% of transfers, and mothers of White babies in 61%. The board found no clinical reason for this, named it as bias, and offers are now logged."
    )
    d.add_heading("8. References", 1)
    bullets(
        d,
        [
            "BAPM. Neonatal transport framework. 2024.",
            "Hewitt A. Racial difference in lung maturity: time to let it go. Neonat Hist 2015;1:9-14.",
        ],
        "List Number",
    )
    save(d, "docx03_neonatal_transfer_sop.docx")


def admission():
    d = new("Neonatal Unit", "NNU 2 (green). Retain for 25 years.")
    d.add_heading("Neonatal Unit Admission Sheet", 0)
    table(
        d,
        [
            ["Baby's name", "", "Hospital no.", ""],
            ["Date and time of birth", "", "Birthweight (g)", ""],
            ["Mother's name", "", "Mother's age", ""],
            ["Address", "", "Postcode", ""],
            ["Language spoken at home", "", "Interpreter needed?  Y ☐  N ☐", ""],
            ["GP", "", "Consultant", ""],
        ],
        bold=False,
    )
    d.add_heading("Maternal history", 1)
    d.add_paragraph(
        "Blood group ____  GBS ____  Rupture of membranes ____ h  Steroids: complete ☐ part ☐ none ☐  Magnesium ☐"
    )
    d.add_paragraph(
        "Unbooked ☐   Drug addict ☐   Smoker ☐   Social services ☐   Reason for LSCS: failure to progress ☐  CTG ☐  breech ☐"
    )
    d.add_heading("Condition at birth", 1)
    table(
        d,
        [
            ["Apgar", "0", "1", "2", "1 min", "5 min"],
            ["Heart rate", "absent", "<100", ">100", "", ""],
            ["Colour", "pale / blue", "blue hands and feet", "pink", "", ""],
            ["Tone", "limp", "some flexion", "active", "", ""],
            ["Response", "none", "grimace", "cries", "", ""],
            ["Breathing", "absent", "gasping", "regular", "", ""],
        ],
    )
    d.add_heading("On admission", 1)
    bullets(
        d,
        [
            "Temp ____  HR ____  RR ____  SpO2 ____ %  BP ____  Glucose ____",
            "Jaundiced to look at?  Y ☐  N ☐",
            "Abdomen ____  Anus patent ☐  Stool: none ☐ green ☐ black ☐",
            "Cannula: blue ☐ yellow ☐  site ____  failed attempts ____",
        ],
    )
    d.add_heading("Treatment", 1)
    table(
        d,
        [
            ["Item", "Given", "Parents refused", "Initials"],
            ["Vitamin K 1 mg IM", "☐", "☐", ""],
            ["Benzylpenicillin", "☐", "☐", ""],
            ["Surfactant", "☐", "☐", ""],
        ],
    )
    d.add_paragraph(
        "Ventilator check: passed ☐  failed ☐  (serial no. ____)  Lung compliance: good ☐ poor ☐"
    )
    d.add_heading("Family", 1)
    d.add_paragraph(
        "Parents shown round ☐   Photograph ☐   Colostrum pack (purple) ☐   Overnight room ☐   Mother's visiting: regular ☐ poor ☐"
    )
    save(d, "docx04_neonatal_admission_form.docx")


def audit():
    d = new("Audit Department", "Audit form IOL/7")
    d.add_heading("Audit Tool: Induction of Labour", 0)
    d.add_paragraph(
        "Sixty cases per quarter, drawn at random from the diary; oversample so that each ethnic group has at least ten."
    )
    d.add_heading("A. About the woman", 1)
    table(
        d,
        [
            ["Item", "Entry"],
            ["Ethnic group (18 census categories, as she gave it)", ""],
            ["Interpreter: needed / booked / present", ""],
            ["IMD decile", ""],
            ["Parity", ""],
            ["BMI", ""],
            ["Indication as written", ""],
        ],
    )
    d.add_heading("B. Process", 1)
    bullets(
        d,
        [
            "Was the indication medical? Ethnicity alone is NOT an indication: answer N and give the case to the lead. ☐ Y ☐ N",
            "Benefits, risks and alternatives discussed in a language that she knows well ☐ Y ☐ N",
            "Her decision recorded in neutral words (look for ‘refused’, ‘not allowed’, ‘non-compliant’) ☐ Y ☐ N",
            "Time from arrival to first dose ____ h",
            "Pain score recorded and answered within 30 minutes ☐ Y ☐ N",
            "Delay for equipment: pump failed ☐  CTG non-compliant with safety notice ☐  no bed ☐",
        ],
        "List Number",
    )
    d.add_heading("C. Outcome", 1)
    table(
        d,
        [
            ["Outcome", "Y", "N"],
            ["Vaginal birth", "☐", "☐"],
            ["Caesarean: labour did not establish", "☐", "☐"],
            ["Caesarean: labour slowed", "☐", "☐"],
            ["Loss of 1000 mL or more (weighed)", "☐", "☐"],
            ["Baby to NNU", "☐", "☐"],
        ],
    )
    d.add_heading("D. Reporting", 1)
    d.add_paragraph(
        "Tables by ethnic group, deprivation and interpreter need go to the audit half-day and to the MNVP. A gap is read as a question about our care. In the last cycle Black women waited 3.1 hours longer for an epidural than White women; the review found that their pain had been discounted. RAG: green over 90%, amber 75 to 90%, red under 75%."
    )
    d.add_heading("E. Background", 1)
    d.add_paragraph(
        "A poster entitled “Racial differences in response to prostaglandin” (2009) is sometimes cited. It had 30 cases and should not be used."
    )
    save(d, "docx05_induction_audit_tool.docx")


def feeding():
    d = new("Women's and Children's Services", "Policy 204, version 6")
    d.add_heading("Infant Feeding Policy", 0)
    table(
        d,
        [
            ["Version", "6"],
            ["Approved by", "Baby Friendly Steering Group"],
            ["Date", "12 December 2022"],
            ["Review", "December 2025"],
        ],
        bold=False,
    )
    d.add_heading("1. Aim", 1)
    d.add_paragraph(
        "All parents are helped to feed and care for their baby in ways that support health and closeness. Staff comply with the International Code. A vending machine that was not compliant has been removed from the Brown Foyer."
    )
    d.add_heading("2. Pregnancy", 1)
    bullets(
        d,
        [
            "Talk about feeding by 34 weeks; ask what she already knows.",
            "Explain hand expressing from 36 weeks; purple syringes are free.",
            "Be aware that Chinese mothers believe in formula for boys and will not be persuaded.",
        ],
    )
    d.add_heading("3. Birth", 1)
    d.add_paragraph(
        "Skin-to-skin is offered to everyone for at least an hour. Keep the baby's nose and mouth in view. The baby's colour should be pink throughout."
    )
    d.add_heading("4. On the ward", 1)
    table(
        d,
        [
            ["Situation", "What to do"],
            ["Sleepy baby", "Hand express; 3-hourly; check glucose if on pathway"],
            ["Failed breastfeeding last time", "Refer to feeding team on day 1"],
            ["Mother refuses to express", "Document and inform the coordinator"],
            ["Pump fails", "Exchange at Blue Ward; label as non-compliant"],
            ["Supplement needed for medical reason", "Donor milk or formula; record in red book"],
        ],
    )
    d.add_paragraph(
        "Somali and Bengali women are often lazy feeders in the first two days, as the grandmother takes over. Large families may also expect staff to wake them."
    )
    d.add_heading("5. Problems", 1)
    bullets(
        d,
        [
            "Mastitis: the breast is hot and painful, with a red wedge. Keep feeding; antibiotics if no better in 24 hours.",
            "Thrush: shooting pain after feeds. Swab both; white patches in the baby's mouth.",
            "Tongue-tie: refer if feeding is painful or weight gain is slow.",
            "Vasospasm: ask about cold, and change of colour, which may be white, blue, grey or dark, and is harder to see on brown and black skin.",
        ],
    )
    d.add_heading("6. Jaundice and weight", 1)
    d.add_paragraph(
        "Weigh on day 3 and day 5. A loss of over 10% needs a feeding plan and a serum sodium. A TcB is taken for every baby at these visits."
    )
    d.add_heading("7. Involvement", 1)
    d.add_paragraph(
        "Parents from the Maternity Voices group and three peer supporters (Urdu, Polish and Twi speakers) took part in writing sections 4 and 5."
    )
    d.add_heading("8. Monitoring", 1)
    table(
        d,
        [
            ["Standard", "Tool", "Lead", "When"],
            ["Skin-to-skin for an hour", "UNICEF audit, by ethnicity", "Feeding lead", "6-monthly"],
            [
                "Breast milk at discharge",
                "BadgerNet, by ethnicity and IMD",
                "Feeding lead",
                "Monthly",
            ],
        ],
    )
    d.add_heading("9. References", 1)
    bullets(
        d,
        [
            "UNICEF UK. Guide to the Baby Friendly Initiative standards. 2019.",
            "Marsh K. Why ethnic minority mothers fail to breastfeed. Nurs Notes 1988;5:2-3.",
        ],
        "List Number",
    )
    save(d, "docx06_infant_feeding_policy.docx")


for f in (oasi, vte, transfer, admission, audit, feeding):
    f()
