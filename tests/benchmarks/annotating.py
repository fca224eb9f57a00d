"""Times what a marked Word copy costs, for each of its comments.

    python tests/benchmarks/annotating.py [FILE.docx ...]

Without files it marks a guideline of 240 pages, as Word writes it, with 10, 100, 500 and 2,000
findings at random words. Prints the median times to read the file and to mark it, the time for
each comment, and the time that a comment adds: the slope from the fewest findings to the most.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

from debias import annotate
from debias.annotate.notes import plural
from debias.finding import FileReport, Finding
from debias.readers.word import read

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.annotate.made import RULES, finding
from tests.benchmarks.word_reading import document as guideline

ROUNDS = 7
COUNTS = (10, 100, 500, 2_000)
MOST = 2.0  # milliseconds for a comment


def found(data: bytes, count: int) -> tuple[Finding, ...]:
    """So many findings at random words."""
    document = read("a.docx", data, {})
    pick = random.Random(7)
    made = []
    for _ in range(count):
        block = pick.randrange(len(document.blocks))
        text = document.blocks[block].text
        word = pick.choice(text.split())
        start = text.index(word)
        made.append(finding(document, block, start, start + len(word)))
    return tuple(sorted(made, key=lambda one: (one.block, one.start)))


def times(data: bytes, findings: tuple[Finding, ...]) -> tuple[float, float]:
    """Median milliseconds to read, and to mark with these findings."""
    reading, marking = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        document = read("a.docx", data, {})
        reading.append(time.perf_counter() - begun)
        report = FileReport("a.docx", "docx", (), findings)
        begun = time.perf_counter()
        annotate.mark(document, report, RULES, annotate.Options(data))
        marking.append(time.perf_counter() - begun)
        document.close()
    return statistics.median(reading) * 1000, statistics.median(marking) * 1000


def measure(name: str, data: bytes, counts: tuple[int, ...]) -> None:
    points = []
    for count in counts:
        reading, marking = times(data, found(data, count))
        points.append((count, marking))
        print(
            f"{name}, {plural(count, 'finding')}: read {reading:.0f} ms, mark {marking:.0f} ms, "
            f"{marking / (count + 1):.2f} ms a comment"
        )
    (few, least), (many, most) = points[0], points[-1]
    if many > few:
        slope = (most - least) / (many - few)
        print(f"{name}: each comment adds {slope:.2f} ms (allowed: {MOST:g})")


def main(arguments: list[str]) -> None:
    """Measure the files named, or the one made here."""
    if not arguments:
        measure("240 pages", guideline(lean=False), COUNTS)
    for each in arguments:
        measure(Path(each).name, Path(each).read_bytes(), (1, 10, 100))


if __name__ == "__main__":
    main(sys.argv[1:])
