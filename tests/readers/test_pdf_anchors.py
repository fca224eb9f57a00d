"""The words inside the boxes that a PDF finding is given are the words that it quotes."""

from __future__ import annotations

import html
import io
import random
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from itertools import product
from pathlib import Path

import pypdf
import pytest

from debias.document import Document
from debias.readers.pdf import read

_CORPUS = Path(__file__).parents[2] / "../shared/corpus"
_FILES = ["clinical/gdm.pdf", "clinical/botulinum-toxin-a.pdf", "awkward/p03_two_columns.pdf",
          "awkward/p02_rotate90.pdf", "clinical/odr_amendment_request_form-1.0.pdf"]  # fmt: skip
_LAYERED = {"clinical/odr_data_request_form_v6-alpha.blank.pdf"}  # words lie over other words
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
_QUOTES = 60

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed"),
    pytest.mark.skipif(not _CORPUS.exists(), reason="the corpus is not there"),
]


def _variant(data: bytes, rotate: int, crop: bool) -> bytes:
    if not rotate and not crop:
        return data
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(rotate)
        if crop:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            page.cropbox = pypdf.generic.RectangleObject(
                (left + 20, bottom + 15, right - 10, top - 5)
            )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _poppler_words(path: Path, data: bytes) -> list[list[tuple[float, float, str]]]:
    """The words of each page with the middle of each, in unrotated PDF user space."""
    found = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode("utf-8", "replace")
    pages = []
    for page, (_, _, body) in zip(
        pypdf.PdfReader(io.BytesIO(data)).pages, _PAGE.findall(found), strict=True
    ):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        words = []
        for x0, y0, x1, y1, word in _WORD.findall(body):
            x, y = (float(x0) + float(x1)) / 2, (float(y0) + float(y1)) / 2
            place = {
                0: (left + x, top - y),
                90: (left + y, bottom + x),
                180: (right - x, bottom + y),
                270: (right - y, top - x),
            }[page.rotation % 360]
            words.append((*place, html.unescape(word)))
        pages.append(words)
    return pages


def _letters(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _quotes(document: Document) -> list[tuple[int, int, int]]:
    chance = random.Random(7)
    blocks = [n for n, anchor in enumerate(document.anchors) if anchor.pieces]
    found = []
    for _ in range(_QUOTES):
        block = chance.choice(blocks)
        words = list(re.finditer(r"\S+", document.blocks[block].text))
        first = chance.randrange(len(words))
        last = min(first + chance.randrange(8), len(words) - 1)
        found.append((block, words[first].start(), words[last].end()))
    return found


@pytest.mark.parametrize(
    ("name", "rotate", "crop"),
    [
        *product(_FILES, (0, 90, 180, 270), (False, True)),
        *product(sorted(_LAYERED), (0, 90), (False,)),
    ],
)
def test_boxes_hold_the_words_quoted(name: str, rotate: int, crop: bool, tmp_path: Path) -> None:
    data = _variant((_CORPUS / name).read_bytes(), rotate, crop)
    path = tmp_path / "variant.pdf"
    path.write_bytes(data)
    pages = _poppler_words(path, data)
    with read(str(path), data, {}) as document:
        for block, start, end in _quotes(document):
            place = document.locate(block, start, end)
            inside = "".join(
                word
                for x, y, word in pages[place["page"] - 1]
                if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in place["boxes"])
            )
            quote = document.blocks[block].text[start:end]
            more, missing = _letters(inside) - _letters(quote), _letters(quote) - _letters(inside)
            assert not missing, (quote, inside, place)
            assert not more or name in _LAYERED, (quote, inside, place)
