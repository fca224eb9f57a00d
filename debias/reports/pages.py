"""Laying out pages of text in the terminal: sections with headings, and marked examples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from debias.reports import Style
from debias.reports.cleaning import one_line
from debias.reports.console import console_for, title_line
from debias.reports.symbols import symbols

_MARKED = re.compile(r"\[\[(.+?)\]\]")


def page(
    title: str, about: str, sections: Iterable[tuple[str, tuple[str, ...], bool]], style: Style
) -> str:
    """A page: a title, what it is about, and (heading, entries, listed) sections."""
    signs = symbols(style.encoding)
    buffer = StringIO()
    console = console_for(style, buffer)
    title_line(console, one_line(title), one_line(about), signs)
    for heading, entries, listed in sections:
        console.print()
        console.print(Text(heading, "bold"))
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(overflow="fold")  # an address that is cut cannot be opened
        for entry in entries:
            text = _marked(one_line(entry), style, signs.begin, signs.end)
            if listed:
                grid.add_row("-", text)
            else:
                console.print(Padding(text, (0, 0, 0, 2)))
        if listed:
            console.print(Padding(grid, (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _marked(text: str, style: Style, begin: str, end: str) -> Text:
    """An example with its [[words]] marked as findings mark them."""
    if not style.colour:
        return Text(_MARKED.sub(lambda found: f"{begin}{found[1]}{end}", text))
    shown = Text()
    at = 0
    for found in _MARKED.finditer(text):
        shown.append(text[at : found.start()])
        shown.append(found[1], "bold reverse")
        at = found.end()
    return shown.append(text[at:])


def listing(rows: Iterable[tuple[str, list[tuple[str, str]]]], style: Style) -> str:
    """Groups of two-column rows under their headings."""
    buffer = StringIO()
    console = console_for(style, buffer)
    for heading, entries in rows:
        console.print(Text(one_line(heading), "bold"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(min_width=10, no_wrap=True)
        grid.add_column()
        for left, right in entries:
            grid.add_row(Text(left), Text(one_line(right)))
        console.print(Padding(grid, (0, 0, 1, 2)))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
