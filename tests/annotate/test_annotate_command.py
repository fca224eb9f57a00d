"""`debias annotate`: which copies it writes where, what it says, and its exit codes."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from debias.cli import main
from tests.cli.conftest import write_pack
from tests.readers.word_package import par, word_file

from . import word_oracle as oracle

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "A grunk is here, and a blorb.\n"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_pack(tmp_path_factory.mktemp("made") / "rules"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path


@pytest.fixture
def annotate(rules: str, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["annotate", "--rules", rules, "--select", "made", *map(str, arguments)])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_copies_stand_beside_their_originals(folder: Path, annotate) -> None:
    data = word_file(par(TEXT.strip()))
    (folder / "a.docx").write_bytes(data)
    (folder / "b.md").write_text(TEXT)
    code, out, err = annotate("a.docx", "b.md")
    assert (code, err) == (0, "")
    assert out == "a.debias.docx: 2 findings of a.docx\nb.debias.html: 2 findings of b.md\n"
    assert (folder / "a.docx").read_bytes() == data
    assert len(oracle.own((folder / "a.debias.docx").read_bytes())) == 3
    assert b"<mark" in (folder / "b.debias.html").read_bytes()


def test_second_run_over_a_folder_marks_no_copies(folder: Path, annotate) -> None:
    (folder / "a.docx").write_bytes(word_file(par(TEXT.strip())))
    (folder / "b.md").write_text(TEXT)
    assert annotate(".")[0] == 0
    before = {each.name: each.read_bytes() for each in folder.glob("*.debias.*")}
    code, out, err = annotate(".")
    assert (code, out) == (2, "")
    assert err.count("--force") == 2
    code, out, err = annotate(".", "--force")
    assert (code, err) == (0, "")
    assert {each.name: each.read_bytes() for each in folder.glob("*.debias.*")} == before


def test_a_glob_that_names_copies_too_marks_each_document_once(folder: Path, annotate) -> None:
    (folder / "a.docx").write_bytes(word_file(par(TEXT.strip())))
    annotate("a.docx")
    code, out, err = annotate("a.docx", "a.debias.docx", "--force")
    assert code == 0
    assert out.count("\n") == 1
    assert "marked copy of a.docx" in err


def test_a_copy_by_itself_is_marked_anew_by_force(folder: Path, annotate) -> None:
    (folder / "a.docx").write_bytes(word_file(par(TEXT.strip())))
    annotate("a.docx")
    copy = (folder / "a.debias.docx").read_bytes()
    code, _, err = annotate("a.debias.docx")
    assert code == 2
    assert "marked copy already" in err
    assert annotate("a.debias.docx", "--force")[0] == 0
    assert (folder / "a.debias.docx").read_bytes() == copy
    assert annotate("a.debias.docx", "--output", "b.docx")[0] == 0
    assert (folder / "b.docx").read_bytes() == copy


def test_output_names_the_copy(folder: Path, annotate) -> None:
    (folder / "b.md").write_text(TEXT)
    assert annotate("b.md", "--output", "new/c.html")[0] == 0
    assert (folder / "new" / "c.html").exists()
    assert annotate("b.md", "--output", "b.md", "--force")[0] == 2
    assert (folder / "b.md").read_text() == TEXT


def test_output_names_one_file_only(folder: Path, annotate) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(TEXT)
    code, _, err = annotate("a.md", "b.md", "--output", "c.html")
    assert code == 2
    assert "--output-dir" in err


def test_copies_of_the_same_name_do_not_meet(folder: Path, annotate) -> None:
    for name in ("x", "y"):
        (folder / name).mkdir()
        (folder / name / "a.md").write_text(TEXT)
    code, out, err = annotate("x", "y", "--output-dir", "out", "--force")
    assert code == 2
    assert out.count("\n") == 1
    assert "same name" in err
    assert len(list((folder / "out").iterdir())) == 1


def test_one_bad_file_does_not_stop_the_others(folder: Path, annotate) -> None:
    (folder / "a.md").write_text(TEXT)
    (folder / "bad.docx").write_bytes(b"PK\3\4 nonsense")
    code, out, err = annotate("bad.docx", "a.md", "missing.docx")
    assert code == 2
    assert out == "a.debias.html: 2 findings of a.md\n"
    assert "bad.docx" in err
    assert "missing.docx" in err


def test_what_could_not_be_read_is_told(folder: Path, annotate) -> None:
    picture = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    (folder / "a.docx").write_bytes(word_file(par(TEXT.strip()) + par(picture)))
    code, _, err = annotate("a.docx")
    assert code == 0
    assert "Excel.Sheet.12" in err
    said = oracle.said(next(iter(oracle.own((folder / "a.debias.docx").read_bytes()).values())))
    assert "Not read" in said
    assert "Excel.Sheet.12" in said


def test_standard_input_needs_a_name_for_the_copy(
    folder: Path, annotate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    given()
    assert annotate("-")[0] == 2
    given()
    assert annotate("-", "--stdin-name", "a.md", "--output", "a.html")[0] == 0
    assert b"<mark" in (folder / "a.html").read_bytes()


def test_suggestions_are_taken_back_before_a_copy_is_marked_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(SAMPLES / "induction-of-labour.docx", folder / "a.docx")
    assert main(["annotate", "a.docx", "--suggest"]) == 0
    first = (folder / "a.debias.docx").read_bytes()
    assert b"<w:ins " in oracle.parts(first)["word/document.xml"]
    assert main(["annotate", "a.debias.docx", "--suggest", "--force"]) == 0
    assert (folder / "a.debias.docx").read_bytes() == first
    assert main(["annotate", "a.debias.docx", "--output", "b.docx"]) == 0
    assert main(["annotate", "a.docx", "--output", "c.docx"]) == 0
    plain, fresh = (folder / "b.docx").read_bytes(), (folder / "c.docx").read_bytes()
    assert list(map(oracle.said, oracle.own(plain).values())) == list(
        map(oracle.said, oracle.own(fresh).values())
    )
    capsys.readouterr()


def test_min_severity_and_settings_count(folder: Path, annotate) -> None:
    (folder / "a.md").write_text(TEXT)
    assert "1 finding of" in annotate("a.md", "--min-severity", "error")[1]
    (folder / "debias.yaml").write_text("ignore: [grunk]\n")
    assert "1 finding of" in annotate("a.md", "--force")[1]
