"""Hostile PDFs, by the name that they have in outcomes.yaml."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from tests.readers.pdf_by_hand import pdf, text

WORDS = "The patient refused the examination that was offered."
SHOWN = text(72, 700, WORDS)
_FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def stream(data: bytes, more: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more.encode(), data)


def raw(objects: Mapping[int, bytes | str], trailer: str = "", prev: str = "") -> bytes:
    """A PDF of these objects."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body if isinstance(body, bytes)
                                          else body.encode("latin-1"))  # fmt: skip
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    prev = prev.replace("HERE", str(start))
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} {prev} >>\n".encode()
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def one_page(
    content: bytes | str = SHOWN,
    *,
    more: Mapping[int, bytes | str] | None = None,
    page: str = "",
    box: str = "[0 0 595 842]",
    resources: str = _FONT,
    catalog: str = "",
    pages: str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    how: str = "",
    trailer: str = "",
    prev: str = "",
) -> bytes:
    """A PDF of one page, any part of which can be another."""
    data = content.encode("latin-1") if isinstance(content, str) else content
    objects: dict[int, bytes | str] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: pages,
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R "
        f"/Resources {resources} {page} >>",
        4: stream(data, how),
        **(more or {}),
    }
    return raw(objects, trailer, prev)


def forms(links: Mapping[int, list[int]], draw: int = 1) -> bytes:
    """Form XObjects that draw one another."""

    def resources(named: list[int]) -> str:
        inner = " ".join(f"/X{number} {number} 0 R" for number in named)
        return f"<< /XObject << {inner} >> {_FONT[2:-2]} >>"

    more: dict[int, bytes | str] = {}
    for number, named in links.items():
        content = SHOWN + " ".join(f"/X{other} Do" for other in named for _ in range(draw))
        more[number] = stream(
            content.encode(),
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources(named)}",
        )
    first = min(links)
    return one_page(f"{SHOWN} /X{first} Do", more=more, resources=resources([first]))


def deflated(size: int, times: int = 1) -> bytes:
    squeezer = zlib.compressobj(9)
    block = b" " * 1_000_000
    data = squeezer.compress(SHOWN.encode())
    data += b"".join(squeezer.compress(block) for _ in range(size // len(block)))
    data += squeezer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = " ".join(["/FlateDecode"] * times)
    return one_page(data, how=f"/Filter [{filters}]")


def cut(tenths: int) -> bytes:
    data = pdf(*[SHOWN] * 10)
    return data[: len(data) * tenths // 10]


def fields() -> bytes:
    return one_page(
        more={
            5: "<< /FT /Tx /T (a) /Kids [6 0 R] /Parent 6 0 R >>",
            6: "<< /FT /Tx /T (b) /Kids [5 0 R] /Parent 5 0 R /Subtype /Widget "
            "/Rect [10 10 90 30] /P 3 0 R >>",
        },
        page="/Annots [6 0 R 6 0 R]",
        catalog="/AcroForm << /Fields [5 0 R] >>",
    )


def structure() -> bytes:
    return one_page(
        f"/P << /MCID 0 >> BDC {SHOWN} EMC",
        more={
            5: "<< /Type /StructTreeRoot /K 6 0 R /ParentTree << /Nums [0 [6 0 R]] >> >>",
            6: "<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K [0 7 0 R] >>",
            7: "<< /Type /StructElem /S /Div /P 6 0 R /Pg 3 0 R /K [6 0 R 7 0 R] >>",
        },
        page="/StructParents 0",
        catalog="/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>",
    )


def structure_deep(levels: int) -> bytes:
    more: dict[int, bytes | str] = {5: "<< /Type /StructTreeRoot /K 6 0 R >>"}
    for n in range(6, 6 + levels):
        inner = "0" if n == 5 + levels else f"{n + 1} 0 R"
        more[n] = f"<< /Type /StructElem /S /Div /P {n - 1} 0 R /Pg 3 0 R /K {inner} >>"
    return one_page(
        f"/P << /MCID 0 >> BDC {SHOWN} EMC", more=more,
        catalog="/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>",
    )  # fmt: skip


def unicode_bomb() -> bytes:
    """A font whose map to Unicode says that each letter is 500 letters."""
    long = "0041" * 500
    cmap = f"1 beginbfrange <00> <ff> <{long}> endbfrange".encode()
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return one_page(SHOWN * 20, more={6: stream(cmap)},
                    resources=f"<< /Font << /F1 {font} >> >>")  # fmt: skip


LOOPED = "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>"
FILES: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "header-only.pdf": lambda: b"%PDF-1.7\n",
    "garbage.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "page-tree-loop.pdf": lambda: one_page(pages=LOOPED),
    "page-tree-two-in-a-loop.pdf": lambda: one_page(
        pages="<< /Type /Pages /Kids [5 0 R 3 0 R] /Count 2 >>",
        more={5: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"}),
    "page-named-1000-times.pdf": lambda: one_page(
        pages=f"<< /Type /Pages /Kids [{'3 0 R ' * 1000}] /Count 1000 >>"),
    "page-count-lies.pdf": lambda: one_page(
        pages="<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"),
    "page-count-negative.pdf": lambda: one_page(
        pages="<< /Type /Pages /Kids [3 0 R] /Count -7 >>"),
    "page-count-100000.pdf": lambda: one_page(
        pages="<< /Type /Pages /Kids [3 0 R] /Count 100000 >>"),
    "zero-pages.pdf": lambda: one_page(pages="<< /Type /Pages /Kids [] /Count 0 >>"),
    "1500-pages.pdf": lambda: pdf(*[SHOWN + text(72, 600, f"Page {n}") for n in range(1500)]),
    "huge-page.pdf": lambda: one_page(box="[0 0 1e9 1e9]"),
    "negative-page.pdf": lambda: one_page(box="[595 842 0 -5000000]"),
    "page-without-size.pdf": lambda: one_page(box="[(a) null /x]"),
    "xobject-in-itself.pdf": lambda: forms({5: [5]}),
    "xobjects-in-a-loop.pdf": lambda: forms({5: [6], 6: [7], 7: [5]}),
    "xobjects-that-double.pdf": lambda: forms(
        {n: [n + 1] if n < 34 else [] for n in range(5, 35)}, draw=2),
    "flate-bomb.pdf": lambda: deflated(300_000_000),
    "flate-bomb-twice.pdf": lambda: deflated(1_000_000_000, 2),
    "flate-broken.pdf": lambda: one_page(zlib.compress(SHOWN.encode())[:-8] + b"\xff" * 30,
                                         how="/Filter /FlateDecode"),
    "filter-unknown.pdf": lambda: one_page(how="/Filter /NoSuchFilter"),
    "length-lies.pdf": lambda: one_page().replace(b"/Length 9", b"/Length 9999999"),
    "xref-loop.pdf": lambda: one_page(prev="/Prev HERE"),
    "xref-missing.pdf": lambda: one_page().split(b"xref\n")[0],
    "xref-beyond.pdf": lambda: one_page().split(b"startxref")[0] + b"startxref\n99999999999\n%%EOF",
    "root-missing.pdf": lambda: one_page().replace(b"/Root 1 0 R", b"/Root 77 0 R"),
    "encrypted-unknown.pdf": lambda: one_page(
        trailer="/Encrypt << /Filter /Standard /V 99 /R 99 /O (x) /U (x) /P -4 >>"),
    "script-on-opening.pdf": lambda: one_page(
        catalog="/OpenAction << /S /JavaScript /JS (app.alert(1);while(1);) >>"),
    "launch-on-opening.pdf": lambda: one_page(
        catalog="/OpenAction << /S /Launch /F (/bin/sh) >> /AA << /WC << /S /URI "
        "/URI (http://127.0.0.1:9/) >> >>"),
    "outline-loop.pdf": lambda: one_page(catalog="/Outlines 5 0 R", more={
        5: "<< /First 6 0 R /Last 6 0 R >>", 6: "<< /Title (x) /Next 6 0 R /First 5 0 R >>"}),
    "field-loop.pdf": fields,
    "structure-loop.pdf": structure,
    "structure-3000-deep.pdf": lambda: structure_deep(3000),
    "arrays-100000-deep.pdf": lambda: one_page(page="/X " + "[" * 100_000 + "]" * 100_000),
    "content-arrays-deep.pdf": lambda: one_page(SHOWN + "[" * 100_000 + SHOWN),
    "graphics-state-deep.pdf": lambda: one_page("q " * 200_000 + SHOWN),
    "numbers-out-of-range.pdf": lambda: one_page(
        "BT /F1 1e38 Tf 1e38 0 0 1e38 -1e38 1e38 Tm (Huge letters) Tj ET "
        "BT /F1 0 Tf (No size) Tj ET " + SHOWN),
    "20000-words-in-one-place.pdf": lambda: one_page(text(72, 700, "refused") * 20_000),
    "50000-lines-drawn.pdf": lambda: one_page(SHOWN + "".join(
        f"0.5 w {n % 500} {n % 700} m {n % 500 + 50} {n % 700} l S\n" for n in range(50_000))),
    "unicode-map-bomb.pdf": unicode_bomb,
    "font-in-itself.pdf": lambda: one_page(
        resources="<< /Font << /F1 5 0 R >> >>",
        more={5: "<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [5 0 R] >>"}),
    **{f"cut-at-{n}0-percent.pdf": (lambda n=n: cut(n)) for n in range(1, 10)},
}  # fmt: skip
