"""How much sooner two worker processes are through with the PDFs of some folders than one.

    python tests/benchmarks/workers.py FOLDER... [--python PYTHON] [--times N]

Once with patterns ready and no results, once with results kept. Wall seconds are the least of N
runs (5), and need a machine with two idle cores to tell anything; the CPU seconds beside them are
those of all processes, and tell what starting workers costs. With --python, debias is the one of
that Python's environment, as installed from a wheel.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run everything in turn, so that what else the machine does meets all alike."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    paths = sorted(str(path) for folder in given.folders for path in folder.rglob("*.pdf"))
    size = sum(Path(path).stat().st_size for path in paths)
    print(f"{len(paths)} PDFs, {size / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled too
    with tempfile.TemporaryDirectory() as name:
        os.environ["DEBIAS_CACHE_DIR"] = name
        results = Path(name, "results")
        command = [given.python, "-m", "debias", "check", *paths, "--quiet", "--no-config"]
        took([*command, "--jobs", "1"])
        for kept in (False, True):
            runs: dict[int, list[tuple[float, float]]] = {0: [], 1: [], 2: []}
            for _ in range(given.times):
                for jobs, its in runs.items():
                    if not kept:
                        shutil.rmtree(results, ignore_errors=True)
                    its.append(took([*command, "--jobs", str(jobs)]))
            best = {jobs: tuple(map(min, zip(*its, strict=True))) for jobs, its in runs.items()}
            for jobs, (wall, cpu) in best.items():
                print(f"{'kept' if kept else 'new'}, {jobs} workers: {wall:.2f} s, CPU {cpu:.2f} s")
            print(f"two workers: {best[1][0] / best[2][0]:.2f} x the speed of one")


def took(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a program and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
