"""A file that unfolds in a library in C costs itself, and not the memory of the machine."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from debias.run import check_paths
from debias.run.one import Options
from tests.engine.made import ruleset
from tests.hostile.pdf_files import FILES, one_page


@pytest.mark.skipif(sys.platform != "linux", reason="address space is not held to on others")
def test_what_the_caller_holds_does_not_count_for_its_workers(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(one_page())
    options = Options(limits={"memory-megabytes": 512}, jobs=1, cache=False)
    with mmap.mmap(-1, 700 * 2**20):
        result = check_paths([str(tmp_path)], ruleset("phrases: [refused]"), options)
    assert result.errors == ()
    assert [Path(report.path).name for report in result.files] == ["b.pdf"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="address space is not held to on others")
def test_a_pdf_that_draws_itself_a_billion_times_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(FILES["xobjects-that-double.pdf"]())
    (tmp_path / "b.pdf").write_bytes(one_page())
    options = Options(limits={"memory-megabytes": 512}, cache=False)
    result = check_paths([str(tmp_path)], ruleset("phrases: [refused]"), options)
    assert [Path(report.path).name for report in result.files] == ["b.pdf"]
    (error,) = result.errors
    assert error.path.endswith("a.pdf")
    assert "stopped without a word" in error.reason
    assert "limits.memory-megabytes" in error.reason
