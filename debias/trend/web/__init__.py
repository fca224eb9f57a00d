"""A trend as one web page: run charts in all and by principle, each number in a table beside."""

from __future__ import annotations

from typing import Any

from debias.reports.cleaning import one_line
from debias.reports.web.data import about_rules
from debias.reports.web.page import assets, page
from debias.reports.web.passages import shown
from debias.rule import RuleSet
from debias.trend import UNITS, Series, Trend
from debias.trend.showing import number, reading, series_of


def as_page(trend: Trend, name: str, ruleset: RuleSet) -> bytes:
    """The page in UTF-8; it needs no network and no other file."""
    web, own = "debias.reports.web", "debias.trend.web"
    name = shown(one_line(name))
    data = {
        **about_rules(ruleset),
        "of": name,
        "unit": UNITS[trend.per],
        "per": trend.per,
        "reading": reading(trend),
        "versions": [
            [
                shown(one_line(version.label)),
                version.date[:10],
                len(version.reports),
                version.missed,
            ]
            for version in trend.versions
        ],
        "series": [_series(series) for series in trend.series],
    }
    return page(
        f"{name}: findings over time",
        body=assets(own, "trend.html"),
        style="\n".join((assets(web, "base.css"), assets(own, "trend.css"))),
        script="\n".join((assets(web, "dom.js"), assets(own, "runchart.js", "trend.js"))),
        data=data,
    )


def _series(series: Series) -> dict[str, Any]:
    """A series, and its numbers as they are written."""
    return {
        **series_of(series),
        "written": [number(value) for value in series.chart.values],
        "median": [series.chart.median, number(series.chart.median)],
    }
