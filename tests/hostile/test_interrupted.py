"""Runs that are stopped at any moment: originals untouched, nothing half written, the next run
fine; and disks that are full or may not be written to."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import write_pack
from tests.hostile.conftest import Run
from tests.readers.word_package import par, word_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals")
ROOT = Path(__file__).resolve().parents[2]
TIMES = 50
LEFT_BY_A_KILL = ".debias-"  # a hidden file, which no later run takes for a document
COMMANDS = {
    "check": ["check", ".", "--format", "json", "--output", "out/report.json"],
    "annotate": ["annotate", ".", "--output-dir", "out", "--force"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    write_pack(tmp_path / "rules")
    for number in range(8):
        body = par(f"A blorb {number}.") + par("Plain words about care.") * 300
        (tmp_path / f"{number}.docx").write_bytes(word_file(body))
        (tmp_path / f"{number}.md").write_text("A blorb.\n\n" + "Plain words.\n\n" * 300)
    (tmp_path / ".gitignore").write_text("/rules/\n/out/\n")
    return tmp_path


def cache_of(folder: Path) -> Path:
    """Where rules and patterns are kept from the first run on, so that the others are at work and
    do not read rules; their results are thrown away."""
    return folder.with_name(f"{folder.name}-cache")


def started(folder: Path, command: str) -> subprocess.Popen[bytes]:
    arguments = [*COMMANDS[command], "--rules", "rules", "--select", "made"]
    return subprocess.Popen(
        [sys.executable, "-m", "debias", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DEBIAS_CACHE_DIR": str(cache_of(folder))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A job that a shell started in the background ignores Ctrl-C, and so do its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )


def originals(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def out(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    [signal.SIGINT, signal.SIGTERM, signal.SIGKILL],
    ids=["Ctrl-C", "asked to end", "killed"],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_that_is_stopped_leaves_nothing_half_done(
    folder: Path, command: str, how: signal.Signals
) -> None:
    before = originals(folder)
    for _ in range(2):  # the first one keeps the rules and patterns
        shutil.rmtree(cache_of(folder) / "results", ignore_errors=True)
        begun = time.monotonic()
        with started(folder, command) as process:
            process.communicate(timeout=120)
    whole, takes = out(folder), time.monotonic() - begun
    code = process.returncode
    assert len(whole) == (1 if command == "check" else 16)
    chance = random.Random(f"{command} {how}")
    stopped = 0
    for _ in range(TIMES):
        shutil.rmtree(cache_of(folder) / "results", ignore_errors=True)
        shutil.rmtree(folder / "out")
        (folder / "out").mkdir()
        with started(folder, command) as process:
            time.sleep(chance.uniform(0, takes))
            os.killpg(process.pid, how)
            process.communicate(timeout=60)
        stopped += process.returncode != code
        assert originals(folder) == before
        made = out(folder)
        if how == signal.SIGKILL:
            made = {name: data for name, data in made.items() if name[:8] != LEFT_BY_A_KILL}
        assert made.keys() <= whole.keys()
        for name, data in made.items():
            assert _alike(data, whole[name]), name
    assert stopped > TIMES / 2, "most runs were over before they could be stopped"
    with started(folder, command) as process:
        process.communicate(timeout=120)
    assert process.returncode == code
    assert whole.keys() <= out(folder).keys()
    assert originals(folder) == before


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two copies are alike but for the second at which they were made."""
    return one == other or (one[:4] == other[:4] and abs(len(one) - len(other)) < 40)


@pytest.fixture
def little_disk(tmp_path: Path):
    """A disk of 64 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("this system does not let us mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("command", ["check", "annotate"])
def test_a_full_disk_gives_one_line_and_keeps_what_was_there(
    run: Run, here: Path, little_disk: Path, command: str
) -> None:
    Path("a.md").write_text("A blorb.\n\n" + "".join(f"{n} plain words.\n\n" for n in range(9000)))
    target = little_disk / "out.html"
    target.write_bytes(b"old")
    more = ["--format", "html"] if command == "check" else ["--force"]
    said = run(command, "a.md", "--output", str(target), *more)
    assert said.code == 2
    assert "cannot be written (No space left on device)" in said.only_line()
    assert [path.name for path in little_disk.iterdir()] == ["out.html"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("command", ["check", "annotate"])
def test_a_cache_on_a_full_disk_is_no_error(
    run: Run, here: Path, little_disk: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    Path("a.md").write_text("A blorb.")
    monkeypatch.setenv("DEBIAS_CACHE_DIR", str(little_disk / "cache"))
    said = run(command, "a.md")
    assert (said.code, said.err) == (1 if command == "check" else 0, "")
    left = [path.name for path in little_disk.rglob("*") if path.name.endswith(".part")]
    assert left == []


@pytest.fixture
def kept_place(tmp_path: Path):
    """A folder that may not be written to, and what the system says of it. Root may write
    everywhere but on a disk that is read only."""
    place = tmp_path / "kept"
    place.mkdir()
    if os.geteuid():
        place.chmod(0o555)
        yield place, "Permission denied"
        return
    command = ["mount", "-t", "tmpfs", "-o", "ro", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("root may write everywhere, and may not mount a disk here")
    yield place, "Read-only file system"
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("command", ["check", "annotate"])
def test_a_place_that_may_not_be_written_to_gives_one_line(
    run: Run, here: Path, kept_place: tuple[Path, str], command: str
) -> None:
    Path("a.md").write_text("A blorb.")
    place, says = kept_place
    said = run(command, "a.md", "--output", str(place / "out.html"))
    assert said.code == 2
    assert f"cannot be written ({says})" in said.only_line()
    assert list(place.iterdir()) == []
