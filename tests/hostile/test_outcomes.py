"""Each hostile file comes to what `outcomes.yaml` says of it, and nothing else happens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from debias import engine, readers
from debias.cli.check import exit_code
from debias.finding import Result
from debias.rule import RuleSet
from debias.run import check_paths
from debias.run.one import Options
from tests.engine.made import ruleset
from tests.hostile import copies, pdf_files, text_files, word_files

FILES = {**word_files.FILES, **pdf_files.FILES, **text_files.FILES}
TABLE = yaml.safe_load(Path(__file__).with_name("outcomes.yaml").read_text(encoding="utf-8"))


@cache
def rules() -> RuleSet:
    return ruleset("phrases: [refused]")


def outcome(result: Result) -> dict[str, object]:
    """What came of one file, in the words of the table."""
    came: dict[str, object] = {"exit": exit_code(result, lambda _: "warning")}
    for error in result.errors:
        came["says"] = error.reason
    for report in result.files:
        came["found"] = sum(1 + len(finding.also) for finding in report.findings)
        if report.unread:
            came["unread"] = [f"{part.place}: {part.reason}" for part in report.unread]
    return came


def test_every_file_has_its_outcome() -> None:
    assert set(TABLE) == set(FILES)
    assert len(TABLE) >= 60
    for name, expected in TABLE.items():
        assert expected["exit"] in (0, 1, 2), name
        assert ("found" in expected) != ("says" in expected), name


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow if expected.get("slow") else ())
        for name, expected in TABLE.items()
    ],
)
def test_what_comes_of_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    data = FILES[name]()
    path.write_bytes(data)
    expected = dict(TABLE[name])
    # Only a worker can be ended when it takes all memory or never ends in a library in C.
    jobs = 1 if expected.pop("slow", False) else 0
    result = check_paths([str(path)], rules(), Options(jobs=jobs, cache=False))
    came = outcome(result)
    if "says" in expected:
        assert expected.pop("says") in str(came.pop("says"))
    assert came == expected
    assert not any(error.bug for error in result.errors)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


MARKED = [
    name
    for name, expected in TABLE.items()
    if name.endswith((".docx", ".pdf")) and "found" in expected and not expected.get("slow")
]


@pytest.mark.slow
@pytest.mark.parametrize("name", MARKED)
def test_its_marked_copy_is_valid_or_there_is_none(name: str) -> None:
    data = FILES[name]()
    with readers.read(name, data) as document:
        if document.format not in ("docx", "pdf"):
            pytest.skip("this is HTML under a wrong name")
        report = engine.check(document, rules())
        copies.held(document.format, data, document, report, rules(), drawn=False)
