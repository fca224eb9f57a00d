"""Where words stand in the texts of a document: the same as looking at each text alone, however
many there are, and what is dropped to save memory is found again."""

from __future__ import annotations

import random

import pytest

from debias import packs, probing, word_index, wording
from debias.context import Reading
from debias.document import PARAGRAPH, Block, Document
from debias.prefilter import prefilter
from debias.word_index import WordIndex, numbers, packed, unpacked

WORDS = (
    "Black women Asian baby B.A.M.E. e.g. refused pale yellow skin BMI African-Caribbean "
    "\u0130zmir declined. (ethnicity) of the to labour, pain"
).split()


def made_texts(count: int, seed: int) -> list[str]:
    pick = random.Random(seed)
    return list({" ".join(pick.choices(WORDS, k=pick.randint(0, 30))): 1 for _ in range(count)})


def test_rows_of_bits_come_back_as_they_went_in() -> None:
    row = sum(1 << n for n in (0, 3, 64, 200))
    assert list(numbers(row)) == [0, 3, 64, 200]
    assert unpacked(packed(row, 201)) == row
    assert list(numbers(0)) == []


@pytest.mark.parametrize("chunk", [1, 50, 1_000_000])
def test_the_index_of_many_texts_is_that_of_each_alone(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "_CHUNK", chunk)
    ruleset = packs.load()
    known = prefilter(ruleset)
    texts = made_texts(300, seed=chunk)
    index = WordIndex(texts, known)
    alone = [known.pieces_with(wording.words(text)) for text in texts]
    for piece in index.pieces - known.always:
        expected = [number for number, pieces in enumerate(alone) if piece in pieces]
        assert list(numbers(index.texts_of(piece))) == expected
    for text in range(0, len(texts), 25):
        single = WordIndex([texts[text]], known)
        length = len(texts[text])
        for number in set(ruleset.begins) - {-1}:
            assert index.places(number, text, length) == single.places(number, 0, length)


def test_what_is_dropped_to_save_memory_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = packs.load()
    texts = made_texts(60, seed=4)
    blocks = tuple(Block(PARAGRAPH, text) for text in texts + texts[::-1])
    document = Document("a.md", "markdown", blocks, lambda *_: {})
    whole = Reading(document, ruleset)
    monkeypatch.setattr(probing, "_MOST_KEPT", 5)
    monkeypatch.setattr(word_index, "_MOST_BEGINNINGS", 5)
    forgetful = Reading(document, ruleset)
    for probe in range(len(ruleset.probes)):
        for block in range(0, len(blocks), 7):
            assert forgetful.spans(probe, block) == whole.spans(probe, block)
        assert list(forgetful.candidates(probe)) == list(whole.candidates(probe))
        assert forgetful.first_block(probe) == whole.first_block(probe)
