"""The prefilter finds what every pattern run on every block finds: word starts are derived, and
what they leave out could not have matched; nor could a pattern have matched elsewhere than at the
words that it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias import packs, readers, wording
from debias.context import Reading
from debias.document import Document
from debias.errors import DebiasError
from debias.rule import Rule

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    ROOT / "samples",
    ROOT / "tests/accuracy/validation/documents",
    ROOT.parent / "shared/corpus/clinical",
    ROOT.parent / "shared/gold/documents",
)
FILES = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.iterdir()
    if path.suffix in readers.known_extensions() and path.stat().st_size < 200_000
)


def brute_force(
    document: Document, pieces: tuple[str, ...]
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The spans of every (piece, block) that matches, each piece run on each block."""
    texts = [wording.normalise(block.text).text for block in document.blocks]
    whole = "\n".join(texts)
    found = {}
    for number, piece in enumerate(pieces):
        looks_beside = any(sign in piece for sign in ("^", "$", "(?!", "(?<!"))
        if not looks_beside and not wording.occurs(piece, whole):
            continue  # what matches in a block matches in the blocks together
        for at, text in enumerate(texts):
            if spans := wording.spans(piece, text):
                found[number, at] = spans
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_prefilter_equals_brute_force(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "TIME_LIMIT", 30)
    ruleset = packs.load()
    try:
        document = readers.read(str(path))
    except DebiasError as error:
        pytest.skip(error.reason)
    with document:
        reading = Reading(document, ruleset)
        found = brute_force(document, ruleset.pieces)
        probe_of = {piece: n for n, pieces in enumerate(ruleset.probes) for piece in pieces}
        missed = {
            (ruleset.pieces[piece], reading.texts[block])
            for (piece, block), spans in found.items()
            if not reading.may_match(probe_of[piece], block)
            or reading.matches(piece, block) != spans
        }
        assert not missed


def test_few_rules_look_at_every_block() -> None:
    """What a rule points at has a word that can be looked up, or begins a block."""
    ruleset = packs.load()
    everywhere = {
        (rule.id, ruleset.pieces[piece])
        for rule in ruleset.rules
        for probe in _pointed_at(rule)
        for piece in ruleset.probes[probe]
        if not ruleset.needs[piece]
    }
    assert not {(name, piece) for name, piece in everywhere if not piece.startswith("(?:^")}


def _pointed_at(rule: Rule) -> list[int]:
    if rule.way == "near":
        return [entry["find"] for entry in rule.looking]
    return [rule.looking] if rule.way in ("phrases", "pattern") else []
