"""The cache gives what was put in, and never stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from debias.errors import BadRulesError
from debias.packs import cache, known
from debias.packs.files import built_in, read_files
from debias.packs.known import told_by
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


def test_what_an_earlier_rule_set_tells_changes_nothing_of_the_next(made: RuleSet) -> None:
    ways = {"a": "phrases: [blorb]", "c": "phrases: [blorb, 're:zonk(?:ed|ing)']"}
    fresh = ruleset(ways)
    assert ruleset(ways, known=told_by(made)) == fresh
    assert ruleset(ways, known=told_by(fresh)) == fresh
    assert set(told_by(made).words) & set(fresh.pieces)  # else it would have told nothing


def test_wording_that_matches_anything_is_found_beside_what_is_known(made: RuleSet) -> None:
    with pytest.raises(BadRulesError, match="matches anything"):
        ruleset({"c": "phrases: ['re:(?:blorb)?']"}, known=told_by(made))


def test_the_newest_rule_set_is_the_one_that_tells(folder: Path, made: RuleSet) -> None:
    assert cache.newest() is None
    cache.save(made)
    cache.save(made._replace(digest="later"))
    (folder / "rules-spoilt.json").write_bytes(b"{")
    for age, name in enumerate(("rules-spoilt.json", "rules-later.json")):
        os.utime(folder / name, (2e9 - age, 2e9 - age))
    newest = cache.newest()
    assert newest is not None
    assert newest.digest == "later"


def test_what_was_told_in_another_way_is_not_believed(
    made: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.save(made)
    monkeypatch.setattr(known, "stamp", lambda: 0)
    assert cache.newest() is None
