"""Seeded mutations of sound files: the same number always gives the same broken file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.hostile import pdf_files, word_files
from tests.hostile.pdf_files import fields, one_page, structure
from tests.readers.pdf_by_hand import pdf

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("docx", "pdf", "rules")
_NUMBERS = (0, 1, -1, 7, 255, 65535, 65536, 2**31 - 1, 2**31, 2**32, -(2**31), 10**20)
_ODD = [
    *(str(number).encode() for number in _NUMBERS), b"", b"\0", b"\xff", b"\xef\xbf\xbf", b"<",
    b">", b"]]>", b"&#0;", b"&a;", b"<!--", b"{{", b"<<", b">>", b"[", b"]", b"R", b"null",
    b"/Kids", b"/Parent 2 0 R", b"endobj", b"stream", b"NaN", b"1e999", b"- ", b": ", b"*a", b"&a",
    b"!!x ", b"|", b"re:(a+)+$", b"re:(?R)", b"re:(?<=a{1,999})b", b"{people}", b"{", b"}", b"'",
    b'"', b"\n", b"\t", b"re:" + b"(" * 500, "é".encode(), "\u202e".encode(),
]  # fmt: skip
_TOKEN = re.compile(rb"[A-Za-z0-9_.+-]+|[^A-Za-z0-9_.+\s-]|\s+")


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """The sound files that are mutated."""
    if kind == "docx":
        made = [word_files.odd_numbers(), word_files.notes_in_notes(), word_files.loop_of_headers()]
        found = sorted((ROOT / "samples").rglob("*.docx"))
    elif kind == "pdf":
        shown = pdf_files.SHOWN
        made = [
            pdf(shown, shown),
            fields(),
            structure(),
            one_page(),
            pdf_files.forms({5: [6], 6: []}),
        ]
        found = sorted((ROOT / "samples").rglob("*.pdf"))
    else:
        made = []
        found = sorted((ROOT / "rules").glob("*/*.yaml"))
    small = [path.read_bytes() for path in found if path.stat().st_size < 400_000]
    return (*made, *small)


def mutated(kind: str, number: int) -> bytes:
    """The broken file with this number."""
    chance = random.Random(f"{kind} {number}")
    data = chance.choice(seeds(kind))
    if kind == "docx" and chance.random() < 0.75:
        return _in_a_part(data, chance)
    return _bytes(data, chance, seeds(kind))


def _in_a_part(data: bytes, chance: random.Random) -> bytes:
    """A zip that is whole, with broken parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    for name in chance.choices(xml, k=chance.choice((1, 1, 2, 4))):
        parts[name] = _bytes(parts[name], chance, [parts[n] for n in xml])
    if chance.random() < 0.1:
        parts.pop(chance.choice(sorted(parts)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _bytes(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        if made:
            _once(made, chance, others)
    return bytes(made)


def _once(made: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(made))
    end = min(len(made), at + int(chance.paretovariate(0.7)))
    way = chance.randrange(9)
    if way == 0:
        made[at] ^= 1 << chance.randrange(8)
    elif way == 1:
        del made[at:end]
    elif way == 2:
        made[at:at] = made[at:end] * chance.choice((1, 2, 50))
    elif way == 3:
        made[at:at] = chance.choice(_ODD)
    elif way == 4:
        other = chance.choice(others) or b" "
        start = chance.randrange(len(other))
        made[at:end] = other[start : start + end - at]
    elif way == 5:
        del made[at if chance.random() < 0.1 else max(at, len(made) - 50) :]
    else:  # a word, number or sign becomes another
        found = _TOKEN.search(made, at)
        if found is not None:
            start, stop = found.span()
            tokens = _TOKEN.findall(bytes(made[max(0, at - 2000) : at + 2000]))
            made[start:stop] = chance.choice(_ODD if way == 6 else tokens or _ODD)
