"""The reviewed page of a Markdown, HTML or text document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from debias import annotate, readers
from debias.document import Document
from debias.errors import DebiasError

from .made import RULES, finding, report, words

SOURCE = """# A <form> & title

Offer care to *hard to reach* women.

- first
- second item

| Test | Result |
|---|---|
| one | two |

<script>alert(1)</script>
"""


def page(document: Document, *findings, data: bytes = b"", notes=()) -> html.HtmlElement:
    made = report(document, *findings)
    options = annotate.Options(data or b"source")
    return html.document_fromstring(annotate.mark(document, made, RULES, options).decode())


def read(text: str, name: str = "a.md") -> Document:
    return readers.read(name, text.encode())


def test_words_are_marked_with_the_note_beside_them() -> None:
    document = read(SOURCE)
    found = words(document, "hard to reach", "second", "two")
    root = page(document, *found)
    assert [mark.text_content() for mark in root.iter("mark")] == [one.quote for one in found]
    notes = root.findall(".//aside")
    assert [note.get("id") for note in notes] == ["note-1", "note-2", "note-3"]
    assert "Could this be said in another way?" in notes[0].text_content()
    for link in root.iter("a"):
        assert link.get("href").startswith("#")
        assert len(root.xpath(f"//*[@id='{link.get('href')[1:]}']")) == 1


def test_all_blocks_stand_in_order() -> None:
    document = read(SOURCE)
    root = page(document)
    text = " ".join(root.find(".//main").text_content().split())
    at = 0
    for block in document.blocks:
        at = text.index(" ".join(block.text.split()), at)


def test_words_that_overlap_each_have_their_note() -> None:
    document = read("Women who are hard to reach and late.\n")
    found = words(document, "are hard to", "hard to reach", severity="suggestion")
    root = page(document, *found[:1], found[1]._replace(severity="error"))
    marks = [(mark.text_content(), mark.get("class")) for mark in root.iter("mark")]
    assert marks == [("are ", "suggestion"), ("hard to", "error"), (" reach", "error")]
    assert [link.text for link in root.xpath("//a[@class='ref']")] == ["1", "2"]


def test_text_is_text() -> None:
    document = read(
        "Say `<img src=x onerror=alert(1)>` or &lt;script&gt; to \u202ehard\u202c women.\n"
    )
    one = finding(document, 0, 0, 3, message="<b>x</b>", title="</style><script>")
    source = annotate.mark(document, report(document, one), RULES, annotate.Options(b"")).decode()
    assert "<script" not in source
    assert "<img" not in source
    assert "\u202e" not in source
    assert "&lt;b&gt;x&lt;/b&gt;" in source


def test_page_reaches_nothing_outside() -> None:
    document = read(SOURCE)
    made = report(document, *words(document, "hard to reach"))
    source = annotate.mark(document, made, RULES, annotate.Options(b"")).decode()
    assert "default-src 'none'" in source
    assert not re.search(r"(?:src|url|@import)\s*[=(]", source)
    assert not re.search(r"href=\"(?!#)", source)


def test_repeated_words_lead_to_the_same_note() -> None:
    document = read("# A\n\nThe hard to reach.\n\nAnd hard to reach.\n")
    one = finding(document, 1, 4, 17, also=((2, 4, 17),), repeats=(document.locate(2, 4, 17),))
    root = page(document, one)
    assert [mark.text_content() for mark in root.iter("mark")] == ["hard to reach"] * 2
    assert [a.get("href") for a in root.xpath("//a[@class='ref']")] == ["#note-1"] * 2
    assert len(root.xpath("//*[@id='mark-1']")) == 1


def test_a_page_is_not_marked_again() -> None:
    document = read(SOURCE)
    copy = annotate.mark(document, report(document), RULES, annotate.Options(SOURCE.encode()))
    again = readers.read("a.debias.html", copy)
    with pytest.raises(DebiasError, match="made"):
        annotate.mark(again, report(again), RULES, annotate.Options(copy))


@pytest.mark.parametrize(
    "name",
    ["antenatal-booking.md", "newborn-jaundice-leaflet.html", "perinatal-mental-health-sop.txt"],
)
def test_samples_keep_their_words(name: str) -> None:
    path = Path(__file__).parents[2] / "samples" / name
    document = readers.read(str(path))
    root = page(document)
    text = " ".join(root.find(".//main").text_content().split())
    at = 0
    for block in document.blocks:
        if block.cell is None:
            at = text.index(" ".join(block.text.split()), at)
