"""Tries thousands of mutated files: `python -m tests.hostile.fuzz [COUNT] [KIND ...]`.

By default 3,000 each of docx, pdf and rules; COUNT may be START-END. Prints what came of them;
the exit code is 1 where a file led to a mistake of debias or a marked copy that does not hold, a
process that died, more than 1 GiB or more than 20 s.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import NamedTuple

from tests.hostile.mutating import KINDS, ROOT

_AT_ONCE = 250  # files for one process


class Tried(NamedTuple):
    """What came of some mutated files: how often what, what is wrong by number, the peak of
    memory (MiB) and the longest time (seconds)."""

    came: Counter[str]
    wrong: dict[int, str]
    peak: float
    longest: float


def tried(kind: str, start: int, stop: int) -> Tried:
    """Try the files from `start` to `stop` of a kind, in processes of their own."""
    came: Counter[str] = Counter()
    wrong: dict[int, str] = {}
    peak = longest = 0.0
    while start < stop:
        end = min(stop, start + _AT_ONCE)
        command = [sys.executable, "-m", "tests.hostile.trying", kind, str(start), str(end)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        number = start
        pending = False
        for line in done.stdout.splitlines():
            said = json.loads(line)
            if "begins" in said:
                number, pending = said["begins"], True
            elif "came" in said:
                pending = False
                came[said["came"]] += 1
                longest = max(longest, said["seconds"])
                if said["came"] in ("mistake", "memory"):
                    wrong[number] = said["trace"] or "more than 1 GiB"
            else:
                peak = max(peak, said["peak"] / 1024)
        if pending:
            came["died"] += 1
            wrong[number] = f"the process ended ({done.returncode}) {done.stderr[-1500:]}"
            start = number + 1
        elif done.returncode:
            raise RuntimeError(done.stderr)
        else:
            start = end
    return Tried(came, wrong, peak, longest)


def main(arguments: list[str]) -> int:
    first, _, last = (arguments[0] if arguments else "3000").rpartition("-")
    start, stop = int(first or 0), int(last)
    bad = False
    for kind in arguments[1:] or KINDS:
        result = tried(kind, start, stop)
        print(
            f"{kind} {start}-{stop}: {sum(result.came.values())} files, {dict(result.came)}, "
            f"peak {result.peak:.0f} MiB, longest {result.longest:.1f} s",
            flush=True,
        )
        for number, what in result.wrong.items():
            print(f"  {kind} {number}: {what}", flush=True)
        bad = bad or bool(result.wrong)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
