"""Marking a marked PDF: notes are replaced and not doubled, and answers to them stay."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import NameObject, TextStringObject

from debias.annotate import Options
from debias.annotate.pdf import mark
from debias.readers.pdf import read
from tests.annotate.made import RULES, report, words
from tests.annotate.pdf_pictures import QPDF, by_pdfium, ours
from tests.readers.pdf_by_hand import pdf, text

LINE = "Women of Afro-Caribbean origin are offered a test if non-compliant."
PLAIN = pdf(text(60, 700, LINE), text(60, 700, "Coloured women are not."))
ALL = ("Afro-Caribbean", "non-compliant", "Coloured")


def marked(data: bytes, *quotes: str, when: int = 0) -> bytes:
    with read("a.pdf", data, {}) as document:
        found = report(document, *words(document, *quotes))
        return mark(document, found, RULES, Options(data, when))


def names(data: bytes) -> list[list[str]]:
    reader = PdfReader(io.BytesIO(data))
    return [
        sorted(str(note["/NM"]) for note in ours(reader, number))
        for number in range(len(reader.pages))
    ]


def answered(data: bytes, quote: str) -> bytes:
    """The file with an answer to the note on some words, saved as Acrobat does."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    (note,) = [
        each
        for each in writer.pages[0]["/Annots"]
        if quote in str(each.get_object().get("/Contents", ""))
        and each.get_object()["/Subtype"] == "/Highlight"
    ]
    answer = Text(rect=(10, 10, 30, 30), text="We will look at this.", title_bar="Ann")
    answer[NameObject("/IRT")] = note
    answer[NameObject("/NM")] = TextStringObject("ann-1")
    writer.add_annotation(0, answer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def quoted(data: bytes, *quotes: str) -> bytes:
    """A marked copy whose notes say which words they are on."""
    with read("a.pdf", data, {}) as document:
        found = [one._replace(message=f"On {one.quote}.") for one in words(document, *quotes)]
        return mark(document, report(document, *found), RULES, Options(data))


def answers(data: bytes) -> list[tuple[str, str]]:
    """Each answer of Ann's, and the words of the note that it answers."""
    page = PdfReader(io.BytesIO(data)).pages[0]
    notes = [each.get_object() for each in page["/Annots"]]
    return [
        (str(note["/Contents"]), str(note["/IRT"].get_object()["/Contents"]).split("\n")[2])
        for note in notes
        if note.get("/T") == "Ann"
    ]


def popups(data: bytes) -> int:
    notes = PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    return sum(note.get_object()["/Subtype"] == "/Popup" for note in notes)


def test_a_second_run_changes_nothing() -> None:
    copy = marked(PLAIN, *ALL)
    assert marked(copy, *ALL) == copy


def test_a_second_run_changes_only_dates() -> None:
    first, second = marked(PLAIN, *ALL, when=0), marked(marked(PLAIN, *ALL), *ALL, when=86400)
    assert first != second
    assert first == second.replace(b"D:19700102000000Z", b"D:19700101000000Z")


def test_a_run_that_finds_less_leaves_less() -> None:
    copy = marked(marked(PLAIN, *ALL), "Afro-Caribbean")
    assert copy == marked(PLAIN, "Afro-Caribbean")
    assert marked(copy, *ALL) == marked(PLAIN, *ALL)


def test_a_run_that_finds_nothing_says_so() -> None:
    copy = marked(marked(PLAIN, *ALL))
    (summary,) = ours(PdfReader(io.BytesIO(copy)), 0)
    assert "no place" in summary["/Contents"]


def test_a_copy_that_was_saved_since_keeps_answers_and_doubles_nothing() -> None:
    saved = answered(quoted(PLAIN, *ALL), "On Afro-Caribbean")
    again = quoted(saved, *ALL)
    assert again.startswith(saved)
    assert names(again) == names(saved)
    assert popups(again) == popups(saved) == 3
    assert answers(again) == [("We will look at this.", "On Afro-Caribbean.")]
    third = quoted(again, *ALL)
    assert third == again, "a third run takes the place of the second"


def test_a_note_that_is_answered_stays_when_its_words_are_gone() -> None:
    saved = answered(quoted(PLAIN, *ALL), "On Afro-Caribbean")
    again = quoted(saved, "non-compliant")
    assert [len(page) for page in names(again)] == [3, 0]
    assert answers(again) == [("We will look at this.", "On Afro-Caribbean.")]


@pytest.mark.skipif(not QPDF, reason="needs qpdf")
@pytest.mark.parametrize("how", ["--object-streams=generate", "--qdf", "--linearize"])
def test_a_copy_that_another_program_wrote_anew(how: str, tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(marked(PLAIN, *ALL))
    subprocess.run([QPDF, how, tmp_path / "in.pdf", tmp_path / "out.pdf"], check=True)
    saved = (tmp_path / "out.pdf").read_bytes()
    again = marked(saved, *ALL)
    assert names(again) == names(saved) == names(marked(PLAIN, *ALL))
    assert by_pdfium(again) == by_pdfium(saved)
    gone = marked(saved, "non-compliant")
    assert [len(page) for page in names(gone)] == [2, 0]


def test_a_memory_that_is_not_true_is_not_believed() -> None:
    false = b"/DebiasOriginal [%d <%s>]" % (len(PLAIN) // 2, b"0" * 32)
    data = PLAIN.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + false + b"\n")
    assert marked(data, "non-compliant").startswith(data)
