"""Hostile Word files, by the name that they have in outcomes.yaml."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.readers.word_package import (
    DECLARED,
    MAIN,
    cell,
    field,
    item,
    par,
    part,
    relationships,
    row,
    styled,
    table,
    word_file,
    zipped,
)

WORDS = "The patient refused."
BODY = par(WORDS)


def with_parts(parts: dict[str, str | bytes], body: str = BODY) -> bytes:
    """A sound file with more parts, or others."""
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(kept | parts)


def document(xml: str | bytes) -> bytes:
    """A file whose main part is this."""
    return with_parts({"word/document.xml": xml})


def declared(inside: str, body: str, external: str = "") -> str:
    """A main part with a document type declaration."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE x {external}[{inside}]>'
        f"<w:document {DECLARED}><w:body>{par('<w:r><w:t>' + body + '</w:t></w:r>')}</w:body>"
        "</w:document>"
    )


def laughs() -> str:
    entities = ['<!ENTITY a0 "lol">']
    entities += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return declared("".join(entities), "&a9;")


def bomb(size: int) -> bytes:
    """A main part of `size` spaces."""
    return document(part("document", f"<w:body>{BODY}{' ' * size}</w:body>"))


def zips_in_zips(levels: int) -> bytes:
    data = zipped({"a": "0" * 1_000_000})
    for _ in range(levels):
        data = zipped({f"{n}.zip": data for n in range(4)})
    return data


def lying() -> bytes:
    """The size that the zip declares is false, in both of its lists."""
    data = bomb(20_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo("word/document.xml").file_size
    return data.replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Every entry of the directory points at the same packed bytes (as Fifield's bomb of 2019)."""
    data = bytearray(with_parts({f"word/part{n}.xml": "x" * 100 for n in range(50)}))
    first = data.find(b"PK\x01\x02")
    offset = struct.unpack_from("<I", data, first + 42)[0]
    at = first
    while at >= 0:
        struct.pack_into("<I", data, at + 42, offset)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def doubled() -> bytes:
    buffer = io.BytesIO(word_file(BODY))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.fp.seek(0, 2)
        info = zipfile.ZipInfo("Word/Document.xml")
        archive.writestr(info, part("document", f"<w:body>{par('Other words')}</w:body>"))
    return buffer.getvalue()


def flagged(offset: int, value: int, length: int = 2) -> bytes:
    """A field of every entry of the directory, and of the entries themselves, is another."""
    data = bytearray(word_file(BODY))
    for mark, shift in ((b"PK\x01\x02", 2), (b"PK\x03\x04", 0)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset + shift : at + offset + shift + length] = value.to_bytes(
                length, "little"
            )
            at = data.find(mark, at + 1)
    return bytes(data)


def linked(kind: str, target: str, *, external: bool = True, body: str = BODY) -> bytes:
    """A file with a relationship from its main part."""
    mode = ' TargetMode="External"' if external else ""
    xml = relationships({"r9": (kind, target)}).replace(' Target="', f'{mode} Target="', 1)
    return with_parts({"word/_rels/document.xml.rels": xml}, body)


def main_target(target: str) -> bytes:
    return with_parts({"_rels/.rels": relationships({"r1": ("officeDocument", target)})})


def loop_of_headers() -> bytes:
    body = BODY + '<w:sectPr><w:headerReference w:type="default" r:id="r9"/></w:sectPr>'
    return linked("header", "document.xml", external=False, body=body)


def notes_in_notes() -> bytes:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return word_file(
        par(f"<w:r><w:t>{WORDS}</w:t></w:r>{note}"),
        {
            "footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{par("<w:r><w:t>Loop</w:t></w:r>" + note)}'
                "</w:footnote>",
            )
        },
        {"r8": ("footnotes", "footnotes.xml")},
    )  # fmt: skip


def nested_tables(count: int) -> str:
    start, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return start * count + BODY + end * count


def nested(tag: str, count: int) -> str:
    return f"<w:{tag}>" * count + BODY + f"</w:{tag}>" * count


def cut(tenths: int) -> bytes:
    data = word_file(BODY * 50)
    return data[: len(data) * tenths // 10]


def odd_numbers() -> bytes:
    return word_file(
        BODY
        + item("One", level=99_999_999, num=1)
        + par("Two", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="-5"/></w:numPr>')
        + par("Three", '<w:outlineLvl w:val="99999999999999999999"/>')
        + table(
            row(cell("a", '<w:gridSpan w:val="2000000000"/>'), cell("b", "<w:vMerge/>")),
            row(cell("c", '<w:gridSpan w:val="-4"/>'), cell("d", '<w:vMerge w:val="?"/>')),
        )
    )


def wide_table(columns: int) -> str:
    return table(row(*["x"] * columns), row(*["y"] * columns))


MANY = " ".join(f'a{n}="1"' for n in range(20_000))
FILES: dict[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "nul-bytes-only.docx": lambda: b"\0" * 5000,
    "zip-bomb-flat.docx": lambda: bomb(64_000_000),
    "zip-bomb-nested.docx": lambda: zips_in_zips(5),
    "zip-bomb-embedded.docx": lambda: with_parts({"word/embeddings/a.zip": zips_in_zips(4)}),
    "zip-size-lies.docx": lying,
    "zip-entries-overlap.docx": overlapping,
    "zip-entry-doubled.docx": doubled,
    "zip-entry-encrypted.docx": lambda: flagged(6, 1),
    "zip-unknown-packing.docx": lambda: flagged(8, 97),
    "zip-20000-parts.docx": lambda: with_parts({f"x/{n}": "" for n in range(20_000)}),
    "zip-names-climb.docx": lambda: with_parts(
        {"../../../etc/cron.d/x": "x", "word/../../../tmp/hostile": "x", "/etc/x": "x",
         "C:\\Windows\\x": "x", "..\\..\\x": "x"}),
    "zip-comment-huge.docx": lambda: word_file(BODY)[:-2] + b"\xff\xff" + b"c" * 65535,
    "xml-billion-laughs.docx": lambda: document(laughs()),
    "xml-billion-laughs-utf16.docx": lambda: document(laughs().encode("utf-16")),
    "xml-quadratic-entity.docx": lambda: document(
        declared(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 10_000)),
    "xml-external-file.docx": lambda: document(
        declared('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
    "xml-external-http.docx": lambda: document(
        declared('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "&x;")),
    "xml-external-dtd.docx": lambda: document(
        declared('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;', "x",
                 'SYSTEM "http://127.0.0.1:9/x.dtd" ')),
    "xml-entity-in-relationships.docx": lambda: with_parts({"_rels/.rels": laughs()}),
    "xml-entity-in-styles.docx": lambda: word_file(BODY, {"styles.xml": laughs()},
        {"r7": ("styles", "styles.xml")}, styled=False),
    "xml-xinclude.docx": lambda: document(part("document",
        f'<w:body>{BODY}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        'href="file:///etc/passwd" parse="text"/></w:body>')),
    "xml-stylesheet.docx": lambda: document('<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>'
        + part("document", f"<w:body>{BODY}</w:body>")),
    "xml-5000-deep.docx": lambda: document(
        part("document", f"<w:body>{BODY}{nested('sdt', 5000)}</w:body>")),
    "xml-100000-deep.docx": lambda: document(
        part("document", f"<w:body>{BODY}{nested('x', 100_000)}</w:body>")),
    "xml-20000-attributes.docx": lambda: document(part("document",
        f"<w:body><w:p {MANY}/>{BODY}</w:body>")),
    "xml-attribute-12-mb.docx": lambda: document(part("document",
        f'<w:body><w:p a="{"x" * 12_000_000}"/>{BODY}</w:body>')),
    "xml-nul-inside.docx": lambda: document(
        part("document", f"<w:body>{par('a' + chr(0) + 'b')}</w:body>")),
    "xml-not-closed.docx": lambda: document(f"<w:document {DECLARED}><w:body>{BODY}"),
    "xml-no-body.docx": lambda: document(part("document", "")),
    "xml-other-root.docx": lambda: document("<html><body>The patient refused.</body></html>"),
    "xml-unknown-encoding.docx": lambda: document('<?xml version="1.0" encoding="x-none"?>'
        + part("document", f"<w:body>{BODY}</w:body>")),
    "remote-template.docx": lambda: word_file(BODY, {
        "settings.xml": part("settings", '<w:attachedTemplate r:id="r1"/>'),
        "_rels/settings.xml.rels": relationships(
            {"r1": ("attachedTemplate", "http://127.0.0.1:9/evil.dotm")}
        ).replace(' Target="', ' TargetMode="External" Target="', 1)},
        {"r5": ("settings", "settings.xml")}),
    "remote-image.docx": lambda: linked("image", "http://127.0.0.1:9/x.png"),
    "remote-chunk.docx": lambda: linked("aFChunk", "http://127.0.0.1:9/x.html",
        body=BODY + '<w:altChunk r:id="r9"/>'),
    "local-chunk-outside.docx": lambda: linked("aFChunk", "../../../../etc/passwd",
        external=False, body=BODY + '<w:altChunk r:id="r9"/>'),
    "field-includes-file.docx": lambda: word_file(
        BODY + par(field('INCLUDETEXT "C:\\\\secret.txt"', "<w:r><w:t>was here</w:t></w:r>"))
        + par(field("DDEAUTO cmd /c calc", "<w:r><w:t>and here</w:t></w:r>"))),
    "target-climbs.docx": lambda: main_target("../../../../../etc/passwd"),
    "target-missing.docx": lambda: main_target("word/elsewhere.xml"),
    "target-itself.docx": lambda: main_target("_rels/.rels"),
    "relationship-loop.docx": loop_of_headers,
    "style-loop.docx": lambda: word_file(styled("Loop1", WORDS)),
    "note-in-itself.docx": notes_in_notes,
    "no-content-types.docx": lambda: with_parts({"[Content_Types].xml": ""}),
    "numbers-out-of-range.docx": odd_numbers,
    "macro-inside.docm": lambda: with_parts({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 500}),
    "900-nested-tables.docx": lambda: word_file(nested_tables(900)),
    "5000-columns.docx": lambda: word_file(BODY + wide_table(5000)),
    "fields-never-end.docx": lambda: word_file(BODY
        + par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000) + BODY),
    "20000-paragraphs.docx": lambda: word_file(BODY * 20_000),
    "paragraph-of-5-mb.docx": lambda: word_file(par((f"{WORDS} " + "Plain words. " * 40) * 10_000)),
    "200000-runs.docx": lambda: word_file(par("<w:r><w:t>a </w:t></w:r>" * 200_000) + BODY),
    "workbook.docx": lambda: word_file(BODY, types=MAIN.replace("wordprocessingml.document",
        "spreadsheetml.sheet")),
    **{f"cut-at-{n}0-percent.docx": (lambda n=n: cut(n)) for n in range(1, 10)},
}  # fmt: skip
