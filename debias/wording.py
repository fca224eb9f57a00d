"""Words as the checks see them: a normalised copy with a way back, sentences, quotations, patterns.

This is the only room that imports `regex`, and only when a pattern is run; every pattern of a rule
is compiled and run here, with a time limit, because rule packs may come from strangers.
"""

from __future__ import annotations

import re
import unicodedata
from binascii import a2b_base64, b2a_base64
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, islice
from time import process_time
from typing import TYPE_CHECKING, TypeAlias

from debias.digests import blake2b
from debias.errors import DebiasError
from debias.records import NamedTuple

if TYPE_CHECKING:
    import regex

TIME_LIMIT = 0.25
"""Seconds that one pattern may take on one piece of text of usual length: of the processor, so
that a busy machine gives up no sound pattern."""
_FEW_PLACES = 8  # where a pattern is tried so often in a text, the tries share the time
_SECONDS_A_PLACE = 5e-5  # what they have more for each; a sound pattern takes 5e-6
_SECONDS_A_CHARACTER = 5e-7  # on one so long that this makes more; a sound pattern takes 1e-8

_SAME_LENGTH = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2212": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u2002": " ",
    "\u2003": " ", "\u25a1": "☐", "\u25a2": "☐", "\u25fb": "☐", "\u2751": "☐", "\uf0a8": "☐",
    "\u25a0": "☒", "\u2611": "☒", "\u2612": "☒",
})  # fmt: skip
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# What cannot be changed in place: white space runs, line ends, unseen and compatibility characters.
_CHANGES_LENGTH = re.compile(rf"[^\S ]|  |[{_UNSEEN}]|[^\x00-\u024f\u2018-\u2044\u2190-\u27bf]")
_PIECES = re.compile(
    rf"(?<=\w)-[{_UNSEEN}]*\s*[\r\n]\s*(?=\w)"  # a word cut at a line end
    rf"|[\s{_UNSEEN}]*\s[\s{_UNSEEN}]*|[{_UNSEEN}]+|[^\x00-\u024f]"
)


class Normal(NamedTuple):
    """A normalised copy of a text. `starts` pairs (place in the copy, place in the source) for
    each stretch that was moved; None when every place is its own."""

    text: str
    starts: tuple[tuple[int, int], ...] | None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that stands behind a span of the copy."""
        if self.starts is None or end <= start:
            return start, end
        return _way_back(self.starts, start), _way_back(self.starts, end - 1) + 1


def _way_back(starts: tuple[tuple[int, int], ...], place: int) -> int:
    copy, source = starts[bisect_right(starts, (place, 1 << 60)) - 1]
    return source + (place - copy)


def normalise(text: str) -> Normal:
    """Fold what looks alike: quotes, dashes, spaces, boxes, ligatures, words cut at a line end."""
    if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
        return Normal(text, None)  # most texts
    text = text.translate(_SAME_LENGTH)
    if _CHANGES_LENGTH.search(text) is None:
        return Normal(text, None)
    copy: list[str] = []
    starts = [(0, 0)]
    length = at = 0
    for piece in _PIECES.finditer(text):
        found = piece.group()
        if found == " ":
            continue
        start, end = piece.span()
        copy.append(text[at:start])
        length += start - at
        folded = _fold(found)
        if folded:
            starts.append((length, start))
        for extra in range(1, len(folded)):  # every folded character points at the same source
            starts.append((length + extra, start))
        copy.append(folded)
        length += len(folded)
        at = end
        starts.append((length, at))
    copy.append(text[at:])
    return Normal("".join(copy), tuple(starts))


def _fold(found: str) -> str:
    if found[0] == "-" and len(found) > 1:
        return "-"
    if found[0] in _UNSEEN or found[0].isspace():
        return " " if any(character.isspace() for character in found) else ""
    return unicodedata.normalize("NFKC", found)


# --- sentences -------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9☐])")
_NEVER_ENDS = frozenset(
    "dr mr mrs ms prof st fig figs approx max min no nos vol ed eds e.g i.e eg ie vs cf al dept "
    "ref refs ext tel sec ch pp para".split()
)
_LAST_WORD = re.compile(r"([\w.]+)$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of a normalised text.

    Only a full stop, question or exclamation mark before white space and a capital, digit or box
    ends one, and not after an abbreviation: a false cut hides more than a missed one.
    """
    spans = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        word = _LAST_WORD.search(text, start, end.start())
        if word and (word[1].lower() in _NEVER_ENDS or (len(word[1]) == 1 and word[1].isupper())):
            continue
        spans.append((start, end.end()))
        start = end.end() + 1
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return tuple(spans)


_QUOTED = re.compile(r"\"[^\"]{2,600}\"|(?<!\w)'(?=\S)(?:[^'\"]|(?<=\w)'(?=\w)){2,600}'(?!\w)")
# A few words in quotation marks that the text itself wants ticked, entered or chosen are the label
# of a box, and no speech; so is an entry that it holds up as the way to write.
_CALLS_FOR_A_LABEL = re.compile(
    r"\b(?:tick(?:s|ed|ing)?|select(?:s|ed|ing)?|choos(?:e|es|ing)|chosen|chose|enter(?:s|ed|ing)?"
    r"|press(?:ed)?|click(?:ed)?|circl(?:e|ed|ing)|mark(?:ed|s)?|scor(?:e|es|ed|ing)"
    r"|cod(?:e|es|ed|ing)|flag(?:s|ged)?|status|reasons?|outcome|diagnosis|indications?|box|boxes"
    r"|columns?|rows?|options?|fields?|answers?|categor(?:y|ies)|drop-?down|alert|sticker|magnet"
    r"|list(?:s|ed)?|class(?:ed|ified)|graded|factors?|criteria|includ(?:e|es|ing)|write|record"
    r"|document|put|set to|equals?|points? for|if|charts?)"
    r"(?: (?:the|an?|any|her|it|this|outcome|reason|box|option|column|row|field|code|category"
    r"|answer|charts?|marked|labelled|headed|under|in|on|for|as|of|is|are|by|to|with)){0,4}"
    r"\s?[:=(]?\s?$",
    re.IGNORECASE,
)
_JOINS_LABELS = re.compile(
    r"^[^.;\"']{0,20}(?:,|/|\bor\b|\band\b|;|\+)[^.\"']{0,20}$", re.IGNORECASE
)
_MODEL_ENTRY = re.compile(
    r"\b(?:(?:good|model|sample|standard|suggested|template|typical) "
    r"(?:entry|entries|wording|text|notes?|phrase|example|answer|letter|reply|script|message)"
    r"(?:,? (?:for|to|in|of|from)? ?[\w ]{1,30})?"
    r"|example of (?:a|an|the) (?:good|clear|complete) (?:entry|note|record)"
    r"|examples?(?: \((?:correct|good|model|suggested)\)))\s?[:(-]?\s?$",
    re.IGNORECASE,
)
_SPOKEN_ABOUT = re.compile(
    r"\b(?:not|n't|never|avoid\w*|instead|rather|no longer|remov\w+|replac\w+|delet\w+|reject\w*"
    r"|terms?|words?|phrases?|wrong|why|heading|title|told|said|wrote|written|recorded|called|felt"
    r"|found|described|survey|listening)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_LABEL = 5
_CUE_REACHES = 70


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The spans between quotation marks in a normalised text, marks included; not labels that are
    to be ticked or entered, which mean what they say."""
    if "'" not in text and '"' not in text:
        return ()
    spans: list[tuple[int, int]] = []
    label_ends = -1
    for found in _QUOTED.finditer(text):
        start, end = found.span()
        before = text[max(0, start - _CUE_REACHES, text.rfind(". ", 0, start) + 1) : start]
        if _is_label(text[start:end], before, text[label_ends:start] if label_ends >= 0 else ""):
            label_ends = end
        else:
            spans.append((start, end))
            label_ends = -1
    # Testimony is often laid over several paragraphs: an opening mark that is never closed.
    if text.count('"') == 1 and text.lstrip().startswith('"'):
        spans.append((0, len(text)))
    return tuple(spans)


def _is_label(quoted: str, before: str, since_label: str) -> bool:
    if _SPOKEN_ABOUT.search(before):
        return False
    if _MODEL_ENTRY.search(before):
        return True
    if quoted.count(" ") >= _MOST_WORDS_OF_A_LABEL or quoted[-2] in ".!?,":
        return False
    return bool(
        _CALLS_FOR_A_LABEL.search(before) or (since_label and _JOINS_LABELS.match(since_label))
    )


# --- words -----------------------------------------------------------------------------------

_WORD = re.compile(r"\w+")
_BETWEEN_WORDS = re.compile(r"(\W+)")
_DOTTED = re.compile(r"\b(?:\w\.)+\w\b")


def words(text: str) -> set[str]:
    """The distinct words of a text, in lower case; "b.a.m.e" counts as "bame" too."""
    text = text.lower()
    found = set(_WORD.findall(text))
    if text.find(".", 0, -1) >= 0:
        found.update(dotted.replace(".", "") for dotted in _DOTTED.findall(text))
    return found


def words_with_places(text: str, start: int = 0) -> tuple[list[str], Iterable[int]]:
    """The words of a text, in lower case, and where each stands, counted from `start`."""
    parts = _BETWEEN_WORDS.split(_lower(text))
    return parts[::2], islice(accumulate(map(len, parts), initial=start), 0, None, 2)


def dotted_words(text: str, start: int = 0) -> list[tuple[str, int]]:
    """What `words` adds for "b.a.m.e", and where it stands, counted from `start`."""
    if "." not in text:
        return []
    found = _DOTTED.finditer(_lower(text))
    return [(dotted[0].replace(".", ""), start + dotted.start()) for dotted in found]


def _lower(text: str) -> str:
    """The text in lower case, each letter in its own place."""
    lower = text.lower()
    if len(lower) != len(text):  # a capital that is two letters when small: one by one
        return "".join(letter.lower()[0] for letter in text)
    return lower


# --- patterns --------------------------------------------------------------------------------


class SlowPatternError(Exception):
    """A pattern ran into its time limit."""


Kept: TypeAlias = tuple[int, str, int, list[int], int, int]
"""A compiled pattern as `regex` itself keeps it when it is pickled: its flags, its code in base64,
where its required characters are and what they are, their flags, the number of groups."""

kept: dict[str, Callable[[], Kept]] = {}
"""Compiled patterns of earlier runs, by `key_of` the pattern, read when they are wanted."""

fresh: dict[str, Kept] = {}
"""Those that this run had to compile."""

recalls: list[Callable[[], None]] = []
"""What fills `kept`, called when the first pattern is wanted."""


def library() -> str:
    """The version of `regex`: what one version kept is nothing to another."""
    import regex  # noqa: PLC0415 - 8 ms, not needed where results are kept

    return str(regex.__version__)


def key_of(pattern: str) -> str:
    """What a pattern is kept under: 16 hexadecimal digits."""
    return blake2b(pattern.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """The compiled pattern, case-insensitive. Raises DebiasError when it is not a pattern."""
    while recalls:
        recalls.pop()()
    key = key_of(pattern)
    made = _rebuilt(pattern, kept[key]) if key in kept else None
    if made is not None:
        return made
    made = tried(pattern)
    _, flags, code, *named, place, letters, how, groups = made._pickled_data  # type: ignore[attr-defined]
    if not any(named):
        fresh[key] = (
            flags,
            b2a_base64(code, newline=False).decode(),
            place,
            list(letters),
            how,
            groups,
        )
    return made


@cache
def tried(pattern: str) -> regex.Pattern[str]:
    """The compiled pattern, not kept. Raises DebiasError when it is not a pattern."""
    import regex  # noqa: PLC0415

    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise DebiasError(
            f"This pattern cannot be read: {error}.",
            hint="Check its brackets and backslashes, or write it as phrases.",
        ) from None


def _rebuilt(pattern: str, data: Callable[[], Kept]) -> regex.Pattern[str] | None:
    """What compiling the pattern gave in an earlier run, a hundred times as fast; None when the
    library does not take it."""
    import regex  # noqa: PLC0415

    try:
        flags, code, place, letters, how, groups = data()
        make: Callable[..., regex.Pattern[str]] = regex._regex.compile  # type: ignore[attr-defined]
        return make(
            pattern, flags, a2b_base64(code), {}, {}, {}, [], place, tuple(letters), how, groups
        )
    except Exception:
        return None


def seconds_for(length: int) -> float:
    """How long one pattern may take on a piece of text of this many characters."""
    seconds = length * _SECONDS_A_CHARACTER
    return seconds if seconds > TIME_LIMIT else TIME_LIMIT


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    """Where a pattern matches in a text. Raises SlowPatternError."""
    try:
        found = list(compiled(pattern).finditer(text, timeout=seconds_for(len(text))))
    except TimeoutError:
        raise SlowPatternError(pattern) from None
    return [match.span() for match in found if match.end() > match.start()]


def spans_at(pattern: str, text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """The same for a pattern all of whose matches start at one of these places, in order.

    Raises SlowPatternError.
    """
    match, limit = compiled(pattern).match, seconds_for(len(text))
    if len(places) == 1:  # mostly
        try:
            one = match(text, places[0], timeout=limit)
        except TimeoutError:
            raise SlowPatternError(pattern) from None
        return [one.span()] if one is not None and one.end() > places[0] else []
    ends = 0.0
    if len(places) > _FEW_PLACES:
        ends = process_time() + limit + len(places) * _SECONDS_A_PLACE
    found = []
    last = 0
    try:
        for place in places:
            if place >= last and (one := match(text, place, timeout=limit)) is not None:
                last = one.end()
                if last > place:
                    found.append((place, last))
            if ends and process_time() > ends:
                raise SlowPatternError(pattern)
    except TimeoutError:
        raise SlowPatternError(pattern) from None
    return found


def first_of(ways: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """What one pattern with these alternatives would match: from left to right, at each place the
    first way that has a match there, without overlaps."""
    every = sorted((start, rank, end) for rank, found in enumerate(ways) for start, end in found)
    kept: list[tuple[int, int]] = []
    last = 0
    for start, _, end in every:
        if start >= last:
            kept.append((start, end))
            last = end
    return kept


def occurs(pattern: str, text: str) -> bool:
    """Whether a pattern matches in a text. Raises SlowPatternError."""
    try:
        return compiled(pattern).search(text, timeout=seconds_for(len(text))) is not None
    except TimeoutError:
        raise SlowPatternError(pattern) from None
