"""The incremental update: kept bytes, both kinds of cross-reference, odd and damaged files."""

from __future__ import annotations

import io
import re
import subprocess
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import TextStringObject

from debias.annotate import Options
from debias.annotate.pdf import mark
from debias.annotate.pdf_file import PdfFile, Ref
from debias.annotate.pdf_syntax import elements, entries, numbers
from debias.annotate.pdf_syntax import text as string
from debias.errors import DebiasError
from debias.readers.pdf import read
from tests.annotate.made import RULES, report, words
from tests.annotate.pdf_pictures import QPDF, ROOT, contents, ours
from tests.readers.pdf_by_hand import pdf, text

LINE = "Women of Afro-Caribbean origin are offered a test."
PLAIN = pdf(text(60, 700, LINE), text(60, 700, "A second page."))
NEEDS_QPDF = pytest.mark.skipif(not QPDF, reason="needs qpdf")


def marked(data: bytes) -> bytes:
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, "Afro-Caribbean"))
        return mark(document, found, RULES, Options(data))


def by_qpdf(data: bytes, folder: Path, *how: str) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    subprocess.run([QPDF, *how, folder / "in.pdf", folder / "out.pdf"], check=True)
    return (folder / "out.pdf").read_bytes()


def complaints(data: bytes, folder: Path) -> str:
    (folder / "check.pdf").write_bytes(data)
    run = subprocess.run(
        [QPDF, "--check", folder / "check.pdf"], capture_output=True, text=True, check=False
    )
    return "\n".join(line for line in (run.stdout + run.stderr).splitlines() if "WARNING" in line)


def test_a_table_is_followed_by_a_table() -> None:
    copy = marked(PLAIN)
    assert copy.startswith(PLAIN)
    update = copy[len(PLAIN) :]
    assert update.count(b"\nxref\n") == 1
    assert b"/XRef" not in update
    assert b"/Prev %d" % PLAIN.index(b"\nxref\n").__add__(1) in update


@NEEDS_QPDF
def test_a_stream_is_followed_by_a_stream(tmp_path: Path) -> None:
    data = by_qpdf(PLAIN, tmp_path, "--object-streams=generate")
    assert b"\nxref\n" not in data
    copy = marked(data)
    update = copy[len(data) :]
    assert update.count(b"/Type /XRef") == 1
    assert b"\nxref\n" not in update
    assert not complaints(copy, tmp_path)


@NEEDS_QPDF
@pytest.mark.parametrize(
    "how",
    [("--linearize",), ("--linearize", "--object-streams=generate"), ("--qdf",),
     ("--object-streams=preserve",), ("--min-version=1.3",)],
    ids=" ".join,
)  # fmt: skip
def test_files_as_other_programs_write_them(how: tuple[str, ...], tmp_path: Path) -> None:
    source = (ROOT / "samples/gestational-diabetes.pdf").read_bytes()
    data = by_qpdf(source, tmp_path, *how)
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, "non-compliant"))
        copy = mark(document, found, RULES, Options(data))
    assert copy.startswith(data)
    assert not complaints(copy, tmp_path)
    assert PdfReader(io.BytesIO(copy)).metadata == PdfReader(io.BytesIO(data)).metadata


def test_only_the_pages_with_notes_are_written_anew() -> None:
    copy = marked(PLAIN)
    written = {int(number) for number in re.findall(rb"(?m)^(\d+) 0 obj", copy[len(PLAIN) :])}
    assert 10 in written, "the first page"
    assert not written & {1, 2, 11, 12, 13}


def test_a_page_keeps_its_own_bytes() -> None:
    data = PLAIN.replace(
        b"/Type /Page /Parent", b"/Type /Page /A#c3#28 (\\050 \\\nx) % odd\n /Parent", 1
    )
    data = _with_right_offsets(data)
    page = re.search(rb"10 0 obj\n<< (.*?) >>\nendobj", data, re.DOTALL)
    assert page is not None
    assert page[1].rstrip() in marked(data)[len(data) :]


def test_generations_are_kept() -> None:
    data = PLAIN.replace(b"10 0 obj", b"10 3 obj").replace(b"10 0 R", b"10 3 R")
    at = data.index(b"10 3 obj")
    data = data.replace(b"%010d 00000 n" % at, b"%010d 00003 n" % at)
    copy = marked(data)
    assert b"10 3 obj\n" in copy[len(data) :]
    assert len(ours(PdfReader(io.BytesIO(copy)), 0)) == 2


@NEEDS_QPDF
@pytest.mark.parametrize("before", [b"From: a mail\r\n\r\n", b"\n\n\xef\xbb\xbf"])
def test_something_may_stand_before_the_signature(before: bytes, tmp_path: Path) -> None:
    data = before + PLAIN
    copy = marked(data)
    assert copy.startswith(data)
    assert complaints(copy, tmp_path) == complaints(data, tmp_path)


def _with_right_offsets(data: bytes) -> bytes:
    """The file with a table that fits, after its bytes were changed by hand."""
    body = data[: data.index(b"xref\n0 1")]
    out = body + b"xref\n0 1\n0000000000 65535 f \n"
    for found in re.finditer(rb"^(\d+) 0 obj", body, re.MULTILINE):
        out += b"%d 1\n%010d 00000 n \n" % (int(found[1]), found.start())
    return out + b"trailer\n<< /Size 14 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


BROKEN = {
    "startxref leads nowhere": PLAIN.replace(b"startxref\n", b"startxref\n9"),
    "no startxref": PLAIN[: PLAIN.index(b"startxref")],
    "wrong offsets": re.sub(rb"\n0000000(\d{3}) 00000 n", rb"\n0000001\1 00000 n", PLAIN),
    "cut short": PLAIN[: PLAIN.index(b"xref\n0 1")],
    "line ends changed": PLAIN.replace(b"\n", b"\r\n"),
    "pages in a loop": _with_right_offsets(
        PLAIN.replace(b"/Kids [10 0 R 12 0 R]", b"/Kids [10 0 R 2 0 R]")
    ),
    "a page twice": _with_right_offsets(
        PLAIN.replace(b"/Kids [10 0 R 12 0 R]", b"/Kids [10 0 R 10 0 R]")
    ),
    "a page within its parent": _with_right_offsets(
        PLAIN.replace(
            b"/Kids [10 0 R",
            b"/Kids [<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 11 0 R >>",
        )
    ),
    "notes that are none": _with_right_offsets(
        PLAIN.replace(b"/Type /Page /Parent", b"/Type /Page /Annots 99 0 R /Parent")
    ),
    "size too small": PLAIN.replace(b"/Size 14", b"/Size 3"),
    "size too large": PLAIN.replace(b"/Size 14", b"/Size 99999999"),
}


# What pypdf cannot follow; the last one is no PDF to pdfium either.
REFUSED = {"pages in a loop", "a page twice", "a page within its parent", "cut short"}


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - REFUSED))
def test_damage_that_can_be_lived_with_gives_a_sound_copy(name: str) -> None:
    copy = marked(BROKEN[name])
    assert copy.startswith(BROKEN[name])
    check(BROKEN[name], copy)
    assert len(ours(PdfReader(io.BytesIO(copy)), 0)) == 2


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_other_damage_gives_no_copy(name: str) -> None:
    with pytest.raises(DebiasError) as refusal:
        marked(BROKEN[name])
    assert refusal.value.hint


def check(data: bytes, copy: bytes) -> None:
    """The copy has the same text on every page, as pdfium reads it."""
    with closing(pdfium.PdfDocument(data)) as old, closing(pdfium.PdfDocument(copy)) as new:
        assert len(old) == len(new)
        for number in range(len(old)):
            assert words_on(old, number) == words_on(new, number)


def words_on(document: pdfium.PdfDocument, number: int) -> str | None:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return None
    text_page = page.get_textpage()
    words = text_page.get_text_range()
    text_page.close()
    page.close()
    return words


@NEEDS_QPDF
def test_a_lost_table_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    data = BROKEN["startxref leads nowhere"]
    assert "reconstruct" in complaints(data, tmp_path)
    assert not complaints(marked(data), tmp_path)


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=30))
def test_any_damage_gives_a_sound_copy_or_none(at: int, noise: bytes) -> None:
    data = PLAIN[:at] + noise + PLAIN[at + len(noise) :]
    try:
        with read("a.pdf", data, {}) as document:
            copy = mark(document, report(document), RULES, Options(data))
    except DebiasError:
        return
    assert copy.startswith(data)
    check(data, copy)


def test_a_copy_that_is_not_sound_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfFile, "updated", lambda _: PLAIN.replace(b"second", b"SECOND"))
    with pytest.raises(DebiasError, match="without risk"):
        marked(PLAIN)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_strings_come_back_as_they_were(words: str) -> None:
    found = PdfReader(io.BytesIO(_with_title(words))).metadata["/Title"]
    assert str(found) == words


def _with_title(words: str) -> bytes:
    out = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    out += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    out += b"3 0 obj\n<< /Title " + string(words) + b" >>\nendobj\n"
    at = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in (1, 2, 3):
        out += b"%d 1\n%010d 00000 n \n" % (number, out.index(b"%d 0 obj" % number))
    return out + b"trailer\n<< /Size 4 /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at


@pytest.mark.parametrize(
    "words", ["plain", "“quoted” – and €5", "(brackets) \\ and\nlines\r", "中文", "Ωμέγα", "😀"]
)
def test_pdfium_reads_strings_as_pypdf_does(words: str) -> None:
    data = _with_title(words)
    assert str(PdfReader(io.BytesIO(data)).metadata["/Title"]) == words
    page = pdf(text(9, 9, "x"), page="/Annots [100 0 R]", extra=("null",)).replace(
        b"null",
        b"<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /Contents " + string(words) + b">>",
    )
    assert contents(page) == [words]


def test_dictionaries_and_arrays_are_taken_apart_where_they_lie() -> None:
    reader = PdfReader(io.BytesIO(PLAIN))
    raw = b"<< /A 1 % a comment ]>>\n/B[1 0 R (])<</C/D>>] /E<48>/F true>> rest"
    found = entries(raw, reader)
    assert [(each.name, raw[each.value_start : each.end]) for each in found] == [
        ("/A", b"1"), ("/B", b"[1 0 R (])<</C/D>>]"), ("/E", b"<48>"), ("/F", b"true"),
    ]  # fmt: skip
    parts = elements(raw[found[1].value_start :], reader)
    assert [each.raw for each in parts] == [b"1 0 R", b"(])", b"<</C/D>>"]
    with pytest.raises(ValueError, match="here"):
        entries(b"[1 2]", reader)


def test_numbers_are_short() -> None:
    assert numbers(1, 0.5, 100, -0.001, 12.346) == b"1 0.5 100 -0 12.35"


def test_a_value_is_found_wherever_it_lies() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": TextStringObject("A title")})
    out = io.BytesIO()
    writer.write(out)
    file = PdfFile(out.getvalue())
    for ref in [Ref(number) for number in file.reader.xref[0]]:
        assert file.raw(ref).startswith(b"<<")
        assert file.raw(ref).endswith(b">>")
