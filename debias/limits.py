"""How much of anything debias takes from one file: every limit with its unit and its reason.

Documents come by e-mail and rule packs from strangers. A limit that is met is told in the report
or as an error that names it; all can be set under `limits` in the settings.
"""

from __future__ import annotations

from collections.abc import Mapping

from debias.errors import DebiasError
from debias.records import NamedTuple

Limits = Mapping[str, float]
"""What is set, by name; what is not set has its usual value."""


class Limit(NamedTuple):
    """The usual value of a limit, its unit, and why there is one."""

    usual: float
    unit: str
    reason: str


MIB = 2**20
LIMITS = {
    "seconds": Limit(
        120, "seconds", "A file that never comes to an end costs itself, and not the whole run."
    ),
    "megabytes": Limit(
        256, "MiB of one file", "A file is held in memory; the largest guideline known has 60."
    ),
    "memory-megabytes": Limit(
        1024,
        "MiB of address space of a worker process",
        "A PDF of a few bytes can draw itself a billion times; one of 1,500 pages needs 63 MiB. "
        "Only where the system can hold a process to it, which Windows cannot.",
    ),
    "unpacked-megabytes": Limit(
        512, "MiB of the parts of a Word file", "A few bytes of a zip can unfold to any size."
    ),
    "ratio": Limit(
        200,
        "bytes unpacked for one packed",
        "Text packs 20 to 1, and a bomb 1,000 to 1. Parts below 16 MiB are not held to it.",
    ),
    "parts": Limit(
        10_000, "parts of a Word file", "A long document has 500; each costs time to list."
    ),
    "depth": Limit(
        600, "tables within tables of a Word file", "Deeper ones would run out of stack."
    ),
    "pages": Limit(5_000, "pages of a PDF", "Some bytes can name any number of pages."),
}
"""All limits, by their names in the settings."""


def of(limits: Limits, name: str) -> float:
    """The value of a limit."""
    return limits.get(name, LIMITS[name].usual)


def refuse_size(size: int, limits: Limits, path: str) -> None:
    """Raise DebiasError for a file of `size` bytes that is larger than is allowed."""
    most = of(limits, "megabytes")
    if size > most * MIB:
        raise DebiasError(
            f"The file is larger than the {most:,g} MiB that are allowed.",
            path=path,
            hint="If it is genuine, allow more with --max-size, or limits.megabytes in the "
            "settings.",
        )
