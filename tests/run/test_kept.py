"""Results are kept by content, rules and settings, without a word of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias import packs
from debias.packs import cache
from debias.run import check_paths
from debias.run.one import Options
from tests.engine.made import ruleset

SECRET = "The quiet heron. She refused it."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "one.md").write_text(SECRET, encoding="utf-8")
    return tmp_path


def kept() -> list[Path]:
    return sorted(Path(cache.folder(), "results").glob("*.json"))


def quotes(folder: Path, rule: str, **options: object) -> list[str]:
    how = Options(jobs=0, **options)  # type: ignore[arg-type]
    result = check_paths([str(folder / "one.md")], ruleset(rule), how)
    return [finding.quote for report in result.files for finding in report.findings]


def test_the_second_run_finds_the_same_without_looking(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert quotes(folder, "phrases: [refused]") == ["refused"]
    assert len(kept()) == 1
    monkeypatch.setattr("debias.engine.decide", lambda *_: pytest.fail("it looked again"))
    assert quotes(folder, "phrases: [refused]") == ["refused"]


def test_no_text_of_the_document_is_kept(folder: Path) -> None:
    quotes(folder, "phrases: [refused]")
    for path in kept():
        text = path.read_text(encoding="utf-8")
        assert "heron" not in text
        assert "refused" not in text


@pytest.mark.parametrize("what", ["document", "rules", "choice"])
def test_a_change_is_looked_at(folder: Path, what: str) -> None:
    quotes(folder, "phrases: [refused]")
    if what == "document":
        (folder / "one.md").write_text("He refused and refused again.", encoding="utf-8")
        assert quotes(folder, "phrases: [refused]") == ["refused"]
    elif what == "rules":
        assert quotes(folder, "phrases: [heron]") == ["heron"]
    else:
        assert quotes(folder, "phrases: [refused]", chosen={"made/rule": "error"}) == ["refused"]
    assert len(kept()) == 2


@pytest.mark.parametrize("damage", ["", "{", "[[],[[1]],2]", '[[],[["made/rule"]],1]'])
def test_what_is_damaged_is_looked_at_again(folder: Path, damage: str) -> None:
    quotes(folder, "phrases: [refused]")
    kept()[0].write_text(damage, encoding="utf-8")
    assert quotes(folder, "phrases: [refused]") == ["refused"]


def test_words_of_the_document_that_a_message_says_are_kept_as_places(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = "# Form\n\n| | |\n|---|---|\n| Hospital no. | |\n| Surname | |\n| Date of birth | |\n"
    form += "| Ethnicity | Caucasian / Oriental / Not stated |\n| Signature | |\n"
    (folder / "one.md").write_text(form, encoding="utf-8")

    def messages() -> list[str]:
        result = check_paths([str(folder / "one.md")], packs.load(), Options(jobs=0))
        return [finding.message for finding in result.files[0].findings]

    before = messages()
    assert any("Caucasian, Oriental" in message for message in before)
    assert "Caucasian" not in kept()[0].read_text(encoding="utf-8")
    monkeypatch.setattr("debias.engine.decide", lambda *_: pytest.fail("it looked again"))
    assert messages() == before


def test_nothing_is_kept_without_a_cache(folder: Path) -> None:
    assert quotes(folder, "phrases: [refused]", cache=False) == ["refused"]
    assert kept() == []
