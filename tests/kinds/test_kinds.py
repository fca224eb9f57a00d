"""What kind of document is before us, in the layouts that each kind comes in."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from debias import packs, readers
from debias.context import Reading
from debias.document import Block, Cell, Field
from debias.kinds import recognise
from debias.rule import RuleSet
from tests.engine.made import document

CLINICAL = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "clinical"


@functools.cache
def rules() -> RuleSet:
    return packs.load()


def of(text: str, name: str = "document.md") -> tuple[str, ...]:
    with readers.read(name, text.encode()) as read:
        return recognise(Reading(read, rules()), rules().kinds)


def of_blocks(*blocks: Block | str) -> tuple[str, ...]:
    return recognise(Reading(document(*blocks), rules()), rules().kinds)


HEADED = """# {title}

Version 2. Ratified by the governance group.

## Scope
All staff who care for women in labour.

## Duties
The coordinator.

## Management
Call for help, and weigh the blood loss.

## Monitoring compliance
Notes are audited each year.
"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("guideline", HEADED.format(title="Postpartum haemorrhage"), id="guideline"),
        pytest.param("policy", HEADED.format(title="Infant feeding policy"), id="policy"),
        pytest.param("sop", HEADED.format(title="Cell salvage SOP"), id="sop"),
        pytest.param(
            "form",
            "# Booking form\n\nSurname ____ NHS no ____ DOB ____\n\nSmoker Y ☐ N ☐  Parity ____\n",
            id="form-with-blanks",
        ),
        pytest.param(
            "form",
            "# Clinic checklist\n\nAffix patient label here\n\n☐ Blood pressure checked and "
            "written in the notes ☐ Urine tested ☐ Fundal height measured\n\nSignature ____\n",
            id="form-with-a-label",
        ),
        pytest.param(
            "incident-form",
            "# Datix report\n\nDate of incident ____ Person affected ____\n\nWhat happened: ____\n"
            "\nImmediate action ____\n\nLevel of harm: ☐ none ☐ low ☐ moderate ☐ severe\n",
            id="incident-form",
        ),
        pytest.param(
            "leaflet",
            "# Going home\n\nThis leaflet explains what happens next.\n\nYour midwife will visit "
            "you and your baby at home. If you are worried, call us at any time of day.\n",
            id="leaflet",
        ),
        pytest.param(
            "audit",
            "# Audit tool: steroids\n\nAudit criteria: full course within seven days.\n\n"
            "Numerator: women with a full course. Denominator: births before 34 weeks.\n",
            id="audit",
        ),
        pytest.param(
            "minutes",
            "# Labour ward forum\n\n**Present:** A, B. **Apologies:** C.\n\n## Audit\nDone.\n",
            id="minutes",
        ),
        pytest.param(
            "consent-form",
            "# Consent form: caesarean birth\n\nStatement of patient: I agree to the procedure. "
            "I know its risks and benefits.\n\nSigned ____\n",
            id="consent-form",
        ),
        pytest.param(
            "sbar-triage",
            "# SBAR handover\n\nSituation: ____\n\nBackground: ____\n\nAssessment: ____\n\n"
            "Recommendation: ____\n",
            id="sbar",
        ),
        pytest.param(
            "equality-assessment",
            "# Equality impact assessment: parking\n\nAge: no impact. Race: neutral. Disability: "
            "positive. Religion or belief: neutral. Signed by the equality lead.\n",
            id="equality-assessment",
        ),
        pytest.param(
            "quality-improvement",
            "# QI project charter\n\nAim: warm babies by March.\n\nOutcome measure: temperature."
            "\n\nPDSA 1: hat packs, on a run chart.\n",
            id="quality-improvement",
        ),
        pytest.param(
            "terms-of-reference",
            "# Guideline group: terms of reference\n\nChair: consultant midwife.\n\nMembership: "
            "obstetrics, midwifery.\n\nQuorum: four. Reports to the board.\n",
            id="terms-of-reference",
        ),
    ],
)
def test_a_kind_is_recognised(kind: str, text: str) -> None:
    assert kind in of(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Name: ____ DOB: ____ NHS no: ____ Ethnicity: ____\n", id="one-line"),
        pytest.param("Women who decline treatment should be seen weekly.\n", id="one-sentence"),
        pytest.param("| Risk factor | Score |\n|---|---|\n| BMI over 35 | 2 |\n", id="one-row"),
        pytest.param("- call for help\n- weigh the loss\n- give oxytocin\n", id="one-list"),
        pytest.param(
            "# Study leave request\n\nSurname ____ Employee number ____ Job title ____\n\n"
            "Address ____ Contact number ____\n\nLine manager's signature ____\n",
            id="staff-form",
        ),
        pytest.param(
            "# Fields\n\n| Field | Data type |\n|---|---|\n| NHS number | string |\n"
            "| Date of birth | date |\n| Surname | string |\n",
            id="data-dictionary",
        ),
        pytest.param(
            "# Newsletter\n\n## Training\nDates are out.\n\n## Audit\nCompliance is 92%, the "
            "target 95%.\n\n## Policy\nRatified.\n",
            id="newsletter",
        ),
    ],
)
def test_a_passage_or_a_paper_of_another_sort_is_of_no_kind(text: str) -> None:
    assert of(text) == ()


OWN_WORDS = """# {title}

{control}

## What this covers
This tells staff on the birth centre and the postnatal ward what to do for a woman and her baby.

## First actions
Call for help, stay with her, and say what is happening and why.

## After the birth
The midwife goes through it with her before she goes home.

## How we will know it works
Each case is looked at by the governance midwife and told to the forum.
"""


@pytest.mark.parametrize(
    ("kind", "title", "control"),
    [
        ("guideline", "Cord prolapse", "Author: A Jones. Issued May 2024. Expires May 2027."),
        ("guideline", "Care of the sleepy baby", "Owner: B Roy | Version 2 | Review due 2028"),
        ("sop", "Weighing babies: SOP", "Issue: 3, February 2020. Next review: February 2023."),
        ("policy", "Policy on birth partners", "Agreed 2 June 2024, to be reviewed June 2027."),
    ],
)
def test_a_document_may_head_its_parts_in_words_of_its_own(
    kind: str, title: str, control: str
) -> None:
    assert kind in of(OWN_WORDS.format(title=title, control=control))


def test_parts_alone_make_no_guideline() -> None:
    assert of(OWN_WORDS.format(title="Cord prolapse", control="Notes of the day.")) == ()


def test_a_list_of_identifiers_in_a_procedure_is_no_form() -> None:
    text = (
        "# Blood sampling SOP\n\n## Purpose\nTo label samples.\n\n## Procedure\nWrite on the tube:"
        "\n\n- full name\n- date of birth\n- NHS number\n- signature\n\n## Audit\nMonthly.\n"
    )
    assert "form" not in of(text)


def cell(text: str, row: int, column: int) -> Block:
    return Block("cell", text, cell=Cell(0, row, column))


def test_empty_cells_are_room_to_write() -> None:
    labels = ("NHS number", "Surname", "Date of birth", "Consultant")
    title = Block("heading", "Antenatal clinic", level=1)
    empty = [cell(label, row, 0) for row, label in enumerate(labels)]
    assert "form" in of_blocks(title, *empty)
    filled = [cell("known", row, 1) for row in range(len(labels))]
    assert "form" not in of_blocks(title, *empty, *filled)


def test_form_fields_are_room_to_write() -> None:
    labels = ("Patient name", "NHS number", "Plan")
    fields = [
        Block("field", label, field=Field(number, "text", label))
        for number, label in enumerate(labels)
    ]
    assert "form" in of_blocks(*fields)
    assert "form" not in of_blocks(*labels)


@pytest.mark.parametrize("name", ["plain.txt", "marked.md"])
def test_headings_need_no_marks(name: str) -> None:
    text = (
        "INDUCTION OF LABOUR GUIDELINE\n\n1. Scope\n\nAll staff who offer induction of labour.\n\n"
        "2. Management\n\nOffer a sweep from 39 weeks.\n\n3. Monitoring compliance\n\nYearly.\n"
    )
    assert "guideline" in of(text, name)


@pytest.mark.skipif(not CLINICAL.is_dir(), reason="the shared corpus is not beside the project")
@pytest.mark.parametrize(
    "name",
    [
        "ANCDataElementsByActivity.md",
        "a-to-z-of-nhs-health-writing.njk",
        "consider-the-sensitivities-around-your-questions.njk",
        "ethnicity-religion-and-nationality.njk",
        "skin-symptoms.njk",
        "MBIS_MURF_(final).docx",
        "data_access_agreement.docx",
        "ISAC APAP Application V01.docx",
        "odr_amendment_request_form-1.0.pdf",
        "odr_data_request_form_v6-alpha.blank.pdf",
    ],
)
def test_dictionaries_style_guides_and_office_forms_are_of_no_kind(name: str) -> None:
    with readers.read(str(CLINICAL / name)) as read:
        assert recognise(Reading(read, rules()), rules().kinds) == ()
