"""Lines of writing: what the layout rooms arrange. Boxes are in the page's upright frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from debias.readers.pdf.scan import Box, PageText, Run, united
from debias.records import NamedTuple


class Line(NamedTuple):
    """`text[start:end]` of its page, with its place and look."""

    start: int
    end: int
    box: Box
    baseline: float
    size: float
    bold: bool  # all of it
    runs: tuple[Run, ...]

    @property
    def height(self) -> float:
        """A height that is never nothing, whatever the font says of its size."""
        return self.size if self.size > 1 else max(self.box[3] - self.box[1], 1.0)


def line_of(runs: Sequence[Run], text: str) -> Line:
    """One line of runs that follow each other in the page's text (at least one)."""
    sizes: Counter[float] = Counter()
    bold = plain = 0
    for run in runs:
        weight = len(text[run.start : run.end].strip())
        sizes[run.size] += weight
        bold += weight * run.bold
        plain += weight * (not run.bold)
    size = max(sizes, key=lambda size: (sizes[size], size))
    main = next(run for run in runs if run.size == size)
    return Line(
        runs[0].start,
        runs[-1].end,
        united([run.box for run in runs]),
        main.origin[1],
        size,
        bold > 4 * plain,
        tuple(runs),
    )


def page_lines(page: PageText) -> list[Line]:
    """Every line of the page in content order."""
    return [line_of(runs, page.text) for runs in page.lines]


def same_row(one: Box, other: Box) -> bool:
    """Whether two boxes stand beside each other: most of the lower one is level with the other."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3] - one[1], other[3] - other[1])
