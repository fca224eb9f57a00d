"""Entries of the settings that allow findings: by rule, path and passage."""

from __future__ import annotations

import pytest

from tests.settings.running import Run, check, write


def states(run: Run) -> list[tuple[int, str, int]]:
    """(line, state, findings) of the entries."""
    return [
        (each["location"]["line"], each["state"], each["findings"])
        for each in run.report["summary"].get("suppressions", [])
    ]


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("rule: blorb", ["grunk"]),
        ("rule: made", []),
        ("rule: [blorb, made/grunk]", []),
        ("rule: blorb\n    path: a.md", ["grunk"]),
        ("rule: blorb\n    path: b.md", ["blorb", "grunk"]),
        ("rule: blorb\n    path: '*.md'", ["grunk"]),
        ("rule: blorb\n    quote: the old blorb of the act", ["grunk"]),
        ("rule: blorb\n    quote: The  OLD blorb", ["grunk"]),
        ("rule: blorb\n    quote: blorb", ["grunk"]),
        ("rule: blorb\n    quote: a new blorb", ["blorb", "grunk"]),
        ("rule: grunk\n    quote: the old blorb", ["blorb", "grunk"]),
        ("rule: blorb\n    until: 2020-01-01", ["blorb", "grunk"]),
        ("rule: blorb\n    until: 2999-01-01", ["grunk"]),
    ],
)
def test_an_entry_allows_what_it_names(rules: str, here, entry: str, left: list[str]) -> None:
    write("debias.yaml", f"suppress:\n  - {entry}\n    reason: It is the law's own word.\n")
    write("a.md", "This is the old\nblorb of the Act.\n\nA grunk.\n")
    assert check(rules, "a.md").rules == left


def test_a_quote_allows_its_own_passage_only(rules: str, here) -> None:
    write("debias.yaml", "suppress: [{rule: blorb, quote: the first blorb, reason: x}]\n")
    write("a.md", "See the first blorb, and the second blorb.\n")
    ((finding,),) = [file["findings"] for file in check(rules, "a.md").report["files"]]
    assert finding["location"]["column"] == len("See the first blorb, and the second ") + 1


def test_entries_that_nothing_needs_are_told_when_all_was_looked_at(
    rules: str, here, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        "debias.yaml",
        "suppress:\n"
        "  - {rule: blorb, reason: used}\n"
        "  - {rule: grunk, reason: unused}\n"
        "  - {rule: snarf, reason: was fine, until: 2020-01-01}\n",
    )
    write("a.md", "A blorb.\n")
    write("b.md", "A blorb.\n")
    assert states(check(rules, ".")) == [(2, "used", 2), (3, "unused", 0), (4, "expired", 0)]
    said = capsys.readouterr().err
    assert "debias.yaml:3: what allows grunk is not needed" in said
    assert "debias.yaml:4: what allows snarf has expired (2020-01-01)" in said
    assert "2 findings allowed with a reason." in said
    assert states(check(rules, "a.md")) == [(2, "used", 1), (4, "expired", 0)]
    assert states(check(rules, ".", "--select", "blorb"))[0] == (2, "used", 2)
    assert "grunk is not needed" not in capsys.readouterr().err
