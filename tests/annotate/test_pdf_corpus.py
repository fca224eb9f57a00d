"""Marked copies of all the PDFs at hand: nothing of the original is touched, and all is shown."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from debias import readers
from debias.annotate import Options
from debias.annotate.pdf import mark
from debias.errors import DebiasError
from tests.annotate import pdf_oracle
from tests.annotate.made import RULES
from tests.annotate.pdf_pictures import (
    FILES,
    LARGE,
    POPPLER,
    QPDF,
    by_pdfium,
    by_poppler,
    ours,
    some,
)  # fmt: skip

WHEN = 1_760_000_000
UNREADABLE = {"p07_scanned_only.pdf", "p09_user_password.pdf"}


def marked(path: Path) -> bytes:
    data = path.read_bytes()
    with readers.read(str(path), data) as document:
        return mark(document, some(document), RULES, Options(data, WHEN))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(path, marks=pytest.mark.slow) if path.stat().st_size > LARGE else path
        for path in FILES
    ],
    ids=lambda path: path.name,
)
def pair(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """A file's bytes and those of its copy."""
    path: Path = request.param
    if path.name in UNREADABLE:
        with pytest.raises(DebiasError):
            marked(path)
        pytest.skip("cannot be read, which is said")
    return path.read_bytes(), marked(path)


def test_the_files_are_there() -> None:
    if not (FILES and any("shared" in str(path) for path in FILES)):
        pytest.skip("no corpus beside the repository")
    assert len(FILES) >= 20


def test_the_original_is_a_prefix_and_a_second_run_gives_the_same(
    pair: tuple[bytes, bytes],
) -> None:
    original, copy = pair
    assert copy.startswith(original)
    assert len(copy) > len(original)
    with readers.read("copy.pdf", copy) as document:
        assert mark(document, some(document), RULES, Options(copy, WHEN)) == copy


@pytest.mark.skipif(not QPDF, reason="needs qpdf")
def test_qpdf_finds_nothing_new(pair: tuple[bytes, bytes], tmp_path: Path) -> None:
    pdf_oracle.qpdf_finds_nothing_new(*pair, tmp_path)


def test_forms_and_everything_else_on_the_pages_are_as_they_were(
    pair: tuple[bytes, bytes],
) -> None:
    pdf_oracle.only_notes_added(pdf_oracle.seen(pair[0]), pair[1])


def test_each_finding_has_its_note(pair: tuple[bytes, bytes]) -> None:
    original, copy = pair
    with readers.read("original.pdf", original) as document:
        wanted = some(document)
    reader = PdfReader(io.BytesIO(copy))
    notes = [(number, note) for number in range(len(reader.pages)) for note in ours(reader, number)]
    highlights = [(page, note) for page, note in notes if note["/Subtype"] == "/Highlight"]
    assert [note["/NM"] for _, note in notes if note["/Subtype"] == "/Stamp"] == ["debias-summary"]
    places = {(page + 1, *map(float, note["/Rect"])) for page, note in highlights}
    for finding in wanted.findings:
        for place in (finding.location, *finding.repeats):
            page, box = place["page"], place["boxes"][0]
            # Around the words, or beside a field.
            assert any(
                page == other[0] and other[1] - 10 <= box[0] <= other[3] + 10
                and other[2] <= box[1] and box[3] <= other[4] + 0.01
                for other in places
            )  # fmt: skip
    for _, note in notes:
        assert note["/T"] == "debias"
        assert note["/F"] == 4
        assert note["/AP"]["/N"].get_object().get_data()
        assert note["/Popup"].get_object()["/Parent"].get_object()["/NM"] == note["/NM"]
        assert re.fullmatch(r"D:\d{14}Z", note["/M"])


@pytest.mark.slow
def test_pdfium_draws_only_the_notes(pair: tuple[bytes, bytes]) -> None:
    pdf_oracle.only_notes_drawn(pair[1], by_pdfium(pair[0]), by_pdfium(pair[1]))


@pytest.mark.slow
@pytest.mark.skipif(not POPPLER, reason="needs poppler")
def test_poppler_draws_only_the_notes(pair: tuple[bytes, bytes], tmp_path: Path) -> None:
    before, after = (by_poppler(data, tmp_path / str(n)) for n, data in enumerate(pair))
    pdf_oracle.only_notes_drawn(pair[1], before, after)
