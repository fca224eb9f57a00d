"""What all tests share: `--update-golden` writes the golden files anew."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import closed_network

# In the gate the same examples are tried each time; elsewhere new ones are looked for. The gate
# runs these tests a second time with `--hypothesis-profile thorough`, for which there is no time
# while one waits.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("seeking", deadline=None, max_examples=40)
settings.register_profile("thorough", derandomize=True, deadline=None, max_examples=500)
settings.load_profile("gate" if os.environ.get("CI") else "seeking")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests keep a cache of their own, and leave the user's alone; the environment says
    nothing about colours. Tests that run side by side share it: making the rules takes seconds."""
    base = tmp_path_factory.getbasetemp()
    cache = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEBIAS_CACHE_DIR", str(cache))
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "DEBIAS_DEBUG"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Nothing that debias does leaves the machine."""
    with closed_network.closed():
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    closed_network.allow(item)
