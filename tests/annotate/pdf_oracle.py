"""Holds marked PDFs to their originals: by what pypdf and qpdf read, and by how pages look."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from pypdf import PdfReader

from tests.annotate.pdf_pictures import QPDF, Picture, changed, note_boxes, ours, outside, untouched

_GRAVITY = {0: 0, 3: 1, 2: 2}  # qpdf ends with 3 for warnings, with 2 for errors


def qpdf_finds_nothing_new(original: bytes, copy: bytes, folder: Path) -> None:
    """Assert that qpdf has no more to say of a copy than of its original."""
    told = []
    for number, data in enumerate((original, copy)):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        run = subprocess.run(
            [QPDF, "--check", path], capture_output=True, text=True, check=False, errors="replace"
        )
        lines = (run.stdout + run.stderr).splitlines()
        warnings = [line.split(".pdf", 1)[-1] for line in lines if "WARNING" in line]
        told.append((run.returncode, set(warnings)))
    (code, before), (new_code, after) = told
    assert after <= before
    assert _GRAVITY[new_code] <= _GRAVITY[code]


def only_notes_added(original_data: bytes, copy_data: bytes) -> None:
    """Assert that forms, what is said of the document, and all else on its pages are as before."""
    original, copy = (PdfReader(io.BytesIO(data)) for data in (original_data, copy_data))
    before, after = original.get_fields() or {}, copy.get_fields() or {}
    assert {name: plain(field) for name, field in before.items()} == {
        name: plain(field) for name, field in after.items()
    }
    assert plain(original.metadata) == plain(copy.metadata)
    for number, (page, new) in enumerate(zip(original.pages, copy.pages, strict=True)):
        assert {k: plain(v) for k, v in page.items() if k not in ("/Annots", "/Parent")} == {
            k: plain(v) for k, v in new.items() if k not in ("/Annots", "/Parent")
        }
        old = [plain(each.get_object()) for each in page.get("/Annots", ())]
        now = [plain(each.get_object()) for each in new.get("/Annots", ())]
        added = len(now) - len(old)
        assert [each for each in now if "debias-" not in str(each.get("/NM"))] == old
        assert added == 2 * len(ours(copy, number))


def only_notes_drawn(copy: bytes, before: list[Picture], after: list[Picture]) -> None:
    """Assert that pages look as before but for the notes, each of which shows."""
    assert len(before) == len(after)
    for number, boxes in enumerate(note_boxes(copy)):
        pixels = changed(before[number], after[number])
        assert not outside(pixels, boxes), f"page {number + 1}"
        assert not untouched(pixels, boxes, before[number][:2]), f"page {number + 1}"


def plain(value, depth: int = 3):
    """A value that can be compared: references followed a few steps."""
    if hasattr(value, "get_object"):
        value = value.get_object()
    if isinstance(value, dict):
        if depth == 0:
            return sorted(value)
        return {
            key: plain(value.raw_get(key), depth - 1)
            for key in value
            if key not in ("/P", "/Parent", "/Kids", "/Page")
        }
    if isinstance(value, list):
        return len(value) if depth == 0 else [plain(each, depth - 1) for each in value]
    return value
