"""How fast rules look: matching alone on 1 and 5 MB, start-up, and the cost of a rule.

    python tests/benchmarks/matching.py [FOLDER...]

The text is that of the documents in the folders (the samples, without any), over and over up to
the size; what repeats is looked at once, so how many of its texts are distinct is said, too. CPU
seconds, the best of three; beside them, on the same text, `re.findall(r"\\w+")`, the
least that anything reading words must do, as a measure of the machine. The whole process is
that of an installed package: its modules compiled to bytecode, its rules and results kept.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from debias import packs, readers
from debias.document import Document
from debias.engine import check
from debias.errors import DebiasError
from debias.rule import RuleSet

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def best(job: Callable[[], object], times: int = 3) -> float:
    """The least CPU seconds that a job took."""
    took = []
    for _ in range(times):
        start = time.process_time()
        job()
        took.append(time.process_time() - start)
    return min(took)


def text_of(folders: list[Path]) -> str:
    """The words of every document that can be read, a paragraph for each block."""
    parts = []
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        try:
            with readers.read(str(path)) as document:
                parts += [" ".join(block.text.split()) for block in document.blocks]
        except DebiasError:
            continue
    return "\n\n".join(part for part in parts if part)


def made(text: str, size: int) -> Document:
    """A Markdown document of about `size` bytes."""
    whole = (text + "\n\n") * (size // len(text) + 1)
    return readers.read("made.md", whole[:size].encode())


def rate(document: Document, ruleset: RuleSet) -> tuple[float, float]:
    """MB of text a CPU second: of looking, and of `re.findall` of the words."""
    texts = [block.text for block in document.blocks]
    megabytes = sum(map(len, texts)) / 1e6
    floor = best(lambda: [re.findall(r"\w+", text) for text in texts])
    return megabytes / best(lambda: check(document, ruleset)), megabytes / floor


def cpu(*command: str) -> float:
    """The least CPU seconds of a whole process in fifteen."""
    took = []
    for _ in range(15):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(took)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [SAMPLES]
    text = text_of(folders)
    ruleset = packs.load()
    print(f"{len(ruleset.rules)} rules, {len(ruleset.pieces)} patterns, {len(text):,} characters")
    rates = {}
    for size in (1, 5):
        with made(text, size * 1_000_000) as document:
            rates[size], floor = rate(document, ruleset)
            distinct = len({block.text for block in document.blocks})
        print(
            f"{size} MB: {rates[size]:.2f} MB/s, words alone {floor:.1f} MB/s, "
            f"{distinct:,} of {len(document.blocks):,} texts distinct"
        )
    print(f"growth from 1 to 5 MB: {rates[1] / rates[5]:.2f} (1.00 is linear)")
    with made(text, 500_000) as document:
        for number in (50, 100, len(ruleset.rules)):
            some = ruleset._replace(rules=ruleset.rules[:number])
            print(f"{number} rules: {best(lambda some=some: check(document, some)):.3f} s")  # type: ignore[misc]
        four = ruleset._replace(rules=ruleset.rules * 4)
        print(f"all x 4: {best(lambda: check(document, four)):.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.md"
        small.write_text(text[:20_000], encoding="utf-8")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled too
        debias = [sys.executable, "-m", "debias", "check", str(small), "--format", "json"]
        cpu(*debias)  # warm the cache
        bare, whole = cpu(sys.executable, "-c", "pass"), cpu(*debias)
    print(f"20 KB Markdown, whole process: {whole * 1e3:.0f} ms, {whole / bare:.1f} x bare Python")


if __name__ == "__main__":
    main()
