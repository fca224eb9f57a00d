"""Holds marked PDFs to their originals: by what pypdf and qpdf read, and by how pages look."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

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
        # The same damage is told of another place where it is written anew or met from elsewhere.
        warnings = [re.sub(r"\d+", "", line) for line in warnings]
        told.append((run.returncode, set(warnings)))
    (code, before), (new_code, after) = told
    assert after <= before
    assert _GRAVITY[new_code] <= _GRAVITY[code]


class Seen(NamedTuple):
    """What pypdf reads of a PDF: its form, what is said of it, and of each page everything but
    annotations, those of others, and how many are ours."""

    fields: dict
    about: object
    pages: list[dict]
    others: list[list]
    ours: list[int]


def seen(data: bytes) -> Seen:
    """What pypdf reads of a PDF. Raises what it raises where it cannot."""
    reader = PdfReader(io.BytesIO(data))
    pages, others, own = [], [], []
    for page in reader.pages:
        pages.append({k: plain(v) for k, v in page.items() if k not in ("/Annots", "/Parent")})
        all_ = [plain(each.get_object()) for each in page.get("/Annots", ())]
        others.append([each for each in all_ if "debias-" not in str(each.get("/NM"))])
        own.append(len(all_) - len(others[-1]))
    fields = {name: plain(field) for name, field in (reader.get_fields() or {}).items()}
    return Seen(fields, plain(reader.metadata), pages, others, own)


def only_notes_added(before: Seen, copy: bytes) -> None:
    """Assert that a copy is as its unmarked original was, but for the notes and their popups."""
    after = seen(copy)
    assert after._replace(ours=before.ours) == before
    reader = PdfReader(io.BytesIO(copy))
    assert after.ours == [2 * len(ours(reader, number)) for number in range(len(after.pages))]


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
