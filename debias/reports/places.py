"""Where a finding is, in words."""

from __future__ import annotations

from collections.abc import Sequence

from debias.document import Location
from debias.reports.cleaning import one_line


def place(location: Location) -> str:
    """A location in words: "line 3, column 7", "table 2, row 4, cell 1", "page 3"."""
    if "line" in location:
        return f"line {location['line']}, column {location['column']}"
    if "page" in location:
        return f"page {location['page']}"
    words = []
    if location.get("part") not in (None, "document"):
        words.append(one_line(str(location["part"])))
    if location.get("table"):
        words += [f"{key} {location[key]}" for key in ("table", "row", "cell") if location.get(key)]
    elif location.get("paragraph"):
        words.append(f"paragraph {location['paragraph']}")
    return ", ".join(words)


def short(location: Location) -> str:
    """A location behind a path and a colon, as editors take it where they can: "3:7", "page 3"."""
    if "line" in location:
        return f"{location['line']}:{location['column']}"
    return place(location)


def also_at(locations: Sequence[Location], most: int = 6) -> str:
    """Further places of the same words: "at lines 14, 30"; "" for none."""
    if not locations:
        return ""
    for key in ("line", "page"):
        if all(key in location for location in locations):
            numbers = list(dict.fromkeys(str(location[key]) for location in locations))
            shown = ", ".join(numbers[:most]) + (" …" if len(numbers) > most else "")
            return f"{'at' if key == 'line' else 'on'} {key}{'s' * (len(numbers) > 1)} {shown}"
    shown = "; ".join(place(location) for location in locations[:most])
    return shown + (" …" if len(locations) > most else "")
