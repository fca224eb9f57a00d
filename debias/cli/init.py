"""`debias init`: writes a settings file that explains itself, and asks pre-commit to run debias."""

from __future__ import annotations

import os
from argparse import Namespace

from debias.cli.screen import complain
from debias.errors import DebiasError
from debias.settings.model import NAME

_HOOKS = ".pre-commit-config.yaml"
SETTINGS = """\
# Settings of debias for this folder and those below it. All of it may be left out.
# `debias rules` lists the rules and packs; `debias explain RULE` tells about one.

# Only these rules (a rule, a pack, or principle:N); without it, all that are on by themselves.
# select: [race-thresholds, skin-tone]

# Not these.
# ignore: [patient-for-woman]

# Another severity for a rule or a pack: error, warning or suggestion.
# severity:
#   maternity-language: suggestion
#   ethnicity-risk-score-point: error

# The mildest severity that makes a check fail: error, warning, suggestion, or never.
fail-on: warning

# Leave out what is milder than this.
# min-severity: suggestion

# Files and folders that are not checked, written as in a .gitignore.
# exclude:
#   - archive/

# Other choices for some files.
# paths:
#   - match: leaflets/
#     severity:
#       stigmatising-language: error
#   - match: drafts/
#     fail-on: never

# Further folders of rules, beside this file.
# rules: [our-rules]

# Words for the word lists that rules share.
# lists:
#   people: [birthing person]

# Findings that are allowed. Each needs a reason; `quote` and `path` say where, `until` how long.
# suppress:
#   - rule: refused
#     path: policies/mental-health-act.md
#     quote: refused by the tribunal
#     reason: The words of the Act.
#     until: 2027-01-31

# What `debias baseline .` has recorded is known, and does not fail.
# baseline: .debias-baseline.json

# How much is taken from one file. A file that needs more is named and not checked.
# limits:
#   seconds: 120
#   megabytes: 256
"""
HOOKS = """\
repos:
"""
ENTRY = """\
  - repo: local
    hooks:
      - id: debias
        name: debias
        entry: debias check
        language: system
        files: '(?i)\\.(md|markdown|html?|txt|docx|pdf)$'
        require_serial: true
"""


def run(options: Namespace) -> int:
    """Write what is not there yet; the exit code."""
    folder = options.folder
    if not os.path.isdir(folder):  # noqa: PTH112
        raise DebiasError("There is no such folder.", path=folder, hint="Make it first.")
    settings = os.path.normpath(os.path.join(folder, NAME))  # noqa: PTH118
    if _write(settings, SETTINGS):
        complain(f"debias: {settings} is written. Read it through: all of it may be changed.")
    elif not options.hook:
        raise DebiasError(
            "There are settings here already, which stay as they are.",
            path=settings,
            hint="Change them with an editor.",
        )
    if options.hook:
        _hook(os.path.normpath(os.path.join(folder, _HOOKS)))  # noqa: PTH118
    return 0


def _hook(path: str) -> None:
    if _write(path, HOOKS + ENTRY):
        complain(f"debias: {path} is written. `pre-commit install` switches it on.")
        return
    with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
        if "id: debias" in file.read():
            complain(f"debias: {path} runs debias already.")
            return
    complain(f"debias: {path} is there already and stays as it is. Add this under its `repos:`")
    complain("")
    print(ENTRY, end="")  # noqa: T201 - for copying or appending


def _write(path: str, text: str) -> bool:
    """Write a file unless it is there."""
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DebiasError(f"This cannot be written ({reason}).", path=path) from None
    return True
