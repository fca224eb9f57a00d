"""The walk over a document's stories, put together: the one that reader and annotator share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.ooxml import beside, steps
from debias.ooxml.story import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from debias.ooxml.names import Element

_STEPS = {**steps.STEPS, **beside.STEPS}


def begin(hiding: frozenset[str], depth: int, linked: Callable[[str, str], Element]) -> Walk:
    """A walk that has not met anything yet; `Walk` says what the arguments are."""
    return Walk(_STEPS, hiding, depth, linked)
