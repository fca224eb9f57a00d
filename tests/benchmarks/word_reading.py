"""Times the Word reader against the least that lxml needs: parsing the text and one walk over it.

    python tests/benchmarks/word_reading.py [FILE.docx ...]

Without files it builds two of 240 pages: one as Word writes (revision marks, run properties,
proofing marks), and one as lean as a program writes. Prints the median times and their ratio.
"""

from __future__ import annotations

import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from lxml import etree

from debias.readers.word import read

PAGES = 240
ROUNDS = 7
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = (
    "women with a previous caesarean birth should be offered review by the consultant midwife "
    "before forty weeks and the plan of care is written in the notes where the family can read it "
    "assess colour of lips tongue gums and oxygen saturation for every newborn of any skin tone"
).split()


def sentence(random_: random.Random, length: int) -> str:
    """So many words of a clinical kind."""
    return " ".join(random_.choices(WORDS, k=length)).capitalize() + "."


def document(*, lean: bool) -> bytes:
    """A guideline of 240 pages: on each a heading, 14 paragraphs, 6 list items and a table."""
    random_ = random.Random(7)
    parts = []
    for page in range(PAGES):
        parts.append(
            paragraph(random_, f"{page + 1} Management of the third stage", "Heading2", lean)
        )
        for _ in range(14):
            parts.append(paragraph(random_, sentence(random_, 24), None, lean))
        for _ in range(6):
            parts.append(paragraph(random_, sentence(random_, 9), "ListBullet", lean))
        rows = "".join(
            "<w:tr>"
            + "".join(
                '<w:tc><w:tcPr><w:tcW w:w="2310" w:type="dxa"/></w:tcPr>'
                + paragraph(random_, sentence(random_, 4), None, lean)
                + "</w:tc>"
                for _ in range(4)
            )
            + "</w:tr>"
            for _ in range(6)
        )
        parts.append(f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{rows}</w:tbl>')
    body = "".join(parts)
    return package(f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>')


def paragraph(random_: random.Random, text: str, style: str | None, lean: bool) -> str:
    """A paragraph of one run, or of runs cut as Word cuts them."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    if lean:
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"
    if not style:
        properties = (
            '<w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/><w:jc w:val="both"/>'
            '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
            "</w:rPr></w:pPr>"
        )
    runs = []
    words = text.split(" ")
    while words:
        count = random_.randint(3, 9)
        piece, words = " ".join(words[:count]), words[count:]
        tail = " " if words else ""
        runs.append(
            f'<w:r w:rsidRPr="00{random_.randrange(16**6):06X}"><w:rPr><w:rFonts w:ascii="Arial" '
            'w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>'
            f'<w:t xml:space="preserve">{piece}{tail}</w:t></w:r>'
        )
        if random_.random() < 0.2:
            runs.append('<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>')
    revision = f"00{random_.randrange(16**6):06X}"
    return (
        f'<w:p w:rsidR="{revision}" w:rsidRDefault="{revision}">{properties}{"".join(runs)}</w:p>'
    )


def package(document_xml: str) -> bytes:
    """A .docx of one part."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        file.writestr("word/document.xml", document_xml)
    return buffer.getvalue()


def floor(data: bytes) -> None:
    """The least: parse the text and walk once. Unpacking is not in it."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    for _ in root.iter():
        pass


def once(work: str, file: str) -> float:
    """Seconds that one call takes in a process of its own.

    In one process the later rounds would pay for the memory that the ones before let go of.
    """
    command = [sys.executable, __file__, work, file]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def child(work: str, file: str) -> None:
    """Time one call and print the seconds."""
    data = Path(file).read_bytes()
    if work == "--floor":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml")
        start = time.perf_counter()
        floor(xml)
    else:
        start = time.perf_counter()
        read(file, data, {}).close()
    print(time.perf_counter() - start)


def measure(name: str, file: str) -> None:
    """Print both times, taken in turns so that a busy machine hits both, and their ratio."""
    least, ours = [], []
    for _ in range(ROUNDS):
        least.append(once("--floor", file))
        ours.append(once("--read", file))
    a, b = statistics.median(least), statistics.median(ours)
    print(
        f"{name}: parse and walk {a * 1000:.0f} ms, read {b * 1000:.0f} ms, "
        f"ratio {b / a:.2f} (best of {ROUNDS}: {min(ours) / min(least):.2f})"
    )


def main(arguments: list[str]) -> None:
    """Measure the files named, or the two made here."""
    if arguments and arguments[0] in {"--floor", "--read"}:
        child(*arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, lean in (("as Word writes", False), ("lean", True)):
            if not arguments:
                file = Path(folder) / "guideline.docx"
                file.write_bytes(document(lean=lean))
                measure(f"{PAGES} pages, {name}", str(file))
    for each in arguments:
        measure(Path(each).name, each)


if __name__ == "__main__":
    main(sys.argv[1:])
