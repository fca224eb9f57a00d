"""PDFs that no copy is made of, with the reason; signed ones, of which one is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
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


REFERENCE = (
    "<< /Type /SigRef /TransformMethod /DocMDP "
    "/TransformParams << /Type /TransformParams /V /1.2 %s >> >>"
)


def certificate(permission: str) -> bytes:
    return signed("/Perms << /DocMDP 101 0 R >>", f"/Reference [{REFERENCE % permission}]")


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


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="needs poppler's pdfsig")
@pytest.mark.parametrize("permission", ["", "/P 3"], ids=["signed", "certified"])
def test_a_signature_stays_valid(permission: str, tmp_path: Path) -> None:
    data = really_signed(permission)
    copy = marked(data)
    told = []
    for number, each in enumerate((data, copy)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(each)
        run = subprocess.run(
            ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False
        )
        told.append(run.stdout)
    assert "Signature is Valid" in told[0]
    assert "Total document signed" in told[0]
    assert "Signature is Valid" in told[1]
    assert "Not total document signed" in told[1]


def really_signed(permission: str) -> bytes:
    """A file signed with a key of its own."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A midwife")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(1))
        .not_valid_after(now + timedelta(1))
        .sign(key, hashes.SHA256())
    )
    reference = f"/Reference [{REFERENCE % permission}]" if permission else ""
    data = signed("/Perms << /DocMDP 101 0 R >>" if permission else "", reference)
    room = 4096
    data = data.replace(b"/Contents <00>", b"/Contents <" + b"0" * 2 * room + b">")
    data = data.replace(b"[0 100 200 300]", b"[0 0000000000 0000000000 0000000000]")
    data = data[: data.index(b"xref\n0 1")]
    places = [(int(f[1]), f.start()) for f in re.finditer(rb"^(\d+) 0 obj", data, re.MULTILINE)]
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 102 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n" + table + trailer
    start = data.index(b"/Contents <0") + 10
    end = start + 2 * room + 2
    covered = b"[0 %010d %010d %010d]" % (start, end, len(data) - end)
    data = data.replace(b"[0 0000000000 0000000000 0000000000]", covered)
    signature = (
        pkcs7.PKCS7SignatureBuilder(data[:start] + data[end:])
        .add_signer(certificate, key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    )
    filled = signature.hex().encode().ljust(2 * room, b"0")
    return data[: start + 1] + filled + data[end - 1 :]


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
