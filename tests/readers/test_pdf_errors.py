"""What cannot be opened says why, in one sentence with a hint; what is left out is named."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from debias.document import Unread
from debias.errors import DebiasError
from debias.readers.pdf import read
from tests.readers.pdf_by_hand import lines, pdf, text

_PAGE = text(50, 700, "Offer a glucose tolerance test to all women.")
_CORPUS = Path(__file__).parents[2] / "../shared/corpus/awkward"


def _locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(_PAGE)))
    writer.encrypt(user, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"Dear colleague, please find attached", "not a PDF"),
        (b"%PDF-1.7\nand nothing else", "damaged"),
        (pdf(_PAGE)[:120], "damaged"),
        (pdf(), "no pages"),
        (_locked("secret"), "needs a password"),
    ],
    ids=["empty", "no-pdf", "rubbish", "truncated", "no-pages", "password"],
)
def test_files_that_cannot_be_opened_say_why(data: bytes, says: str) -> None:
    with pytest.raises(DebiasError, match=says) as caught:
        read("form.pdf", data, {})
    assert caught.value.path == "form.pdf"
    assert caught.value.hint


def test_an_owner_password_alone_does_not_lock() -> None:
    with read("form.pdf", _locked(""), {}) as document:
        assert document.blocks[0].text == "Offer a glucose tolerance test to all women."


def test_a_wrong_cross_reference_is_repaired() -> None:
    broken = pdf(_PAGE).replace(b"startxref\n", b"startxref\n9")
    with read("form.pdf", broken, {}) as document:
        assert len(document.blocks) == 1


def test_pages_beyond_the_limit_are_named() -> None:
    with read("long.pdf", pdf(_PAGE, _PAGE, _PAGE, _PAGE), {"pages": 2}) as document:
        assert [document.locate(n, 0, 5)["page"] for n in range(len(document.blocks))] == [1, 2]
        assert document.unread == (Unread("pages 3-4", "more than 2 pages"),)


def test_pages_without_text_are_named_together() -> None:
    drawing = "10 10 300 300 re f\n"
    with read("leaflet.pdf", pdf(_PAGE, drawing, drawing, _PAGE, ""), {}) as document:
        assert document.unread == (Unread("pages 2-3", "no text, only drawings or pictures"),)


def test_a_page_that_is_all_letters_without_names_is_named() -> None:
    garbled = lines(50, 700, ["\x01\x02\x03\x04 \x05\x06\x07"] * 5)
    with read("scan.pdf", pdf(_PAGE, garbled), {}) as document:
        assert [part.place for part in document.unread] == ["page 2"]


def test_a_broken_page_does_not_stop_the_others() -> None:
    data = pdf(_PAGE, _PAGE, _PAGE).replace(
        b"12 0 obj\n<< /Type /Page ", b"12 0 obj\n<< /Type /Pugs "
    )
    with read("form.pdf", data, {}) as document:
        pages = {document.locate(n, 0, 5)["page"] for n in range(len(document.blocks))}
        named = {part.place for part in document.unread}
    assert {1, 3} <= pages
    assert pages == {1, 2, 3} or named == {"page 2"}


@pytest.mark.skipif(not _CORPUS.exists(), reason="the corpus is not there")
def test_a_scan_gives_no_blocks_and_says_so() -> None:
    data = (_CORPUS / "p07_scanned_only.pdf").read_bytes()
    with read("scan.pdf", data, {}) as document:
        assert document.blocks == ()
        assert document.unread == (Unread("page 1", "picture without text"),)
