"""The passage around a finding's words, cut to what a reader needs to see them in their place."""

from __future__ import annotations

from debias.finding import Finding
from debias.records import NamedTuple
from debias.reports.cleaning import one_line

_LONGEST_QUOTE = 240


class Passage(NamedTuple):
    """Text on one line in three pieces: the words of the finding and what is around them."""

    before: str
    quote: str
    after: str


def passage(finding: Finding, length: int) -> Passage:
    """The finding's words in their passage, cleaned, about `length` characters in all."""
    context, quote = finding.context, finding.quote
    at = _place_of_quote(finding)
    if at < 0:
        return Passage("", _shortened(one_line(quote)), "")
    before = one_line(context[:at] + "|")[:-1]  # the mark keeps the space before the quote
    after = one_line("|" + context[at + len(quote) :])[1:]
    shown = _shortened(one_line(quote))
    spare = max(40, length - len(shown))
    room_before = max(spare // 2, spare - len(after))
    before = _end_of(before, room_before)
    after = _start_of(after, max(spare - len(before), spare // 2))
    return Passage(before, shown, after)


def _place_of_quote(finding: Finding) -> int:
    """Where the quote stands in the context; -1 when it does not. The engine cuts a long block
    around the quote, so that of several places the one nearest the middle is meant."""
    context, quote = finding.context, finding.quote
    if not quote:
        return -1
    if context[finding.start : finding.end] == quote:
        return finding.start
    middle = (len(context) - len(quote)) // 2
    places = []
    at = context.find(quote)
    while at >= 0:
        places.append(at)
        at = context.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - middle), default=-1)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{_start_of(text, _LONGEST_QUOTE - 80)} {_end_of(text, 80).removeprefix('… ')}"


def _start_of(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut[: cut.rindex(" ")] if " " in cut[1:] else cut) + " …"


def _end_of(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[len(text) - most :]
    return "… " + (cut[cut.index(" ") + 1 :] if " " in cut[:-1] else cut)
