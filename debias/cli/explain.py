"""`debias explain`: tells about a rule."""

from __future__ import annotations

from argparse import Namespace

from debias import explain, packs
from debias.cli import screen
from debias.cli.output import opened
from debias.reports.pages import page
from debias.reports.symbols import encoded
from debias.run.choosing import find_rules


def run(options: Namespace) -> int:
    """Print the page of a rule; of a pack, those of all its rules."""
    ruleset = packs.load(tuple(options.rules), use_cache=not options.no_cache)
    style = screen.style(options)
    pages = [
        page(rule.title, f"{rule.name}, {rule.severity}", explain.page(rule, ruleset), style)
        for rule in find_rules(ruleset, options.rule)
    ]
    with opened(None) as out:
        out.write(encoded("\n".join(pages), style.encoding))
    return 0
