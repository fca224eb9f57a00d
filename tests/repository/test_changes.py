"""`--changed-since`: only what touches changed lines or blocks, or is there because of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.readers.pdf_by_hand import lines, pdf
from tests.readers.word_package import par, word_file
from tests.repository.git import commit, git, needs_git
from tests.settings.running import Run, check, write

pytestmark = needs_git

OLD = "# Care\n\nA blorb from before.\n\nThe middle.\n\nA grunk from before.\n"


@pytest.fixture(autouse=True)
def _repository(here: Path) -> None:
    git("init", "--quiet", "--initial-branch", "main")


def since(rules: str, *arguments: str, revision: str = "HEAD") -> Run:
    return check(rules, *(arguments or (".",)), "--changed-since", revision)


def contexts(run: Run) -> list[str]:
    return [
        " ".join(finding["context"].split())
        for file in run.report["files"]
        for finding in file["findings"]
    ]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD.replace("The middle.", "The middle, with a snarf."), ["The middle, with a snarf."]),
        (OLD.replace("The middle.", "The middle, changed."), []),
        (OLD.replace("The middle.\n\n", ""), []),
        (OLD.replace("from before.\n\nThe", "and more.\n\nThe"), ["A blorb and more."]),
        ("New first line.\n\n" + OLD, []),
        (OLD + "\nA blorb at the end.\n", ["A blorb at the end."]),
        (OLD.replace("# Care", "# Other care"), []),
        (OLD.replace("\n", "\r\n"), ["A blorb from before.", "A grunk from before."]),
    ],
    ids=[
        "added",
        "unrelated",
        "removed",
        "its own line",
        "above",
        "repeat",
        "heading",
        "line ends",
    ],
)
def test_only_changed_lines_count(rules: str, here: Path, new: str, found: list[str]) -> None:
    write("a.md", OLD)
    commit()
    Path("a.md").write_bytes(new.encode())
    assert contexts(since(rules)) == found


def test_a_sentence_counts_as_a_whole(rules: str, here: Path) -> None:
    write("a.md", "It was a blorb in the\nold house.\n\nA grunk.\n")
    commit()
    write("a.md", "It was a blorb in the\nnew house.\n\nA grunk.\n")
    assert contexts(since(rules)) == ["It was a blorb in the new house."]


def test_what_a_change_brings_about_elsewhere_counts(rules: str, here: Path) -> None:
    text = "# References\n\n- blorb\n- grunk\n\n# Care\n\nFine.\n"
    write("a.md", text)
    commit()
    before = check(rules, "a.md").rules
    write("a.md", text.replace("# References", "# Words"))
    assert before == []
    assert since(rules).rules == ["blorb", "grunk"]


def test_a_suppression_that_is_taken_out_counts(rules: str, here: Path) -> None:
    write("a.md", '# Care\n\n<!-- debias: allow blorb reason="x" -->\n\nA blorb.\n\nA grunk.\n')
    commit()
    write("a.md", "# Care\n\nA blorb.\n\nA grunk.\n")
    assert since(rules).rules == ["blorb"]


def test_files_without_changes_are_not_read(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", OLD)
    write("b.md", OLD)
    write(".gitignore", "ignored.md\n")
    commit()
    write("c.md", "A new blorb.\n")
    write("ignored.md", "A new grunk.\n")
    run = since(rules, ".")
    assert contexts(run) == ["A new blorb."]
    assert run.report["summary"]["unchanged"] == 2
    assert "2 files without changes since HEAD, not checked." in capsys.readouterr().err
    assert contexts(since(rules, "ignored.md")) == ["A new grunk."]


@pytest.mark.parametrize("name", ["b.md", "new folder/ă „b“.md", 'quo"te\ttab.md', ":(glob)x.md"])
def test_renames_are_followed(rules: str, here: Path, name: str) -> None:
    write("a.md", OLD)
    commit()
    Path(name).parent.mkdir(exist_ok=True)
    git("mv", "--", "a.md", f"./{name}")
    write(name, OLD + "\nA snarf.\n")
    commit()
    assert contexts(since(rules, revision="HEAD~1")) == ["A snarf."]
    git("mv", "--", f"./{name}", "c.md")
    assert contexts(since(rules, revision="HEAD~1")) == ["A snarf."], "staged"


def test_commits_and_stages_and_the_working_tree_count_together(rules: str, here: Path) -> None:
    write("a.md", OLD)
    first = commit()
    write("a.md", OLD + "\nA committed blorb.\n")
    commit()
    write("b.md", "A staged blorb.\n")
    git("add", "b.md")
    write("c.md", "A loose blorb.\n")
    for revision in (first, "HEAD~1", first[:10]):
        assert contexts(since(rules, revision=revision)) == [
            "A committed blorb.",
            "A staged blorb.",
            "A loose blorb.",
        ]


def test_a_branch_is_compared_with_where_it_began(rules: str, here: Path) -> None:
    write("a.md", OLD)
    commit()
    git("switch", "--quiet", "--create", "mine")
    write("b.md", "A new blorb.\n")
    commit()
    git("switch", "--quiet", "main")
    write("a.md", "Nothing is left.\n")
    commit()
    git("switch", "--quiet", "mine")
    assert contexts(since(rules, revision="main")) == ["A new blorb."]


def test_a_word_file_is_compared_block_by_block(rules: str, here: Path) -> None:
    old = [par("A blorb from before."), par("The middle."), par("A grunk from before.")]
    Path("a ü.docx").write_bytes(word_file("".join(old)))
    commit()
    Path("a ü.docx").write_bytes(
        word_file("".join([par("A snarf."), old[2], par("The middle, a blorb."), old[0]]))
    )
    assert contexts(since(rules)) == ["A snarf.", "The middle, a blorb."]
    git("mv", "a ü.docx", "b.docx")
    assert contexts(since(rules)) == ["A snarf.", "The middle, a blorb."]


def test_a_pdf_is_compared_block_by_block(rules: str, here: Path) -> None:
    def paper(*paragraphs: str) -> bytes:
        return pdf("".join(lines(72, 700 - 40 * n, [each]) for n, each in enumerate(paragraphs)))

    Path("a.pdf").write_bytes(paper("A blorb from before.", "Some other words.", "A grunk."))
    commit()
    Path("a.pdf").write_bytes(paper("A blorb from before.", "A new blorb here.", "A grunk."))
    assert contexts(since(rules)) == ["A new blorb here."]


@pytest.mark.parametrize(
    "data",
    [OLD.encode("utf-16"), OLD.replace("\n", "\r").encode()],
    ids=["UTF-16", "old Mac line ends"],
)
def test_text_that_git_does_not_split_into_lines(rules: str, here: Path, data: bytes) -> None:
    Path("a.md").write_bytes(data)
    commit()
    middle, new = "The middle.", "The middle snarf."
    for encoding in ("utf-16", "utf-8"):
        if data.startswith(middle.encode(encoding)[:2]):
            break
    Path("a.md").write_bytes(data.decode(encoding).replace(middle, new).encode(encoding))
    assert contexts(since(rules)) == [new]


def test_an_older_version_that_cannot_be_read_had_nothing(rules: str, here: Path) -> None:
    Path("a.docx").write_bytes(b"broken")
    commit()
    Path("a.docx").write_bytes(word_file(par("A blorb.")))
    assert contexts(since(rules)) == ["A blorb."]


def test_it_works_before_there_is_anything_else(rules: str, here: Path) -> None:
    write("a.md", OLD)
    commit()
    assert since(rules).code == 0
    assert since(rules, "a.md").report["files"] == []


@pytest.mark.parametrize("revision", ["nonsense", "--help", "-p", "HEAD:a.md", "HEAD~9", ""])
def test_a_revision_that_is_none_is_named(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    write("a.md", OLD)
    commit()
    run = check(rules, "a.md", f"--changed-since={revision}")
    if revision:
        assert run.code == 2
        assert f"git knows no commit '{revision}'" in capsys.readouterr().err
    else:
        assert run.code == 1, "nothing asked for"


def test_outside_of_git_it_says_so(
    rules: str, here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("../elsewhere/a.md", OLD)
    assert check(rules, "../elsewhere/a.md", "--changed-since", "HEAD").code == 2
    assert "this is not in a git repository" in capsys.readouterr().err


def test_standard_input_has_no_history(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A blorb.")))
    assert check(rules, "-", "--changed-since", "HEAD").code == 2
    assert "standard input has no history" in capsys.readouterr().err


def test_without_git_it_says_so(
    rules: str, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", OLD)
    commit()
    monkeypatch.setenv("PATH", str(here))
    assert since(rules).code == 2
    assert "needs git" in capsys.readouterr().err


def test_inside_a_hook_of_git_its_variables_do_not_mislead(
    rules: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", OLD)
    commit()
    write("a.md", OLD + "\nA snarf.\n")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert contexts(since(rules)) == ["A snarf."]
