"""The made pack and an empty folder, as for the command line."""

from tests.cli.conftest import _own_cache, here, rules

__all__ = ["_own_cache", "here", "rules"]
