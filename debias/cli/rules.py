"""`debias rules`: lists the rules."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence

from debias import packs
from debias.cli import screen
from debias.cli.check import names
from debias.cli.output import opened
from debias.errors import DebiasError
from debias.reports.symbols import encoded
from debias.rule import Pack, Rule, RuleSet


def run(options: Namespace) -> int:
    """Print the list in the format that was asked for."""
    ruleset = packs.load(tuple(options.rules), use_cache=not options.no_cache)
    shown = _packs(ruleset, names(options.pack))
    style = screen.style(options)
    if options.format == "json":
        text, encoding = _json(ruleset, shown), "utf-8"
    elif options.format == "markdown":
        text, encoding = _markdown(ruleset, shown), "utf-8"
    else:
        from debias.reports.pages import listing  # noqa: PLC0415 - brings rich

        groups = [(f"{pack.title} ({pack.id})", _rows(_of(ruleset, pack))) for pack in shown]
        count = sum(len(_of(ruleset, pack)) for pack in shown)
        text = listing(groups, style) + f"{count} rules. `debias explain RULE` tells about one.\n"
        encoding = style.encoding
    with opened(None) as out:
        out.write(encoded(text, encoding))
    return 0


def _packs(ruleset: RuleSet, wanted: Sequence[str]) -> list[Pack]:
    known = {pack.id: pack for pack in ruleset.packs}
    for name in wanted:
        if name not in known:
            hint = f"There are: {', '.join(sorted(known))}."
            raise DebiasError(f"--pack: there is no pack named '{name}'.", hint=hint)
    return [known[name] for name in wanted] or list(ruleset.packs)


def _of(ruleset: RuleSet, pack: Pack) -> list[Rule]:
    return [rule for rule in ruleset.rules if rule.pack == pack.id]


def _rows(rules: list[Rule]) -> list[tuple[str, str]]:
    rows = []
    for rule in rules:
        numbers = ", ".join(map(str, rule.principles))
        off = "" if rule.default else ", off"
        principles = f"principle{'s' * (len(rule.principles) > 1)} {numbers}"
        rows.append((rule.severity, f"{rule.id}: {rule.title} ({principles}{off})"))
    return rows


def _json(ruleset: RuleSet, shown: list[Pack]) -> str:
    rows = [
        {
            "rule": rule.name,
            "pack": rule.pack,
            "title": rule.title,
            "severity": rule.severity,
            "principles": list(rule.principles),
            "areas": list(rule.areas),
            "guidance": rule.guidance,
            "default": rule.default,
            "reviewed": rule.reviewed,
        }
        for pack in shown
        for rule in _of(ruleset, pack)
    ]
    return json.dumps({"version": 1, "rules": rows}, ensure_ascii=False, indent=2) + "\n"


def _markdown(ruleset: RuleSet, shown: list[Pack]) -> str:
    lines = []
    for pack in shown:
        lines += [f"## {pack.title} (`{pack.id}`)", "", pack.about, ""]
        lines += ["| rule | finds | severity | principles | |", "|---|---|---|---|---|"]
        for rule in _of(ruleset, pack):
            title = rule.title.replace("|", "\\|")
            numbers = ", ".join(map(str, rule.principles))
            off = "" if rule.default else "off by default"
            lines.append(f"| `{rule.id}` | {title} | {rule.severity} | {numbers} | {off} |")
        lines.append("")
    return "\n".join(lines)
