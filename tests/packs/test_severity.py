"""How grave a finding is: errors are for harm, and never for what guidance or a safe step says."""

from __future__ import annotations

import pytest

from debias import packs, readers
from debias.engine import check

RULESET = packs.load()


def severity(rule: str, text: str) -> str:
    """The severity of a rule's one finding in a text, "" where it has none."""
    with readers.read("severity.md", text.encode()) as document:
        found = [f.severity for f in check(document, RULESET).findings if f.rule == rule]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "antihypertensive-choice-by-ethnicity",
            "Postnatal hypertension: enalapril; if of Black African or Caribbean family origin, "
            "nifedipine. Diuretics should not be used while breastfeeding.",
        ),
        (
            "oasi-asian-ethnicity",
            "Risk factors for OASI: Asian ethnicity, nulliparity, forceps without episiotomy.",
        ),
        ("vbac-race-calculator", "VBAC is less likely to succeed in Black women at 37-40 weeks."),
        (
            "ethnic-neutropenia",
            "Neutrophils of 1.2 are normal in Afro-Caribbean women; "
            "if infection is suspected follow the sepsis pathway.",
        ),
        (
            "vte-ethnicity-points",
            "Black ethnicity scores 1 point for VTE; stop heparin 12 hours before an epidural.",
        ),
        ("bcg-by-ethnicity", "BCG for all Asian babies unless the mother has HIV."),
        (
            "consanguinity-ethnicity-targeted",
            "If Pakistani, ask whether the couple are cousins where a condition is suspected.",
        ),
    ],
)
def test_guidance_and_safe_steps_are_no_error(rule: str, text: str) -> None:
    assert severity(f"race-thresholds/{rule}", text) == "warning"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "antihypertensive-choice-by-ethnicity",
            "Do not give ACE inhibitors to Afro-Caribbean women because they do not work.",
        ),
        (
            "oasi-asian-ethnicity",
            "Asian women have a short perineum, so perform an episiotomy.",
        ),
        ("oasi-asian-ethnicity", "Episiotomy is advised for South Asian primigravidae."),
        (
            "vbac-race-calculator",
            "Use the MFMU calculator for VBAC: enter age, BMI, African American yes/no.",
        ),
        (
            "ethnic-neutropenia",
            "In Black women a low white count is common and need not delay discharge.",
        ),
        (
            "vte-ethnicity-points",
            "Asian women have a low clot risk and do not need postnatal heparin.",
        ),
        (
            "slate-grey-naevus-safeguarding",
            "Bruising on an Asian baby is usually a birthmark and can be ignored.",
        ),
        ("ethnicity-by-appearance", "Midwife to select ethnic origin by appearance if unsure."),
    ],
)
def test_harm_is_an_error(rule: str, text: str) -> None:
    assert severity(f"race-thresholds/{rule}", text) == "error"


def test_an_old_name_and_a_referral_are_no_error() -> None:
    text = "Mongolian blue spots: any bruise must be referred to safeguarding."
    assert severity("race-thresholds/slate-grey-naevus-safeguarding", text) == "suggestion"
    assert severity("ethnicity-terms/mongolian-blue-spot", text) == "suggestion"
