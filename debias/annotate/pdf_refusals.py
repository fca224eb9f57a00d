"""PDFs that no copy with notes can be made of, and what to say of signed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from debias.errors import DebiasError

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject as Dictionary

_REPORT = "Use the report instead: debias check --format html."
_MAY_ANNOTATE = 3  # permission P of a certified document (ISO 32000-1, table 254)
_MOST_FIELDS = 20_000
_CHANGED = (
    "The document is signed. The signature covers it as it was before these notes, and programs "
    "that check signatures will say that it was changed since."
)
_EXTENDED = (
    "The document had been opened up for Adobe Reader; Adobe Reader will say that it was changed."
)


def locked() -> DebiasError:
    """Why an encrypted file is not marked."""
    return DebiasError(
        "The PDF is protected against changes, so no marked copy was made.",
        hint="Ask its owner for an unprotected copy, or use the report instead: "
        "debias check --format html.",
    )


def unsafe() -> DebiasError:
    """Why a damaged file is not marked."""
    return DebiasError(
        "The PDF is damaged or built in an unusual way, and notes could not be added without "
        "risk to it, so no marked copy was made.",
        hint="Open it in the program that made it and export it anew, or use the report instead: "
        "debias check --format html.",
    )


def remarks(catalog: Dictionary, data: bytes) -> tuple[str, ...]:
    """What the summary has to say of signatures.

    Raises DebiasError where a certificate forbids notes, or where Adobe Reader draws the form
    itself and would not show them.
    """
    if _entry(catalog, "/NeedsRendering") == True:  # noqa: E712 - pypdf's own kind of truth
        raise DebiasError(
            "This is a dynamic XFA form, which Adobe Reader draws itself and shows no notes on, "
            "so no marked copy was made.",
            hint="Print it to a PDF and check that.",
        )
    if b"/ByteRange" not in data:
        return ()
    allowed = [_MAY_ANNOTATE]
    permissions = _entry(catalog, "/Perms")
    certified = _entry(permissions, "/DocMDP")
    if certified is not None:
        allowed.append(_permission(certified))
    signed, locks = _signatures(catalog)
    if min(allowed + locks) < _MAY_ANNOTATE:
        raise DebiasError(
            "The PDF is certified and its certificate forbids notes, so no marked copy was made.",
            hint="Ask its author for a copy without the certificate. " + _REPORT,
        )
    found = (_CHANGED,) if signed or certified is not None else ()
    return found if _entry(permissions, "/UR3") is None else (*found, _EXTENDED)


def _entry(holder: PdfObject | None, key: str) -> Any:  # noqa: ANN401 - whatever the file has there
    """An entry of a dictionary, resolved; None where there is neither."""
    value = holder.get(key) if isinstance(holder, DictionaryObject) else None
    value = value.get_object() if isinstance(value, PdfObject) else None
    return value


def _items(value: PdfObject | None) -> list[PdfObject | None]:
    return [item.get_object() for item in value] if isinstance(value, ArrayObject) else []


def _permission(signature: PdfObject) -> int:
    """What a certifying signature permits; 2 where it does not say."""
    for reference in _items(_entry(signature, "/Reference")):
        if _entry(reference, "/TransformMethod") == "/DocMDP":
            allowed = _entry(_entry(reference, "/TransformParams"), "/P")
            return int(allowed) if isinstance(allowed, int) else 2
    return 2


def _signatures(catalog: Dictionary) -> tuple[bool, list[int]]:
    """Whether a field bears a signature, and what the signed fields' locks permit (PDF 2.0)."""
    locks: list[int] = []
    signed, seen = False, 0
    waiting = _items(_entry(_entry(catalog, "/AcroForm"), "/Fields"))
    while waiting and seen < _MOST_FIELDS:
        seen += 1
        field = waiting.pop()
        waiting += _items(_entry(field, "/Kids"))
        if _entry(field, "/FT") == "/Sig" and _entry(field, "/V") is not None:
            signed = True
            allowed = _entry(_entry(field, "/Lock"), "/P")
            if isinstance(allowed, int):
                locks.append(int(allowed))
    return signed, locks
