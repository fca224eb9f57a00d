"""Which rules run, and how grave they are: what the command line and the settings name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debias.errors import DebiasError
from debias.records import NamedTuple
from debias.rule import Head, Rule, RuleSet

_BY_PRINCIPLE, _BY_PACK, _BY_NAME = 1, 2, 3


class Layer(NamedTuple):
    """What one place says about the rules: the top of the settings, an entry for some paths, or
    the command line. `select` None stands for nothing said; `severity` is by rule or pack."""

    select: Sequence[str] | None = None
    ignore: Sequence[str] = ()
    severity: Sequence[tuple[str, str]] = ()


def chosen(ruleset: RuleSet, select: Sequence[str], ignore: Sequence[str]) -> dict[str, str]:
    """The names of the rules that run, each with "" for its own severity.

    An entry is a rule's id, `pack/rule`, a pack's id or `principle:N`. The more exact entry wins,
    and of two alike the one that leaves out. A rule that is off by itself runs where it is named.
    Raises DebiasError for a name that is not known.
    """
    known = known_names(ruleset)
    for flag, names in (("--select", select), ("--ignore", ignore)):
        for name in names:
            if name not in known:
                raise DebiasError(
                    f"{flag}: there is no rule, pack or principle named '{name}'.",
                    hint=meant(name, known),
                )
    return settled(ruleset, (Layer(select or None, ignore),))


def settled(ruleset: RuleSet, layers: Sequence[Layer]) -> dict[str, str]:
    """The names of the rules that run, each with its severity ("": its own), by what several
    places say, the last of which has the last word.

    The last `select` says what there is to choose from. The more exact entry wins; of two alike
    the later place, and in one place the entry that leaves out. A severity that names a rule
    itself switches it on where it is off by itself.
    """
    selecting = max((at for at, layer in enumerate(layers) if layer.select is not None), default=-1)
    select = () if selecting < 0 else layers[selecting].select or ()
    running = {}
    for rule in ruleset.heads:
        wanted = max((_exactness(rule, name) for name in select), default=0)
        unwanted = max(
            ((_exactness(rule, n), at) for at, layer in enumerate(layers) for n in layer.ignore),
            default=(0, -1),
        )
        exactness, _, severity = max(
            (
                (_exactness(rule, name), at, severity)
                for at, layer in enumerate(layers)
                for name, severity in layer.severity
            ),
            default=(0, -1, ""),
        )
        named = _BY_NAME in (wanted, exactness)
        if not (rule.default or named) or (selecting >= 0 and not wanted):
            continue
        if not unwanted[0] or (wanted, selecting) > unwanted:
            running[rule.name] = severity if exactness else ""
    return running


def _exactness(rule: Head, name: str) -> int:
    """How exactly a name means a rule; 0 when it does not."""
    if name in (rule.id, rule.name):
        return _BY_NAME
    if name == rule.pack:
        return _BY_PACK
    return _BY_PRINCIPLE if name in _principles(rule) else 0


def _principles(rule: Head) -> list[str]:
    return [f"principle:{number}" for number in rule.principles]


def known_names(ruleset: RuleSet) -> set[str]:
    """All that an entry may name."""
    known = {f"principle:{principle.number}" for principle in ruleset.principles}
    known.update(pack.id for pack in ruleset.packs)
    for rule in ruleset.heads:
        known.update((rule.id, rule.name))
    return known


def meant(name: str, known: Iterable[str]) -> str:
    """The hint for a name that is not known."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    close = get_close_matches(name, sorted(known), 1, 0.5)
    if close:
        return f"Did you mean '{close[0]}'?"
    return "`debias rules` lists all rules and packs; a principle is written principle:5."


def find_rules(ruleset: RuleSet, name: str) -> tuple[Rule, ...]:
    """The rules that a rule's id, `pack/rule` or pack's id stands for.

    Raises DebiasError for a name that is not known.
    """
    found = tuple(rule for rule in ruleset.rules if name in (rule.id, rule.name, rule.pack))
    if not found:
        from difflib import get_close_matches  # noqa: PLC0415

        names = {rule.id for rule in ruleset.heads} | {rule.name for rule in ruleset.heads}
        names |= {pack.id for pack in ruleset.packs}
        close = get_close_matches(name, sorted(names), 1, 0.5)
        hint = f"Did you mean '{close[0]}'?" if close else "`debias rules` lists them all."
        raise DebiasError(f"There is no rule or pack named '{name}'.", hint=hint)
    return found
