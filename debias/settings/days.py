"""Days as they are written in settings and suppressions: 2027-01-31."""

from __future__ import annotations

import re

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written as ISO 8601 has it."""
    if not _DAY.match(text):
        return False
    from datetime import date  # noqa: PLC0415 - only where there is a day to read

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_past(until: str, today: str) -> bool:
    """Whether the last day `until` ("": none) lies before `today`; both as ISO 8601 has them."""
    return bool(until) and today > until
