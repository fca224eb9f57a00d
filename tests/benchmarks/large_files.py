"""What large files cost: processor time and the peak of memory at three sizes of each kind.

    python tests/benchmarks/large_files.py [pdf] [docx] [line]

A PDF of up to 1,500 pages, a Word file of up to 20,000 paragraphs and one line of up to 20 MB are
checked by all rules, each in a process of its own. Where time is linear, twice the size takes
twice the time: the ratio is beside it. Processor time, as other work on the machine disturbs it
least. Rules and patterns are kept from a first run that is not counted, and results never are:
every file is new.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.word_reading import sentence
from tests.readers.pdf_by_hand import pdf, text
from tests.readers.word_package import par, word_file

MOST = 400  # MiB that each of the largest should need at most


class Cost(NamedTuple):
    """Seconds of processor time, and MiB."""

    seconds: float
    memory: float


def of_pages(count: int) -> bytes:
    pick = random.Random(1)
    lines = [sentence(pick, 14) for _ in range(200)]
    return pdf(
        *(
            "".join(text(72, 780 - 16 * at, pick.choice(lines)) for at in range(45))
            for _ in range(count)
        ),
    )


def of_paragraphs(count: int) -> bytes:
    pick = random.Random(2)
    return word_file("".join(par(sentence(pick, 24)) for _ in range(count)))


def of_one_line(size: int) -> bytes:
    pick = random.Random(3)
    made: list[str] = []
    length = 0
    while length < size:
        made.append(sentence(pick, 24))
        length += len(made[-1]) + 1
    return " ".join(made).encode()


KINDS: dict[str, tuple[str, str, Callable[[int], bytes], tuple[int, int, int]]] = {
    "pdf": ("pages", "a.pdf", of_pages, (375, 750, 1500)),
    "docx": ("paragraphs", "a.docx", of_paragraphs, (5_000, 10_000, 20_000)),
    "line": ("bytes in one line", "a.txt", of_one_line, (5_000_000, 10_000_000, 20_000_000)),
}


def cost(path: Path) -> Cost:
    """What checking a file takes, all in one process, with a cache beside the file."""
    command = [sys.executable, "-m", "debias", "check", str(path), "--format", "json"]
    arguments = [*command, "--output", os.devnull, "--jobs", "0", "--timeout", "900"]
    environment = {**os.environ, "DEBIAS_CACHE_DIR": str(path.parent / "cache")}
    process = os.posix_spawn(sys.executable, arguments, environment)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"checking {path} failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main(arguments: list[str]) -> None:
    """Measure the kinds named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (
            ("first.docx", of_paragraphs(300)),
            ("second.md", b"# A policy\n\nWords.\n"),
        ):
            path = Path(folder) / name
            path.write_bytes(text)
            start = cost(path)
        print(f"start: {start.seconds:.1f} s, {start.memory:.0f} MiB")
        for kind in arguments or KINDS:
            unit, name, make, sizes = KINDS[kind]
            before = 0.0
            for size in sizes:
                path = Path(folder) / name
                path.write_bytes(make(size))
                took = cost(path)
                net = took.seconds - start.seconds
                ratio = f", {net / before:.2f} times the half" if before else ""
                over = f" (more than {MOST})" if took.memory > MOST else ""
                print(
                    f"{size:,} {unit}: {net:.1f} s{ratio}, {took.memory:.0f} MiB{over}", flush=True
                )
                before = net


if __name__ == "__main__":
    main(sys.argv[1:])
