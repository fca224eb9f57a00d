"""Writes small PDFs for the tests: a few objects, standard fonts, text where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Symbol"}


def text(x: float, y: float, words: str, size: float = 10, font: str = "F1", turn: int = 0) -> str:
    """Content that writes `words` at a place; `turn` 90 writes upwards."""
    a, b, c, d = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[turn]
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {a} {b} {c} {d} {x} {y} Tm ({escaped}) Tj ET\n"


def lines(x: float, y: float, rows: Sequence[str], size: float = 10, leading: float = 12) -> str:
    """Content that writes rows of text below each other."""
    return "".join(text(x, y - leading * number, row, size) for number, row in enumerate(rows))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Content that draws a thin line."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Content that draws the rules of a table with these columns and rows."""
    return "".join(rule(xs[0], y, xs[-1], y) for y in ys) + "".join(
        rule(x, ys[0], x, ys[-1]) for x in xs
    )


def pdf(*pages: str, page: str = "", extra: Sequence[str] = (), catalog: str = "") -> bytes:
    """The bytes of a PDF with a page for each content; `page` and `catalog` add to dictionaries.

    `extra` are more objects, numbered from 100.
    """
    objects: dict[int, bytes] = {}
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base}"
        + (" /Encoding /WinAnsiEncoding" if base != "Symbol" else "")
        + " >>"
        for name, base in FONTS.items()
    )
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode("latin-1")
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("latin-1")
    for number, content in enumerate(pages):
        stream = content.encode("cp1252")
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * number} 0 R "
            f"/Resources << /Font << {fonts} >> >> {page} >>"
        ).encode("latin-1")
        objects[11 + 2 * number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (
            len(stream),
            stream,
        )
    for number, body in enumerate(extra, 100):
        objects[number] = body.encode("latin-1")
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return out
