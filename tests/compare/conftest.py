"""The made pack and an empty folder, as for the command line."""

from tests.cli.conftest import here, rules

__all__ = ["here", "rules"]
