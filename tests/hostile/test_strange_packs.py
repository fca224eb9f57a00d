"""Rule packs from strangers: nothing in them runs, hangs, unfolds or reads other files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import write_pack
from tests.engine.made import RULE
from tests.hostile.conftest import Said, main

LAUGHS = "a0: &a0 [lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
REFUSED = {
    "billion laughs": (LAUGHS, "Anchors and aliases (& and *) are not used in rule packs"),
    "a Python object": (
        "title: !!python/object/apply:os.system ['touch owned']\n", "has no 'severity'"),
    "a Python name": ("title: !!python/name:os.system\n", "has no 'severity'"),
    "a merge": ("a: &a {b: c}\n<<: *a\n", "Anchors and aliases"),
    "nested without end": ("a: " + "[" * 50_000, "nested too deeply"),
    "mappings without end": ("a: " + "{a: " * 50_000, "nested too deeply"),
    "2 MB": ("# " + "x" * 2_100_000, "too large for a rule"),
    "a pattern in itself": (RULE.format(body="pattern: '(?R)'"), "comes to no end"),
    "500 brackets": (RULE.format(body=f"phrases: ['re:{'(' * 500}x{')' * 500}']"), None),
}  # fmt: skip


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Check a document with the made pack and what a test puts into it."""
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "rules")
    Path("a.md").write_text("A blorb. " + "a" * 200 + "!\n")

    def run(*more: str) -> Said:
        code = main(["check", "a.md", "--rules", "rules", "--select", "made", *more])
        return Said(code, *capsys.readouterr())

    return run


@pytest.mark.parametrize("case", REFUSED)
def test_a_rule_file_that_means_harm_is_one_clear_error(check, case: str) -> None:
    content, says = REFUSED[case]
    Path("rules/made/rule.yaml").write_text(content)
    said = check()
    assert not Path("owned").exists()
    if says is None:
        assert said.code in (1, 2)
    else:
        assert said.code == 2
        assert said.says(says)
        assert "rule.yaml" in said.err
    assert "Traceback" not in said.err


def test_a_pattern_without_end_is_cut_off_and_named(check) -> None:
    Path("rules/made/slow.yaml").write_text(RULE.format(body="phrases: ['re:(?:a|aa)+[#%]']"))
    said = check()
    assert said.code == 2
    assert said.says("The rule made/slow took too long here and was stopped")
    assert "made/blorb" in said.out


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("name", ["made/stolen.yaml", "lists.yaml"])
def test_a_link_out_of_the_pack_is_not_followed(check, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n")
    Path("rules", name).symlink_to(secret)
    said = check()
    assert said.code == 2
    assert "This link leads out of its folder" in said.err
    assert "hunter2" not in said.err
    assert "password" not in said.err


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_a_pipe_in_a_pack_is_not_waited_for(check) -> None:
    os.mkfifo("rules/made/pipe.yaml")
    said = check()
    assert said.code == 2
    assert "it is a pipe or a device" in said.only_line()


def test_settings_that_came_with_documents_name_no_baseline_elsewhere(check) -> None:
    Path("debias.yaml").write_text("baseline: ../elsewhere.json\n")
    said = check()
    assert said.code == 2
    assert "outside of the repository or folder of these settings" in said.only_line()
