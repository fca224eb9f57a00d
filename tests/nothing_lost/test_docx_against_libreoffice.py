"""Promise: what LibreOffice shows of a Word file, debias has read too.

LibreOffice converts each file to ODT, whose XML holds body, tables, text boxes, notes, headers and
footers as plain text; its words are compared with those of the blocks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from debias.document import Document
from debias.errors import DebiasError
from debias.readers.word import read

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted(
    [
        *SHARED.glob("corpus/**/*.docx"),
        *SHARED.glob("gold/**/*.docx"),
        *ROOT.glob("samples/**/*.docx"),
    ]
)
LEAST = 0.995
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
# Deleted text, comments, and the marks and numbers that LibreOffice works out itself.
NOT_TEXT = {
    TEXT + "tracked-changes",
    OFFICE + "annotation",
    OFFICE + "forms",
    TEXT + "sequence-decls",
    TEXT + "note-citation",
    TEXT + "page-number",
    TEXT + "page-count",
    TEXT + "table-of-content-source",
}
# What it puts in place of a cross-reference whose target it misses; Word shows what it stored.
INVENTED = re.compile("Error: Reference source not found")
BREAKS = {
    TEXT + "p",
    TEXT + "h",
    TEXT + "tab",
    TEXT + "line-break",
    TEXT + "s",
    SVG + "desc",
    SVG + "title",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"[^\W_]+", text))


def oracle(file: Path, folder: Path) -> str:
    """What LibreOffice reads, or "" when it cannot read the file."""
    copy = folder / "document.docx"
    copy.write_bytes(file.read_bytes())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", folder, copy],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    converted = folder / "document.odt"
    if not converted.exists():
        return ""
    pieces: list[str] = []
    running: dict[str, None] = {}
    with zipfile.ZipFile(converted) as archive:
        for part in ("content.xml", "styles.xml"):
            root = etree.fromstring(archive.read(part), etree.XMLParser(huge_tree=True))
            for element in root.iterfind(OFFICE + "body"):
                gather(element, pieces)
            # A header that several sections share is one header, and debias reads it once.
            for element in root.iterfind(f"{OFFICE}master-styles//{TEXT}p"):
                line: list[str] = []
                gather(element, line)
                running["".join(line)] = None
    return INVENTED.sub(" ", " ".join(("".join(pieces), *running)))


def gather(element: etree._Element, pieces: list[str]) -> None:
    """Add the text of an element in reading order."""
    if element.tag not in NOT_TEXT:
        if element.tag in BREAKS:
            pieces.append(" ")
        pieces.append(element.text or "")
        for child in element:
            gather(child, pieces)
            pieces.append(child.tail or "")
        if element.tag in BREAKS:
            pieces.append(" ")


@pytest.mark.parametrize(
    "file",
    FILES or [pytest.param(None, marks=pytest.mark.skip("no files"))],
    ids=lambda file: file.name,
)
def test_libreoffice_sees_nothing_that_debias_does_not(file: Path, tmp_path: Path) -> None:
    try:
        document: Document = read(file.name, file.read_bytes(), {})
    except DebiasError as error:
        pytest.skip(f"not to be read: {error.reason}")
    theirs = words(oracle(file, tmp_path))
    ours = words(" ".join(block.text for block in document.blocks))
    missing = theirs - ours
    seen = 1 - missing.total() / max(1, theirs.total())
    print(f"{file.name}: {theirs.total()} words, {seen:.2%} seen, {(ours - theirs).total()} more")
    print("missing:", dict(missing.most_common(60)))
    print("more:", dict((ours - theirs).most_common(20)))
    assert seen >= LEAST, dict(missing.most_common(60))
