"""Our lines are those that rich makes, which is not asked for them because it costs 60 ms."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from debias.reports.layout import Page, columns, wrapped

ONE_LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)


@given(ONE_LINE)
@example("« ▲ › ’–— ✖ » ✔")
def test_a_text_takes_the_columns_that_rich_says(text: str) -> None:
    assert columns(text) == cell_len(text)


@given(st.lists(ONE_LINE | st.sampled_from(["some plain words ", "a-very-long-word"]), max_size=9),
       st.integers(2, 60))  # fmt: skip
@settings(deadline=None)
def test_lines_break_where_rich_breaks_them(texts: list[str], width: int) -> None:
    parts = [(text, str(number)) for number, text in enumerate(texts)]
    text = "".join(texts)
    lines = ["".join(part for part, _ in line).rstrip() for line in wrapped(parts, width)]
    expected = Text(text).wrap(Console(), width, tab_size=1)
    assert lines == [line.plain.rstrip() for line in expected] or not text
    styles = [style for line in wrapped(parts, width) for part, style in line if part.strip()]
    assert [s for s, before in zip(styles, ["", *styles], strict=False) if s != before] == [
        style for part, style in parts if part.strip()
    ]


def test_all_of_a_long_word_is_shown() -> None:
    page = Page(40)
    page.beside([("Rule", "bold")], [("pack/" + "a-long-name" * 4, "")], indent=4, room=12)
    text = page.text(colour=False)
    assert "".join(text.split()) == "Rulepack/" + "a-long-name" * 4
    assert max(map(len, text.splitlines())) <= 40


def test_colours_leave_the_text_as_it_is() -> None:
    page = Page(40)
    page.across("Title", "-")
    page.show((" ▲ WARNING ", "black on yellow"), ("  ", ""), ("words " * 12, "bold"))
    page.beside([("Ask", "bold")], [("What " * 20, "")], indent=4, room=12)
    page.whole("w" * 60)
    coloured = page.text(colour=True)
    assert "\x1b[30;43m ▲ WARNING \x1b[0m" in coloured
    bare = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == page.text(colour=False).splitlines()
