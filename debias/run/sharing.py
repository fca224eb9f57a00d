"""Which files are worth a worker process, and how they are dealt out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from debias.run.one import Options

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from debias.run.workers import Task

# Measured on the clinical documents of the corpus, with all rules, everything warm.
_SECONDS_A_MEGABYTE = {".pdf": 0.1, ".docx": 0.4, ".docm": 0.4, ".dotx": 0.4, ".dotm": 0.4}
_TEXT_SECONDS_A_MEGABYTE = 2.0
_SECONDS_A_FILE = 0.01
_WORTH_PROCESSES = 0.6  # seconds; starting two takes about 0.3
_WORTH_ONE = 3.0  # seconds; a file that may take longer is read where it can be stopped
_FILES_OF_TEXT_AT_ONCE = 16


def share_out(
    files: tuple[str, ...], options: Options, executor: Executor | None
) -> tuple[list[int], list[Task], int]:
    """The files to check here, the tasks for workers, and how many workers."""
    everything = range(len(files))
    if options.jobs == 0 and executor is None:
        return list(everything), [], 0
    costs = [_cost(path, options) for path in files]
    many = sum(costs) > _WORTH_PROCESSES and len(files) > 1 and options.jobs != 1
    if many or executor is not None:
        away = set(everything)
    else:
        away = {
            number
            for number in everything
            if costs[number] > _WORTH_ONE or _is_pdf(files[number], options)
        }
    if not away:
        return list(everything), [], 0
    from debias.run.workers import Task, cores  # noqa: PLC0415 - 30 ms, where it is worth it

    processes = min(options.jobs or cores(), len(away), 60)  # Windows allows 61 to be waited for
    dearest_first = sorted(away, key=lambda number: (-costs[number], number))
    single = [n for n in dearest_first if _extension(files[n]) in _SECONDS_A_MEGABYTE]
    text = [n for n in dearest_first if _extension(files[n]) not in _SECONDS_A_MEGABYTE]
    size = max(1, min(_FILES_OF_TEXT_AT_ONCE, len(text) // (2 * processes)))
    groups = [[n] for n in single] + [text[at : at + size] for at in range(0, len(text), size)]
    tasks = [Task(tuple(group), tuple(files[n] for n in group)) for group in groups]
    return [number for number in everything if number not in away], tasks, processes


def _cost(path: str, options: Options) -> float:
    """About how many seconds a file takes."""
    try:
        size = len(options.stdin) if path == "-" else os.path.getsize(path)  # noqa: PTH202
    except OSError:
        return 0.0
    rate = _SECONDS_A_MEGABYTE.get(_extension(path), _TEXT_SECONDS_A_MEGABYTE)
    return _SECONDS_A_FILE + size / 1e6 * rate


def _is_pdf(path: str, options: Options) -> bool:
    """Whether a file is a PDF by its name or first bytes: what reads PDFs may crash."""
    if path.lower().endswith(".pdf"):
        return True
    if path == "-":
        return b"%PDF-" in options.stdin[:1024]
    if not os.path.isfile(path):  # noqa: PTH113 - a pipe would wait for ever
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _extension(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122
