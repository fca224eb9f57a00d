"""What poppler's pdftotext sees in a PDF is in a block, in the furniture, or named as unread."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from debias.document import FOOTER, HEADER
from debias.errors import DebiasError
from debias.readers.pdf import read
from debias.readers.pdf.glyphs import corrected

_ROOT = Path(__file__).parents[2]
_FILES = sorted(
    [
        *(_ROOT / "../shared/corpus").glob("*/*.pdf"),
        *(_ROOT / "../shared/gold/documents").glob("*.pdf"),
        *(_ROOT / "samples").rglob("*.pdf"),
    ]
)
_WORD = re.compile(r"\w\w+")  # single letters are put apart or together as a form likes
_CUT = re.compile(r"(\w+)[-‐\xad]\n+(\w+)")
_ENOUGH = 0.98

pytestmark = pytest.mark.slow


def _words(text: str) -> list[str]:
    text = "".join(piece for piece, _, _ in corrected(text))
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def _pdftotext(path: Path) -> list[str]:
    found = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=False, capture_output=True, timeout=60
    )
    if found.returncode:
        pytest.skip("pdftotext cannot read it either")
    return found.stdout.decode("utf-8", "replace").split("\f")


def _pages(path: Path) -> tuple[dict[int, Counter[str]], set[str]]:
    """Our words by page, and the words of headers and footers, which are read once."""
    pages: dict[int, Counter[str]] = {}
    furniture: set[str] = set()
    with read(str(path), path.read_bytes(), {}) as document:
        for block, anchor in zip(document.blocks, document.anchors, strict=True):
            words = _words(block.text)
            pages.setdefault(anchor.page, Counter()).update(words)
            if block.kind in (HEADER, FOOTER):
                furniture.update(words)
    return pages, furniture


def _missing(theirs: str, ours: Counter[str], furniture: set[str]) -> Counter[str]:
    """The words of a page that we lack; a word cut at a line end counts in either form."""
    left = ours.copy()
    for first, second in _CUT.findall(theirs):
        joined = _words(first + second)[0]
        if left[joined]:
            left.subtract([joined])
            left.update([*_words(first), *_words(second)])
    lacking = Counter(_words(theirs)) - left
    return Counter(
        {word: n for word, n in lacking.items() if word not in furniture and not word.isdigit()}
    )


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.skipif(not _FILES, reason="the corpus is not there")
@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_words_that_pdftotext_sees_are_read(path: Path) -> None:
    theirs = _pdftotext(path)
    try:
        ours, furniture = _pages(path)
    except DebiasError:
        assert not _words(" ".join(theirs)), "pdftotext reads it, debias does not"
        return
    lacking: Counter[str] = Counter()
    total = 0
    for number, text in enumerate(theirs):
        total += len(_words(text))
        lacking += _missing(text, ours.get(number, Counter()), furniture)
    print(f"{path.name}: {lacking.total()} of {total} words missing: {dict(lacking)}")
    assert lacking.total() <= (1 - _ENOUGH) * total
