"""The keys of a settings file: what each holds and is for. The reader and the schema ask here."""

from __future__ import annotations

from debias.limits import LIMITS
from debias.records import NamedTuple
from debias.rule import SEVERITIES

# What a key may hold.
NAMES = "names"  # of rules, packs or principles
TEXTS = "texts"  # a list of text, or one text
TEXT = "text"
DATE = "date"
CHOICE = "choice"  # one of `choices`
SEVERITY_OF = "severity of"  # names to severities
WORDS_OF = "words of"  # names of word lists to words
NUMBERS_OF = "numbers of"  # one of `choices` to a number above 0
ENTRIES = "entries"  # a list of mappings with the keys of `inner`


class Key(NamedTuple):
    """A key: what it holds, what it is for, and whether it must be there."""

    holds: str
    about: str
    choices: tuple[str, ...] = ()
    inner: str = ""
    needed: bool = False


_GRAVEST_FIRST = tuple(reversed(SEVERITIES))
_CHOOSING = {
    "select": Key(
        NAMES,
        "Only these rules run: ids, pack/rule, packs or principle:N. Without it, all run that are "
        "on by themselves.",
    ),
    "ignore": Key(NAMES, "These rules do not run. The more exact name wins over select."),
    "severity": Key(
        SEVERITY_OF,
        "The severity that a rule or pack is to have. A rule named here runs even where it is off "
        "by itself.",
        _GRAVEST_FIRST,
    ),
    "fail-on": Key(
        CHOICE, "The mildest severity that makes the exit code 1.", (*_GRAVEST_FIRST, "never")
    ),
    "min-severity": Key(CHOICE, "What is milder than this is left out.", _GRAVEST_FIRST),
}
KEYS: dict[str, dict[str, Key]] = {
    "": {
        **_CHOOSING,
        "exclude": Key(
            TEXTS,
            "Globs of files and folders that are not checked, as in .gitignore, relative to this "
            "file.",
        ),
        "paths": Key(ENTRIES, "Other choices for some files; later entries win.", inner="paths"),
        "rules": Key(
            TEXTS,
            "Further folders of rules, relative to this file and inside its repository. One from "
            "elsewhere is named with --rules on the command line too.",
        ),
        "lists": Key(WORDS_OF, "Words that are added to the word lists that rules share."),
        "suppress": Key(ENTRIES, "Findings that are allowed, each with a reason.", inner="allow"),
        "baseline": Key(
            TEXT,
            "A file made by `debias baseline`, relative to this file: the findings in it are known "
            "and do not fail.",
        ),
        "limits": Key(
            NUMBERS_OF,
            "How much is taken from one file: "
            + "; ".join(f"{name} ({x.unit}, usually {x.usual:g})" for name, x in LIMITS.items())
            + ".",
            tuple(LIMITS),
        ),
    },
    "paths": {
        "match": Key(TEXTS, "Globs of the files that this is for.", needed=True),
        **_CHOOSING,
    },
    "allow": {
        "rule": Key(NAMES, "The rule, pack or rules that are allowed.", needed=True),
        "path": Key(TEXT, "A glob of the files in which; without it, in all."),
        "quote": Key(TEXT, "The passage on which; without it, on any words."),
        "reason": Key(TEXT, "Why, for whoever reads this next.", needed=True),
        "until": Key(DATE, "The last day on which it is allowed, as 2027-01-31."),
    },
}
"""By place: at the top, in an entry of `paths`, in an entry of `suppress`."""
