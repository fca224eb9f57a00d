"""Files that are none, names that are odd, and files that change while they are looked at."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from debias.annotate import writing
from debias.cli import annotate as command
from debias.files import content, written
from tests.hostile.conftest import Run
from tests.readers.word_package import par, word_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such files there")
COMMANDS = ("check", "annotate")
NAMES = {
    "line end": "a\nb.md",
    "escape": "a\x1b[2Jb.md",
    "right to left": "a\u202egpj.md",
    "dash first": "--output.md",
    "quotes": "a'\"`$(touch owned)`.md",
    "formula": "=cmd|'!A1.md",
    "tag": "<script>alert(1)<script>.md",
    "no text": os.fsdecode(b"a\xff\xfe.md"),
    "only an ending": "x" * 240 + ".md",
}


def make_special(kind: str, path: str) -> None:
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        Path(path).symlink_to("/dev/zero")
    elif kind == "link to itself":
        Path(path).symlink_to(path)
    elif kind == "link to nothing":
        Path(path).symlink_to("nothing.md")
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)


SAYS = {
    "pipe": "This is not a regular file.",
    "device": "This is not a regular file.",
    "socket": "This is not a regular file.",
    "link to itself": "The file cannot be read (Too many levels of symbolic links).",
    "link to nothing": "There is no such file.",
}


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
@pytest.mark.parametrize("kind", SAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_named_and_the_others_are_read(
    run: Run, here: Path, command: str, kind: str, name: str
) -> None:
    make_special(kind, name)
    Path("b.md").write_text("A blorb.")
    said = run(command, ".")
    assert said.code == 2
    assert said.says(SAYS[kind].rstrip("."))
    assert said.says(name)
    assert "blorb" in said.out if command == "check" else Path("b.debias.html").is_file()


def test_a_pipe_called_gitignore_is_not_waited_for(run: Run, here: Path) -> None:
    os.mkfifo(".gitignore")
    Path("b.md").write_text("A blorb.")
    assert run("check", ".").code == 1


def test_a_pipe_called_baseline_is_not_waited_for(run: Run, here: Path) -> None:
    os.mkfifo("known.json")
    Path("b.md").write_text("A blorb.")
    said = run("check", ".", "--baseline", "known.json")
    assert said.code == 2
    assert "it is a pipe or a device" in said.only_line()


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_odd_names_are_no_harm(run: Run, here: Path, command: str, kind: str) -> None:
    try:
        Path(NAMES[kind]).write_text("A blorb.")
    except OSError:
        pytest.skip("this file system does not take the name")
    said = run(command, ".")
    assert said.code == (1 if command == "check" else 0), said.err
    assert not {"\x1b", "\u202e"} & set(said.out + said.err)
    assert not Path("owned").exists()
    made = {path.name for path in here.iterdir()} - {NAMES[kind]}
    stem = NAMES[kind].removesuffix(".md")
    assert made == (set() if command == "check" else {f"{stem}.debias.html"})


def test_a_name_that_leaves_no_room_for_the_copy_is_told(run: Run, here: Path) -> None:
    Path("x" * 252 + ".md").write_text("A blorb.")
    said = run("annotate", ".")
    assert said.code == 2
    assert "cannot be written (File name too long)" in said.only_line()
    assert len(list(here.iterdir())) == 1


def test_a_file_that_changes_before_it_is_marked_is_not_marked(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("a.docx")
    path.write_bytes(word_file(par("A blorb here.")))
    check = command.by_settings.check

    def slow(*rest, **more):
        checked = check(*rest, **more)
        path.write_bytes(word_file(par("Other words now.")))
        return checked

    monkeypatch.setattr(command.by_settings, "check", slow)
    said = run("annotate", "a.docx")
    assert said.code == 2
    assert "The file changed while it was looked at." in said.only_line()
    assert [each.name for each in here.iterdir()] == ["a.docx"]


def test_a_file_that_grows_is_read_no_further_than_is_allowed(run: Run, here: Path) -> None:
    Path("a.md").write_text("A blorb. " * 200_000)
    said = run("check", "a.md", "--max-size", "1")
    assert said.code == 2
    assert said.says("larger than the 1 MiB that are allowed")
    assert len(content("a.md", 1000)) == 1000


def test_a_file_that_becomes_a_pipe_is_not_waited_for(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.md").write_text("A blorb.")
    real = os.stat("a.md")  # noqa: PTH116
    Path("a.md").unlink()
    os.mkfifo("a.md")
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda _path: real)
        with pytest.raises(OSError, match="it is a pipe or a device"):
            content("a.md", 1000)


def test_a_copy_goes_into_a_pipe_and_the_pipe_stays(run: Run, here: Path) -> None:
    Path("a.md").write_text("A blorb.")
    os.mkfifo("out.html")
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(Path("out.html").read_bytes()))
    listener.start()
    assert run("annotate", "a.md", "--output", "out.html").code == 0
    listener.join(10)
    assert b"<mark" in heard[0]
    assert Path("out.html").is_fifo()


def test_a_copy_never_takes_the_place_of_a_device(tmp_path: Path) -> None:
    link = tmp_path / "null.docx"
    link.symlink_to(os.devnull)
    writing.write("a.docx", str(link), b"copy", force=True)
    writing.write("a.docx", os.devnull, b"copy", force=True)
    assert link.is_symlink()
    assert Path(os.devnull).is_char_device()


def test_a_link_in_the_place_of_a_copy_is_replaced_and_not_followed(tmp_path: Path) -> None:
    own, link = tmp_path / "own.txt", tmp_path / "a.debias.docx"
    own.write_bytes(b"mine")
    link.symlink_to(own)
    writing.write("a.docx", str(link), b"copy", force=True)
    assert (own.read_bytes(), link.read_bytes()) == (b"mine", b"copy")


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_is_interrupted_leaves_what_was_there(tmp_path: Path, stop: BaseException) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")

    def write() -> None:
        with written(str(target)) as file:
            file.write(b"half of the new")
            raise stop

    with pytest.raises(type(stop)):
        write()
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_device_that_is_full_gives_one_line(run: Run, here: Path, name: str) -> None:
    Path("a.md").write_text("A blorb.")
    said = run(name, "a.md", "--output", "/dev/full")
    assert said.code == 2
    assert "cannot be written (No space left on device)" in said.only_line()
