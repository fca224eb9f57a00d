"""Times the readers of Markdown, HTML, templates and plain text, and what importing them costs.

    python tests/benchmarks/text_reading.py

Makes a guideline of about 1 MB and one of about 5 MB for each format, reads each in a fresh run
and prints MB/s and how the time grows: 1.0 is linear. Then the time that each reader's import
adds to an interpreter that only starts.
"""

from __future__ import annotations

import html
import importlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
READERS = {
    "markdown": "debias.readers.markdown_text",
    "html": "debias.readers.hypertext",
    "template": "debias.readers.hypertext_template",
    "text": "debias.readers.plain",
}
WORDS = (
    "women with a previous caesarean birth should be offered review by the consultant midwife "
    "before forty weeks and the plan of care is written in the notes where the family can read it "
    "assess colour of lips tongue gums and oxygen saturation for every newborn of any skin tone"
).split()


def sentence(random_: random.Random, length: int) -> str:
    """So many words of a clinical kind."""
    return " ".join(random_.choices(WORDS, k=length)).capitalize() + "."


def wrapped(text: str, width: int = 76) -> str:
    """Break a text into lines, as people do by hand."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def markdown(size: int) -> str:
    """Headings, wrapped paragraphs with some emphasis and links, lists, quotations and tables."""
    random_ = random.Random(7)
    parts: list[str] = []
    total = 0
    while total < size:
        page = [f"## {len(parts) + 1} Management of the third stage"]
        page += [wrapped(" ".join(sentence(random_, 24) for _ in range(4))) for _ in range(6)]
        page.append(f"The **{sentence(random_, 6)}** See [the policy](x.html) and _notes_.")
        page.append("Offer review if any of:")
        page.append("\n".join(f"- {sentence(random_, 9)}" for _ in range(6)))
        page.append(f"> {sentence(random_, 20)}")
        rows = ["| Sign | Action | Who |", "|---|---|---|"]
        rows += [f"| {sentence(random_, 4)} | {sentence(random_, 5)} | Midwife |" for _ in range(5)]
        page.append("\n".join(rows))
        parts.append("\n\n".join(page) + "\n")
        total += len(parts[-1])
    return "\n".join(parts)


def hypertext(size: int) -> str:
    """The same as a web page."""
    random_ = random.Random(7)
    parts = ["<!doctype html><html><head><title>Guideline</title></head><body>"]
    total = 0
    while total < size:
        page = [f'<h2 id="s{len(parts)}">{len(parts)} Management of the third stage</h2>']
        for _ in range(7):
            text = html.escape(" ".join(sentence(random_, 24) for _ in range(4)))
            page.append(
                f"<p>{wrapped(text)} See <a href='x.html'>the <b>policy</b></a> &amp; plan.</p>"
            )
        items = "".join(f"  <li>{sentence(random_, 9)}</li>\n" for _ in range(6))
        page.append(f'<ul class="nhsuk-list">\n{items}</ul>')
        rows = "".join(
            f"<tr><td>{sentence(random_, 4)}</td><td>{sentence(random_, 5)}</td></tr>\n"
            for _ in range(5)
        )
        page.append(f"<table><tr><th>Sign</th><th>Action</th></tr>\n{rows}</table>")
        parts.append("\n".join(page))
        total += len(parts[-1])
    return "\n".join([*parts, "</body></html>"])


def template(size: int) -> str:
    """The same page as a template."""
    code = '{{ tag({\n  text: "Example",\n  classes: "app-example"\n}) }}\n'
    return '{% set pageTitle = "Guideline" %}\n' + hypertext(size).replace("<ul", code + "<ul")


def plain(size: int) -> str:
    """The same as plain text: numbered headings, wrapped paragraphs, bullets, a form."""
    random_ = random.Random(7)
    parts: list[str] = []
    total = 0
    while total < size:
        page = [f"{len(parts) % 90 + 1}.1 Management of the third stage"]
        page += [wrapped(" ".join(sentence(random_, 24) for _ in range(4))) for _ in range(7)]
        page.append(
            "Offer review if any of:\n" + "\n".join(f"• {sentence(random_, 9)}" for _ in range(6))
        )
        page.append("Name: ________ Date: ________\nInterpreter needed ☐ yes ☐ no")
        parts.append("\n\n".join(page) + "\n")
        total += len(parts[-1])
    return "\n".join(parts)


MAKERS = {"markdown": markdown, "html": hypertext, "template": template, "text": plain}


def seconds(name: str, data: bytes) -> float:
    """The median time that one reading takes."""
    read = importlib.import_module(READERS[name]).read
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read("x", data, {})
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start(code: str, cache: str) -> float:
    """The median time of an interpreter that runs some compiled code, in milliseconds."""
    outside = {key: each for key, each in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**outside, "PYTHONPYCACHEPREFIX": cache}
    times = []
    for _ in range(ROUNDS * 3):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def main() -> None:
    """Print the table."""
    for name, make in MAKERS.items():
        small, large = make(1_000_000).encode(), make(5_000_000).encode()
        first, second = seconds(name, small), seconds(name, large)
        growth = (second / first) / (len(large) / len(small))
        print(
            f"{name:9} {len(small) / 1e6:.2f} MB {len(small) / first / 1e6:5.1f} MB/s   "
            f"{len(large) / 1e6:.2f} MB {len(large) / second / 1e6:5.1f} MB/s   growth {growth:.2f}"
        )
    with tempfile.TemporaryDirectory() as cache:
        bare = start("pass", cache)
        print(f"bare interpreter {bare:.0f} ms; importing adds:")
        for name, module in READERS.items():
            print(f"  {name:9} {start(f'import debias.readers, {module}', cache) - bare:5.1f} ms")
        print(f"  {'re alone':9} {start('import re, typing, bisect', cache) - bare:5.1f} ms")


if __name__ == "__main__":
    main()
