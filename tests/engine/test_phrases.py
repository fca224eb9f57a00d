"""The phrase language says what it looks like it says."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from debias.errors import DebiasError
from debias.literals import needs
from debias.phrases import inflections, pattern_of
from debias.wording import words

LISTS = {
    "group": ("Black", "(South|East)? Asian", "=BAME", "Afro-Caribbean"),
    "people": ("women", "mother~"),
    "both": ("{group} {people}",),
    "circle": ("{circle} x",),
}


def found(phrase: str, text: str) -> str | None:
    match = regex.search(pattern_of([phrase], LISTS), text, regex.IGNORECASE)
    return match.group() if match else None


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("failure to progress", "a Failure to progress again", "Failure to progress"),
        ("failure to progress", "failures to progress", None),
        ("non-compliant", "noncompliant", "noncompliant"),
        ("non-compliant", "non compliant", "non compliant"),
        ("refuse~", "she refused it", "refused"),
        ("refuse~", "refusal", None),
        ("book~", "overbooked", None),
        ("admit~", "was admitted", "admitted"),
        ("disengag*", "has disengaged", "disengaged"),
        ("(book|present)~ late", "presented late", "presented late"),
        ("(very|rather)? late", "very late", "very late"),
        ("(very|rather)? late", "so late", "late"),
        ("women (very)? late", "women late", "women late"),
        ("points?", "one point", "point"),
        ("hot(,)? (and|or)? red", "hot, red", "hot, red"),
        ("hot(,)? (and|or)? red", "hot and red", "hot and red"),
        ("hot(,)? (and|or)? red", "hot red", "hot red"),
        ("{group} women", "South Asian women", "South Asian women"),
        ("{both}", "afro-caribbean mothers", "afro-caribbean mothers"),
        ("=BAME", "bame", None),
        ("{group} women", "bame women", None),
        ("claims ... pain", "claims to be in pain", "claims to be in pain"),
        ("claims ... pain", "claims one two three four five six pain", None),
        ("claims ... pain", "claims nothing. No pain", None),
        ("claims ...1 pain", "claims of pain", "claims of pain"),
        (r"re:\bHb\s*<\s*\d+", "Hb < 100", "Hb < 100"),
        (r"re:\b{group} x", "Black x", "Black x"),
        ("≥40 years", "aged ≥40 years", "≥40 years"),
        ("woman's choice", "the woman's choice", "woman's choice"),
    ],
)
def test_a_phrase_finds(phrase: str, text: str, expected: str | None) -> None:
    assert found(phrase, text) == expected


def test_the_longest_phrase_is_tried_first() -> None:
    pattern = pattern_of(["failed", "failed induction"], {})
    assert regex.search(pattern, "a failed induction").group() == "failed induction"


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("{nothing} here", "no word list named 'nothing'"),
        ("{circle}", "refers to itself"),
        ("(open", "never closes"),
        ("close)", "never opened"),
        ("~", "follows no word"),
        ("", "empty"),
    ],
)
def test_a_wrong_phrase_is_named(phrase: str, reason: str) -> None:
    with pytest.raises(DebiasError, match=reason):
        pattern_of([phrase], LISTS)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("refuse", {"refuse", "refuses", "refused", "refusing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("admit", {"admit", "admits", "admitted", "admitting", "admited", "admiting"}),
        ("offer", {"offer", "offers", "offered", "offering", "offerred", "offerring"}),
        ("miss", {"miss", "misses", "missed", "missing"}),
        ("delay", {"delay", "delays", "delayed", "delaying"}),
    ],
)
def test_inflections(word: str, forms: set[str]) -> None:
    assert set(inflections(word)) == forms


PARTS = st.sampled_from(
    ["black", "women", "(a|b) c", "(very)? late", "{group}", "refuse~", "disengag*", "...", "...2",
     "non-compliant", "{both}", "points?", "=BAME", "to", "(of|from) (the)?"]
)  # fmt: skip
WORDS = st.sampled_from(
    "black women a b c very late south asian bame BAME refused disengaged non-compliant "
    "noncompliant point points to of from the mothers afro caribbean xx".split()
)


@given(st.lists(PARTS, min_size=1, max_size=4), st.lists(WORDS, max_size=12))
def test_the_prefilter_lets_through_whatever_matches(parts: list[str], text: list[str]) -> None:
    passage = " ".join(text)
    try:
        pattern = pattern_of([" ".join(parts)], LISTS)
    except DebiasError:
        return
    match = regex.search(pattern, passage, regex.IGNORECASE)
    if match and match.group():
        for starts in needs(pattern):
            assert any(f"{word}$".startswith(start) for word in words(passage) for start in starts)
