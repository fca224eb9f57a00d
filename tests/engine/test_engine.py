"""What a rule finds depends on where the words stand and what stands around them."""

from __future__ import annotations

import pytest

from debias.document import Block, Cell, Field

from .made import quotes, report

ITEM = Block("item", "Black ethnicity", ("Risk factors",), 1, "Refer if any of:", 1)


def test_a_phrase_is_quoted_in_the_source_s_own_words() -> None:
    assert quotes("phrases: [non-compliant]", "She was non‑\ncompliant  again.") == [
        "non‑\ncompliant"
    ]


def test_a_finding_says_what_a_report_needs() -> None:
    block = Block("paragraph", "She refused.", ("2 Care",))
    found = report("phrases: [refuse~]", block).findings[0]
    assert (found.rule, found.pack, found.severity) == ("made/rule", "made", "warning")
    assert found.message == "Look at 'refused'."
    assert found.section == ("2 Care",)
    assert found.location == {"block": 0, "start": 4, "end": 11}
    assert found.sources[0].publisher == "Tests"
    assert found.suggestions == ("Why?",)


@pytest.mark.parametrize(
    ("near", "text", "expected"),
    [
        ("{find: [Black women], with: [offer~]}", "Offer a scan to Black women.", ["Black women"]),
        ("{find: [Black women], with: [offer~]}", "Offer a scan. See Black women.", []),
        ("{find: [women], with: [offer~], words: 2}", "Offer it to women.", ["women"]),
        ("{find: [women], with: [offer~], words: 1}", "Offer it to women.", []),
        ("{find: [women], with: [scan], order: find-first}", "A scan for women.", []),
        ("{find: [women], with: [scan], order: find-last}", "A scan for women.", ["women"]),
        ("{find: [women], with: [scan], quote: span}", "A scan for women.", ["scan for women"]),
        ("{find: [they have], with: {phrases: [women], within: nearby}, quote: linked}",
         "Some women live near. They have a scan.", ["women live near. They have"]),
        ("{find: [they have], with: {phrases: [women], within: nearby}, quote: linked}",
         "They have a scan. So do women.", []),
        ("{find: [women], with: [scan], quote: sentence}", "Now. A scan for women.",
         ["A scan for women."]),
        ("{find: [scan], with: [scan]}", "A scan.", []),
        ("{find: [women], with: [{phrases: [scan]}, {phrases: [offer]}]}", "Scan women.", []),
        ("{find: [women], with: [{phrases: [scan]}, {phrases: [offer]}]}", "Offer women a scan.",
         ["women"]),
    ],
)  # fmt: skip
def test_near(near: str, text: str, expected: list[str]) -> None:
    assert quotes(f"near: {near}", text) == expected


def test_wording_of_near_that_needs_no_company_is_found_everywhere() -> None:
    rule = "near: [{find: [refused], with: [women]}, {find: [difficult, demanding]}]"
    assert quotes(rule, "Refused. A difficult, demanding person.") == ["difficult", "demanding"]


def test_two_entries_of_near_report_the_same_words_once() -> None:
    found = report("near: [{find: [refused], with: [she]}, {find: [refused]}]", "She refused.")
    assert [finding.repeats for finding in found.findings] == [()]


def test_near_reports_a_sentence_once() -> None:
    rule = "near: {find: [Black, Asian], with: [offer]}"
    assert quotes(rule, "Offer it to Black and Asian women.") == ["Black"]


@pytest.mark.parametrize("word", ["risk factors", "refer"])
def test_a_bullet_is_read_under_its_heading_and_lead_in(word: str) -> None:
    rule = f"near: {{find: [Black ethnicity], with: [{word}], within: context}}"
    assert quotes(rule, ITEM) == ["Black ethnicity"]
    assert quotes(rule, ITEM._replace(section=("Audit",), lead_in="")) == []


def test_a_cell_is_read_with_its_row_and_headers() -> None:
    cells = (
        Block("cell", "Asian", cell=Cell(0, 1, 0, column_header="Factor")),
        Block("cell", "1 point", cell=Cell(0, 1, 1, "Asian", "Score")),
        Block("cell", "Twins", cell=Cell(0, 2, 0, column_header="Factor")),
    )
    assert quotes("near: {find: [Asian], with: [points?], within: row}", *cells) == ["Asian"]
    assert quotes("near: {find: [Asian], with: [factor], within: context}", *cells) == ["Asian"]
    assert quotes("near: {find: [Twins], with: [points?], within: row}", *cells) == []


def test_an_option_is_read_with_its_label() -> None:
    option = Block("option", "Afro-Caribbean", field=Field(0, "dropdown", "Ethnicity", ()))
    rule = "near: {find: [Afro-Caribbean], with: [ethnicity], within: headings}"
    assert quotes(rule, option) == ["Afro-Caribbean"]


@pytest.mark.parametrize(
    ("unless", "text", "found"),
    [
        ("[laboratory]", "The laboratory refused it.", False),
        ("[laboratory]", "A laboratory. She refused it.", True),
        ("{before: [laboratory]}", "Refused by the laboratory.", True),
        ("{before: ['re:laboratory $']}", "The laboratory refused it.", False),
        ("{before: ['re:^The laboratory $']}", "True. The laboratory refused it.", False),
        ("{after: ['re:^ by the laboratory']}", "Refused by the laboratory.", False),
        ("{after: [laboratory]}", "Refused by the laboratory.", False),
        ("{overlapping: [refused entry]}", "She refused entry.", False),
        ("{block: [laboratory]}", "A laboratory. She refused it.", False),
        ("{nearby: [racism]}", "She refused. One. This is racism.", False),
        ("{nearby: [racism]}", "She refused. One. Two. This is racism.", True),
    ],
)
def test_unless(unless: str, text: str, found: bool) -> None:
    assert bool(quotes(f"phrases: [refused]\nunless: {unless}", text)) is found


def test_nearby_goes_into_the_next_paragraph_but_not_the_next_section() -> None:
    rule = "phrases: [refused]\nunless: {nearby: [racism]}"
    assert quotes(rule, "She refused.", "This is racism.") == []
    assert quotes(rule, "She refused.", Block("heading", "Racism"), "Other.") == ["refused"]


@pytest.mark.parametrize(
    ("where", "block", "found"),
    [
        ("{blocks: [item]}", ITEM, True),
        ("{blocks: [cell]}", ITEM, False),
        ("{under: [risk factors]}", ITEM, True),
        ("{under: [audit]}", ITEM, False),
        ("{not_under: [refer]}", ITEM, False),
    ],
)
def test_where(where: str, block: Block, found: bool) -> None:
    assert bool(quotes(f"phrases: [Black ethnicity]\nwhere: {where}", block)) is found


@pytest.mark.parametrize(
    ("quotation", "severity"), [("drop", None), ("suggestion", "suggestion"), ("keep", "warning")]
)
def test_words_in_quotation_marks(quotation: str, severity: str | None) -> None:
    rule = f"phrases: [refused]\nquotation: {quotation}"
    for block in ("They wrote “she refused it all”.", Block("quote", "She refused.", quoted=True)):
        found = report(rule, block).findings
        assert [finding.severity for finding in found] == ([severity] if severity else [])


GUARDS = {
    "guards.yaml": """
references: {about: Lists, effect: drop, headings: [references]}
softer: {about: Soft, effect: suggestion, sentence: [perhaps]}
"""
}


def test_guards_drop_or_lower() -> None:
    rule = "phrases: [refused]\nguards: [references, softer]"
    listed = Block("item", "She refused.", ("References",))
    assert quotes(rule, listed, shared=GUARDS) == []
    found = report(rule, "Perhaps she refused.", shared=GUARDS).findings
    assert [finding.severity for finding in found] == ["suggestion"]


def test_a_variant_changes_severity_and_message() -> None:
    rule = "phrases: [pink]\nvariants:\n- severity: error\n  when: [apgar]\n  say: By '{quote}'?"
    found = report(rule, "Apgar: pink. Skin pink.").findings
    assert [finding.severity for finding in found] == ["error"]
    assert found[0].message == "By 'pink'?"


def test_the_same_words_in_a_section_are_reported_once_and_counted() -> None:
    a, b, c = (Block("paragraph", "She refused.", (s,)) for s in ("A", "A", "B"))
    found = report("phrases: [refused]", a, b, c).findings
    assert [(finding.block, len(finding.repeats)) for finding in found] == [(0, 1), (2, 0)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"one": "phrases: [failed induction]", "two": "phrases: [failed]"}, ["made/one"]),
        ({"one": "phrases: [failed]", "two": "phrases: [induction]"}, ["made/one", "made/two"]),
        ({"one": "phrases: [failed]\nover: [two]", "two": "phrases: [induction]"}, ["made/one"]),
        ({"one": "phrases: [failed]", "two": "phrases: [induction]\ngives_way: sentence"},
         ["made/one"]),
        ({"one": "phrases: [failed]", "two": "phrases: [failed]"}, ["made/two"]),
    ],
)  # fmt: skip
def test_one_problem_is_one_finding(rules: dict[str, str], expected: list[str]) -> None:
    assert [finding.rule for finding in report(rules, "A failed induction.").findings] == expected


def test_the_fingerprint_survives_wrapping_and_moving() -> None:
    one = report("phrases: [refused]", Block("paragraph", "She refused the\ntest.", ("A",)))
    two = report("phrases: [refused]", "Before.", Block("paragraph", "She  refused the test."))
    other = report("phrases: [refused]", "He refused the scan.")
    assert one.findings[0].fingerprint == two.findings[0].fingerprint
    assert one.findings[0].fingerprint != other.findings[0].fingerprint


def test_a_slow_rule_is_named_and_the_others_go_on() -> None:
    rules = {"bad": "pattern: '^(a|aa)+$'", "good": "phrases: [refused]"}
    found = report(rules, "a" * 80 + "!", "She refused.")
    assert found.slow_rules == ("made/bad",)
    assert [finding.rule for finding in found.findings] == ["made/good"]


MISSING = """missing:
  trigger: {count: 2, of: [[surname], [date of birth], [NHS number]]}
  required: [ethnic group]
  exempt: [equipment check]
"""


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("Surname ___", "Date of birth ___"), ["Surname"]),
        (("Surname ___", "Date of birth ___", "Ethnic group ___"), []),
        (("Surname ___", "Address"), []),
        (("Equipment check", "Surname ___", "Date of birth ___"), []),
    ],
)
def test_missing(blocks: tuple[str, ...], expected: list[str]) -> None:
    assert quotes(MISSING, *blocks) == expected


def test_missing_in_a_section() -> None:
    rule = "missing: {section: [monitoring], required: [by ethnicity]}"
    heading = Block("heading", "5 Monitoring", level=1)
    inside = Block("paragraph", "Audit of notes.", ("5 Monitoring",))
    elsewhere = Block("paragraph", "Reported by ethnicity.", ("6 Other",))
    assert quotes(rule, heading, inside, elsewhere) == ["5 Monitoring"]
    told = inside._replace(text="Audit of notes, by ethnicity.")
    assert quotes(rule, heading, told) == []


def test_a_rule_may_report_once_for_a_row() -> None:
    cells = tuple(
        Block("cell", text, cell=Cell(0, row, column))
        for row, column, text in ((1, 0, "pink"), (1, 1, "very pink"), (2, 0, "pink"))
    )
    found = report("phrases: [pink]\nonce: row", *cells).findings
    assert [(finding.block, len(finding.repeats)) for finding in found] == [(0, 1)]
    sections = tuple(Block("paragraph", "pink and red", (name,)) for name in "AB")
    found = report("phrases: [pink, red]\nonce: section", *sections).findings
    assert [finding.block for finding in found] == [0, 1]


def test_around_an_item_are_the_other_sentences_of_the_item() -> None:
    rule = "near: {find: [Black], with: [eGFR], within: around}"
    item = Block("item", "eGFR if ill. Multiply it for Black women.", list_number=0)
    assert quotes(rule, item) == ["Black"]
    apart = [Block("item", text, list_number=0) for text in ("eGFR if ill.", "Black women.")]
    assert quotes(rule, *apart) == []
