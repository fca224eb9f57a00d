"""A Word document and the PDF that LibreOffice makes of it give the same blocks."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from debias.document import FIELD, OPTION, Block
from debias.readers.pdf import read as read_pdf
from debias.readers.word import read as read_word

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

_FILES = sorted((Path(__file__).parents[1] / "accuracy/validation/documents").glob("*.docx"))
_NUMBER = re.compile(r"^\d+[.)]\s+")  # the PDF shows the numbers that Word counts by itself
_LETTERS = re.compile(r"[^\W_]+")


def _told(blocks: tuple[Block, ...]) -> Counter[tuple[str, str]]:
    """The blocks as (kind, letters and digits); choices are not on paper."""
    return Counter(
        (block.kind, words)
        for block in blocks
        if block.kind not in (OPTION, FIELD)
        and (words := "".join(_LETTERS.findall(_NUMBER.sub("", block.text).lower())))
    )


@pytest.fixture(scope="module", params=["true", "false"], ids=["tagged", "untagged"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pdf")
    settings = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{request.param}"}}}}'
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{made}/office", "--headless", "--convert-to",
         f"pdf:writer_pdf_Export:{settings}", "--outdir", str(made), *map(str, _FILES)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return made


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_pdf_reads_as_its_word_document_does(path: Path, folder: Path) -> None:
    made = folder / f"{path.stem}.pdf"
    with read_word(str(path), path.read_bytes(), {}) as document:
        word = _told(document.blocks)
    with read_pdf(str(made), made.read_bytes(), {}) as document:
        pdf = _told(document.blocks)
    print(f"{path.name}: only in Word {dict(word - pdf)}; only in the PDF {dict(pdf - word)}")
    assert (word - pdf).total() <= 0.03 * word.total()
