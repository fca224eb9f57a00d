"""What the long runs found, each with the test that it got."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from debias import annotate, engine, readers, wording
from debias.annotate.pdf_syntax import is_sound
from debias.errors import DebiasError
from debias.finding import FileReport
from debias.rule import Clause, DocumentKind
from debias.run import check_paths
from debias.run.one import Options
from tests.engine.made import ruleset
from tests.hostile.pdf_files import one_page
from tests.hostile.word_files import BODY, with_parts
from tests.readers.word_package import relationships


def marked(data: bytes, kind: str = "docx") -> bytes:
    rules = ruleset("phrases: [refused]")
    with readers.read(f"a.{kind}", data) as document:
        report: FileReport = engine.check(document, rules)
        return annotate.mark(document, report, rules, annotate.Options(data))


@pytest.mark.parametrize("at", [0, 40], ids=["its header", "its content"])
def test_a_word_file_with_a_damaged_picture_is_not_copied(at: int) -> None:
    picture = bytes(n * n % 251 for n in range(5000))
    data = bytearray(with_parts({"word/media/image1.png": picture}, BODY))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("word/media/image1.png").header_offset
    start += 30 + len("word/media/image1.png") + at
    data[start] ^= 0x55
    with pytest.raises(DebiasError, match=r"image1\.png cannot be unpacked"):
        marked(bytes(data))


def test_a_part_that_unfolds_without_end_is_not_unpacked_to_copy_it() -> None:
    data = with_parts({"word/media/image1.png": b"\0" * 30_000_000}, BODY)
    with zipfile.ZipFile(io.BytesIO(marked(data))) as archive:
        assert archive.testzip() is None
    rules = ruleset("phrases: [refused]")
    with readers.read("a.docx", data) as document:
        report = engine.check(document, rules)
        how = annotate.Options(data, limits={"unpacked-megabytes": 10})
        with pytest.raises(DebiasError, match="unpacks to more than is allowed"):
            annotate.mark(document, report, rules, how)


def test_a_part_that_begins_before_the_file_does_is_damaged() -> None:
    data = bytearray(with_parts({}, BODY))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, struct.unpack_from("<I", data, end + 16)[0] + 400)
    with pytest.raises(DebiasError, match="is damaged"):
        readers.read("a.docx", bytes(data))


def test_a_word_file_that_does_not_name_its_document_is_read_and_not_copied() -> None:
    data = with_parts({"_rels/.rels": relationships({"r1": ("officeDocument", "word/doc.xml")})})
    with readers.read("a.docx", data) as document:
        assert document.blocks
    with pytest.raises(DebiasError, match="does not say which of its parts is the document"):
        marked(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<< /Type /Font", b"<< /Typ/ /Font"), (b"xref\n0 5", b" xref\nn 5"),
     (b"/Font << /F1", b"/F/ << /F1")],
    ids=["the page in another font", "no table that another parser reads",
         "a page that is no dictionary"],
)  # fmt: skip
def test_a_pdf_whose_copy_would_be_another_is_not_copied(old: bytes, new: bytes) -> None:
    sound = one_page()
    assert old in sound
    assert marked(sound, "pdf").startswith(sound)
    with pytest.raises(DebiasError, match="without risk"):
        marked(sound.replace(old, new, 1), "pdf")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(b"<<>>", True), (b" << /A/B /C [1 -.5 (a\\)(b)) <0F> << /D null >>] /E 7 0 R % x\n>>", True),
     (b"<< /A >>", False), (b"<< /A 1 >> >>", False), (b"<< /A 1 ", False),
     (b"<< /A [1 >> ]", False),
     (b"<< /A B >>", False), (b"<< 1 2 >>", False), (b"[1]", False), (b"1", False), (b"", False),
     (b"<< /A (x >>", False), (b"<< /A 12b >>", False)],
)  # fmt: skip
def test_only_a_sound_dictionary_is_written_anew(raw: bytes, expected: bool) -> None:
    assert is_sound(raw) is expected


def test_a_kind_of_document_that_is_slow_to_recognise_is_named(tmp_path: Path) -> None:
    made = ruleset("pattern: '^(a|aa)+$'")
    kind = DocumentKind("slow-kind", "Slow", ((Clause(1, (0,)),),), -1)
    (tmp_path / "a.md").write_text("a" * 80 + "!\n")
    result = check_paths([str(tmp_path / "a.md")], made._replace(kinds=(kind,)), Options(jobs=0))
    assert any("the kind slow-kind took too long" in error.reason for error in result.errors)
    assert not any(error.bug for error in result.errors)


def test_long_text_gets_more_time_than_short() -> None:
    assert wording.seconds_for(100) == wording.TIME_LIMIT
    assert wording.seconds_for(10_000_000) == pytest.approx(5.0)
