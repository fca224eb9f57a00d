"""PDFs that no copy is made of, with the reason; signed ones, of which one is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from debias.annotate import Options
from debias.annotate.pdf import mark
from debias.errors import DebiasError
from debias.readers.pdf import read
from tests.annotate.made import RULES, report, words
from tests.annotate.pdf_pictures import ours
from tests.readers.pdf_by_hand import pdf, text

LINE = text(60, 700, "Women of Afro-Caribbean origin are offered a test.")


def marked(data: bytes) -> bytes:
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, "Afro-Caribbean"))
        return mark(document, found, RULES, Options(data))


def encrypted(algorithm: str) -> bytes:
    writer = PdfWriter(io.BytesIO(pdf(LINE)))
    writer.encrypt("", "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_protected_file_is_refused(algorithm: str) -> None:
    with pytest.raises(DebiasError, match="protected against changes") as refusal:
        marked(encrypted(algorithm))
    assert "unprotected copy" in refusal.value.hint
    assert refusal.value.path is None


def signed(permissions: str = "", more: str = "", lock: str = "") -> bytes:
    """A file whose form looks signed, with a signature dictionary that covers nothing real."""
    return pdf(
        LINE,
        page="/Annots [100 0 R]",
        catalog=f"/AcroForm << /SigFlags 3 /Fields [100 0 R] >> {permissions}",
        extra=(
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] "
            f"/V 101 0 R {lock} >>",
            "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
            f"/ByteRange [0 100 200 300] /Contents <00> {more} >>",
        ),
    )


def certificate(permission: str) -> bytes:
    reference = (
        "/Reference [<< /Type /SigRef /TransformMethod /DocMDP "
        f"/TransformParams << /Type /TransformParams /V /1.2 {permission} >> >>]"
    )
    return signed("/Perms << /DocMDP 101 0 R >>", reference)


@pytest.mark.parametrize("permission", ["/P 1", "/P 2", ""], ids=["none", "forms", "default"])
def test_a_certificate_that_forbids_notes_is_kept_to(permission: str) -> None:
    with pytest.raises(DebiasError, match="certificate forbids notes") as refusal:
        marked(certificate(permission))
    assert "--format html" in refusal.value.hint


def test_a_signature_that_locks_the_document_is_kept_to() -> None:
    lock = "/Lock << /Type /SigFieldLock /Action /All /P 1 >>"
    with pytest.raises(DebiasError, match="certificate forbids notes"):
        marked(signed(lock=lock))


@pytest.mark.parametrize(
    "data", [signed(), certificate("/P 3")], ids=["signed", "certified, notes allowed"]
)
def test_a_signed_file_keeps_what_is_signed_and_says_so(data: bytes) -> None:
    copy = marked(data)
    assert copy.startswith(data)
    summary = ours(PdfReader(io.BytesIO(copy)), 0)[-1]
    assert "The document is signed." in summary["/Contents"]


def test_an_unsigned_signature_field_is_no_signature() -> None:
    copy = marked(signed().replace(b"/V 101 0 R", b"          "))
    summary = ours(PdfReader(io.BytesIO(copy)), 0)[-1]
    assert "signed" not in summary["/Contents"]


def test_rights_for_adobe_reader_are_told_of() -> None:
    copy = marked(signed("/Perms << /UR3 101 0 R >>"))
    assert "Adobe Reader will say" in ours(PdfReader(io.BytesIO(copy)), 0)[-1]["/Contents"]


def test_a_form_that_adobe_reader_draws_is_refused() -> None:
    data = pdf(LINE, catalog="/NeedsRendering true /AcroForm << /Fields [] /XFA [] >>")
    with pytest.raises(DebiasError, match="dynamic XFA form"):
        marked(data)


def test_a_form_with_xfa_that_others_draw_too_is_marked() -> None:
    copy = marked(pdf(LINE, catalog="/AcroForm << /Fields [] /XFA [] >>"))
    assert len(ours(PdfReader(io.BytesIO(copy)), 0)) == 2


def test_nothing_is_written_beside_the_original(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data := encrypted("RC4-128"))
    with pytest.raises(DebiasError):
        marked(path.read_bytes())
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]
