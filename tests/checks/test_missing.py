"""What a document leaves out: sections however they are marked, what counts, what does not."""

from __future__ import annotations

import pytest

from debias.document import Block, Cell
from tests.engine.made import quotes

MONITORING = """missing:
  section: ["re:^(?:\\\\d+\\\\.? )?(?:monitoring|auditable standards)\\\\b"]
  trigger: [audit~]
  required: [ethnic*]
  elsewhere: [results ... by ethnicity]
  negation: [(not|no)]
  ignore: [irrespective of]
  ignore_under: [references]
"""
HEADING = Block("heading", "5 Monitoring", level=2)


def under(text: str, *path: str, kind: str = "paragraph") -> Block:
    return Block(kind, text, path or ("5 Monitoring",))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param((HEADING, under("Notes are audited.")), ["audited"], id="missing"),
        pytest.param((HEADING, under("Notes are audited by ethnic group.")), [], id="there"),
        pytest.param(
            (HEADING, under("Notes are audited, but not by ethnic group.")),
            ["audited"],
            id="denied",
        ),
        pytest.param(
            (
                HEADING,
                under("Notes are audited. Care is given irrespective of ethnicity."),
            ),
            ["audited"],
            id="a-sentence-that-does-not-count",
        ),
        pytest.param((HEADING, under("Blood pressure each hour.")), [], id="no-trigger"),
        pytest.param(
            (HEADING, under("Notes are audited."), under("Risk differs by ethnic group.", "2")),
            ["audited"],
            id="outside-the-section",
        ),
        pytest.param(
            (HEADING, under("Notes are audited."), under("All results are by ethnicity.", "2")),
            [],
            id="elsewhere",
        ),
        pytest.param(
            (
                HEADING,
                under("Notes are audited."),
                Block("heading", "References", level=2),
                under("Results by ethnicity. BJOG.", "References"),
            ),
            ["audited"],
            id="under-what-does-not-count",
        ),
        pytest.param(("Notes are audited.",), [], id="no-such-section"),
        pytest.param(
            ("5. Monitoring", "Notes are audited.", "6. Equality", "By ethnic group."),
            ["audited"],
            id="a-line-that-reads-like-a-heading",
        ),
        pytest.param(("Monitoring\nNotes are audited each year.",), ["audited"], id="a-first-line"),
        pytest.param(
            ("Auditable standards: notes are audited each year.",),
            ["audited"],
            id="a-paragraph-that-begins-so",
        ),
    ],
)
def test_sections(blocks: tuple[Block | str, ...], expected: list[str]) -> None:
    assert quotes(MONITORING, *blocks) == expected


def cell(text: str, row: int, column: int) -> Block:
    return Block("cell", text, cell=Cell(0, row, column))


def test_a_table_is_a_section_by_its_first_row_and_a_row_by_its_first_cell() -> None:
    table = (cell("Monitoring", 0, 0), cell("Lead", 0, 1), cell("Audit", 1, 0))
    assert quotes(MONITORING, *table) == ["Audit"]
    assert quotes(MONITORING, *table, cell("Ethnicity", 1, 1)) == []
    rows = (cell("Scope", 0, 0), cell("Monitoring", 1, 0), cell("Audit", 1, 1))
    assert quotes(MONITORING, *rows, cell("Ethnic group", 2, 1)) == ["Audit"]


def test_the_title_is_a_section_only_where_no_heading_below_is() -> None:
    title = Block("heading", "Monitoring in labour", level=1)
    inside = ("Monitoring in labour",)
    body = Block("paragraph", "Ethnic group and age. Audit.", inside)
    assert quotes(MONITORING, title, body) == []
    below = Block("heading", "5 Monitoring", inside, level=2)
    audit = Block("paragraph", "Notes are audited.", (*inside, "5 Monitoring"))
    assert quotes(MONITORING, title, body, below, audit) == ["audited"]


def test_all_sections_are_taken_together() -> None:
    other = Block("heading", "6 Auditable standards", level=2)
    told = under("Each standard by ethnic group.", "6 Auditable standards")
    assert quotes(MONITORING, HEADING, under("Notes are audited."), other, told) == []


def test_otherwise_the_document() -> None:
    rule = MONITORING + "  otherwise: document\n"
    assert quotes(rule, "Notes are audited.") == ["audited"]
    assert quotes(rule, "Notes are audited.", "By ethnic group.") == []


def test_the_groups_that_are_missing_are_named() -> None:
    rule = "missing: {trigger: [escalation], groups: {concern: [concern], route: [second opinion]}}"
    assert quotes(rule, "Escalation: any concern.") == ["Escalation"]
    assert quotes(rule, "Escalation: any concern, or a second opinion.") == []
