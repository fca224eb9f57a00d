"""Rule sets kept by the content they were made of, so that a start need not read YAML.

No document text ever comes here, and what stands in the cache folder can never run as code.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence

from debias import __version__
from debias.digests import blake2b
from debias.files import written
from debias.packs import stored
from debias.packs.files import Files, built_in
from debias.rule import RuleSet

# pathlib costs 15 ms at start, so paths are handled as strings here.

_RULES = "rules-"
_KEPT = 8  # rule sets: whoever writes rules makes a new one with every change
_STAMPS = 64
_SETTLED = 2.0  # seconds after which a file that changes again has another time
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)
_SHAPE = "11"  # goes up when what is stored changes its shape


def digest(files: Files) -> str:
    """What the rule set is made of, in short: 32 hexadecimal digits."""
    sum_ = blake2b(f"{_SHAPE} {__version__}".encode(), digest_size=16)
    for group in (files.shared, files.packs):
        for folder, contents in group.items():
            sum_.update(b"\0" + os.path.basename(folder).encode())
            for name, data in contents.items():
                sum_.update(b"\1%d %d " % (len(name), len(data)) + name.encode() + data)
    return sum_.hexdigest()


def folder() -> str:
    """The user's cache folder for debias."""
    own = os.environ.get("DEBIAS_CACHE_DIR")
    if own:
        return own
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        caches = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        caches = os.path.join(home, "Library", "Caches")
    else:
        caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    if not os.path.isabs(caches):
        raise OSError("this user has no folder of their own")
    return os.path.join(caches, "debias")


def name_of(key: str) -> str:
    """The name of the file that keeps the rule set with a digest."""
    return f"{_RULES}{key}.json"


def load(key: str, again: Callable[[], RuleSet], *, own: bool = True) -> RuleSet | None:
    """The rule set with a digest, as an earlier run kept it (not without `own`) or as a wheel
    brings it, or None. What of it is not wanted is not read; `again` makes it anew where that
    turns out to be spoilt."""
    for place in (folder, built_in) if own else (built_in,):
        try:
            return stored.opened(os.path.join(place(), name_of(key)), again, digest=key)
        except _UNREADABLE:
            continue
    return None


def newest(*, own: bool = True) -> RuleSet | None:
    """The rule set that was made last (with `own`), or that the wheel brings, for what it tells
    about patterns that the next one has too; None where there is none, or it was told in another
    way."""
    from debias.packs.known import stamp  # noqa: PLC0415 - only where a rule set is made

    nothing = RuleSet((), (), (), (), (), (), (), (), (), (), "")
    for place in (folder, built_in) if own else (built_in,):
        for path in _newest_first(place, _RULES):
            try:
                return stored.opened(path, lambda: nothing, told=stamp())
            except _UNREADABLE:
                continue
    return None


def _newest_first(place: Callable[[], str], kind: str) -> list[str]:
    """The files of a kind in a folder; none where it cannot be looked into."""
    try:
        kept = [each for each in os.scandir(place()) if each.name.startswith(kind)]
        return [each.path for each in sorted(kept, key=lambda each: -each.stat().st_mtime)]
    except (OSError, RuntimeError):
        return []


def save(ruleset: RuleSet) -> None:
    """Keep a rule set; a cache that cannot be written is no error."""
    _put(name_of(ruleset.digest), stored.packed(ruleset), _RULES, _KEPT)


def known(stamp: str) -> str:
    """The digest of what had this stamp (see `files.stamp`) when an earlier run read it, or ""."""
    try:
        with open(os.path.join(folder(), f"stamp-{stamp}"), encoding="ascii") as file:
            return file.read(64)
    except (OSError, ValueError, RuntimeError):
        return ""


def note(stamp: str, changed: float, key: str) -> None:
    """Keep the digest of what has a stamp, unless it has `changed` (seconds since the epoch) so
    lately that it may change once more without a sign of it."""
    if changed < time.time() - _SETTLED:
        _put(f"stamp-{stamp}", [key.encode()], "stamp-", _STAMPS)


def _put(name: str, parts: Sequence[bytes], kind: str, most: int) -> None:
    """Write a file into the cache folder, and let the oldest of its kind go."""
    try:
        home = folder()
        os.makedirs(home, exist_ok=True)
        with written(os.path.join(home, name), sync=False) as file:
            file.writelines(parts)
        for old in _newest_first(folder, kind)[most:]:
            os.unlink(old)
    except (OSError, RuntimeError):
        return
