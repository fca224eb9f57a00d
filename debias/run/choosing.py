"""Which rules run: what `--select` and `--ignore` name."""

from __future__ import annotations

from collections.abc import Sequence

from debias.errors import DebiasError
from debias.rule import Rule, RuleSet

_BY_PRINCIPLE, _BY_PACK, _BY_NAME = 1, 2, 3


def chosen(ruleset: RuleSet, select: Sequence[str], ignore: Sequence[str]) -> dict[str, str]:
    """The names of the rules that run, each with "" for its own severity.

    An entry is a rule's id, `pack/rule`, a pack's id or `principle:N`. The more exact entry wins,
    and of two alike the one that leaves out. A rule that is off by itself runs where it is named.
    Raises DebiasError for a name that is not known.
    """
    known = _known(ruleset)
    for flag, names in (("--select", select), ("--ignore", ignore)):
        for name in names:
            if name not in known:
                raise _unknown(name, flag, known)
    running = {}
    for rule in ruleset.rules:
        wanted = max((_exactness(rule, name) for name in select), default=0)
        unwanted = max((_exactness(rule, name) for name in ignore), default=0)
        on = rule.default or wanted == _BY_NAME
        if on and (wanted or not select) and wanted >= unwanted and not (wanted == unwanted > 0):
            running[rule.name] = ""
    return running


def _exactness(rule: Rule, name: str) -> int:
    """How exactly a name means a rule; 0 when it does not."""
    if name in (rule.id, rule.name):
        return _BY_NAME
    if name == rule.pack:
        return _BY_PACK
    return _BY_PRINCIPLE if name in _principles(rule) else 0


def _principles(rule: Rule) -> list[str]:
    return [f"principle:{number}" for number in rule.principles]


def _known(ruleset: RuleSet) -> set[str]:
    known = {f"principle:{principle.number}" for principle in ruleset.principles}
    known.update(pack.id for pack in ruleset.packs)
    for rule in ruleset.rules:
        known.update((rule.id, rule.name))
    return known


def _unknown(name: str, flag: str, known: set[str]) -> DebiasError:
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    close = get_close_matches(name, sorted(known), 1, 0.5)
    if close:
        hint = f"Did you mean '{close[0]}'?"
    else:
        hint = "`debias rules` lists all rules and packs; a principle is written principle:5."
    return DebiasError(f"{flag}: there is no rule, pack or principle named '{name}'.", hint=hint)


def find_rules(ruleset: RuleSet, name: str) -> tuple[Rule, ...]:
    """The rules that a rule's id, `pack/rule` or pack's id stands for.

    Raises DebiasError for a name that is not known.
    """
    found = tuple(rule for rule in ruleset.rules if name in (rule.id, rule.name, rule.pack))
    if not found:
        from difflib import get_close_matches  # noqa: PLC0415

        names = {rule.id for rule in ruleset.rules} | {rule.name for rule in ruleset.rules}
        names |= {pack.id for pack in ruleset.packs}
        close = get_close_matches(name, sorted(names), 1, 0.5)
        hint = f"Did you mean '{close[0]}'?" if close else "`debias rules` lists them all."
        raise DebiasError(f"There is no rule or pack named '{name}'.", hint=hint)
    return found
