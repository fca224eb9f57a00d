"""The cache gives what was put in, and never stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from debias import packs
from debias.errors import BadRulesError
from debias.packs import cache, known, stored
from debias.packs.files import built_in, read_files
from debias.packs.known import told_by
from debias.packs.make import ruleset_of
from debias.rule import RuleSet
from tests.engine.made import PACK, RULE, ruleset


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def made() -> RuleSet:
    return ruleset({"a": "phrases: [blorb]", "b": "near: {find: [grunk], with: [snarf]}"})


def load(key: str) -> RuleSet | None:
    return cache.load(key, lambda: pytest.fail("what is kept was not taken"))


def test_what_is_kept_comes_back(made: RuleSet) -> None:
    cache.save(made)
    assert load(made.digest) == made


@pytest.mark.slow
def test_all_our_rules_come_back() -> None:
    files = read_files((built_in(),))
    fresh = ruleset_of(files, cache.digest(files))
    cache.save(fresh)
    assert load(fresh.digest) == fresh


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"digest": "made"}', b"\xff\xfe", b'{"digest": "made", "rules": 1}'],
)
def test_a_spoilt_cache_is_passed_over(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "rules-made.json").write_bytes(content)
    assert load("made") is None


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: RuleSet
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "file" / "inside"))
    cache.save(made)
    assert load(made.digest) is None


def test_old_rule_sets_do_not_pile_up(folder: Path, made: RuleSet) -> None:
    for number in range(20):
        cache.save(made._replace(digest=f"{number:02}"))
    assert len(list(folder.iterdir())) == 8
    assert load("19") is not None


def test_only_what_is_wanted_is_read(folder: Path, made: RuleSet) -> None:
    cache.save(made)
    kept = load(made.digest)
    assert kept is not None
    file = folder / cache.name_of(made.digest)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"snarf", b"sn\0rf"))  # in the line of one rule, and in looking
    assert kept.heads == made.heads
    assert kept.rule("made/a") == made.rule("made/a")
    assert kept.rule("made/none") is None


@pytest.mark.parametrize("what", ["rule", "rules", "pieces", "guards"])
@pytest.mark.parametrize("how", ["spoilt", "gone"])
def test_what_turns_out_to_be_spoilt_is_made_again(
    folder: Path, made: RuleSet, what: str, how: str
) -> None:
    cache.save(made)
    kept = cache.load(made.digest, lambda: made)
    assert kept is not None
    file = folder / cache.name_of(made.digest)
    first, *others = file.read_bytes().splitlines(keepends=True)
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(first + b"".join(b"x" + line[1:] for line in others))
    if what == "rule":
        assert kept.rule("made/b") == made.rule("made/b")
    else:
        assert getattr(kept, what) == getattr(made, what)


def test_a_file_that_is_cut_off_is_passed_over(folder: Path, made: RuleSet) -> None:
    cache.save(made)
    file = folder / cache.name_of(made.digest)
    file.write_bytes(file.read_bytes()[:-1])
    assert load(made.digest) is None


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of one rule, as the one that comes with debias."""
    folder = tmp_path / "rules" / "made"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_bytes(PACK)
    (folder / "rule.yaml").write_text(RULE.format(body="phrases: [blorb]"))
    for module in ("debias.packs", "debias.packs.cache"):
        monkeypatch.setattr(f"{module}.built_in", lambda: str(folder.parent))
    packs._ready.clear()
    return folder


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now counts as old."""
    monkeypatch.setattr("debias.packs.cache._SETTLED", -60.0)


def test_rules_that_stand_as_they_did_are_not_read(
    pack: Path, old: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = packs.load()
    monkeypatch.setattr("debias.packs.read_files", lambda _: pytest.fail("they were read"))
    assert packs.load() is before
    packs._ready.clear()
    assert packs.load().rules == before.rules


@pytest.mark.parametrize("how", ["written", "new", "renamed"])
def test_rules_that_changed_are_read(pack: Path, old: None, how: str) -> None:
    before = packs.load().digest
    file = pack / "rule.yaml"
    if how == "written":  # no longer than before, and with its old time
        now = file.stat()
        file.write_text(file.read_text().replace("blorb", "snarf"))
        os.utime(file, ns=(now.st_atime_ns, now.st_mtime_ns))
    elif how == "new":
        (pack / "new.yaml").write_text(file.read_text())
    else:
        file.rename(file.with_name("other.yaml"))
    assert packs.load().digest != before


def test_rules_that_were_written_just_now_are_read_again(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs.load()
    read: list[object] = []
    whole = packs.read_files
    monkeypatch.setattr("debias.packs.read_files", lambda of: read.append(of) or whole(of))
    packs.load()
    assert read


@pytest.mark.skipif(os.name == "nt", reason="makes a link")
def test_a_link_among_rules_is_followed_each_time(pack: Path, old: None) -> None:
    file = pack / "rule.yaml"
    inner = file.rename(file.with_suffix(".txt"))
    file.symlink_to(inner)
    before = packs.load().digest
    inner.write_text(inner.read_text().replace("blorb", "snarf"))
    assert packs.load().digest != before


def test_without_a_cache_the_rules_of_a_wheel_are_still_ready(
    pack: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = packs.load(use_cache=False)
    ready = pack.parent / cache.name_of(made.digest)
    ready.write_bytes(b"".join(stored.packed(made)))
    monkeypatch.setattr("debias.packs.make.ruleset_of", lambda *_: pytest.fail("YAML was read"))
    assert packs.load(use_cache=False).rules == made.rules
    assert not folder.exists()


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


@pytest.mark.slow
def test_what_is_kept_hangs_on_no_order_by_chance(tmp_path: Path) -> None:
    code = (
        "import sys; from debias import packs; from debias.packs.stored import packed;"
        "sys.stdout.buffer.writelines(packed(packs.load()))"
    )
    kept = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "DEBIAS_CACHE_DIR": str(tmp_path / seed)},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert kept[0]
    assert kept[0] == kept[1]
