"""The cache gives what was put in, and never stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.packs import cache
from debias.packs.files import built_in, read_files
from debias.packs.make import ruleset_of
from debias.rule import RuleSet
from tests.engine.made import ruleset


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def made() -> RuleSet:
    return ruleset({"a": "phrases: [blorb]", "b": "near: {find: [grunk], with: [snarf]}"})


def test_what_is_kept_comes_back(made: RuleSet) -> None:
    cache.save(made)
    assert cache.load(made.digest) == made


@pytest.mark.slow
def test_all_our_rules_come_back() -> None:
    files = read_files((built_in(),))
    fresh = ruleset_of(files, cache.digest(files))
    cache.save(fresh)
    assert cache.load(fresh.digest) == fresh


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"digest": "made"}', b"\xff\xfe", b'{"digest": "made", "rules": 1}'],
)
def test_a_spoilt_cache_is_passed_over(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "rules-made.json").write_bytes(content)
    assert cache.load("made") is None


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: RuleSet
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "file" / "inside"))
    cache.save(made)
    assert cache.load(made.digest) is None


def test_old_rule_sets_do_not_pile_up(folder: Path, made: RuleSet) -> None:
    for number in range(20):
        cache.save(made._replace(digest=f"{number:02}"))
    assert len(list(folder.iterdir())) == 8
    assert cache.load("19") is not None
