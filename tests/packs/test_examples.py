"""Every rule that comes with debias holds to its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias import packs
from debias.cli import main
from debias.selftest import failures
from tests.packs.test_bad_rules import RULE, pack_in

pytestmark = pytest.mark.slow


def test_every_example_of_ours_holds() -> None:
    ruleset = packs.load()
    assert len(ruleset.rules) > 100
    lost = [str(failure) for rule in ruleset.rules for failure in failures(ruleset, rule)]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize(("by", "code"), [("", 2), ("other", 0), ("third", 2)])
def test_a_passage_that_another_rule_takes_over_must_say_so(
    tmp_path: Path, by: str, code: int
) -> None:
    text = RULE.replace("nuisance", "blorb")
    flag = "- A [[blorb]] to all."
    taken = text.replace(flag, f'- {{text: "A [[blorb]] to all.", by: {by}}}') if by else text
    pack_in(tmp_path, "rule.yaml", taken)
    (tmp_path / "made" / "other.yaml").write_text(text + "over: [rule]\n")
    (tmp_path / "made" / "third.yaml").write_text(RULE.replace("nuisance", "snarf"))
    assert main(["test", str(tmp_path / "made")]) == 0
    assert main(["test", "--all-rules", str(tmp_path / "made")]) == code
