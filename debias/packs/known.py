"""What an earlier rule set tells about the patterns of the next one.

Which words a pattern needs, and whether it matches anything, is most of the work of making a rule
set, and depends on nothing but the pattern. Whoever adds a rule, or a folder of rules, has the
rest of the patterns as they were.
"""

from __future__ import annotations

from binascii import crc32
from pathlib import Path

from debias import emptiness, first_words, literals
from debias.records import NamedTuple
from debias.rule import RuleSet

Starts = tuple[str, ...]


class Known(NamedTuple):
    """`words` has for a pattern the sets of word starts that it needs, and the one that it begins
    with; `probes` are wordings, as their patterns, that are known not to match anything."""

    words: dict[str, tuple[tuple[Starts, ...], Starts]]
    probes: frozenset[tuple[str, ...]]


NOTHING = Known({}, frozenset())


def told_by(ruleset: RuleSet) -> Known:
    """What a rule set tells."""
    starts = ruleset.starts
    words = {
        piece: (tuple(starts[number] for number in needs), starts[begins] if begins >= 0 else ())
        for piece, needs, begins in zip(ruleset.pieces, ruleset.needs, ruleset.begins, strict=True)
    }
    probes = (tuple(ruleset.pieces[number] for number in probe) for probe in ruleset.probes)
    return Known(words, frozenset(probes))


def stamp() -> int:
    """Which way of telling it was: another number when the modules that tell are other ones."""
    sum_ = 0
    for module in (emptiness, first_words, literals):
        sum_ = crc32(Path(str(module.__file__)).read_bytes(), sum_)
    return sum_
