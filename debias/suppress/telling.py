"""What is to be said of a suppression that does not do what it is for."""

from __future__ import annotations

from debias.finding import Suppression
from debias.suppress import EXPIRED, UNKNOWN, UNUSED


def amiss(each: Suppression) -> str:
    """One line, beginning in lower case; nothing where all is well."""
    names = ", ".join(each.rules)
    if each.state == EXPIRED:
        return (
            f"what allows {names} has expired ({each.until}), so it allows nothing. "
            f"Its reason was: {each.reason}"
        )
    if each.state == UNUSED:
        return f"what allows {names} is not needed: there is no such finding here. Take it out."
    if each.state == UNKNOWN:
        return f"what allows {names} names no rule. `debias rules` lists them all."
    return ""
