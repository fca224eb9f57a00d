"""How fast PDFs are read with their structure, beside pdfplumber's bare text.

Run `python -m tests.benchmarks.pdf_reading [FILE ...]`; without files it takes the corpus.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from debias.errors import DebiasError
from debias.readers.pdf import read

_ROOT = Path(__file__).parents[2]
_RUNS = 3


def _pages(path: Path) -> int:
    import pdfplumber  # noqa: PLC0415 - after ours has been timed

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def _ours(path: Path) -> None:
    read(str(path), path.read_bytes(), {}).close()


def _best(work: Callable[[Path], object], path: Path, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work(path)
        times.append(time.perf_counter() - start)
    return min(times)


def main(names: list[str]) -> None:
    """Print pages per second of both, for each file and for all."""
    files = [Path(name) for name in names] or sorted((_ROOT / "../shared/corpus").glob("*/*.pdf"))
    total_ours = total_theirs = total_pages = 0.0
    print(f"{'file':44} pages  debias/s  pdfplumber/s  ratio")
    for path in files:
        try:
            ours = _best(_ours, path, _RUNS)
        except DebiasError:
            continue
        pages = _pages(path)
        theirs = _best(_pages, path, 1)
        print(
            f"{path.name:44} {pages:5} {pages / ours:9.1f} {pages / theirs:13.1f} "
            f"{theirs / ours:6.1f}"
        )
        total_ours += ours
        total_theirs += theirs
        total_pages += pages
    print(
        f"{'all':44} {total_pages:5.0f} {total_pages / total_ours:9.1f} "
        f"{total_pages / total_theirs:13.1f} {total_theirs / total_ours:6.1f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
