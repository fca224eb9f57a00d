"""What cannot be read is said: as one clear error, or as a part that is unread."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from debias.errors import DebiasError
from debias.readers.word import read

from .word_package import (
    MAIN,
    cell,
    par,
    part,
    relationships,
    row,
    run,
    table,
    word_file,
    zipped,
)

GOOD = word_file(par("text"))
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def replaced(name: str, content: str | bytes) -> bytes:
    """The good file with one part put in the place of another."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zipped(parts | {name: content})


def doubled() -> bytes:
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", f"<w:body>{par('b')}</w:body>"))
    return buffer.getvalue()


def scratched() -> bytes:
    """The text's packed bytes overwritten in the middle."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        entry = archive.getinfo("word/document.xml")
    at = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    return GOOD[:at] + b"\xff" * 40 + GOOD[at + 40 :]


def lying() -> bytes:
    """A part that declares to be small, in both of the zip's lists, and is not."""
    size = 30_000_000
    data = bytearray(replaced("word/document.xml", part("document", " " * size)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        real = archive.getinfo("word/document.xml").file_size
    declared = real.to_bytes(4, "little")
    assert data.count(declared) >= 2
    return bytes(data).replace(declared, (1000).to_bytes(4, "little"))


def with_type(kind: str) -> bytes:
    return word_file(par("x"), types=MAIN.replace("wordprocessingml.document", kind))


DOCUMENT = part("document", f"<w:body>{par('x')}</w:body>")
UNREADABLE = {
    "empty": (b"", "empty"),
    "truncated": (GOOD[: len(GOOD) // 2], "damaged"),
    "only the signature": (b"PK\x03\x04", "damaged"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    "RTF": (rb"{\rtf1\ansi text}", "RTF"),
    "HTML": (b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
    "Word's own HTML": (b'<?xml version="1.0"?><html xmlns:o="x">', "web page"),
    "PDF": (b"%PDF-1.4", "PDF"),
    "text": (b"just text", "not a Word document"),
    "noise": (random.Random(1).randbytes(900), "not a Word document"),
    "any zip": (zipped({"a.txt": "x"}), "zip archive"),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDoc"),
    "Excel": (with_type("spreadsheetml.sheet"), "Excel"),
    "PowerPoint": (with_type("presentationml.presentation"), "PowerPoint"),
    "no text part": (zipped({"_rels/.rels": relationships({"r1": ("officeDocument", "x.xml")})}),
                     "not a Word document"),
    "malformed": (replaced("word/document.xml", DOCUMENT.replace("</w:body>", "")),
                  "word/document.xml, line 1"),
    "malformed links": (replaced("_rels/.rels", "<x"), "_rels/.rels"),
    "not WordprocessingML": (replaced("word/document.xml", "<x/>"), "not a Word document"),
    "document type": (replaced("word/document.xml", BOMB + DOCUMENT), "document type"),
    "document type in UTF-16": (
        replaced("word/document.xml", (BOMB + DOCUMENT).encode("utf-16")),
        "document type",
    ),
    "document type behind a comment": (
        replaced("word/document.xml", "<!-- <a> -->" + BOMB + DOCUMENT),
        "document type",
    ),
    "undeclared entity": (
        replaced("word/document.xml", DOCUMENT.replace(">x<", ">&unknown;<")),
        "not valid XML",
    ),
    "empty part": (replaced("word/document.xml", ""), "word/document.xml"),
    "part twice": (doubled(), "2 times"),
    "damaged part": (scratched(), "cannot be unpacked"),
    "bomb": (replaced("word/document.xml", part("document", " " * 30_000_000)), "unpacks to more"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_error_says_what_is_wrong_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(DebiasError) as caught:
        read("forms/a.docx", data, {})
    error = caught.value
    assert says in error.message
    assert error.hint
    assert error.path == "forms/a.docx"
    assert error.message.endswith(".")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        pytest.param({"unpacked-megabytes": 0.001}, "unpacks to more", id="bytes"),
        pytest.param({"parts": 3}, "more than the 3 allowed", id="parts"),
    ],
)
def test_limits(limits: dict[str, int], says: str) -> None:
    with pytest.raises(DebiasError, match=says):
        read("a.docx", GOOD, limits)


def test_the_size_a_zip_declares_is_not_believed() -> None:
    with pytest.raises(DebiasError, match=r"damaged|unpacks"):
        read("a.docx", lying(), {"unpacked-megabytes": 10})


def test_no_mutation_of_a_file_gives_anything_but_a_debias_error() -> None:
    random_ = random.Random(3)
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(random_.randint(1, 8)):
            data[random_.randrange(len(data))] = random_.randrange(256)
        try:
            read("a.docx", bytes(data), {})
        except DebiasError as error:
            assert error.reason  # noqa: PT017 - a file may also still be readable


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_encodings_of_a_part(encoding: str) -> None:
    name = "windows-1252" if encoding == "cp1252" else encoding.removesuffix("-sig")
    text = part("document", f"<w:body>{par('“naïve”')}</w:body>")
    xml = f'<?xml version="1.0" encoding="{name}"?>{text}'
    document = read("a.docx", replaced("word/document.xml", xml.encode(encoding)), {})
    assert [block.text for block in document.blocks] == ["“naïve”"]


def test_strict_files_are_read() -> None:
    strict = DOCUMENT.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    document = read("a.docx", replaced("word/document.xml", strict), {})
    assert [block.text for block in document.blocks] == ["x"]
    assert document.anchors.strict


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/doc.xml" ContentType="{MAIN}"/></Types>'
)
ABSOLUTE = relationships({"a": ("officeDocument", "/Word/Other.xml")})
BACKWARDS = relationships({"a": ("officeDocument", "word\\document.xml")})


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"[Content_Types].xml": TYPES, "doc.xml": DOCUMENT}, id="by content type"),
        pytest.param({"_rels/.rels": ABSOLUTE, "word/other.xml": DOCUMENT}, id="in other case"),
        pytest.param({"_rels\\.rels": BACKWARDS, "word\\document.xml": DOCUMENT}, id="backslashes"),
        pytest.param({"word/document.xml": DOCUMENT}, id="by its usual name"),
    ],
)
def test_document_part_is_found(parts: dict[str, str | bytes]) -> None:
    assert [block.text for block in read("a.docx", zipped(parts), {}).blocks] == ["x"]


@pytest.mark.parametrize(
    ("content", "links", "place"),
    [
        pytest.param("<w:hdr", {}, "word/h.xml", id="malformed"),
        pytest.param(None, {}, "word/h.xml", id="missing"),
        pytest.param(BOMB + part("hdr", par("x")), {}, "word/h.xml", id="document type"),
    ],
)
def test_broken_header_is_unread_and_the_rest_is_read(content, links, place: str) -> None:
    body = '<w:p><w:pPr><w:sectPr><w:headerReference r:id="h"/></w:sectPr></w:pPr></w:p>' + par("x")
    parts = {} if content is None else {"h.xml": content}
    document = read("a.docx", word_file(body, parts, {"h": ("header", "h.xml")}), {})
    assert [block.text for block in document.blocks] == ["x"]
    assert [each.place for each in document.unread] == [place]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param('<w:altChunk r:id="x"/>', "altChunk", id="altChunk"),
        pytest.param(par('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
                     "embedded file (Excel.Sheet.12)", id="embedded"),
        pytest.param(par('<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'),
                     "equation", id="equation"),
        pytest.param(par('<w:subDoc r:id="x"/>'), "subdocument", id="subdocument"),
        pytest.param(par('<w:r><w:object><w:control w:name="List1"/></w:object></w:r>'),
                     "ActiveX control List1", id="ActiveX"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(body: str, reason: str) -> None:
    document = read("a.docx", word_file(par("Risk score below") + body), {})
    (unread,) = document.unread
    assert reason in unread.reason
    assert unread.place == "document, after “Risk score below”"


def test_file_of_pictures_alone_is_said_to_be_one() -> None:
    body = par("<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>")
    document = read("a.docx", word_file(body), {})
    assert document.blocks == ()
    assert [each.reason for each in document.unread] == ["picture without text"]


def nested(count: int, inside: str) -> str:
    return "<w:tbl><w:tr><w:tc>" * count + inside + "</w:tc></w:tr></w:tbl>" * count


def test_deeply_nested_tables_are_read() -> None:
    body = par("before") + nested(600, par("deep")) + par("after")
    document = read("a.docx", word_file(body), {})
    assert [block.text for block in document.blocks] == ["before", "deep", "after"]
    assert document.unread == ()


@pytest.mark.parametrize("count", [700, 900, 20_000])
def test_too_deeply_nested_tables_are_unread(count: int) -> None:
    body = par("before") + nested(count, par("deep")) + par("after")
    document = read("a.docx", word_file(body), {})
    assert [block.text for block in document.blocks] == ["before", "after"]
    assert any("deep" in each.reason for each in document.unread)
    assert document.anchors.cut


def test_depth_of_tables_can_be_limited() -> None:
    body = par("before") + nested(4, par("deep")) + par("after")
    document = read("a.docx", word_file(body), {"depth": 3})
    assert [block.text for block in document.blocks] == ["before", "after"]
    (unread,) = document.unread
    assert unread == ("document, after “before”", "tables nested more than 3 deep")


def test_deeply_nested_controls_and_boxes() -> None:
    controls = "<w:sdt><w:sdtContent>" * 500 + par("a") + "</w:sdtContent></w:sdt>" * 500
    boxes = par("b")
    for _ in range(30):
        boxes = par(f"<w:r><w:pict><w:txbxContent>{boxes}</w:txbxContent></w:pict></w:r>")
    document = read("a.docx", word_file(controls + boxes + table(row(cell("c")))), {})
    assert [block.text for block in document.blocks] == ["a", "c"]
    assert [each.reason for each in document.unread] == ["nested more than 20 deep"]


def test_external_and_unsafe_targets_are_not_followed() -> None:
    links = relationships({"h": ("header", "../../../etc/passwd")})
    body = f'<w:p><w:pPr><w:sectPr><w:headerReference r:id="h"/></w:sectPr></w:pPr>{run("x")}</w:p>'
    data = word_file(body)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    document = read("a.docx", zipped(parts | {"word/_rels/document.xml.rels": links}), {})
    assert [block.text for block in document.blocks] == ["x"]
    assert [each.place for each in document.unread] == ["etc/passwd"]
