"""What the commands that stand beside a document through its versions take."""

from __future__ import annotations

from debias.cli.arguments.shared import (
    add_cache_option,
    add_jobs_option,
    add_looking_options,
    add_rules_option,
    add_settings_options,
    new_parser,
)


def add_baseline(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    baseline = new_parser(
        commands.add_parser,
        "baseline",
        help="record today's findings, so that only new ones fail",
        description="Record today's findings, so that `debias check --baseline FILE` fails on new\n"
        "ones only. The file holds fingerprints, rules and paths, and no text of the\ndocuments.",
        epilog="exit codes: 0 written; 2 something could not be read, or the file not be\nwritten",
    )
    baseline.set_defaults(module="debias.cli.baseline")
    baseline.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    baseline.add_argument("--output", metavar="FILE",
                          help="where to write it (default: the baseline that the settings name, "
                          "otherwise .debias-baseline.json)")  # fmt: skip
    baseline.add_argument("--prune", action="store_true",
                          help="add nothing: only take out what is there no longer")  # fmt: skip
    add_settings_options(baseline)
    add_rules_option(baseline)
    add_jobs_option(baseline)
    add_cache_option(baseline)


def add_init(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    init = new_parser(
        commands.add_parser,
        "init",
        help="write a debias.yaml with all settings explained",
        description="Write a debias.yaml with all settings explained. Nothing is overwritten.",
    )
    init.set_defaults(module="debias.cli.init")
    init.add_argument("folder", nargs="?", default=".", metavar="FOLDER",
                      help="where to (default: here)")  # fmt: skip
    init.add_argument("--hook", action="store_true",
                      help="also have pre-commit run debias on what is committed")  # fmt: skip


def add_compare(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.compare import add_options  # noqa: PLC0415 - its own room

    compare = new_parser(
        commands.add_parser,
        "compare",
        help="tell which findings a new version of a document has lost, kept and gained",
        description="Tell which findings a new version of a document has lost, kept and gained.\n"
        "The two may be of different formats. Known findings of a baseline count like all\nothers.",
        epilog="exit codes: 0 nothing is new; 1 something is; 2 a side could not be read; 3 a\n"
        "mistake in debias itself",
    )
    compare.set_defaults(module="debias.cli.compare")
    add_options(compare)
    add_looking_options(compare)
    add_settings_options(compare.add_argument_group("settings"))
    running = compare.add_argument_group("running")
    add_jobs_option(running)
    add_cache_option(running)


def add_trend(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from debias.cli.trend import add_options  # noqa: PLC0415 - its own room

    trend = new_parser(
        commands.add_parser,
        "trend",
        help="show findings over time, as a run chart with median, shifts and trends",
        description="Show the findings of all versions of a document or folder in git, or of\n"
        "saved reports, as a run chart: median, shifts and trends, by principle.",
        epilog="exit codes: 0 shown; 2 a version could not be read; 3 a mistake in debias\nitself",
    )
    trend.set_defaults(module="debias.cli.trend")
    add_options(trend)
    add_looking_options(trend)
    add_settings_options(trend.add_argument_group("settings"))
    running = trend.add_argument_group("running")
    add_jobs_option(running)
    add_cache_option(running)
