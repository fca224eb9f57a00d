"""Reads a file into a `Document`: finds its reader, or says clearly why there is none."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from debias import files
from debias import limits as allowed
from debias.errors import DebiasError
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debias.document import Document, Reader


class Format(NamedTuple):
    """A format: its name in reports, and the module whose `read` reads it."""

    name: str
    module: str


_WORD = Format("docx", "debias.readers.word")
_PDF = Format("pdf", "debias.readers.pdf")
_MARKDOWN = Format("markdown", "debias.readers.markdown_text")
_HTML = Format("html", "debias.readers.hypertext")
_TEMPLATE = Format("text", "debias.readers.hypertext_template")
_TEXT = Format("text", "debias.readers.plain")

FORMATS = {
    ".docx": _WORD,
    ".docm": _WORD,
    ".dotx": _WORD,
    ".dotm": _WORD,
    ".pdf": _PDF,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mdown": _MARKDOWN,
    ".mkd": _MARKDOWN,
    ".mdx": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".njk": _TEMPLATE,
    ".nunjucks": _TEMPLATE,
    ".jinja": _TEMPLATE,
    ".jinja2": _TEMPLATE,
    ".j2": _TEMPLATE,
    ".liquid": _TEMPLATE,
    ".twig": _TEMPLATE,
    ".hbs": _TEMPLATE,
    ".handlebars": _TEMPLATE,
    ".mustache": _TEMPLATE,
    ".txt": _TEXT,
    ".text": _TEXT,
}


def known_extensions() -> tuple[str, ...]:
    """The extensions that say how a file is read, in lower case with their dot."""
    return tuple(FORMATS)


def format_of(path: str) -> str | None:
    """The format that a path's extension stands for, None for an unknown one."""
    found = FORMATS.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - pathlib costs 15 ms
    return None if found is None else found.name


def read(
    path: str,
    data: bytes | None = None,
    limits: Mapping[str, Any] | None = None,
    *,
    name: str | None = None,
) -> Document:
    """Read a file, or `data` that came from elsewhere under the name `name`.

    The content decides where it is unmistakable (a PDF named .docx is read as a PDF), otherwise
    the extension does. Raises DebiasError when the file cannot be opened, is in a format that
    debias does not read, or has no readable text.
    """
    shown = path if name is None else name
    limits = {} if limits is None else limits
    if data is None:
        data = content(path, limits)
    allowed.refuse_size(len(data), limits, shown)
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise DebiasError("The file is empty.", path=shown, hint="There is nothing to check in it.")
    chosen = _choose(shown, data)
    reader: Reader = importlib.import_module(chosen.module).read
    document = reader(shown, data, limits)
    if not document.blocks:
        document.close()
        raise _without_text(document)
    return document


def _choose(path: str, data: bytes) -> Format:
    """The format of a file: by its first bytes where they tell, otherwise by its extension."""
    from debias.readers.signature import is_binary, looks_like_html, recognise  # noqa: PLC0415

    named = FORMATS.get(os.path.splitext(path)[1].lower())  # noqa: PTH122
    by_content = recognise(path, data, loose=named in (None, _PDF))
    if by_content is not None:
        found = FORMATS[by_content]
        return named if named is not None and named.name == found.name else found
    if named in (None, _WORD, _PDF) and looks_like_html(data):
        return _HTML
    if named is _WORD or named is _PDF:
        return named  # its reader says best what is wrong
    if is_binary(data):
        raise DebiasError(
            "This is neither text nor a document that debias knows.",
            path=path,
            hint="It reads Word (.docx), PDF, Markdown, HTML and plain text.",
        )
    return _TEXT if named is None else named


def _without_text(document: Document) -> DebiasError:
    """What to say of a file in which nothing can be checked."""
    reasons = [f"{part.place}: {part.reason}" for part in document.unread]
    more = f" ({'; '.join(reasons[:5])}{'; …' if len(reasons) > 5 else ''})" if reasons else ""
    return DebiasError(
        f"The file has no readable text{more}.",
        path=document.path,
        hint="If it is a scan, recognise its text (OCR) first; if not, see whether it is whole.",
    )


def content(path: str, limits: Mapping[str, Any]) -> bytes:
    """The bytes of a regular file that is not too large. Raises DebiasError for any other."""
    try:
        allowed.refuse_size(os.stat(path).st_size, limits, path)  # noqa: PTH116
        # It may grow while it is read: one byte too many tells.
        data = files.content(path, int(allowed.of(limits, "megabytes") * allowed.MIB) + 1)
        allowed.refuse_size(len(data), limits, path)
        return data
    except IsADirectoryError:
        raise DebiasError(
            "This is a folder, not a file.", path=path, hint="Name a file that is in it."
        ) from None
    except files.SpecialFileError:
        raise DebiasError(
            "This is not a regular file.",
            path=path,
            hint="Save its content to a file, or pipe it in with `-`.",
        ) from None
    except FileNotFoundError:
        raise DebiasError("There is no such file.", path=path, hint="Check the path.") from None
    except PermissionError:
        raise DebiasError(
            "The file may not be read.", path=path, hint="Ask for permission to read it."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DebiasError(f"The file cannot be read ({reason}).", path=path) from None
