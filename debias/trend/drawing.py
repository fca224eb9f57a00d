"""Run charts as a picture: the one room that imports matplotlib, which is an extra."""

from __future__ import annotations

from io import BytesIO
from textwrap import fill
from typing import Any

from debias.errors import DebiasError
from debias.reports.cleaning import one_line
from debias.trend import UNITS, Series, Trend
from debias.trend.showing import number

FORMATS = ("png", "svg")
_BLUE, _GREY, _ORANGE, _GREEN = "#003087", "#425563", "#b35900", "#006747"
_MOST_LABELS = 12
_SHIFT, _TREND = (_ORANGE, "s", 7), (_GREEN, "^", 10)  # told apart by shape as well as by colour


def picture(trend: Trend, name: str, form: str) -> bytes:
    """The charts below one another, all findings first. `form` is one of FORMATS. The same trend
    gives the same bytes. Raises DebiasError where matplotlib is not installed."""
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError:
        raise DebiasError(
            "A chart needs matplotlib, which is not installed.",
            hint="Install it with: pip install 'debias[charts]', or leave --chart out.",
        ) from None
    settings: Any = {"svg.hashsalt": "debias", "svg.fonttype": "none", "font.size": 10,
                "axes.spines.top": False, "axes.spines.right": False,
                "text.parse_math": False}  # fmt: skip
    with rc_context(settings):
        rows = len(trend.series)
        figure = Figure(figsize=(9, 1.6 + 2.3 * rows), layout="constrained")
        grid = figure.subplots(rows, 1, sharex=True, squeeze=False)
        for series, (axes,) in zip(trend.series, grid, strict=True):
            _draw(axes, series)
        _label(grid[-1][0], trend)
        figure.suptitle(fill(f"{one_line(name)}: {UNITS[trend.per]}", 90), fontweight="bold")
        figure.supxlabel(
            "Dashed: the median. Squares: a shift, six or more points on one side of the median.\n"
            "Triangles: a trend, five or more points that all rise or all fall.",
            fontsize=9,
        )
        made = BytesIO()
        about = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(made, format=form, dpi=150, metadata=about)
    return made.getvalue()


def _draw(axes: Any, series: Series) -> None:  # noqa: ANN401 - matplotlib's
    values = series.chart.values
    places = range(len(values))
    middle = series.chart.median
    axes.plot(places, values, color=_BLUE, marker="o", markersize=4, linewidth=1.4, zorder=2,
              clip_on=False)  # fmt: skip
    axes.axhline(middle, color=_GREY, linestyle="--", linewidth=1.2, zorder=1)
    axes.annotate(number(middle), (1.0, middle), xycoords=("axes fraction", "data"),
                  xytext=(4, 0), textcoords="offset points", va="center", color=_GREY)  # fmt: skip
    for signal in series.chart.signals:
        colour, marker, size = _SHIFT if signal.kind == "shift" else _TREND
        axes.plot(
            signal.points,
            [values[at] for at in signal.points],
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=colour if signal.kind == "shift" else "none",
            markeredgecolor=colour,
            zorder=3,
            clip_on=False,
        )
    axes.set_title(fill(one_line(series.title), 90), loc="left", fontsize=10)
    axes.set_ylim(0, max((*values, middle, 1)) * 1.15)
    axes.grid(axis="y", color="#e8edee", linewidth=0.8)
    axes.set_axisbelow(True)


def _label(axes: Any, trend: Trend) -> None:  # noqa: ANN401
    labels = [one_line(version.label) for version in trend.versions]
    step = -(-len(labels) // _MOST_LABELS) or 1
    axes.set_xticks(range(0, len(labels), step), labels[::step], rotation=30, ha="right")
