"""What rich does for reports on a terminal: pages of tables, and the colours of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.rule import Rule as Line
from rich.text import Text

from debias.reports import Style
from debias.reports.symbols import Symbols


def console_for(style: Style, file: StringIO) -> Console:
    """A rich console that does as `style` says and looks at nothing else."""
    return Console(
        file=file,
        width=style.width,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def title_line(console: Console, title: str, about: str, signs: Symbols) -> None:
    """A line across the page with a title in it, and what there is to say of it below."""
    console.print(Line(Text(title, "bold"), characters=signs.rule, align="left", style="none"))
    if about:
        console.print(Text(about))


def painted(lines: Iterable[Sequence[tuple[str, str]]]) -> str:
    """Lines, each of texts with their styles, in their colours, and each with its end."""
    buffer = StringIO()
    console = console_for(Style(colour=True), buffer)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
    return buffer.getvalue()
