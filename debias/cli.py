"""The command line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from debias import packs, readers
from debias.engine import check
from debias.errors import BadRulesError, DebiasError
from debias.selftest import failures


def main(arguments: list[str]) -> int:
    """Run a command; the exit code."""
    parser = argparse.ArgumentParser(prog="debias")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check")
    checking.add_argument("paths", nargs="+")
    checking.add_argument("--format", default="json")
    testing = commands.add_parser("test")
    testing.add_argument("only", nargs="*")
    options = parser.parse_args(arguments)
    try:
        ruleset = packs.load()
    except BadRulesError as error:
        for one in error.errors:
            print(one, file=sys.stderr)
        return 2
    except DebiasError as error:
        print(error, file=sys.stderr)
        return 2
    if options.command == "test":
        wrong = 0
        for rule in ruleset.rules:
            if options.only and not {rule.id, rule.pack, rule.name} & set(options.only):
                continue
            for failure in failures(ruleset, rule):
                wrong += 1
                print(failure)
        print(f"{wrong} examples do not hold.")
        return 1 if wrong else 0
    files, errors = [], []
    for name in options.paths:
        path = Path(name)
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not one.is_file():
                continue
            try:
                with readers.read(str(one)) as document:
                    report = check(document, ruleset)
            except DebiasError as error:
                errors.append({"path": str(one), "reason": str(error)})
                continue
            findings = [f._asdict() for f in report.findings]
            files.append({"path": report.path, "kinds": report.kinds, "findings": findings})
    print(json.dumps({"version": 1, "files": files, "errors": errors}, ensure_ascii=False, indent=1))
    return 1 if any(f["findings"] for f in files) else 0
