"""Copies get a name of their own, are whole or not there, and never take the original's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from debias.annotate import writing
from debias.errors import DebiasError


@pytest.mark.parametrize(
    ("path", "extension", "folder", "expected"),
    [
        ("a.docx", "", None, "a.debias.docx"),
        ("in/a.b.docm", "", None, "in/a.b.debias.docm"),
        ("in/a.md", ".html", None, "in/a.debias.html"),
        ("in/a.docx", "", "out", "out/a.debias.docx"),
        ("in/a.debias.docx", "", None, "in/a.debias.docx"),
        ("A.DEBIAS.DOCX", "", None, "A.debias.DOCX"),
    ],
)
def test_names(path: str, extension: str, folder: str | None, expected: str) -> None:
    assert writing.name_for(path, extension, folder) == expected.replace("/", os.sep)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.debias.docx", True), ("x/A.Debias.PDF", True), ("debias.docx", False), ("a.docx", False),
     ("a.debias", False), ("debias.debias.md", True)],
)  # fmt: skip
def test_copies_are_known_by_their_names(path: str, expected: bool) -> None:
    assert writing.is_copy(path) is expected


def test_a_copy_is_written_and_nothing_else(tmp_path: Path) -> None:
    original = tmp_path / "a.docx"
    original.write_bytes(b"original")
    target = tmp_path / "new" / "a.debias.docx"
    writing.write(str(original), str(target), b"copy")
    assert target.read_bytes() == b"copy"
    assert [each.name for each in target.parent.iterdir()] == ["a.debias.docx"]
    mask = os.umask(0)
    os.umask(mask)
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_copy_that_is_there_needs_force(tmp_path: Path) -> None:
    original, target = tmp_path / "a.docx", tmp_path / "a.debias.docx"
    original.write_bytes(b"original")
    target.write_bytes(b"older")
    with pytest.raises(DebiasError, match="already") as caught:
        writing.write(str(original), str(target), b"copy")
    assert "--force" in caught.value.hint
    assert target.read_bytes() == b"older"
    writing.write(str(original), str(target), b"copy", force=True)
    assert target.read_bytes() == b"copy"


@pytest.mark.parametrize("link", [None, "hard", "soft"])
@pytest.mark.parametrize("force", [False, True])
def test_the_original_is_never_written_to(tmp_path: Path, link: str | None, force: bool) -> None:
    original = tmp_path / "a.docx"
    original.write_bytes(b"original")
    target = original
    if link is not None:
        target = tmp_path / "a.debias.docx"
        (os.link if link == "hard" else os.symlink)(original, target)
    with pytest.raises(DebiasError, match="original"):
        writing.write(str(original), str(target), b"copy", force=force)
    assert original.read_bytes() == b"original"


def test_a_copy_replaces_itself_only_by_force(tmp_path: Path) -> None:
    copy = tmp_path / "a.debias.docx"
    copy.write_bytes(b"copy")
    with pytest.raises(DebiasError, match="marked copy already"):
        writing.write(str(copy), str(copy), b"new")
    writing.write(str(copy), str(copy), b"new", force=True)
    assert copy.read_bytes() == b"new"


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = tmp_path / "a.docx"
    original.write_bytes(b"original")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DebiasError, match="No space left"):
        writing.write(str(original), str(tmp_path / "a.debias.docx"), b"copy")
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_is_no_place_for_a_copy(tmp_path: Path) -> None:
    with pytest.raises(DebiasError, match="folder"):
        writing.write("a.docx", str(tmp_path), b"copy", force=True)
