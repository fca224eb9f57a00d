"""debias never opens a socket."""

from __future__ import annotations

import ast
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from debias.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(
    path
    for path in (ROOT / "samples").iterdir()
    if path.suffix in (".docx", ".md", ".html", ".txt")
)
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "asyncio", "xmlrpc"}
HARMLESS = {"urllib.parse"}


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_rest, **_more):
        raise AssertionError("a socket was opened")

    for name in ("socket", "socketpair", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def test_the_tests_themselves_cannot_reach_the_network() -> None:
    with pytest.raises(AssertionError, match="network socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with pytest.raises(AssertionError, match="network socket"):
        socket.create_connection(("127.0.0.1", 9), 1)


def test_checking_reporting_and_marking_open_no_socket(no_sockets: None, tmp_path: Path) -> None:
    paths = [str(path) for path in SAMPLES]
    assert len(paths) >= 5
    for form in ("html", "json", "docx", "sarif"):
        report = tmp_path / f"report.{form}"
        assert main(["check", *paths, "--format", form, "--output", str(report)]) == 1
        assert report.stat().st_size
    assert main(["annotate", *paths, "--output-dir", str(tmp_path / "copies"), "--quiet"]) == 0
    assert len(list((tmp_path / "copies").iterdir())) == len(paths)


@pytest.mark.slow
def test_reading_pdfs_in_worker_processes_opens_no_socket(no_sockets: None, tmp_path: Path) -> None:
    paths = [str(path) for path in (ROOT / "samples").glob("*.pdf")]
    assert paths
    report = tmp_path / "report.json"
    assert main(["check", *paths, "--format", "json", "--output", str(report), "--jobs", "2"]) == 1
    assert main(["annotate", *paths, "--output-dir", str(tmp_path), "--quiet"]) == 0


def test_nothing_that_opens_sockets_is_imported() -> None:
    found = set()
    for path in (ROOT / "debias").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            found |= {
                (path.name, name)
                for name in names
                if name.split(".")[0] in NETWORK and name not in HARMLESS
            }
    # The editor server speaks over standard input and output; its library needs an event loop.
    assert found <= {("server.py", "asyncio")}


@pytest.mark.slow
def test_it_runs_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [unshare or "unshare", "--map-root-user", "--net"]
    if unshare is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this system does not let us take the network away")
    report = tmp_path / "report.html"
    command = [sys.executable, "-m", "debias", "check", "samples", "--format", "html"]
    done = subprocess.run(
        [*alone, *command, "--output", str(report)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert report.stat().st_size > 10_000
