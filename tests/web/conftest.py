"""A real Chromium, and axe-core, for the pages that debias writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Browser, started


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[Browser]:
    """A headless Chromium with a profile of its own."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("Chromium or its driver is not installed")
    browser = started(binary, driver, tmp_path_factory.mktemp("profile"), downloads)
    yield browser
    browser.driver.quit()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, from npm."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed, so axe-core cannot be had")
    folder = tmp_path_factory.mktemp("axe")
    (folder / "package.json").write_text("{}")
    made = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "axe-core@4"],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip(f"npm could not install axe-core: {made.stderr[-300:]}")
    return script.read_text(encoding="utf-8")


def violations(browser: Browser, axe: str) -> list[str]:
    """What axe finds wrong with the page as it is, with all its rules."""
    browser.run(axe)
    found: list[dict[str, Any]] = browser.later(
        "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations))"
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + json.dumps([[n["html"][:200], n["failureSummary"][:300]] for n in one["nodes"][:3]])
        for one in found
    ]
