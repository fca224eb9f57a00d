"""A report over 200 documents opens at once and is small enough to send."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.web.browser import Browser
from tests.web.made import many, report_page, rules

DOCUMENTS = 200
CHARACTERS = 37_000  # the median of the clinical documents that debias is measured on
FINDINGS = 12


@pytest.mark.slow
def test_two_hundred_documents(
    chromium: Browser, tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    page = report_page(tmp_path / "report.html", many(DOCUMENTS, CHARACTERS, FINDINGS), rules())
    size = page.stat().st_size
    assert size <= 10_000_000
    opened, shown = [], []
    for _ in range(3):
        began = time.perf_counter()
        chromium.open(page)
        chromium.wait("document.querySelectorAll('.plot').length === 3")
        opened.append(time.perf_counter() - began)
        began = time.perf_counter()
        chromium.click("#see-passages")
        chromium.wait("document.querySelector('#body .hit.now')")
        shown.append(time.perf_counter() - began)
    print(f"{size / 1e6:.1f} MB, opens in {min(opened):.2f} s, first text in {min(shown):.2f} s")
    assert min(opened) + min(shown) <= 2
    began = time.perf_counter()
    chromium.press("/", "guideline")
    typed = time.perf_counter() - began
    chromium.wait("document.getElementById('find').value === 'guideline'")
    print(f"a search over {DOCUMENTS * FINDINGS} findings, nine letters: {typed:.2f} s")
    assert chromium.left() == []
    assert chromium.heard == []
