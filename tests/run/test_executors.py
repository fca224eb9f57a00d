"""`check_paths` with executors of others: the result of one process, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from debias.rule import RuleSet
from debias.run import check_paths
from debias.run.one import Options
from tests.engine.made import ruleset

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made() -> RuleSet:
    return ruleset("phrases: [blorb]")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for workers that are new interpreters
    for number in range(30):
        text = f"# Number {number}\n\n" + "A blorb.\n\n" * (number % 4)
        (tmp_path / f"{number:02}.md").write_text(text)
    (tmp_path / "05.md").write_bytes(b"")
    return tmp_path


@contextmanager
def dask() -> Iterator[Executor]:
    """Dask's executor on a local cluster of two worker processes."""
    distributed = pytest.importorskip(
        "distributed", reason="needs Dask's scheduler: pip install distributed"
    )
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


@contextmanager
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.mark.parametrize(
    "executor",
    [
        pytest.param(threads, id="threads"),
        pytest.param(processes, id="processes"),
        pytest.param(dask, id="dask", marks=pytest.mark.slow),
    ],
)
def test_an_executor_gives_what_one_process_gives(executor, made: RuleSet, folder: Path) -> None:
    alone = check_paths([str(folder)], made, Options(jobs=0, cache=False))
    with executor() as given:
        shared = check_paths([str(folder)], made, Options(cache=False), given)
    assert shared == alone
    names = [Path(report.path).name for report in shared.files]
    assert names == [f"{number:02}.md" for number in range(30) if number != 5]
    assert [len(report.findings) for report in shared.files[:5]] == [0, 1, 1, 1, 0]
    assert [Path(error.path).name for error in shared.errors] == ["05.md"]
