"""A file is read by its content and name, and what cannot be read is said in one sentence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from debias import readers
from debias.errors import DebiasError

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def package(*names: str, mimetype: str = "") -> bytes:
    """A zip file with such parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.docx", "docx"), ("A.DOCX", "docx"), ("a.docm", "docx"), ("a.pdf", "pdf"),
        ("a.md", "markdown"), ("a.markdown", "markdown"), ("a.html", "html"), ("a.htm", "html"),
        ("a.txt", "text"), ("a.njk", "text"), ("a.md.j2", "text"), ("a.xlsx", None), ("a", None),
    ],
)  # fmt: skip
def test_extensions_stand_for_formats(name, format_):
    assert readers.format_of(name) == format_
    if format_:
        assert Path(name).suffix.lower() in readers.known_extensions()


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.md", b"# A", "markdown"),
        ("a.html", b"<p>a", "html"),
        ("a.txt", b"<p>a", "text"),
        ("notes", b"plain", "text"),
        ("page", b"\n<!DOCTYPE html><p>a", "html"),
        ("saved.docx", b"<html><body><p>a", "html"),
        ("letter.pdf", b"<!-- x --><html><p>a", "html"),
        ("a.njk", b"{% a %}<p>b</p>", "text"),
        ("a.txt", "wide".encode("utf-16"), "text"),
    ],
    ids=["md", "html", "tags in text", "no extension", "sniffed", "html as docx", "html as pdf",
         "template", "utf-16"],
)  # fmt: skip
def test_content_and_name_choose_the_reader(name, data, format_):
    document = readers.read(name, data)
    assert document.format == format_
    assert document.path == name


@pytest.mark.parametrize(
    ("name", "data", "says", "hint"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old Word file (.doc)", ".docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password", "save it without"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "old Excel", "PDF"),
        ("a.msg", OLE + "__substg1.0_".encode("utf-16-le"), "Outlook", "text"),
        ("a.rtf", b"{\\rtf1 hello}", "rich text file (.rtf)", ".docx"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook", "PDF"),
        ("a.pptx", package("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint", "PDF"),
        ("a.odt", package("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
         "OpenDocument text", ".docx"),
        ("a.ods", package("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
         "OpenDocument file", "PDF"),
        ("a.zip", package("a.md"), "zip archive", "Unpack"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "picture", "OCR"),
        ("a.gz", b"\x1f\x8b\x08....", "compressed", "Unpack"),
        ("a.md", bytes(range(32)) * 40, "neither text nor", "Word"),
        ("a.txt", b"", "empty", "nothing to check"),
        ("a.txt", b" \r\n\t\xef\xbb\xbf", "empty", "nothing to check"),
        ("a.md", b"```\ncode\n```\n", "no readable text", ""),
        ("a.html", b"<script>x</script>", "no readable text", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 8 else "",
)  # fmt: skip
def test_what_is_not_read_is_named_with_what_to_do(name, data, says, hint):
    with pytest.raises(DebiasError) as raised:
        readers.read(name, data)
    assert says in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.path == name


def test_files_that_cannot_be_opened(tmp_path):
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    for path, says in (
        (tmp_path / "none.md", "no such file"),
        (tmp_path, "folder"),
        (pipe, "regular file"),
        ("a\0b.md", "cannot be read"),
    ):
        with pytest.raises(DebiasError, match=says):
            readers.read(str(path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("a")
    path.chmod(0)
    with pytest.raises(DebiasError, match="may not be read"):
        readers.read(str(path))


def test_standard_input_goes_by_its_name(tmp_path):
    assert readers.read("-", b"# A", name="form.md").format == "markdown"
    assert readers.read("-", b"# A", name="form.md").path == "form.md"
    path = tmp_path / "a.md"
    path.write_text("# A")
    assert readers.read(str(path), name="shown.md").path == "shown.md"


def test_reading_markdown_brings_in_no_heavy_library():
    code = (
        "import sys; from debias import readers; readers.read('a.md', b'# A\\n\\n- **b** &amp; c');"
        "heavy = {'lxml', 'regex', 'pypdfium2', 'pdfplumber', 'dataclasses', 'pathlib', 'zipfile',"
        " 'markdown_it', 'html.parser', 'inspect'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("pattern", ["clinical/*.md", "clinical/*.njk", "awkward/t*"])
def test_the_corpus_is_read(pattern):
    paths = sorted(CORPUS.glob(pattern))
    if not paths:
        pytest.skip("../shared is absent")
    for path in paths:
        document = readers.read(str(path))
        assert document.blocks
        assert not document.unread


def test_files_of_other_formats_in_the_corpus():
    path = CORPUS / "clinical" / "WHO-ANC.xlsx"
    if not path.exists():
        pytest.skip("../shared is absent")
    with pytest.raises(DebiasError, match="Excel workbook"):
        readers.read(str(path))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("p07_scanned_only.pdf", r"no readable text \(page 1: "),
        ("p09_user_password.pdf", "password"),
        ("h08_truncated.docx", "damaged|broken|complete|zip"),
        ("h09_empty.docx", "empty"),
        ("h14_malformed_xml.docx", "XML|damaged|formed"),
    ],
)
def test_files_without_text_say_why(name, says):
    path = CORPUS / "awkward" / name
    if not path.exists():
        pytest.skip("../shared is absent")
    with pytest.raises(DebiasError, match=says):
        readers.read(str(path))


def test_windows_quotes():
    path = CORPUS / "awkward" / "t03_cp1252_quotes.txt"
    if not path.exists():
        pytest.skip("../shared is absent")
    document = readers.read(str(path))
    assert document.blocks[0].text.startswith("“Offer")
    assert document.blocks[0].text.endswith("” – policy")
