"""Times `debias check` with all rules beside other linters of prose, on the same Markdown.

    python tests/benchmarks/peers.py [--tools FOLDER] [--limit SECONDS] [--python PYTHON]
                                       [--texts FOLDER]

The corpus is made of texts of this repository, or of the documents of the folder of --texts: 200
files of about 5 KB, one file of 5 MB, and one of 1 KB for the start. Those of this repository are
mostly examples of rules, with a finding in every sentence: no document costs debias as much. The
others come from PyPI and npm and are put into FOLDER (default: a temporary one) unless they are
there. A table in Markdown goes to standard output. CPU seconds are those of the process and its
children; the memory is that of the largest process among them. debias runs as where it is
installed, with its modules compiled to bytecode; with --python, from the environment of that
Python, as from a wheel. A run that is stopped at the limit gives bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from debias import packs
from tests.benchmarks.matching import text_of

ROOT = Path(__file__).resolve().parents[2]
FILES, FILE_SIZE, LARGE, SMALL = 200, 5_000, 5_000_000, 1_000
PYPI = ("proselint", "codespell")
NPM = ("alex", "write-good", "textlint", "textlint-rule-alex")
# A program's peak memory counts that of the process it is forked from, so that has to be small.
LAUNCH = """
import os, sys, time
began = time.perf_counter()
child = os.fork()
if not child:
    os.setpgid(0, 0)
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - began
with open(sys.argv[1], "w") as file:
    code = os.waitstatus_to_exitcode(status)
    print(code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
"""


class Run(NamedTuple):
    """What one run of a program took; `lines` are those it wrote."""

    wall: float
    cpu: float
    memory: float  # MiB
    lines: int
    stopped: bool  # it took longer than the limit
    failed: str  # the last line that it wrote when it went wrong, "" when it did not


class Tool(NamedTuple):
    """A program, and what it is called with before the paths."""

    name: str
    command: tuple[str, ...]


def main() -> None:
    """Make the corpus, run everything on it, print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=Path, help="a folder to keep the other tools in")
    parser.add_argument("--limit", type=float, default=300, help="seconds after which one stops")
    parser.add_argument("--python", help="the Python of an environment with debias in it")
    parser.add_argument("--texts", type=Path, help="a folder of documents to make the corpus of")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, large, small = corpus(folder, passages(given.texts) if given.texts else texts())
        size = sum(Path(path).stat().st_size for path in many)
        print(f"{len(many)} files, {size / 1e6:.2f} MB; one file of {LARGE / 1e6:.0f} MB.\n")
        sets = {"start": [small], "many": many, "large": [large]}
        rows = of_debias(sets, folder, given.limit, given.python)
        for tool in others(given.tools or folder / "tools"):
            print(f"running {tool.name}", file=sys.stderr)
            rows[tool.name] = {
                key: measured(tool.command, paths, given.limit) for key, paths in sets.items()
            }
        print("\n".join(table(rows, size)))
        empty = ((given.python or sys.executable, "-c", "pass"), ("node", "-e", "0"))
        bare = [measured(command, [], given.limit) for command in empty if shutil.which(command[0])]
        starts = " and ".join(f"{run.wall * 1000:.0f} ms" for run in bare)
        print(f"\nAn empty program starts in {starts} (Python, Node).")
        again, first = rows["debias, kept results"]["many"], rows["debias, new cache"]["many"]
        print(
            f"\nThe second run on {len(many)} unchanged files takes "
            f"{again.cpu / first.cpu:.0%} of the CPU seconds of the first, "
            f"{again.wall / first.wall:.0%} of its time."
        )


def corpus(folder: Path, parts: list[str]) -> tuple[list[str], str, str]:
    """The paths of the many files, the large one and the small one."""
    shuffle = random.Random(11)
    (folder / "corpus").mkdir()

    def page(size: int) -> str:
        made, length = [], 0
        while length < size:
            part = shuffle.choice(parts)
            made.append(part)
            length += len(part.encode()) + 2
        return "\n\n".join(made) + "\n"

    many = []
    for number in range(FILES):
        path = folder / "corpus" / f"{number:03}.md"
        path.write_text(page(FILE_SIZE), encoding="utf-8")
        many.append(str(path))
    large, small = folder / "large.md", folder / "small.md"
    large.write_text(page(LARGE), encoding="utf-8")
    small.write_text(page(SMALL)[:SMALL], encoding="utf-8")
    return many, str(large), str(small)


def passages(folder: Path) -> list[str]:
    """The paragraphs of the documents of a folder, about ten together."""
    blocks = text_of([folder]).split("\n\n")
    return ["\n\n".join(blocks[at : at + 10]) for at in range(0, len(blocks), 10)]


def texts() -> list[str]:
    """Passages of this repository: sections of documents, and paragraphs of sentences."""
    validation = ROOT / "tests/accuracy/validation"
    documents = [*ROOT.glob("samples/*.md"), *ROOT.glob("samples/*.txt")]
    documents += sorted((validation / "documents").glob("*.[mt][dx]*"))
    found = []
    for path in sorted(documents):
        found += [part.strip() for part in path.read_text(encoding="utf-8").split("\n#")]
    lines = (validation / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line)["text"] for line in lines]
    for rule in packs.load(()).rules:
        sentences += [example.text for example in (*rule.flag, *rule.allow)]
    single = [" ".join(text.split()) for text in sentences if text and "|" not in text]
    random.Random(3).shuffle(single)
    found += [" ".join(single[at : at + 4]) for at in range(0, len(single), 4)]
    return [part for part in found if part]


def of_debias(
    sets: dict[str, list[str]], folder: Path, limit: float, python: str | None
) -> dict[str, dict[str, Run]]:
    """debias with an empty cache, with its patterns ready, and with its results kept."""
    program = (python or sys.executable, "-m", "debias")
    if python is None:
        os.environ["PYTHONPATH"] = str(ROOT)
    listed = subprocess.run(
        [*program, "rules", "--format", "json"], cwd=folder, check=True, capture_output=True
    )
    rules = [rule["rule"] for rule in json.loads(listed.stdout)["rules"]]
    print(f"debias has {len(rules)} rules.", file=sys.stderr)
    command = (*program, "check", "--no-config", "--brief", "--select", ",".join(rules))
    rows: dict[str, dict[str, Run]] = {
        name: {} for name in ("debias, new cache", "debias, patterns ready", "debias, kept results")
    }
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled too
    for key, paths in sets.items():
        cache = folder / f"cache-{key}"
        os.environ["DEBIAS_CACHE_DIR"] = str(cache)

        def anew(cache: Path = cache) -> None:
            shutil.rmtree(cache, ignore_errors=True)

        def without_results(cache: Path = cache) -> None:
            shutil.rmtree(cache / "results", ignore_errors=True)

        for row, prepare in zip(rows.values(), (anew, without_results, nothing), strict=True):
            row[key] = measured(command, paths, limit, prepare)
    return rows


def others(folder: Path) -> list[Tool]:
    """The other tools, installed into a folder; those that cannot be are named."""
    python = folder / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PYPI], check=False)
    node = folder / "npm"
    if not node.exists() and shutil.which("npm"):
        node.mkdir()
        quiet = ("--no-fund", "--no-audit", "--silent")
        subprocess.run(["npm", "install", *quiet, "--prefix", node, *NPM], check=False)
    programs = node / "node_modules/.bin"
    wanted = [
        Tool("proselint", (str(python.with_name("proselint")), "check")),
        Tool("codespell", (str(python.with_name("codespell")),)),
        Tool("alex", (str(programs / "alex"),)),
        Tool("write-good", (str(programs / "write-good"),)),
        Tool("textlint, alex rule",
             (str(programs / "textlint"), "--rules-base-directory", str(node / "node_modules"),
              "--rule", "alex")),
    ]  # fmt: skip
    for tool in wanted:
        if not Path(tool.command[0]).exists():
            print(f"{tool.name} could not be installed here.\n")
    return [tool for tool in wanted if Path(tool.command[0]).exists()]


def nothing() -> None:
    """What there is to prepare for a program without a cache."""


def measured(
    command: Sequence[str],
    paths: Sequence[str],
    limit: float,
    prepare: Callable[[], None] = nothing,
) -> Run:
    """Run a program on some files, short ones several times; the run that took least of those that
    came to their end."""
    runs: list[Run] = []
    while not runs or (len(runs) < 5 and sum(run.wall for run in runs) < 5):
        prepare()
        runs.append(once(command, paths, limit))
    return min(runs, key=lambda run: (run.stopped, run.cpu))


def once(command: Sequence[str], paths: Sequence[str], limit: float) -> Run:
    """Run a program once. Linters end with many codes, so only a crash counts as failing."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out:
        noted = Path(folder, "noted")
        child = subprocess.Popen(
            [sys.executable, "-S", "-E", "-c", LAUNCH, noted, *command, *paths],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            cwd=folder, start_new_session=True,
        )  # fmt: skip
        timer = threading.Timer(limit, stop, (child.pid,))
        timer.start()
        child.wait()
        timer.cancel()
        out.seek(0)
        said = out.read().decode("utf-8", "replace").splitlines()
        code, wall, cpu, memory = map(float, noted.read_text().split())
    stopped = code == -signal.SIGKILL
    crashed = any(line.startswith(("Traceback", "usage:")) for line in said)
    if command[1:3] == ("-m", "debias"):
        crashed = code > 1
    failed = said[-1] if said and crashed else "" if code >= 0 else "it was killed"
    return Run(wall, cpu, memory / 1024, len(said), stopped, failed)


def stop(launcher: int) -> None:
    """Stop what a launcher runs, and leave the launcher to tell of it."""
    listed = Path(f"/proc/{launcher}/task/{launcher}/children").read_text()
    for child in listed.split():
        os.killpg(int(child), signal.SIGKILL)


def table(rows: dict[str, dict[str, Run]], size: int) -> list[str]:
    """The lines of a table of what was measured, and of how each compares to debias with its
    patterns ready: above 1 takes more, below 1 less. Of a run that was stopped all is a bound."""
    lines = [
        "| | start on 1 KB, ms | 200 files: CPU s | s | MB per CPU s | × debias | peak MiB "
        "| 5 MB: CPU s | s | × debias | peak MiB | lines written |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    ours = rows["debias, patterns ready"]
    for name, runs in rows.items():
        start, many, large = runs["start"], runs["many"], runs["large"]
        cells = [
            name, at_least(start, f"{start.wall * 1000:.0f}"),
            at_least(many, f"{many.cpu:.2f}"), at_least(many, f"{many.wall:.2f}"),
            at_least(many, f"{size / 1e6 / many.cpu:.2f}", "<"),
            compared(many, ours["many"]), at_least(many, f"{many.memory:.0f}"),
            at_least(large, f"{large.cpu:.2f}"), at_least(large, f"{large.wall:.2f}"),
            compared(large, ours["large"]), at_least(large, f"{large.memory:.0f}"),
            at_least(many, str(many.lines)),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    for name, runs in rows.items():
        for key, run in runs.items():
            if run.stopped:
                lines += ["", f"{name} was stopped on {key} after {run.wall:.0f} s."]
            elif run.failed:
                lines += ["", f"{name} failed on {key}: {run.failed}"]
    return lines


def at_least(run: Run, figure: str, sign: str = ">") -> str:
    """A figure of a run, as a bound where it was stopped, and none where it failed."""
    if run.failed and not run.stopped:
        return "-"
    return f"{sign} {figure}" if run.stopped else figure


def compared(run: Run, ours: Run) -> str:
    """How often the CPU seconds of ours a run took; nothing where ours did not come to its end."""
    return "-" if ours.stopped or ours.failed else at_least(run, f"{run.cpu / ours.cpu:.1f}")


if __name__ == "__main__":
    main()
