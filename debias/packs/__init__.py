"""Rule packs: from folders of YAML to one rule set, kept ready between runs."""

from __future__ import annotations

from pathlib import Path

from debias.errors import DebiasError
from debias.packs import cache, patterns
from debias.packs.files import built_in, read_files
from debias.packs.words import Words, added, try_out
from debias.rule import RuleSet


def load(
    extra: tuple[str, ...] = (), *, use_cache: bool = True, words: Words | None = None
) -> RuleSet:
    """The rules that come with debias and those of further folders, with `words` added to the
    word lists that they share.

    Raises BadRulesError naming file and line of every rule that cannot be read, and DebiasError
    when there is no rule at all.
    """
    files = read_files((built_in(), *(Path(folder) for folder in extra)))
    if words is not None:
        files = added(files, words)
    key = cache.digest(files)
    if use_cache:
        patterns.remember()
        kept = cache.load(key)
        if kept is not None:
            return kept
    from debias.packs.make import ruleset_of  # noqa: PLC0415 - only without a cache

    try:
        ruleset = ruleset_of(files, key)
    except DebiasError:
        if words is not None:
            try_out(files, words)
        raise
    if use_cache:
        cache.save(ruleset)
    return ruleset
