"""Rule packs: from folders of YAML to one rule set, kept ready between runs."""

from __future__ import annotations

from pathlib import Path

from debias.packs import cache
from debias.packs.files import built_in, read_files
from debias.rule import RuleSet


def load(extra: tuple[str, ...] = (), *, use_cache: bool = True) -> RuleSet:
    """The rules that come with debias and those of further folders.

    Raises BadRulesError naming file and line of every rule that cannot be read, and DebiasError
    when there is no rule at all.
    """
    files = read_files((built_in(), *(Path(folder) for folder in extra)))
    key = cache.digest(files)
    if use_cache:
        kept = cache.load(key)
        if kept is not None:
            return kept
    from debias.packs.make import ruleset_of  # noqa: PLC0415 - only without a cache

    ruleset = ruleset_of(files, key)
    if use_cache:
        cache.save(ruleset)
    return ruleset
