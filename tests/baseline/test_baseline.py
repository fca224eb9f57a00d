"""A baseline: known findings pass, new ones fail, fixed ones are told; no text is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debias.baseline import compare, load, save, without
from debias.cli import main
from debias.errors import DebiasError
from tests.settings.running import Run, check, write

BASELINE = ".debias-baseline.json"
TEXT = """\
# Care

## One

Staff said that the blorb in the old
birth centre was kept for a grunk.

## Two

A snarf stays a snarf.
"""


def record(rules: str, *arguments: str) -> int:
    return main(["baseline", "--rules", rules, *(arguments or (".",))])


def known(run: Run) -> tuple[int, int | None]:
    """How many findings are known, and how many are gone."""
    (each,) = run.report["summary"]["baselines"]
    return each["known"], each["gone"]


def checked(rules: str, *arguments: str) -> Run:
    return check(rules, *(arguments or (".",)), "--baseline", BASELINE)


def test_known_findings_pass_quietly(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", TEXT)
    assert check(rules, ".").code == 1
    assert record(rules) == 0
    capsys.readouterr()
    run = checked(rules)
    assert (run.code, run.found, known(run)) == (0, [], (4, 0))
    said = capsys.readouterr().err
    assert said == f"debias: 4 known findings in the baseline {BASELINE}.\n"


CHANGES = {
    "wrapped": TEXT.replace(" in the old\nbirth centre ", "\nin the old birth\ncentre "),
    "moved sections": "# Care\n\n## Two\n\nA snarf stays a snarf.\n\n## One\n\n"
    "Staff said that the blorb in the old\nbirth centre was kept for a grunk.\n",
    "renamed sections": TEXT.replace("## One", "## First of all").replace("# Care", "# Caring"),
    "new words around": TEXT.replace("Staff said", "An introduction.\n\nStaff said") + "\nEnd.\n",
    "curly": TEXT.replace("in the old", "in\u00a0the old"),
    "other format": None,
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_survives_what_changes_no_sentence(rules: str, here: Path, name: str) -> None:
    write("a.md", TEXT)
    record(rules)
    changed = CHANGES[name]
    if changed is None:
        Path("a.md").unlink()
        html = TEXT.replace("# Care", "<h1>Care</h1>").replace("## ", "<p>")
        write("a.html", html.replace("\n\n", "\n<p>"))
    else:
        write("a.md", changed)
    run = checked(rules)
    assert (run.code, run.found, known(run)) == (0, [], (4, 0))


def test_it_survives_a_new_name_and_a_new_folder(rules: str, here: Path) -> None:
    write("a.md", TEXT)
    record(rules)
    Path("new folder").mkdir()
    Path("a.md").rename("new folder/ă b.md")
    for arguments in ((".",), ("new folder/ă b.md",)):
        run = checked(rules, *arguments)
        assert (run.code, run.found, known(run)) == (0, [], (4, 0))


def test_it_survives_a_section_that_moves_to_another_file(rules: str, here: Path) -> None:
    write("a.md", TEXT)
    write("b.md", "# Other\n\nFine.\n")
    record(rules)
    write("a.md", TEXT.split("## Two", maxsplit=1)[0])
    write("b.md", "# Other\n\nFine.\n\n## Two\n\nA snarf stays a snarf.\n")
    run = checked(rules)
    assert (run.code, run.found, known(run)) == (0, [], (4, 0))


def test_a_copy_is_new_even_when_only_the_copy_is_looked_at(rules: str, here: Path) -> None:
    write("a.md", TEXT)
    record(rules)
    write("b.md", TEXT)
    assert len(checked(rules, "b.md").found) == 3, "one finding for the word that is repeated"
    assert {path for path, _, _ in checked(rules).found} == {"b.md"}


def test_a_new_repeat_of_known_words_is_new(rules: str, here: Path) -> None:
    write("a.md", "# One\n\nA blorb here.\n")
    record(rules)
    write("a.md", "# One\n\nA blorb here.\n\nAnother blorb there.\n")
    run = checked(rules)
    assert run.code == 1
    ((finding,),) = [file["findings"] for file in run.report["files"]]
    assert finding["location"]["line"] == 5
    write("a.md", "# One\n\nA blorb here.\n\nA blorb here.\n")
    assert checked(rules).code == 1, "the same sentence twice is one more than is known"
    write("a.md", "# One\n\nAnother blorb there.\n\nA blorb here.\n")
    ((finding,),) = [file["findings"] for file in checked(rules).report["files"]]
    assert (finding["location"]["line"], finding.get("repeats")) == (3, None)


def test_fixed_findings_are_told_and_pruned(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", TEXT)
    write("b.md", "A blorb.\n")
    record(rules)
    write("a.md", TEXT.replace("blorb", "ward"))
    capsys.readouterr()
    assert known(checked(rules)) == (3, 2), "its sentence reads another way, so both are new"
    write("a.md", TEXT.replace("A snarf stays a snarf.", "Well."))
    assert known(checked(rules)) == (3, 2)
    assert "2 findings of the baseline are there no longer" in capsys.readouterr().err
    assert record(rules, ".", "--prune") == 0
    assert "2 findings taken out, 3 left" in capsys.readouterr().err
    assert known(checked(rules)) == (3, 0)
    assert record(rules, ".", "--prune") == 0
    write("b.md", "A blorb.\n\nA new grunk.\n")
    record(rules, ".", "--prune")
    assert checked(rules).rules == ["grunk"], "pruning adds nothing"


def test_what_was_not_looked_at_is_not_called_fixed(rules: str, here: Path) -> None:
    write("a.md", "A blorb.\n")
    write("b.md", "A grunk.\n")
    record(rules)
    assert known(checked(rules, "a.md")) == (1, 0)
    assert known(checked(rules, ".", "--select", "blorb")) == (1, None)
    assert known(checked(rules, ".", "--min-severity", "error")) == (1, None)
    write("b.md", "")
    run = checked(rules)
    assert (run.code, known(run)) == (2, (1, 0)), "an empty file is an error, not a fix"
    Path("b.md").unlink()
    assert known(checked(rules)) == (1, 1)


def test_recording_some_files_keeps_the_others(rules: str, here: Path) -> None:
    write("a.md", "A blorb.\n")
    write("b.md", "A grunk.\n")
    record(rules)
    write("a.md", "Fine.\n")
    record(rules, "a.md")
    assert [path for path, _, _ in load(BASELINE)] == ["b.md"]
    Path("b.md").unlink()
    record(rules, "a.md")
    assert load(BASELINE) == {}


def test_it_holds_no_words_of_the_documents(rules: str, here: Path) -> None:
    write("a.md", TEXT)
    record(rules)
    text = Path(BASELINE).read_text()
    for word in ("Staff", "birth", "centre", "stays", "Care", "old"):
        assert word not in text
    rows = json.loads(text)["findings"]
    assert {key for row in rows for key in row} <= {"path", "rule", "fingerprint", "count"}
    assert len(text.splitlines()) == len(rows) + 5, "one line each, for git"


def test_settings_name_it_relative_to_themselves(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("debias.yaml", "baseline: known/base.json\n")
    write("docs/a.md", TEXT)
    Path("known").mkdir()
    assert record(rules, "docs") == 0
    assert Path("known/base.json").exists()
    assert check(rules, ".").code == 0
    monkeypatch.chdir(here / "docs")
    assert main(["check", "--rules", rules, "a.md", "--quiet"]) == 0
    assert main(["check", "--rules", rules, "a.md", "--quiet", "--no-baseline"]) == 1
    assert main(["check", "--rules", rules, "a.md", "--quiet", "--no-config"]) == 1


def test_what_is_allowed_is_not_recorded(rules: str, here: Path) -> None:
    write("a.md", '<!-- debias: allow blorb reason="law" -->\nA blorb.\n\nA grunk.\n')
    record(rules)
    assert [rule for _, rule, _ in load(BASELINE)] == ["made/grunk"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not a baseline"),
        ("[]", "not a baseline"),
        ('{"version": 1}', "not a baseline"),
        ('{"version": 1, "findings": [{"path": "a"}]}', "not a baseline"),
        ('{"version": 2, "findings": []}', "another version"),
        ("{" * 100_000, "not a baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_named(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    write("a.md", TEXT)
    write(BASELINE, content)
    assert checked(rules).code == 2
    assert f"{BASELINE}: " in capsys.readouterr().err
    assert record(rules) == 2
    assert words in capsys.readouterr().err


def test_a_baseline_that_is_not_there_is_named(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", TEXT)
    assert checked(rules).code == 2
    assert f"{BASELINE}: There is no such baseline." in capsys.readouterr().err
    assert record(rules, ".", "--prune") == 2


def test_unreadable_files_are_named_and_the_rest_recorded(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "A blorb.\n")
    write("b.docx", "not a Word file")
    assert record(rules) == 2
    assert "b.docx: " in capsys.readouterr().err
    assert len(load(BASELINE)) == 1


def test_it_is_saved_in_order_and_read_back(tmp_path: Path) -> None:
    path = str(tmp_path / "b.json")
    counts = {("ü.md", "p/b", "02"): 2, ("a.md", "p/z", "01"): 1, ("a.md", "p/a", "03"): 1}
    save(path, counts)
    first = Path(path).read_bytes()
    assert load(path) == counts
    save(path, dict(reversed(counts.items())))
    assert Path(path).read_bytes() == first
    assert without(counts, {("ü.md", "p/b", "02"): 1})["ü.md", "p/b", "02"] == 1
    assert [each.name for each in tmp_path.iterdir()] == ["b.json"]
    with pytest.raises(DebiasError, match="cannot be written"):
        save(str(tmp_path / "none" / "b.json"), counts)


def test_nothing_to_compare_is_nothing_known(tmp_path: Path) -> None:
    compared = compare([], {("gone.md", "p/a", "01"): 3}, str(tmp_path))
    assert (compared.known, compared.gone) == (0, {("gone.md", "p/a", "01"): 3})
