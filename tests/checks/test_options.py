"""The answers that a form offers, in the layouts that forms come in."""

from __future__ import annotations

import pytest

from debias import packs, readers
from debias.checks.answers import Wording, answers
from debias.context import Reading
from debias.document import Block, Field
from debias.engine import check
from debias.errors import BadRulesError
from tests.engine.made import document, quotes, ruleset

WORDING = """options:
  label: ["re:\\\\bethnic(?:ity| group)\\\\b"]
  groups: [White British, White Irish, Indian, Pakistani, Bangladeshi, Chinese, African, Caribbean]
  headings: [White, Black, Asian, Mixed, Other]
  obsolete: [Caucasian, Oriental]
  coded: [NHS code, A to Z]
  declined: [not stated, prefer not to say]
  everyone: [White, White British, Caucasian]
  states: [{states}]
"""
CODES = (
    "White - British; White - Irish; White - Any other White background; White and Black "
    "Caribbean; White and Black African; White and Asian; Any other mixed background; Indian; "
    "Pakistani; Bangladeshi; Any other Asian background; Caribbean; African; Any other Black "
    "background; Chinese; Any other ethnic group; Not stated"
).split("; ")


def rule_of(state: str) -> str:
    return WORDING.replace("{states}", state)


@pytest.mark.parametrize(
    ("state", "blocks"),
    [
        pytest.param("aggregated", ("Ethnicity: ☐ White ☐ Black ☐ Asian",), id="boxes"),
        pytest.param("aggregated", ("Ethnicity: White / Asian / Other (circle)",), id="slashes"),
        pytest.param("aggregated", ("Ethnicity White ☐ Black ☐ Asian ☐",), id="boxes-behind"),
        pytest.param("aggregated", ("Ethnic group", "White", "Asian", "Other"), id="lines-below"),
        pytest.param("obsolete", ("Ethnicity (Caucasian / Other): ____",), id="in-brackets"),
        pytest.param("free_text", ("Ethnicity: __________",), id="blank"),
        pytest.param("free_text", ("Ethnic group (please state) ........",), id="dots"),
        pytest.param("coded", ("Ethnic group (NHS code): ____",), id="coded"),
        pytest.param("no_declining", ("Ethnicity: ☐ White ☐ Black ☐ Asian",), id="no-declining"),
        pytest.param(
            "partial",
            (
                "Ethnicity: ☐ White British ☐ Indian ☐ Pakistani ☐ Bangladeshi\n"
                "☐ African ☐ Caribbean ☐ Prefer not to say",
            ),
            id="partial-over-two-lines",
        ),
    ],
)
def test_the_state_of_the_answers(state: str, blocks: tuple[str, ...]) -> None:
    assert len(quotes(rule_of(state), *blocks)) == 1
    others = {"aggregated", "obsolete", "free_text", "coded", "partial", "full"} - {state}
    if state != "no_declining":
        assert quotes(rule_of(", ".join(sorted(others))), *blocks) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ethnicity is recorded for all Black, Asian and other women.", id="prose"),
        pytest.param("☐ Ethnicity: African, Caribbean or Indian", id="risk-factor"),
        pytest.param("Religion: ☐ Christian ☐ Muslim ☐ Other", id="another-question"),
        pytest.param("Ethnicity Religion", id="label-without-room"),
    ],
)
def test_what_is_no_list_of_answers(text: str) -> None:
    states = "free_text, coded, obsolete, aggregated, partial, full, no_declining"
    assert quotes(rule_of(states), text) == []


def test_the_next_question_on_the_line_is_another() -> None:
    text = "Ethnicity: ☐ White ☐ Asian ☐ Black   Religion: ______ Consanguineous Y ☐ N ☐"
    assert quotes(rule_of("aggregated"), text) == ["Ethnicity: ☐ White ☐ Asian ☐ Black"]


def test_a_blank_beside_a_list_elsewhere_is_no_finding() -> None:
    assert (
        quotes(rule_of("free_text"), "Ethnicity (A to Z): ____", "Father's ethnicity: ____") == []
    )


def test_the_detail_names_the_answers() -> None:
    rules = ruleset(rule_of("obsolete"))
    rules = rules._replace(rules=(rules.rules[0]._replace(say="Found: {detail}."),))
    report = check(document("Ethnicity: ☐ Caucasian ☐ Oriental ☐ Other"), rules)
    assert [finding.message for finding in report.findings] == ["Found: Caucasian, Oriental."]


def field(options: tuple[str, ...]) -> tuple[Block, ...]:
    it = Field(0, "dropdown", "Ethnic group", options)
    return tuple(Block("option", text, field=it) for text in options)


@pytest.mark.parametrize("with_label", [True, False])
def test_a_drop_down_is_read_once(with_label: bool) -> None:
    label = (Block("paragraph", "Ethnic group: Choose an item."),) if with_label else ()
    found = quotes(rule_of("aggregated"), *label, *field(("White", "Black", "Other")))
    assert len(found) == 1


FORM = """# Clinic form

| | |
|---|---|
| Hospital no. | |
| Surname | |
| Date of birth | |
{row}
| Signature | |
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("| Ethnic group | |", {"ethnicity-free-text-only"}, id="empty-cell"),
        pytest.param(
            "| Ethnicity | White / Black / Asian / Not stated |",
            {"ethnicity-options-aggregated"},
            id="cell-beside",
        ),
        pytest.param(
            "| Ethnicity | White / Black / Asian |",
            {"ethnicity-options-aggregated", "ethnicity-no-not-stated-option"},
            id="both-are-reported",
        ),
        pytest.param(
            "| Ethnicity | Caucasian / Oriental / Not stated |",
            {"ethnicity-options-obsolete-labels"},
            id="obsolete-over-aggregated",
        ),
        pytest.param("| Ethnic category (NHS code A to Z) | |", set(), id="coded"),
        pytest.param(f"| Ethnic group | {' ☐ '.join(CODES)} |", set(), id="full-2001"),
    ],
)
def test_the_rules_on_a_form(row: str, expected: set[str]) -> None:
    ruleset = packs.load()
    rules = tuple(rule for rule in ruleset.rules if rule.id.startswith("ethnicity-"))
    with readers.read("form.md", FORM.format(row=row).encode()) as read:
        report = check(read, ruleset._replace(rules=rules))
    assert {finding.rule.partition("/")[2] for finding in report.findings} == expected


def test_a_list_in_a_column_with_boxes_is_full() -> None:
    rows = "\n".join(f"| {name} | ☐ |" for name in CODES)
    text = f"| Ethnic group | Tick |\n|---|---|\n{rows}\n"
    ruleset = packs.load()
    looking = next(rule for rule in ruleset.rules if rule.id == "ethnicity-options-aggregated")
    probes = Wording(*(looking.looking[key] for key in Wording._fields))
    with readers.read("form.md", text.encode()) as read:
        found = next(answers(probes, Reading(read, ruleset)))
    assert list(found.choices[1:]) == CODES


def test_a_rule_must_name_its_states() -> None:
    with pytest.raises(BadRulesError, match="states"):
        quotes(rule_of("aggregated").replace("  states: [aggregated]\n", ""), "Ethnicity")
