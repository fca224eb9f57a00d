"""Recognising what kind of document is before us: a form, a guideline, a leaflet."""

from __future__ import annotations

from debias.context import Reading
from debias.rule import DocumentKind


def recognise(reading: Reading, kinds: tuple[DocumentKind, ...]) -> tuple[str, ...]:
    """The ids of all the kinds that a document is of; it may be several, or none."""
    return tuple(kind.id for kind in kinds if _is(kind, reading))


def _is(kind: DocumentKind, reading: Reading) -> bool:
    if kind.veto >= 0 and reading.first_block(kind.veto) >= 0:
        return False
    return any(
        all(_met(clause.probes, clause.least, reading) for clause in clauses)
        for clauses in kind.alternatives
    )


def _met(probes: tuple[int, ...], least: int, reading: Reading) -> bool:
    met = 0
    for probe in probes:
        met += reading.first_block(probe) >= 0
        if met >= least:
            return True
    return False
