"""The corpus's Word files read as its README says."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.errors import DebiasError
from debias.ooxml.texts import shown_text
from debias.readers.word import read

SHARED = Path(__file__).parents[3] / "shared"
AWKWARD = SHARED / "corpus" / "awkward"
SENTENCE = (
    "Offer a glucose tolerance test to Afro-Caribbean women; "
    "non-compliant mothers are referred to the consultant."
)
# How often the sentence stands in each file, in the words of the corpus's own list.
TIMES = {
    "d01_minimal_no_styles": 1,
    "d02_split_runs": 1,
    "d04_tracked_changes": 2,  # the inserted and the moved one
    "d06_textbox_alternate": 1,
    "d07_header_footer_notes_comments": 4,  # not the one in the comment
    "d08_content_controls_and_form_fields": 5,
    "d11_merged_cells": 1,
}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")


@pytest.mark.parametrize("name", TIMES)
def test_sentence_is_seen_as_often_as_it_stands_there(name: str) -> None:
    data = (AWKWARD / f"{name}.docx").read_bytes()
    document = read(name, data, {})
    found = [block for block in document.blocks if SENTENCE in block.text]
    assert len(found) == TIMES[name]
    assert document.unread == ()


@pytest.mark.parametrize("name", ["h08_truncated", "h09_empty", "h14_malformed_xml"])
def test_broken_file_gives_one_clear_error(name: str) -> None:
    with pytest.raises(DebiasError) as caught:
        read(name, (AWKWARD / f"{name}.docx").read_bytes(), {})
    assert caught.value.hint


@pytest.mark.parametrize(
    "file",
    sorted(each for each in SHARED.glob("**/*.docx") if not each.name.startswith("h")),
    ids=lambda file: file.name,
)
def test_file_is_read_and_its_segments_hold(file: Path) -> None:
    document = read(file.name, file.read_bytes(), {})
    assert document.blocks
    for block, passage in zip(document.blocks, document.anchors.passages, strict=True):
        assert block.text.strip()
        at = 0
        for start, end, element, offset in passage.segments:
            assert start == at
            assert shown_text(element)[offset : offset + end - start] == block.text[start:end]
            at = end
        assert at == len(block.text)
