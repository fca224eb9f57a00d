"""With which words the matches of a pattern begin."""

from __future__ import annotations

import pytest

from debias.first_words import first_words
from debias.wording import spans, spans_at, words_with_places


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bfailure to progress\b", ("failure",)),
        (r"\b(?:refuse|refused|declin\w*)\b", ("declin", "refuse", "refused")),
        (r"(?:very |rather )?\bdifficult\b", ()),  # nothing says that "very" starts a word
        (r"\b(?:very |rather )?difficult\b", ("difficult", "rather", "very")),
        (r"\bwom[ae]n\b", ("woman", "women")),
        (r"\bprimi(?:ps?|para)\b", ("primip", "primipara", "primips")),
        (r"(?<=[☐☒]\s)black\b", ("black",)),
        (r"(?<!\w)black\b", ("black",)),
        (r"(?<!\bDr )\bblack\b", ("black",)),
        (r"^\s*(?:the )?mother\b", ()),  # it begins with white space, or with nothing
        (r"\bA/C women", ("a$",)),
        (r"\b(?:AC|A/C|AfC)\b", ("a$", "ac", "afc")),
        (r"\b[a-z]{3} women\b", ()),
        (r"\b\w+ women\b", ()),
        (r"black women", ()),  # "the black women", but also "unblack women"
        (r"\b(?:non-?)?compliant", ("compliant", "non", "noncompliant")),
        (r"\bB\.?M\.?E\b", ("b$", "bm", "bme")),
        (r"[☐☒]\s*black", ()),
        (r"(?:https?://|\bwww\.)\S+", ()),
        (r"\b(?=a|b)(?:asian|black)\b", ("asian", "black")),
        (r"(", ()),
    ],
)
def test_first_words(pattern: str, words: tuple[str, ...]) -> None:
    assert first_words(pattern) == words


@pytest.mark.parametrize(
    "text",
    [
        "Black women, black babies and BLACK ink; unblack, blackest.",
        "İstanbul: Black women of İzmir, Black.",
        "black",
        "",
        "☐ Black ☐ A/C women",
    ],
)
def test_a_pattern_tried_at_its_words_finds_what_it_finds_anywhere(text: str) -> None:
    pattern = r"\b(?:black(?: women)?|A/C)\b"
    places = places_of(text, {"black", "a"})
    assert spans_at(pattern, text, places) == spans(pattern, text)


def test_places_are_those_of_the_text_itself() -> None:
    text = "İİ Pain, pain; İpain Paint"
    assert {text[at : at + 4] for at in places_of(text, {"pain"})} == {"Pain", "pain"}


def places_of(text: str, wanted: set[str]) -> list[int]:
    words, places = words_with_places(text)
    return [place for word, place in zip(words, places, strict=True) if word in wanted]
