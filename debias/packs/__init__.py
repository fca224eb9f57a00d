"""Rule packs: from folders of YAML to one rule set, kept ready between runs."""

from __future__ import annotations

from debias.errors import DebiasError
from debias.packs import cache, patterns
from debias.packs.files import Files, built_in, read_files, stamp_of
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
    folders = (built_in(), *extra)
    stamp, changed = stamp_of(folders, words) if use_cache else ("", 0.0)
    key = cache.known(stamp) if stamp else ""

    def again() -> RuleSet:
        files = _files(folders, words)
        return _made(files, cache.digest(files), words, own=use_cache)

    if use_cache:
        patterns.remember()
    if key and (kept := _ready.get(key) or cache.load(key, again)) is not None:
        return _held(kept)
    files = _files(folders, words)
    key = cache.digest(files)
    ready = _ready.get(key) if use_cache else None
    ruleset = ready or cache.load(key, again, own=use_cache)
    if ruleset is None:
        ruleset = _made(files, key, words, own=use_cache)
        if use_cache:
            cache.save(ruleset)
    if stamp:
        cache.note(stamp, changed, key)
    return _held(ruleset) if use_cache else ruleset


def _files(folders: tuple[str, ...], words: Words | None) -> Files:
    files = read_files(folders)
    return files if words is None else added(files, words)


def _made(files: Files, key: str, words: Words | None, *, own: bool) -> RuleSet:
    """The rule set with a digest, from its YAML."""
    from debias.packs.known import NOTHING, told_by  # noqa: PLC0415 - only without a cache
    from debias.packs.make import ruleset_of  # noqa: PLC0415

    earlier = cache.newest(own=own)
    try:
        return ruleset_of(files, key, told_by(earlier) if earlier else NOTHING)
    except DebiasError:
        if words is not None:
            try_out(files, words)
        raise


def _held(ruleset: RuleSet) -> RuleSet:
    """A rule set, ready for whoever asks for it next in this process."""
    while len(_ready) >= _MOST and ruleset.digest not in _ready:
        del _ready[next(iter(_ready))]
    return _ready.setdefault(ruleset.digest, ruleset)
