"""Which hits stay, against comparing every hit with every other."""

from __future__ import annotations

import random

from debias import overlap
from debias.overlap import Hit, settled
from debias.rule import Rule
from tests.engine.made import ruleset

RULES = ruleset({f"r{n}": f"phrases: [w{n}]" for n in range(6)}).rules


def some_rules(chance: random.Random) -> list[Rule]:
    return [
        rule._replace(
            family=chance.choice("ab"),
            gives_way=chance.choice(("overlap", "overlap", "sentence", "block")),
            over=tuple({f"r{chance.randrange(6)}" for _ in range(chance.choice((0, 0, 1)))}
                       - {rule.id}),
        )
        for rule in RULES
    ]  # fmt: skip


def some_hits(chance: random.Random) -> list[Hit]:
    rules = some_rules(chance)
    hits = []
    for _ in range(chance.randrange(1, 30)):
        start = chance.randrange(60)
        hits.append(
            Hit(
                chance.choice(rules), chance.choice(("error", "warning", "suggestion")), "",
                chance.randrange(3), start, start + chance.choice((0, 1, 3, 8, 40)),
                (start // 20, start // 20 + 1), "", chance.random() < 0.1,
            )
        )  # fmt: skip
    return hits


def by_comparing_all(hits: list[Hit]) -> list[Hit]:
    ordered = sorted(hits, key=lambda hit: (hit.block, hit.start, hit.end, hit.rule.name))
    return [
        hit
        for hit in ordered
        if not any(
            overlap._yields(hit, other)
            for other in ordered
            if other is not hit
            and (other.block == hit.block or (hit.whole_document and other.whole_document))
        )
    ]


def test_the_same_hits_stay_as_when_all_are_compared() -> None:
    lengths = set()
    for seed in range(1500):
        hits = some_hits(random.Random(seed))
        stay = by_comparing_all(hits)
        assert settled(hits) == stay, seed
        lengths.add((len(hits), len(stay)))
    assert len(lengths) > 100


def test_a_block_of_many_hits_is_not_compared_all_with_all(monkeypatch) -> None:
    compared = []
    yields = overlap._yields
    monkeypatch.setattr(
        overlap, "_yields", lambda hit, other: compared.append(1) or yields(hit, other)
    )
    one = some_hits(random.Random(1))[0]
    hits = [
        one._replace(start=at, end=at + 5, sentence=(at, at + 9)) for at in range(0, 20_000, 10)
    ]
    settled(hits)
    assert len(compared) < 5 * len(hits)


def test_a_hit_that_yields_leaves_the_sentences_that_it_links() -> None:
    first, second = RULES[0], RULES[1]._replace(gives_way="sentence", family=RULES[0].family)
    topic = Hit(first, "warning", "", 0, 4, 9, (0, 20), "", False)
    linked = Hit(second, "suggestion", "", 0, 0, 40, (21, 45), "", False, linked=True)
    assert [(hit.rule.id, hit.start, hit.end) for hit in settled([topic, linked])] == [
        (first.id, 0, 40)
    ]
