"""`debias annotate`: documents back with their findings beside the words."""

from __future__ import annotations

import os
import sys
import time
import traceback
from argparse import Namespace
from collections.abc import Mapping, Sequence

from debias import annotate, readers
from debias.annotate import writing
from debias.annotate.notes import plural
from debias.cli import progress, screen
from debias.cli.check import asked
from debias.document import Block
from debias.errors import DebiasError
from debias.finding import FileError, FileReport
from debias.limits import Limits, of
from debias.reports.cleaning import clean
from debias.rule import RuleSet
from debias.run import by_settings
from debias.run.one import BUG, overdue
from debias.run.walk import find
from debias.run.watch import Overdue, no_longer_than

_CLEAN, _PUT_RIGHT, _BUG = 0, 2, 3
_UNREAD_TOLD = 3


def run(options: Namespace) -> int:
    """Mark what was asked for; the exit code."""
    found = find(options.paths)
    _refuse(options, found.files)
    wanted = asked(options)
    # What an earlier run suggested is taken back before a file is looked at again.
    files = _without_copies(found.files)
    given = dict(wanted.limits)
    again = {path: data for path in files if (data := _cleared(path, given)) is not None}
    fresh = [path for path in files if path not in again]
    errors = list(found.errors)
    checked = []
    with progress.shown(quiet=options.quiet) as step:
        if fresh:
            checked.append(by_settings.check(fresh, wanted, progress=step))
        for path, data in again.items():
            once = wanted._replace(stdin=data, stdin_name=path)
            checked.append(by_settings.check(["-"], once))
    copies = _Copies(options, {**again, options.stdin_name or "-": wanted.stdin})
    for each in checked:
        errors += each.result.errors
        for path in each.result.excluded:
            screen.complain(f"debias: {path}: left out, the settings exclude it.")
        for report in each.result.files:
            errors += copies.make(report, each.ruleset, each.limits(report.path))
    for path in found.left_out:
        screen.complain(f"debias: {path}: left out, debias does not read this format.")
    for error in errors:
        screen.complain(f"debias: {error.path}: {error.reason}")
    if any(error.bug for error in errors):
        return _BUG
    return _PUT_RIGHT if errors else _CLEAN


def _refuse(options: Namespace, files: Sequence[str]) -> None:
    """Raise DebiasError where it is not clear where the copies are to go."""
    if options.output is not None and len(files) > 1:
        raise DebiasError(
            f"--output names one file, and there are {len(files)} to mark.",
            hint="Use --output-dir.",
        )
    if "-" in files and options.output is None:
        raise DebiasError(
            "A copy of standard input has no place to go to.", hint="Name a file with --output."
        )


def _without_copies(files: Sequence[str]) -> list[str]:
    """The files without marked copies of others among them, as `*.docx` names both."""
    copies: dict[str, str] = {}
    for path in files:
        if not writing.is_copy(path):
            form = annotate.FORMATS.get(readers.format_of(path) or "")
            name = writing.name_for(path, form.extension if form else "")
            copies[os.path.realpath(name)] = path
    left = []
    for path in files:
        original = copies.get(os.path.realpath(path))
        if original is None:
            left.append(path)
        else:
            screen.complain(f"debias: {path}: left out, it is the marked copy of {original}.")
    return left


def _cleared(path: str, limits: Limits) -> bytes | None:
    """The content of a Word file without what an earlier run suggested; None: read it as it is."""
    if not path.lower().endswith((".docx", ".docm", ".dotx", ".dotm")):
        return None
    try:
        data = readers.content(path, limits)
        cleared = annotate.without_suggestions("docx", data, limits)
    except DebiasError:
        return None  # reading it will say what is wrong
    return None if cleared is data else cleared


class _Copies:
    """Makes the copies of one run and tells of each."""

    def __init__(self, options: Namespace, given: Mapping[str, bytes]) -> None:
        self._options = options
        self._given = given  # content that is not to be read from the path
        self._taken: dict[str, str] = {}
        self._when = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())

    def make(self, report: FileReport, ruleset: RuleSet, limits: Limits) -> tuple[FileError, ...]:
        """Mark one file; what went wrong."""
        seconds = of(limits, "seconds")
        try:
            with no_longer_than(seconds):
                target = self._make(report, ruleset, limits)
        except DebiasError as error:
            return (FileError(report.path, error.reason),)
        except Overdue:
            return (overdue(report.path, seconds, "marked"),)
        except MemoryError:
            return (FileError(report.path, "There is not enough memory to mark this file."),)
        except Exception as error:
            if os.environ.get("DEBIAS_DEBUG"):
                traceback.print_exc(file=sys.stderr)
            return (FileError(report.path, f"{BUG} ({type(error).__name__}).", bug=True),)
        if not self._options.quiet:
            _say(f"{target}: {plural(len(report.findings), 'finding')} of {report.path}")
            _tell_unread(report)
        return ()

    def _make(self, report: FileReport, ruleset: RuleSet, limits: Limits) -> str:
        path = report.path
        data = self._given.get(path) or readers.content(path, limits)
        with readers.read(path, data, limits) as document:
            if document.format not in annotate.FORMATS:
                raise DebiasError(
                    f"debias makes no marked copies of this format ({document.format}).",
                    hint="Use the report instead: debias check --format html.",
                )
            target = self._target(path, annotate.FORMATS[document.format].extension)
            writing.refuse(path, target, force=self._options.force)
            _hold(report, document.blocks)
            how = annotate.Options(data, self._when, self._options.suggest, limits)
            copy = annotate.mark(document, report, ruleset, how)
        writing.write(path, target, copy, force=self._options.force)
        return target

    def _target(self, path: str, extension: str) -> str:
        options = self._options
        target: str = options.output or writing.name_for(path, extension, options.output_dir)
        real = os.path.realpath(target)
        if self._taken.setdefault(real, path) != path:
            raise DebiasError(
                f"Its copy would have the same name as that of {self._taken[real]}, {target}.",
                hint="Mark one of them with --output and another name.",
            )
        return target


def _hold(report: FileReport, blocks: Sequence[Block]) -> None:
    """Raise DebiasError where the file is another than the one that was checked."""
    for finding in report.findings:
        text = blocks[finding.block].text if finding.block < len(blocks) else ""
        if text[finding.start : finding.end] != finding.quote:
            raise DebiasError("The file changed while it was looked at.", hint="Try again.")


def _tell_unread(report: FileReport) -> None:
    parts = [f"{part.place}: {part.reason}" for part in report.unread[:_UNREAD_TOLD]]
    if parts:
        more = len(report.unread) - len(parts)
        shown = "; ".join(parts) + (f"; and {more} more" if more else "")
        screen.complain(f"debias: {report.path}: not all of it could be read ({shown}).")


def _say(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(clean(text).encode(encoding, "replace").decode(encoding) + "\n")
