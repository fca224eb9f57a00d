"""What marking a PDF costs, beside checking it.

Run `python -m tests.benchmarks.annotating_pdf [FILE ...]`; without files it takes the corpus, the
samples and a PDF of 300 pages with 2,000 findings. Best of five runs; a note is a highlight with
its popup, or the summary.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from debias import engine, packs, readers
from debias.annotate import Options, mark
from debias.document import Document
from debias.errors import DebiasError
from debias.finding import Finding
from tests.annotate.made import finding, report
from tests.annotate.pdf_pictures import FILES
from tests.readers.pdf_by_hand import lines, pdf

_RUNS = 5
_PAGES = 300
_NOTES = 2000
_SENTENCE = "Women are offered a test where the unit finds it useful, and told why."


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def _large() -> bytes:
    """Pages full of sentences, each one a paragraph."""
    return pdf(*[lines(60, 760, [_SENTENCE] * 40, leading=18)] * _PAGES)


def _spread(document: Document) -> list[Finding]:
    """Findings of a few words each, evenly over the document."""
    places = [
        (number, start)
        for number, block in enumerate(document.blocks)
        for start in range(0, len(block.text) - 20, 20)
    ]
    chosen = (places[n * len(places) // _NOTES] for n in range(_NOTES))
    return [finding(document, number, start, start + 12) for number, start in chosen]


def main(names: list[str]) -> None:
    """Print the milliseconds of checking, of marking, and of marking for each note."""
    rules = packs.load(())
    files = [Path(name) for name in names] or FILES
    print(f"{'file':44} notes  check ms  mark ms  ms a note")
    totals = [0.0, 0.0, 0.0]
    cases = [(path.name, path.read_bytes(), False) for path in files]
    if not names:
        cases.append((f"made: {_PAGES} pages, {_NOTES} findings", _large(), True))
    for name, data, made in cases:
        try:
            document = readers.read(name, data)
        except DebiasError:
            continue
        with document:
            told = engine.check(document, rules)
            if made:
                told = report(document, *_spread(document))
            notes = 1 + len(told.findings) + sum(len(each.repeats) for each in told.findings)

            def checked(name: str = name, data: bytes = data) -> None:
                with readers.read(name, data) as again:
                    engine.check(again, rules)

            check = _best(checked)
            options = Options(data)
            marking = _best(lambda: mark(document, told, rules, options))  # noqa: B023
        print(f"{name[:44]:44} {notes:5} {check:9.1f} {marking:8.1f} {marking / notes:10.2f}")
        totals = [one + two for one, two in zip(totals, (notes, check, marking), strict=True)]
    notes, check, marking = totals
    print(f"{'all':44} {notes:5.0f} {check:9.1f} {marking:8.1f} {marking / notes:10.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
