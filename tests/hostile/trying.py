"""Tries mutated files one after another, in a process whose memory is limited to 1 GiB.

Run as `python -m tests.hostile.trying KIND START END`: a line with the number before each file,
one with what came of it after. A process that says no more has hung (20 s) or died.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
import traceback
from functools import cache

from debias import engine, readers
from debias.errors import DebiasError
from debias.packs.files import Files, built_in, read_files
from debias.packs.make import ruleset_of
from tests.annotate.word_files import checked, rules
from tests.engine.made import PACK
from tests.hostile import copies
from tests.hostile.mutating import mutated

MEMORY = 2**30
SECONDS = 20
FURTHER = 5  # findings at random words of a document, besides those of the rules
DRAWN = 25  # of so many PDFs one is also drawn


@cache
def shared() -> dict[str, dict[str, bytes]]:
    return read_files((built_in(),)).shared


def document(kind: str, number: int, data: bytes) -> str:
    """Read, check and mark one file: what came of it."""
    name = f"mutated.{kind}"
    try:
        with readers.read(name, data) as read:
            report = checked(read, str(number), FURTHER)
            for finding in report.findings:
                text = read.blocks[finding.block].text
                assert text[finding.start : finding.end] == finding.quote
            drawn = number % DRAWN == 0
            marked = copies.held(kind, data, read, report, rules(), drawn=drawn)
    except DebiasError as error:
        return "error" if error.message.endswith(".") else f"no sentence: {error.message}"
    return "read and marked" if marked else "read, not marked"


def rule_file(data: bytes) -> str:
    """Make a rule set of one rule file, and look at a text with it: what came of it."""
    files = Files(shared(), {"made/pack": {"pack.yaml": PACK, "rule.yaml": data}})
    try:
        made = ruleset_of(files, "x")
    except DebiasError as error:
        each = getattr(error, "errors", (error,))
        assert all(one.message and one.path for one in each)
        return "error"
    with readers.read("a.md", b"# A policy\n\nThe patient refused. She denies pain aaaa!") as read:
        engine.check(read, made)
    return "made"


def main(kind: str, start: int, end: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with readers.read("a.md", b"A refused woman.") as first:  # so that no file pays for the start
        checked(first, "first", FURTHER)
    for number in range(start, end):
        print(json.dumps({"begins": number}), flush=True)
        data = mutated(kind, number)
        signal.alarm(SECONDS)
        begun = time.monotonic()
        trace = ""
        try:
            came = rule_file(data) if kind == "rules" else document(kind, number, data)
        except MemoryError:
            came = "memory"
        except Exception:
            came, trace = "mistake", traceback.format_exc()
        signal.alarm(0)
        came, trace = ("mistake", came) if came.startswith("no sentence") else (came, trace)
        seconds = round(time.monotonic() - begun, 2)
        print(json.dumps({"came": came, "seconds": seconds, "trace": trace}), flush=True)
    print(json.dumps({"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
