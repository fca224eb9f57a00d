"""Normalising keeps a way back; sentences and quotations are cut where a reader would cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.errors import DebiasError
from debias.wording import (
    SlowPatternError,
    compiled,
    normalise,
    occurs,
    quotations,
    sentences,
    spans,
    words,
)

AWKWARD = st.text(st.sampled_from("ab -\n\t\r\u00a0\u00ad\u200b’“”–‑ﬁ☐²é\u2003A.'\""), max_size=60)


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("non‑compliant", "non-compliant"),
        ("non-\ncompliant", "non-compliant"),
        ("non\u00adcompliant", "noncompliant"),
        ("re\u200bfused", "refused"),
        ("the woman’s  “choice”", 'the woman\'s "choice"'),
        ("two\r\nlines", "two lines"),
        ("a\u00a0b", "a b"),
        ("ﬁrst oﬀer", "first offer"),
        ("□ Black", "☐ Black"),
        ("25 kg/m²", "25 kg/m²"),
    ],
)
def test_what_looks_alike_is_folded(source: str, copy: str) -> None:
    assert normalise(source).text == copy


@given(AWKWARD)
def test_every_place_of_the_copy_leads_back(source: str) -> None:
    normal = normalise(source)
    last = 0
    for place in range(len(normal.text)):
        start, end = normal.source_span(place, place + 1)
        assert 0 <= last <= start < end <= len(source)
        last = start
        if normal.text[place].isalnum() and normal.text[place].isascii():
            assert normal.text[place] in normalise(source[start:end]).text


@given(AWKWARD, st.integers(0, 50), st.integers(1, 10))
def test_a_span_of_the_copy_stands_for_the_same_words(source: str, at: int, length: int) -> None:
    normal = normalise(source)
    found = normal.text[at : at + length]
    if found.strip() == found and found[:1].isalnum():  # a cut word is only known from its start
        start, end = normal.source_span(at, at + len(found))
        assert found in normalise(source[start:end]).text


@given(AWKWARD)
def test_normalising_twice_changes_nothing(source: str) -> None:
    once = normalise(source).text
    assert normalise(once).text == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Dr. Smith came. She left.", 2),
        ("Give 2.5 ml. Then wait.", 2),
        ("See fig. 3 and e.g. Table 4.", 1),
        ("No stop at all", 1),
        ("Was it? Yes! Good.", 3),
        ("Hb 100 g/L. in women", 1),
        ("", 1),
        ("Mrs A. Black attended. The plan was made.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_sentences_cover_the_text() -> None:
    text = "One. Two! Three? (Four.) Five"
    assert " ".join(text[s:e] for s, e in sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no way" then.', ['"no way"']),
        ("the woman's mother's notes", []),
        ("say 'declined', not 'refused'", ["'declined'", "'refused'"]),
        ("'She didn't listen' was said", ["'She didn't listen'"]),
        ("Tick 'Asian' on the form, or 'Black'.", []),
        ('Code it as "failed induction".', []),
        ('Example of a good entry: "Patient refusing. Doctor aware."', []),
        ('Suggested text for the letter: "You failed to attend."', []),
        ('Example (correct): "Room 3, poor historian."', []),
        ('An example: "I was told to wait."', ['"I was told to wait."']),
        ('Do not tick "refused".', ['"refused"']),
        ('Her note said: "I ticked it."', ['"I ticked it."']),
        (
            'Write "We asked her first, twice, and she was glad of it".',
            ['"We asked her first, twice, and she was glad of it"'],
        ),
        ("no marks", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quotations(text)] == quoted


def test_words_are_distinct_and_lower_case() -> None:
    assert words("Black or black? A BMI") == {"black", "or", "a", "bmi"}


def test_a_wrong_pattern_says_what_to_do() -> None:
    with pytest.raises(DebiasError, match="cannot be read"):
        compiled("(unclosed")


def test_a_catastrophic_pattern_is_cut_off() -> None:
    with pytest.raises(SlowPatternError):
        occurs(r"^(a|aa)+$", "a" * 60 + "!")
    with pytest.raises(SlowPatternError):
        spans(r"^(a|aa)+$", "a" * 60 + "!")
