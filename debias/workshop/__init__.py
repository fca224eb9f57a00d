"""A workshop from findings: one page for a facilitator, a projector and a group."""

from __future__ import annotations

from typing import BinaryIO

from debias.finding import Result
from debias.records import NamedTuple
from debias.reports.web.data import about_rules
from debias.reports.web.page import assets, page
from debias.reports.web.passages import shown
from debias.rule import RuleSet
from debias.workshop.cards import cards, session_id, suggested

_SCRIPTS = ("notes.js", "export.js", "choosing.js", "stage.js", "paper.js", "session.js")


class Session(NamedTuple):
    """What the page begins with, all of which can be changed in it: `by` is the order
    (principle, theme or document), `passages` how many are ticked, `minutes` the time for each."""

    title: str = ""
    by: str = "principle"
    passages: int = 6
    minutes: int = 8


def write(result: Result, ruleset: RuleSet, out: BinaryIO, session: Session) -> None:
    """Write the page in UTF-8. Passages carry the sentence that leads in to a list, and the
    headers of a table, where `FileReport.blocks` are."""
    made = cards(result, ruleset)
    data = {
        **about_rules(ruleset),
        "id": session_id(made),
        "title": session.title,
        "by": session.by,
        "minutes": session.minutes,
        "cards": made,
        "chosen": suggested(made, session.passages),
        "errors": [[shown(error.path), shown(error.reason)] for error in result.errors],
    }
    web, own = "debias.reports.web", "debias.workshop"
    out.write(
        page(
            session.title or "debias workshop",
            body=assets(own, "session.html", "guide.html"),
            style="\n".join((assets(web, "base.css"), assets(own, "session.css"))),
            script="\n".join((assets(web, "dom.js"), assets(own, *_SCRIPTS))),
            data=data,
        )
    )
