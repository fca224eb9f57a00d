"""A trend as a table for the terminal, and as JSON for programs."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from debias import __version__
from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.console import console_for, title_line
from debias.reports.symbols import symbols
from debias.trend import UNITS, Series, Trend
from debias.trend.runchart import ENOUGH, Signal

VERSION = 1
_LONGEST_BAR = 12


def as_text(trend: Trend, name: str, style: Style) -> str:
    """All findings version by version, each principle's median and signals, and how to read it."""
    signs = symbols(style.encoding)
    buffer = StringIO()
    console = console_for(style, buffer)
    title_line(console, one_line(name), UNITS[trend.per], signs)
    console.print()
    _versions(console, trend, signs.block)
    console.print()
    for series in trend.series:
        told = [said(signal, trend) for signal in series.chart.signals] or ["no shift, no trend"]
        console.print(
            Text(one_line(f"{series.title}: median {number(series.chart.median)}"), "bold")
        )
        for line in told:
            console.print(Padding(Text(line), (0, 0, 0, 2)))
    console.print()
    console.print(Text(reading(trend)))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _versions(console: Console, trend: Trend, block: str) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for heading, side in (("Version", "left"), ("Documents", "right"), ("Findings", "right"),
                          ("Value", "right"), ("", "left"), ("Signals", "left")):  # fmt: skip
        table.add_column(heading, justify="right" if side == "right" else "left",
                         no_wrap=heading != "Signals")  # fmt: skip
    everything = trend.series[0]
    most = max(everything.chart.values, default=0)
    for at, version in enumerate(trend.versions):
        value = everything.chart.values[at]
        here = [f"{s.kind} {s.direction}" for s in everything.chart.signals if at in s.points]
        read = str(len(version.reports)) + (f" (-{version.missed})" if version.missed else "")
        table.add_row(
            one_line(version.label), read, str(everything.counts[at]), number(value),
            block * (round(value / most * _LONGEST_BAR) if most else 0), ", ".join(here),
        )  # fmt: skip
    console.print(table)


def said(signal: Signal, trend: Trend) -> str:
    """A signal in words."""
    first, last = (one_line(trend.versions[signal.points[at]].label) for at in (0, -1))
    side = "the median" if signal.kind == "shift" else ""
    how = " ".join(part for part in (signal.direction, side) if part)
    return f"{signal.kind}: {len(signal.points)} points {how}, {first} to {last}"


def reading(trend: Trend) -> str:
    """How the signals are defined, and what the chart cannot say."""
    text = (
        "A shift is six or more points in a row on one side of the median, a trend five or more "
        "that all rise or all fall (Perla, Provost and Murray, BMJ Qual Saf 2011;20:46-51). "
        "All versions were checked with today's rules."
    )
    if len(trend.versions) < ENOUGH:
        text += f" With fewer than {ENOUGH} versions a run chart says little."
    return text


def number(value: float) -> str:
    """A value as people write it: 8, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def as_json(trend: Trend, name: str) -> str:
    """The trend for programs: points are 0-based places in `versions`."""
    shown: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "debias", "version": __version__},
        "of": name,
        "per": trend.per,
        "versions": [
            {
                "label": version.label,
                "date": version.date,
                "documents": len(version.reports),
                "words": sum(report.words for report in version.reports),
                "not_read": version.missed,
            }
            for version in trend.versions
        ],
        "series": [series_of(series) for series in trend.series],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def series_of(series: Series) -> dict[str, Any]:
    """One series of a trend for programs."""
    return {
        "principle": series.principle,
        "title": series.title,
        "counts": list(series.counts),
        "values": list(series.chart.values),
        "median": series.chart.median,
        "signals": [
            {"kind": s.kind, "direction": s.direction, "points": list(s.points)}
            for s in series.chart.signals
        ],
    }
