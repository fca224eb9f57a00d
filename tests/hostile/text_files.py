"""Hostile text, Markdown, HTML and files under a wrong name, as they stand in outcomes.yaml."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.hostile.pdf_files import one_page
from tests.hostile.word_files import BODY, WORDS
from tests.readers.word_package import word_file, zipped

RTF = b"{\\rtf1\\ansi The patient refused.}"
HTML = b"<!DOCTYPE html><html><body><p>The patient refused.</p></body></html>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
OLD_WORD = OLD + "WordDocument".encode("utf-16-le")
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


PLAIN = "Plain words about care. "


def md(content: str) -> bytes:
    return f"# A policy\n\n{WORDS}\n\n{content}\n\n{WORDS}\n".encode()


def page(content: str) -> bytes:
    return f"<html><body><p>{WORDS}</p>{content}<p>{WORDS}</p></body></html>".encode()


FILES: dict[str, Callable[[], bytes]] = {
    "rtf.doc": lambda: RTF,
    "rtf.docx": lambda: RTF,
    "html.doc": lambda: HTML,
    "html.docx": lambda: HTML,
    "pdf.docx": one_page,
    "word.pdf": lambda: word_file(BODY),
    "word.txt": lambda: word_file(BODY),
    "old-word.doc": lambda: OLD_WORD,
    "old-word.docx": lambda: OLD_WORD,
    "locked.docx": lambda: LOCKED,
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "program.md": lambda: b"\x7fELF" + b"\0" * 500,
    "zip.docx": lambda: zipped({"notes.txt": "x"}),
    "gzip-bomb.html": lambda: b"\x1f\x8b\x08\0" + zlib.compress(b"\0" * 10_000_000),
    "empty.txt": lambda: b"",
    "empty.md": lambda: b"",
    "empty.html": lambda: b"",
    "blank.txt": lambda: b" \r\n\t\n" * 1000,
    "only-a-mark.txt": lambda: b"\xef\xbb\xbf",
    "nul-bytes-only.txt": lambda: b"\0" * 5000,
    "nul-bytes-inside.txt": lambda: b"The pat\0ient refused.\nThe patient\0refused.\n" * 10,
    "random-bytes.txt": lambda: bytes(n * n * 7 % 251 for n in range(20_000)),
    "random-bytes.md": lambda: bytes(n * n * 7 % 251 for n in range(20_000)),
    "utf16-cut.txt": lambda: "The patient refused.\n".encode("utf-16")[:-1],
    "lone-surrogates.txt": lambda: b"\xff\xfe" + "The patient refused.".encode("utf-16-le")
    + b"\x00\xd8" * 50,
    "utf8-broken.md": lambda: b"The patient refused \xff\xfe\xc0\x80 caf\xc3\xa9 " * 20,
    "line-of-20-mb.txt": lambda: PLAIN.encode() * 833_000 + WORDS.encode(),
    "line-of-20-mb-one-word.txt": lambda: b"a" * 20_000_000,
    "500000-lines.txt": lambda: b"a\n" * 500_000,
    "terminal-escapes.md": lambda: md("\x1b[2J\x1b]0;owned\x07 he refused \x1b[31m \x9b1m"),
    "right-to-left.md": lambda: md("\u202ehe refused\u202c \u2066 \u200f"),
    "formulas.md": lambda: md("=cmd|'/c calc'!A1 he refused\n\n@SUM(1) +1 -1 he refused"),
    "script.md": lambda: md("<script>alert(1)</script> he refused <img src=x onerror=alert(1)>"),
    "100000-quotes-deep.md": lambda: md("> " * 100_000 + "he refused"),
    "2000-lists-deep.md": lambda: md("\n".join("  " * n + "- x" for n in range(2000))),
    "50000-brackets.md": lambda: md("[" * 50_000),
    "50000-links-open.md": lambda: md("[a](" * 50_000),
    "50000-stars.md": lambda: md("*a **b " * 25_000),
    "50000-backticks.md": lambda: md("".join("`" * (n % 300) + " " for n in range(2000))),
    "50000-angles.md": lambda: md("<" * 50_000 + "<!--" * 5000),
    "10000-columns.md": lambda: md("|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n"
                                   + ("|" + "b|" * 10_000 + "\n") * 5),
    "reference-loop.md": lambda: md("[a]: <b>\n[b]: <a>\n\n[a][b] [b][a] ![a][a]"),
    "100000-deep.html": lambda: page("<div>" * 100_000 + "x"),
    "3000-tables-deep.html": lambda: page("<table><tr><td>" * 3000 + "he refused"),
    "5000-lists-deep.html": lambda: page("<ul><li>a" * 5000),
    "spans-out-of-range.html": lambda: page(
        "<table><tr><td colspan=999999999 rowspan=999999999>a<td colspan=-1 rowspan=x>b"
        + "<tr><td>c" * 100 + "</table>"),
    "rowspans-of-65534.html": lambda: page(
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>a" * 50 + "</table>"),
    "90000-tags-open.html": lambda: page("<b><i><a href=x>" * 30_000),
    "attribute-of-10-mb.html": lambda: page(f'<p title="{"x" * 10_000_000}">he refused</p>'),
    "comment-never-ends.html": lambda: page("<!-- " + "x" * 100_000),
    "script-never-ends.html": lambda: page("<script>" + "</scrip>" * 20_000),
    "angles-only.html": lambda: page("<" * 200_000),
    "entities-out-of-range.html": lambda: page(
        "&#99999999999999;&#xD800;&#0;&#x110000;&" + "amp;" * 1000 + "&nosuch;"),
    "charset-nonsense.html": lambda: b"<meta charset='hex'>" + page("caf\xe9"),
    "charset-utf7.html": lambda: b"<meta charset='utf-7'>" + page("+ADw-script+AD4- he refused"),
    "doctype-entities.html": lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + page("&x; he refused"),
    "template-deep.njk": lambda: page("{% if a %}" * 10_000 + "{{ " * 10_000),
    "50000-options.html": lambda: page("<select>" + "<option>a" * 50_000 + "</select>"),
    "labels-for-each-other.html": lambda: page(
        '<label for=a id=b aria-labelledby=b>x<input id=a aria-labelledby="a b"></label>' * 500),
}  # fmt: skip
