"""Marked copies of real and awkward Word files: nothing but comments is added to them."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import docx
import pytest

from debias import annotate, engine
from debias.readers.word import read

from . import word_oracle as oracle
from .word_files import FILES, LARGE, WHEN, checked, marked, rules

each_file = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow) if path.stat().st_size > LARGE else path
        for path in FILES
    ]
    or [pytest.param(None, marks=pytest.mark.skip("no files"))],
    ids=lambda path: path.name,
    scope="module",  # one file after the other, so that each is marked once
)


@each_file
def test_only_what_comments_need_changes(path: Path) -> None:
    made = marked(path)
    if made is None:
        pytest.skip("not to be read or written")
    oracle.only_comments_added(made.data, made.copy, 1 + len(made.report.findings))


@each_file
def test_each_comment_lies_on_its_words_or_quotes_them(path: Path) -> None:
    made = marked(path)
    if made is None:
        pytest.skip("not to be read or written")
    _, copy = oracle.main_part(made.copy)
    ranges = [oracle.range_texts(copy, hidden=hidden) for hidden in (False, None)]
    for one, (at, comment) in zip(
        made.report.findings, list(oracle.own(made.copy).items())[1:], strict=True
    ):
        if not any(alike(texts[at], one.quote) for texts in ranges):
            words = " ".join(one.quote.split())[:300]
            assert f"“{words}" in oracle.said(comment), (one.quote, ranges[0][at])


def alike(shown: str, quote: str) -> bool:
    return len(shown) == len(quote) and all(
        ours in {theirs, "\ufffc"} or "\ue000" <= ours <= "\uf8ff"
        for ours, theirs in zip(shown, quote, strict=True)
    )


@each_file
@pytest.mark.parametrize("suggest", [False, True], ids=["comments", "suggestions"])
def test_second_run_changes_nothing(path: Path, suggest: bool) -> None:
    made = marked(path, suggest=suggest)
    if made is None:
        pytest.skip("not to be read or written")
    data = annotate.without_suggestions("docx", made.copy, {})
    document = read(path.name, data, {})
    report = checked(document, path.name)
    assert [one.quote for one in report.findings] == [one.quote for one in made.report.findings]
    again = annotate.mark(document, report, rules(), annotate.Options(data, WHEN, suggest))
    assert again == made.copy
    later = annotate.Options(made.copy, WHEN + 86400)
    document = read(path.name, made.copy, {})
    other = annotate.mark(document, engine.check(document, rules()), rules(), later)
    assert {one.get(oracle.W + "date") for one in oracle.own(other).values()} == {
        "2023-11-15T22:13:20Z"
    }


@each_file
def test_python_docx_reads_the_comments_back(path: Path) -> None:
    made = marked(path)
    if made is None:
        pytest.skip("not to be read or written")
    if b"styles" not in oracle.parts(made.data).get("word/_rels/document.xml.rels", b""):
        pytest.skip("python-docx needs styles")
    theirs = [
        one for one in docx.Document(io.BytesIO(made.copy)).comments if one.author == "debias"
    ]
    assert [one.text for one in theirs] == [
        oracle.said(one) for one in oracle.own(made.copy).values()
    ]
    assert all(one.initials == "db" and one.timestamp is not None for one in theirs)
    for one, read_back in zip(made.report.findings, theirs[1:], strict=True):
        assert f"{one.severity.capitalize()}: {one.title}" == read_back.paragraphs[0].text
        assert one.rule in read_back.text


@each_file
@pytest.mark.slow
@pytest.mark.parametrize("suggest", [False, True], ids=["comments", "suggestions"])
def test_audit_finds_no_new_error(path: Path, suggest: bool, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    made = marked(path, suggest=suggest)
    if made is None:
        pytest.skip("not to be read or written")

    def errors(data: bytes) -> Counter[tuple[str, str]]:
        file = tmp_path / "file.docx"
        file.write_bytes(data)
        found = audit.OpenXmlValidator(max_errors=100_000).validate(file).errors
        return Counter((one.part_uri, one.description) for one in found)

    new = errors(made.copy) - errors(made.data)
    assert not new, new
