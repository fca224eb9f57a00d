"""LibreOffice shows each comment around its words, and the suggestions as changes to take or leave.

It is another implementation of Word's format, so what it shows is not what debias meant to write
but what it wrote.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from debias import annotate
from debias.readers.word import read
from tests.readers.word_package import cell, par, row, run, table, word_file

from . import word_oracle as oracle
from .made import RULES, report, words
from .word_files import FILES, marked

SOFFICE = shutil.which("soffice")
UNO = Path(os.environ.get("DEBIAS_UNO_PYTHON", "/usr/bin/python3"))
CHANGES = Path(__file__).with_name("word_changes_by_libreoffice.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def folded(text: str) -> str:
    """Text as both ways of reading have it: no white space, no form boxes, which are no text in
    an OpenDocument file."""
    return re.sub(r"[\s☐☒]+", "", text)


def office(folder: Path, *arguments: str | Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [str(each) for each in (SOFFICE, profile, "--headless", "--norestore", *arguments)]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Path]]:
    """The copy of each file, and what LibreOffice made of it."""
    folder = tmp_path_factory.mktemp("odt")
    copies: dict[str, tuple[bytes, Path]] = {}
    for number, path in enumerate(FILES):
        made = marked(path)
        if made is not None:
            file = folder / f"{number}.docx"
            file.write_bytes(made.copy)
            copies[path.name] = made.copy, file.with_suffix(".odt")
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        office(folder, "--convert-to", "odt", "--outdir", folder, *files),
        capture_output=True, timeout=600, check=True,
    )  # fmt: skip
    return copies


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_comment_is_around_its_words(
    path: Path, converted: dict[str, tuple[bytes, Path]]
) -> None:
    if path.name not in converted:
        pytest.skip("not to be read or written")
    copy, odt = converted[path.name]
    assert odt.exists(), "LibreOffice does not open it"
    _, root = oracle.main_part(copy)
    ranges = oracle.range_texts(root)
    not_shown = oracle.not_shown_by_libreoffice(root)
    for at, reason in not_shown.items():
        print(f"{path.name}, comment {at}: {reason}")
    ours = Counter(
        (folded(oracle.said(comment)), folded(ranges[at]))
        for at, comment in oracle.own(copy).items()
        if at not in not_shown
    )
    theirs = Counter(
        (folded(said), folded(shown))
        for author, said, shown in oracle.odt_ranges(odt)
        if author == "debias"
    )
    assert ours.total()
    assert not ours - theirs


def without_uno() -> str:
    if not UNO.exists():
        return f"there is no {UNO}"
    found = subprocess.run([UNO, "-c", "import uno"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "LibreOffice's UNO is not installed"


def left_by(folder: Path, tasks: list[str]) -> None:
    """Have LibreOffice accept or reject the changes of some files."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
    accept = f"--accept=socket,host=localhost,port={port};urp;"
    server = subprocess.Popen(office(folder, accept), stderr=subprocess.DEVNULL)
    try:
        subprocess.run([UNO, CHANGES, port, *tasks], cwd=folder, timeout=300, check=True)
        server.wait(60)
    finally:
        server.kill()
        server.wait()


BODY = (
    par("We call them hard to reach, and so on.")
    + par(run("The h") + run("ard to", "<w:b/>") + run(" reach", "<w:i/>") + run(" are here."))
    + par(run("See ") + f"<w:hyperlink w:anchor='x'>{run('hard to reach')}</w:hyperlink>")
    + table(row(cell("one"), cell("Hard to reach")))
)
WORDS = "hard to reach"


@pytest.mark.skipif(SOFFICE is None or bool(without_uno()), reason=without_uno() or "no soffice")
def test_suggestions_are_taken_or_left_whole(tmp_path: Path) -> None:
    sources = {"made": word_file(BODY)}
    sources |= {path.stem: path.read_bytes() for path in FILES if "samples" in path.parts}
    expected: dict[str, list[tuple[str, str]]] = {}
    tasks = []
    for name, data in sources.items():
        document = read("a.docx", data, {})
        if name == "made":
            starts = [block.text.lower().find(WORDS) for block in document.blocks]
            places = [(at, start, start + 13) for at, start in enumerate(starts) if start >= 0]
            (one,) = words(document, WORDS, replacement="underserved", also=tuple(places[1:]))
            options = annotate.Options(data, suggest=True)
            copy = annotate.mark(document, report(document, one), RULES, options)
        else:
            made = marked(next(p for p in FILES if p.stem == name), further=0, suggest=True)
            assert made is not None
            copy = made.copy
        expected[name] = changes(copy)
        (tmp_path / f"{name}.docx").write_bytes(data)
        (tmp_path / f"{name}-copy.docx").write_bytes(copy)
        tasks += [f"keep:{name}.docx:{name}-original.txt"]
        tasks += [f"{what}:{name}-copy.docx:{name}-{what}.txt" for what in ("accept", "reject")]
    assert len(expected["made"]) == 4
    assert sum(map(len, expected.values())) > 4
    left_by(tmp_path, tasks)
    for name, pairs in expected.items():
        original = (tmp_path / f"{name}-original.txt").read_bytes()
        assert (tmp_path / f"{name}-reject.txt").read_bytes() == original
        wanted = original.decode()
        at = 0
        for old, new in pairs:
            at = wanted.index(old, at)
            wanted = wanted[:at] + new + wanted[at + len(old) :]
            at += len(new)
        assert (tmp_path / f"{name}-accept.txt").read_text(encoding="utf-8") == wanted


def changes(copy: bytes) -> list[tuple[str, str]]:
    """What debias's changes take out and put in, in their order."""
    _, root = oracle.main_part(copy)
    made: list[tuple[str, str]] = []
    old = ""
    for change in root.iter(oracle.W + "ins", oracle.W + "del"):
        if change.get(oracle.W + "author") != "debias":
            continue
        if change.tag == oracle.W + "del":
            old += "".join(text.text or "" for text in change.iter(oracle.W + "delText"))
        else:
            new = "".join(text.text or "" for text in change.iter(oracle.W + "t"))
            made.append((old, new))
            old = ""
    return made
