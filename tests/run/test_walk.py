"""Which files of a folder are checked, and what is said of those that are not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debias.run import gitignore
from debias.run.walk import find


def made(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def files(*paths: str) -> list[str]:
    return [path.replace(os.sep, "/") for path in find(paths).files]


def test_a_folder_gives_its_documents_in_order() -> None:
    made("b.md", "a.docx", "c/d.PDF", "c/a.txt", "notes.py", "x.html")
    assert files(".") == ["a.docx", "b.md", "x.html", "c/a.txt", "c/d.PDF"]


def test_hidden_and_foreign_folders_and_lock_files_are_left_out() -> None:
    made(".git/a.md", ".hidden.md", "node_modules/x/readme.md", "venv/a.txt", "~$form.docx", "a.md")
    assert files(".") == ["a.md"]


def test_what_is_named_is_always_taken() -> None:
    made(".hidden/a.md", "b.xyz", "out/c.md")
    Path(".gitignore").write_text("out/\n")
    assert files(".hidden", "b.xyz", "out/c.md", "-") == [".hidden/a.md", "b.xyz", "out/c.md", "-"]


def test_each_file_comes_once() -> None:
    made("a/b.md", "c.md")
    assert files("a/b.md", ".", "a", "./a/b.md") == ["a/b.md", "c.md"]
    assert find(["a/b.md", "a"]).errors == ()


def test_a_folder_without_documents_is_an_error_that_says_what_is_read() -> None:
    made("code/a.py")
    (error,) = find(["code"]).errors
    assert error.path == "code"
    assert ".docx" in error.reason
    assert ".md" in error.reason


def test_documents_in_other_formats_are_named() -> None:
    made("old.doc", "sheet.XLSX", "a.md", "picture.png")
    assert find(["."]).left_out == ("old.doc", "sheet.XLSX")
    made("only/old.doc")
    found = find(["only"])
    assert [error.path for error in found.errors] == ["only"]
    assert found.left_out == (str(Path("only", "old.doc")),)


def test_links_in_a_circle_end() -> None:
    made("a/b/c.md")
    Path("a/b/up").symlink_to("..")
    Path("again").symlink_to("a")
    assert files(".") == ["a/b/c.md"]


def test_a_link_to_another_place_is_followed_and_a_broken_one_is_named(tmp_path: Path) -> None:
    made("a/x.md", "other/y.md", "other/deep/z.md")
    Path("a/link").symlink_to(tmp_path / "other")
    Path("a/broken.md").symlink_to("nowhere.md")
    assert files("a") == ["a/broken.md", "a/x.md", "a/link/y.md", "a/link/deep/z.md"]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read any folder")
def test_a_folder_that_may_not_be_read_is_named() -> None:
    made("a.md", "closed/b.md")
    Path("closed").chmod(0)
    try:
        (error,) = find(["."]).errors
    finally:
        Path("closed").chmod(0o755)
    assert error.path == "closed"


def test_gitignore_is_honoured_from_the_repository_down() -> None:
    made("repo/.git/HEAD", "repo/docs/a.md", "repo/docs/build/b.md", "repo/docs/keep/c.md")
    made("repo/docs/draft-1.md", "repo/docs/draft-2.md")
    Path("repo/.gitignore").write_text("build/\ndraft-*\n")
    Path("repo/docs/.gitignore").write_text("!draft-2.md\n")
    assert files("repo/docs") == ["repo/docs/a.md", "repo/docs/draft-2.md", "repo/docs/keep/c.md"]


def test_a_gitignore_above_the_repository_says_nothing() -> None:
    made("repo/.git/HEAD", "repo/a.md")
    Path(".gitignore").write_text("*.md\n")
    assert files("repo") == ["repo/a.md"]


NAMES = ["a", "b", "ab", "a.md", "b.md", "a b", "docs", "build"]
PATTERNS = [
    "a", "*.md", "/a", "a/", "docs/", "/docs/a.md", "docs/*.md", "**/a", "docs/**", "a/**/b", "a*b",
    "?", "[ab]", "[!a]", "!a.md", "!docs/", "# a", "\\#a", "a.md ", "**/docs/a", "*", "!*.md", "**",
    "/*", "[a-b].md", "a\\*", "docs/a/", "/**/b.md", "b**", "[]a]",
]  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    paths=st.lists(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=6
    ),
    patterns=st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4),
)
def test_gitignore_says_what_git_says(paths: list[list[str]], patterns: list[str]) -> None:
    shutil.rmtree("repo", ignore_errors=True)
    Path("repo").mkdir()
    for parts in paths:
        path = Path("repo", *parts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue
    Path("repo/.gitignore").write_text("\n".join(patterns) + "\n")
    subprocess.run(["git", "init", "-q", "repo"], check=True)
    listed = subprocess.run(
        [
            "git",
            "-C",
            "repo",
            "-c",
            "core.quotePath=false",
            "ls-files",
            "-co",
            "--exclude-standard",
        ],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    assert sorted(_kept(Path("repo").resolve())) == sorted(set(listed) - {".gitignore"})


def _kept(root: Path) -> list[str]:
    levels = gitignore.of_folder(str(root))
    kept = []
    waiting = [root]
    while waiting:
        for path in waiting.pop().iterdir():
            if path.name in (".git", ".gitignore"):
                continue
            if gitignore.left_out(path.as_posix(), levels, is_folder=path.is_dir()):
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                kept.append(path.relative_to(root).as_posix())
    return kept
