"""The page of all rules is made from them, and is up to date."""

from __future__ import annotations

from pathlib import Path

from debias.packs.index import built_in_page

RULES = Path(__file__).resolve().parents[2] / "rules"


def test_the_index_is_up_to_date() -> None:
    assert (RULES / "README.md").read_text(encoding="utf-8") == built_in_page(), (
        "run: python -m debias.packs.index > rules/README.md"
    )
