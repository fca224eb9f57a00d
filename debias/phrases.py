"""The phrase language: how a rule's author writes wording without writing a regular expression.

failure to progress      the words, with white space between them
non-compliant            a hyphen stands for a hyphen, a space or nothing
refuse~                  the word with its regular endings: refuse, refuses, refused, refusing
disengag*                the word with any ending, or none
(book|present)~ late     one of several; very? or (very|rather)? may be left out
{ethnic-group} women     any entry of a named list of lists.yaml
claims ... pain          up to five words between, in the same sentence; ...2 is up to two
=BAME                    capitals exactly as written
re:\\bHb\\s*<\\s*\\d+       a regular expression, for programmers; {list} works in it too
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from debias.errors import DebiasError

Lists = Mapping[str, tuple[str, ...]]


class WordLists(dict[str, tuple[str, ...]]):
    """Named word lists, and the patterns that they make, each made once."""

    def __init__(self, lists: Lists) -> None:
        super().__init__(lists)
        self.patterns: dict[str, str] = {}


def _ready(lists: Lists) -> WordLists:
    return lists if isinstance(lists, WordLists) else WordLists(lists)


_TOKEN = re.compile(
    r"(?P<gap>\.\.\.\d*)|\{(?P<list>[a-z][a-z0-9-]*)\}|(?P<open>\()|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<maybe>\?)|(?P<ending>[~*])|(?P<space>\s+)|(?P<word>(?:(?!\.\.\.)[^\s(){}|~*?])+)"
)
_LIST_IN_PATTERN = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_MOST_LISTS_DEEP = 8
_VOWELS = "aeiou"
_VOWEL_GROUP = re.compile("[aeiouy]+")


def pattern_of(phrases: Iterable[str], lists: Lists) -> str:
    """One regular expression that matches any of the phrases, the longest tried first.

    Raises DebiasError where a phrase cannot be read.
    """
    return _any(phrases, _ready(lists), 0)


def pieces_of(phrases: Iterable[str], lists: Lists) -> tuple[str, ...]:
    """The same as one regular expression a phrase, in the order in which they are tried.

    A phrase that is nothing but a list is taken apart into the list's entries.
    """
    return tuple(dict.fromkeys(_pieces(phrases, _ready(lists), 0)))


def _pieces(phrases: Iterable[str], lists: WordLists, depth: int) -> Iterator[str]:
    for phrase in _longest_first(phrases):
        alone = _LIST_IN_PATTERN.fullmatch(phrase.strip())
        if alone is not None and alone[1] in lists and depth <= _MOST_LISTS_DEEP:
            yield from _pieces(lists[alone[1]], lists, depth + 1)
        else:
            yield _one(phrase.strip(), lists, depth)


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def _any(phrases: Iterable[str], lists: WordLists, depth: int) -> str:
    parts = list(
        dict.fromkeys(_one(phrase.strip(), lists, depth) for phrase in _longest_first(phrases))
    )
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def _one(phrase: str, lists: WordLists, depth: int) -> str:
    if phrase.startswith("re:"):
        pattern = phrase[3:].strip()
        filled = _LIST_IN_PATTERN.sub(lambda found: _named(found[1], lists, depth), pattern)
        return f"(?:{filled})"
    if phrase.startswith("="):
        return f"(?-i:{_Phrase(phrase[1:], lists, depth).pattern()})"
    return _Phrase(phrase, lists, depth).pattern()


def _named(name: str, lists: WordLists, depth: int) -> str:
    if name not in lists:
        raise DebiasError(
            f"There is no word list named '{name}'.",
            hint="Name one of those in lists.yaml, or add it there.",
        )
    if depth > _MOST_LISTS_DEEP:
        raise DebiasError(f"The word list '{name}' refers to itself.", hint="Break the circle.")
    if name not in lists.patterns:
        lists.patterns[name] = f"(?:{_any(lists[name], lists, depth + 1)})"
    return lists.patterns[name]


class _Phrase:
    """A recursive-descent reading of one phrase."""

    def __init__(self, phrase: str, lists: WordLists, depth: int) -> None:
        self._phrase = phrase
        self._lists = lists
        self._depth = depth
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(phrase):
            found = _TOKEN.match(phrase, at)
            if found is None or found.lastgroup is None:
                raise DebiasError(f"The phrase '{phrase}' cannot be read at '{phrase[at:]}'.")
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        if not self._tokens:
            raise DebiasError("A phrase is empty.", hint="Write the words to look for.")
        self._at = 0

    def pattern(self) -> str:
        pattern = self._branches()
        if self._at < len(self._tokens):
            raise self._wrong("closes a bracket that it never opened")
        return pattern if "|" not in pattern else f"(?:{pattern})"

    def _wrong(self, what: str) -> DebiasError:
        return DebiasError(f"The phrase '{self._phrase}' {what}.")

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _branches(self, ending: str = "") -> str:
        branches = [self._sequence(ending)]
        while self._peek()[0] == "bar":
            self._at += 1
            branches.append(self._sequence(ending))
        return "|".join(branches)

    def _sequence(self, ending: str) -> str:
        parts: list[str] = []
        space = ""  # white space still to be written before the next part
        while True:
            kind, token = self._peek()
            if kind in ("end", "bar", "close"):
                return "".join(parts)
            if kind == "space":
                space = r"\s" if parts else ""
                self._at += 1
                continue
            if kind == "gap":
                self._at += 1
                most = int(token[3:] or 5)
                parts.append(rf"(?:[,;:]?\s[^\s.;!?]+){{0,{most}}}?[,;:]?")
                continue
            part = self._part(kind, token, ending)
            if self._peek()[0] == "maybe":
                self._at += 1
                if not parts and self._peek()[0] == "space":  # first of its phrase
                    self._at += 1
                    part = rf"(?:(?:{part})\s)?"
                else:
                    part = f"(?:{space}(?:{part}))?"
            else:
                part = space + part
            parts.append(part)
            space = ""

    def _part(self, kind: str, token: str, ending: str) -> str:
        self._at += 1
        if kind == "open":
            return self._group()
        if kind == "list":
            return _named(token, self._lists, self._depth)
        if kind != "word":
            raise self._wrong(f"has a '{token}' that follows no word")
        if self._peek()[0] in ("ending", "maybe"):
            ending = self._peek()[1]
            self._at += 1
        glued_before = self._at >= 2 and self._tokens[self._at - 2][0] in ("close", "list")
        glued_after = self._peek()[0] in ("open", "list")
        return _word(token, ending, glued_before, glued_after)

    def _group(self) -> str:
        start = self._at
        depth = 1
        while depth:  # the ending behind the bracket belongs to each word in it
            kind = self._tokens[self._at][0] if self._at < len(self._tokens) else "end"
            if kind == "end":
                raise self._wrong("opens a bracket that it never closes")
            depth += {"open": 1, "close": -1}.get(kind, 0)
            self._at += 1
        ending = self._peek()[1] if self._peek()[0] == "ending" else ""
        self._at = start
        inner = self._branches(ending)
        self._at += 2 if ending else 1
        return f"(?:{inner})"


def _word(word: str, ending: str, glued_before: bool, glued_after: bool) -> str:
    before = "" if glued_before or not word[0].isalnum() else r"\b"
    if ending == "*":
        return before + _literal(word) + r"\w*"
    if ending == "?":
        return before + _literal(word[:-1]) + re.escape(word[-1]) + r"?\b"
    if ending == "~":
        forms = [_literal(form) for form in inflections(word)]
        return f"{before}(?:{'|'.join(forms)})" + r"\b"
    after = "" if glued_after or not word[-1].isalnum() else r"\b"
    return before + _literal(word) + after


def _literal(word: str) -> str:
    return re.escape(word).replace(r"\-", "[- ]?")


def inflections(word: str) -> tuple[str, ...]:
    """The regular English forms of a verb or noun: book, books, booked, booking."""
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word, word + "es", word + "ed", word + "ing")
    if not _doubles(word):
        return (word, word + "s", word + "ed", word + "ing")
    forms = (word, word + "s", word + word[-1] + "ed", word + word[-1] + "ing")
    if len(_VOWEL_GROUP.findall(word)) == 1:
        return forms
    # Of a longer word only a stressed end is doubled (referred, but offered), and spelling does
    # not show the stress: both are looked for.
    return (*forms, word + "ed", word + "ing")


def _doubles(word: str) -> bool:
    return (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxyhs"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
