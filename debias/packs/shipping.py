"""Puts the rules into a wheel ready-made, so that not even a first start has to read YAML.

A build hook of hatchling: it runs where a wheel is built, and is never imported by debias itself.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyMadeRules(BuildHookInterface):  # type: ignore[misc] # untyped where hatchling is not there
    """Adds the rule set of `rules/` as `debias.packs.cache` keeps it, beside the YAML files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the rule set, and name it among what the wheel holds. A development install reads
        the rules where they stand, since they change."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from debias.packs import cache, stored  # noqa: PLC0415 - only found now
            from debias.packs.files import read_files  # noqa: PLC0415
            from debias.packs.make import ruleset_of  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        self._folder = Path(tempfile.mkdtemp())
        rules = self._folder / "_rules"  # the name that the folder has in the wheel
        shutil.copytree(Path(self.root) / "rules", rules)
        files = read_files((str(rules),))
        ruleset = ruleset_of(files, cache.digest(files))
        made = self._folder / cache.name_of(ruleset.digest)
        made.write_bytes(b"".join(stored.packed(ruleset)))
        build_data["force_include"][str(made)] = f"debias/_rules/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing behind."""
        if version != "editable":
            shutil.rmtree(self._folder, ignore_errors=True)
