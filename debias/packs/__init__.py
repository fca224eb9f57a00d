"""Rule packs: from folders of YAML to one rule set, kept ready between runs."""

from __future__ import annotations

from debias.errors import DebiasError
from debias.packs import cache, patterns
from debias.packs.files import built_in, read_files
from debias.packs.words import Words, added, try_out
from debias.rule import RuleSet

_MOST = 8  # rule sets that are held ready in this process: settings may name different ones
_ready: dict[str, RuleSet] = {}  # by digest


def load(
    extra: tuple[str, ...] = (), *, use_cache: bool = True, words: Words | None = None
) -> RuleSet:
    """The rules that come with debias and those of further folders, with `words` added to the
    word lists that they share.

    Raises BadRulesError naming file and line of every rule that cannot be read, and DebiasError
    when there is no rule at all.
    """
    files = read_files((built_in(), *extra))
    if words is not None:
        files = added(files, words)
    key = cache.digest(files)
    if use_cache:
        patterns.remember()
        kept = _ready.get(key) or cache.load(key)
        if kept is not None:
            return _held(kept)
    from debias.packs.known import NOTHING, told_by  # noqa: PLC0415 - only without a cache
    from debias.packs.make import ruleset_of  # noqa: PLC0415

    earlier = cache.newest() if use_cache else None
    try:
        ruleset = ruleset_of(files, key, told_by(earlier) if earlier else NOTHING)
    except DebiasError:
        if words is not None:
            try_out(files, words)
        raise
    if use_cache:
        cache.save(ruleset)
        _held(ruleset)
    return ruleset


def _held(ruleset: RuleSet) -> RuleSet:
    """A rule set, ready for whoever asks for it next in this process."""
    while len(_ready) >= _MOST and ruleset.digest not in _ready:
        del _ready[next(iter(_ready))]
    return _ready.setdefault(ruleset.digest, ruleset)
