"""Whether a pattern matches an empty text: what is told from its tree is what `regex` finds."""

from __future__ import annotations

import pytest

from debias import packs
from debias.emptiness import matches_nothing
from debias.errors import DebiasError
from debias.wording import tried

PATTERNS = (
    "pain", "a?", "x*", r"\w+", r"\b", r"\B", "^$", "(?!x)", "(?=x)", "(?<!a)", "(?<=x)", "(?:)",
    "(?:a|b?)", "(?:a|b)", r"(a?)\1", "[^a]", ".", r"(?:\bpain\b)?", "(?>a?)", "(?:a?){2,3}",
    r"\p{Lu}?", r"\p{Lu}", "a{0}",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_it_is_what_trying_gives(pattern: str) -> None:
    assert matches_nothing(pattern) == (tried(pattern).search("") is not None)


@pytest.mark.slow
def test_of_every_pattern_of_ours() -> None:
    for pattern in packs.load().pieces:
        assert matches_nothing(pattern) == (tried(pattern).search("") is not None), pattern


def test_what_is_no_pattern_is_said() -> None:
    with pytest.raises(DebiasError, match="cannot be read"):
        matches_nothing("(")
