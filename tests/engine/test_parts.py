"""A very long block is looked at in parts, and what is found there is told as if it were one."""

from __future__ import annotations

import pytest

from debias import packs, parts, readers
from debias.document import Document
from debias.engine import check, decide
from debias.finding import Finding

PLAIN = (
    "Midwives should offer every woman the same information, and write down what she decides. "
    "The team meets each week.  It looks at what was learned. "
)
MARKED = "She was non-compliant with iron\u00ad tablets. "


def made(text: str) -> Document:
    return readers.read("a.txt", text.encode())


def findings(text: str) -> tuple[Finding, ...]:
    with made(text) as document:
        return check(document, packs.load(), join=False).findings


@pytest.mark.parametrize("lead", ["", "\u2003\u00a0x \ufb01t. "])
def test_parts_find_what_the_whole_has(lead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = lead + (PLAIN * 28 + MARKED) * 5
    assert len(text) > parts.LONGEST
    in_parts = findings(text)
    monkeypatch.setattr(parts, "LONGEST", 10**9)
    assert in_parts == findings(text)
    assert len(in_parts) >= 5


@pytest.mark.parametrize(
    "text",
    [
        "word " * 30_000,
        "w" * 100_000,
        " " * 50_000 + "x",
        "End. " + "\u200b \u200b" * 20_000,
        "cut- " * 20_000,
        "\n".join(["One line of words"] * 6_000),
    ],
    ids=["no-sentences", "no-spaces", "only-spaces", "unseen", "hyphens", "lines"],
)
def test_the_parts_are_the_whole_text(text: str) -> None:
    with made("x") as one:
        block = one.blocks[0]._replace(text=text)
        document = Document("a.txt", "text", (one.blocks[0], block), one.locate)
        cut = parts.divided(document)
    pieces = [cut.document.blocks[n].text for n, part in enumerate(cut.origin) if part.block == 1]
    assert max(map(len, pieces)) <= parts.LONGEST
    assert "".join("".join(pieces).split()) == "".join(text.split())
    for piece, part in zip(pieces, cut.origin[1:], strict=True):
        assert text[part.start : part.start + len(piece)] == piece


@pytest.mark.slow
def test_a_long_line_is_looked_at_by_all_rules() -> None:
    with made(("Midwives said the woman refused care. " + PLAIN) * 1_000) as document:
        decision = decide(document, packs.load())
    assert not decision.slow
    assert len(decision.hits) >= 1_000
