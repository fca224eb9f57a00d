"""Worker processes: the same result as without, in the same order, and no death stops a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from debias import readers
from debias.finding import Result
from debias.rule import RuleSet
from debias.run import check_paths
from debias.run.one import Options
from debias.run.sharing import share_out
from debias.run.workers import Task, with_processes
from debias.wording import compiled, key_of
from tests.engine.made import ruleset

BLORB = "phrases: [blorb]"


@pytest.fixture(scope="module")
def made() -> RuleSet:
    return ruleset(BLORB)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(12):
        text = f"# Number {number}\n\n" + "A blorb.\n\n" * (number % 3)
        (tmp_path / f"{number:02}.md").write_text(text)
    (tmp_path / "05.md").write_bytes(b"")
    return tmp_path


def big(folder: Path) -> Path:
    """A file that makes worker processes worth it."""
    path = folder / "99.md"
    path.write_text("Plain words about care.\n\n" * 40_000)
    return path


def same(one: Result, other: Result) -> bool:
    return one == other and [f.path for f in one.files] == sorted(f.path for f in one.files)


@pytest.fixture(params=["forked", "spawned"])
def begun(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How workers begin."""
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("workers are only forked on Linux")
    monkeypatch.setattr("debias.run.workers._may_fork", lambda: request.param == "forked")
    return str(request.param)


@pytest.mark.slow
def test_patterns_that_a_worker_compiled_are_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(tmp_path / "cache"))
    compiled.cache_clear()
    ruleset_ = ruleset(BLORB)
    list(with_processes([Task((0,), (str(folder / "01.md"),))], ruleset_, Options(), 1))
    (kept,) = (tmp_path / "cache").glob("patterns-*.jsonl")
    assert any(key_of(piece) in kept.read_text() for piece in ruleset_.pieces)


@pytest.mark.slow
def test_workers_give_what_one_process_gives(made: RuleSet, folder: Path, begun: str) -> None:
    big(folder)
    alone = check_paths([str(folder)], made, Options(jobs=0))
    shared = check_paths([str(folder)], made, Options(jobs=2))
    assert same(alone, shared)
    assert len(alone.files) == 12
    assert [Path(error.path).name for error in alone.errors] == ["05.md"]


def test_any_executor_will_do(made: RuleSet, folder: Path) -> None:
    alone = check_paths([str(folder)], made, Options(jobs=0))
    with ThreadPoolExecutor(3) as executor:
        assert same(alone, check_paths([str(folder)], made, Options(), executor))


class Broken(Executor):
    """An executor that does two tasks and then stops."""

    def __init__(self) -> None:
        self.left = 2

    def submit(self, fn, /, *args, **kwargs):
        self.left -= 1
        future: Future = Future()
        if self.left < 0:
            future.set_exception(BrokenProcessPool("gone"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_an_executor_that_stops_costs_the_files_that_it_had_not_done(
    made: RuleSet, folder: Path
) -> None:
    result = check_paths([str(folder)], made, Options(), Broken())
    lost = [error for error in result.errors if "stopped" in error.reason]
    assert lost
    assert len(result.files) + len({error.path for error in result.errors}) == 12


def test_progress_counts_every_file(made: RuleSet, folder: Path) -> None:
    steps: list[tuple[int, int]] = []
    check_paths([str(folder)], made, Options(), progress=lambda *step: steps.append(step))
    assert steps == [(number, 12) for number in range(13)]


@pytest.mark.parametrize("jobs", [None, 0, 1, 2])
def test_every_file_is_dealt_out_once(folder: Path, jobs: int | None) -> None:
    big(folder)
    (folder / "a.pdf").write_bytes(b"%PDF-1.7")
    (folder / "b.docx").write_bytes(b"%PDF-1.7 under another name")
    files = tuple(sorted(str(path) for path in folder.iterdir()))
    here, tasks, processes = share_out(files, Options(jobs=jobs), None)
    away = [number for task in tasks for number in task.numbers]
    assert sorted(here + away) == list(range(len(files)))
    assert [files[n] for task in tasks for n in task.numbers] == [
        path for task in tasks for path in task.paths
    ]
    pdfs = {number for number, path in enumerate(files) if path.endswith(("pdf", "docx"))}
    assert not tasks if jobs == 0 else pdfs <= set(away)
    assert jobs is None or processes <= jobs


def test_a_few_small_files_are_not_worth_a_process(folder: Path) -> None:
    files = tuple(sorted(str(path) for path in folder.iterdir()))
    assert share_out(files, Options(), None)[1] == []


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, begun: str) -> Path:
    """A file whose reading kills its process, as a crash in a C library does. The reader is put
    on the path of the workers that start as new interpreters, and here for those that do not."""
    module = tmp_path / "modules" / "sitecustomize.py"
    module.parent.mkdir()
    module.write_text(
        "import os, signal\n"
        "import debias.readers as readers\n"
        "_read = readers.read\n"
        "def read(path, *rest, **more):\n"
        "    if 'deadly' in path:\n"
        f"        os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        "    if 'endless' in path:\n"
        "        import re; re.match('(a+)+b', 'a' * 60)\n"  # in C, where no signal reaches
        "    while 'sleepy' in path:\n"
        "        pass\n"
        "    return _read(path, *rest, **more)\n"
        "readers.read = read\n"
    )
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(module.parent), str(root)]))
    if begun == "forked":
        monkeypatch.setattr(readers, "read", readers.read)  # to have it back
        exec(module.read_text(), {})
    return tmp_path / "deadly.md"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_worker_that_dies_costs_one_file(made: RuleSet, folder: Path, deadly: Path) -> None:
    deadly.write_text("A blorb.")
    paths = sorted(str(path) for path in folder.glob("*.md"))
    numbers = range(len(paths))
    tasks = [
        Task(tuple(numbers[at : at + 4]), tuple(paths[at : at + 4]))
        for at in range(0, len(paths), 4)
    ]
    outcomes = dict(with_processes(tasks, made, Options(), 2))
    assert sorted(outcomes) == list(numbers)
    errors = {path: outcomes[n].errors for n, path in enumerate(paths) if outcomes[n].errors}
    assert set(errors) == {str(deadly), str(folder / "05.md")}
    assert "stopped without a word" in errors[str(deadly)][0].reason
    assert sum(outcome.report is not None for outcome in outcomes.values()) == 11


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sitecustomize as above")
def test_a_file_that_never_ends_costs_itself(made: RuleSet, folder: Path, deadly: Path) -> None:
    for name in ("endless.md", "sleepy.md"):
        (folder / name).write_text("A blorb.")
    paths = sorted(str(path) for path in folder.glob("*.md"))
    everything = Task(tuple(range(len(paths))), tuple(paths))
    outcomes = dict(with_processes([everything], made, Options(limits={"seconds": 0.5}), 2))
    assert sorted(outcomes) == list(everything.numbers)
    late = [Path(p).name for n, p in enumerate(paths) if "within 0.5 s" in str(outcomes[n].errors)]
    assert late == ["endless.md", "sleepy.md"]
    assert sum(outcome.report is not None for outcome in outcomes.values()) == 11


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
def test_a_file_that_takes_too_long_here_is_given_up(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(200_000))
    (tmp_path / "a.md").write_text(words)
    options = Options(jobs=0, cache=False, limits={"seconds": 0.01})
    result = check_paths([str(tmp_path / "a.md")], ruleset(BLORB), options)
    (error,) = result.errors
    assert "within 0.01 seconds" in error.reason


def test_a_large_file_alone_is_read_where_it_can_be_stopped(folder: Path) -> None:
    assert share_out((str(big(folder)),), Options(), None)[1] == []
    big(folder).write_text("Plain words about care.\n\n" * 80_000)
    assert len(share_out((str(folder / "99.md"),), Options(), None)[1]) == 1


def test_a_slow_rule_is_named_and_the_others_run(tmp_path: Path) -> None:
    slow = ruleset({"slow": "phrases: ['re:(?:a|aa)+[#%]']", "quick": BLORB})
    (tmp_path / "a.md").write_text("A blorb " + "a" * 200 + "!\n")
    result = check_paths([str(tmp_path / "a.md")], slow, Options(jobs=0))
    assert [finding.rule for finding in result.files[0].findings] == ["made/quick"]
    (error,) = result.errors
    assert "made/slow took too long" in error.reason


def test_standard_input_is_read_by_its_name(made: RuleSet) -> None:
    options = Options(stdin=b"<p>A blorb</p><script>blorb</script>", stdin_name="form.html")
    (report,) = check_paths(["-"], made, options).files
    assert (report.path, report.format) == ("form.html", "html")
    assert [finding.quote for finding in report.findings] == ["blorb"]


def test_nothing_given_gives_nothing(made: RuleSet) -> None:
    assert check_paths([], made, Options()) == Result(())


LEFT = """
import multiprocessing, sys, time
from debias.run import workers
from debias.run.one import Options
from tests.engine.made import ruleset

workers._may_fork = lambda: sys.argv[1] == "forked"
tasks = [workers.Task((number,), (path,)) for number, path in enumerate(sys.argv[2:])]
for _ in workers.with_processes(tasks, ruleset("phrases: [blorb]"), Options(), 2):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_when_whoever_asked_is_gone(folder: Path, begun: str) -> None:
    paths = sorted(str(path) for path in folder.glob("*.md"))
    with subprocess.Popen(
        [sys.executable, "-c", LEFT, begun, *paths],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        numbers = process.stdout.readline().split()
        process.kill()
    assert len(numbers) == 2
    ends = time.monotonic() + 20
    while any(alive(int(number)) for number in numbers):
        assert time.monotonic() < ends, "a worker went on"
        time.sleep(0.05)


def alive(number: int) -> bool:
    """Whether a process goes on; one that has ended may still be listed."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
