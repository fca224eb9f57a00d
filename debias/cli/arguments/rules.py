"""What the commands about rules take."""

from __future__ import annotations

from debias.cli.arguments.shared import (
    add_cache_option,
    add_rules_option,
    new_parser,
)


def add_rules(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    rules = new_parser(
        commands.add_parser,
        "rules",
        help="list the rules",
        description="List the rules, with severity and principles.",
    )
    rules.set_defaults(module="debias.cli.rules")
    rules.add_argument("--pack", action="append", default=[], metavar="PACK", help="only this pack")
    rules.add_argument(
        "--format", choices=("terminal", "json", "markdown"), default="terminal",
        help="default: terminal",
    )  # fmt: skip
    add_rules_option(rules)
    add_cache_option(rules)


def add_explain(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    explain = new_parser(
        commands.add_parser,
        "explain",
        help="tell about a rule: why, on what evidence, with examples",
        description="Tell about a rule: what it looks for, why, on what evidence, with examples.",
    )
    explain.set_defaults(module="debias.cli.explain")
    explain.add_argument("rule", metavar="RULE", help="a rule's ID or PACK/ID")
    add_rules_option(explain)
    add_cache_option(explain)


def add_test(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    test = new_parser(
        commands.add_parser,
        "test",
        help="hold rules to their own examples",
        description="Hold rules to their own examples: each passage to flag is flagged at exactly "
        "the\nmarked words, each passage to allow is left alone.",
        epilog="exit codes: 0 all examples hold; 2 some do not, or a rule cannot be read",
    )
    test.set_defaults(module="debias.cli.examples")
    test.add_argument("names", nargs="*", metavar="NAME",
                      help="a rule, a pack, or a path of rules (default: all)")  # fmt: skip
    test.add_argument(
        "--all-rules",
        action="store_true",
        help="run all rules at once: each passage to flag is still reported, by the rule itself "
        "or the one that its 'by' names",
    )
    add_rules_option(test)
    add_cache_option(test)
