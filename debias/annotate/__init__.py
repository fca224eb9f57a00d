"""Marked copies: a document back with its findings beside the words; the registry of formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debias.document import Document
    from debias.finding import FileReport
    from debias.rule import RuleSet


class Format(NamedTuple):
    """How copies of a format are made: the module whose `mark` makes them, imported on first use,
    and the extension of the copy, "" for the original's own."""

    module: str
    extension: str = ""


FORMATS = {
    "docx": Format("debias.annotate.word"),
    "pdf": Format("debias.annotate.pdf", ".pdf"),
    "markdown": Format("debias.annotate.page", ".html"),
    "html": Format("debias.annotate.page", ".html"),
    "text": Format("debias.annotate.page", ".html"),
}
"""From the name of a format, as `Document.format` has it, to how its copies are made."""


class Options(NamedTuple):
    """What a copy is made from and how: `data` are the bytes that `document` was read from,
    `when` is the date that comments bear, in seconds since 1970 (UTC), and `suggest` asks for
    replacements as tracked changes where the format has them. `limits` are those that the
    document was read with."""

    data: bytes
    when: int = 0
    suggest: bool = False
    limits: Mapping[str, Any] = {}


class Marker(Protocol):
    """What a module of the registry offers."""

    def mark(
        self, document: Document, report: FileReport, ruleset: RuleSet, options: Options
    ) -> bytes: ...


def mark(document: Document, report: FileReport, ruleset: RuleSet, options: Options) -> bytes:
    """The bytes of a marked copy of `document`, which must still be open; `report` is what
    `engine.check` gave for it.

    The document's own trees may be changed on the way: read it anew to use it again. Raises
    DebiasError, without a path, when no copy can be made that is safe to open.
    """
    marker = cast("Marker", import_module(FORMATS[document.format].module))
    return marker.mark(document, report, ruleset, options)


def without_suggestions(name: str, data: bytes, limits: Mapping[str, Any]) -> bytes:
    """The bytes of a file in the format `name` without the tracked changes that an earlier copy's
    `suggest` made; `data` itself where there are none. To mark it anew it is read from these.

    Raises DebiasError when the file is damaged.
    """
    if name != "docx":
        return data
    earlier = import_module("debias.annotate.word_earlier")
    return cast("bytes", earlier.without_suggestions(data, limits))


AUTHOR = "debias"
"""Who the comments are from. By it an earlier run's comments are known again."""

INITIALS = "db"
