"""Every block of the text formats leads back to the very characters it was read from."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debias.readers import hypertext, hypertext_template, markdown_text, plain

READERS = {
    "markdown": markdown_text.read,
    "html": hypertext.read,
    "template": hypertext_template.read,
    "text": plain.read,
}
WORDS = (
    "women Afro-Caribbean café “quoted” ☐ 45% 𝔘 I’m x_y 2*3 &amp; &nbsp; &#8209; &lt;b &bogus; & é"
).split()
BREAKS = (" ", "  ", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\t", "\u2028", "\x85", "\f", "  \n")
PROSE = st.sampled_from((*WORDS, *BREAKS))
# Pieces of markup with § for a space and ¶ for a line break.
MARKUP = {
    "markdown": (
        "#§ ##§ -§ *§ 1.§ >§ ** _ ` ~~ [ ](u) ](u§'tip') ![ \\* | §§§§ <b> </b> <br> <div> </div> "
        "<!--c--> [^1] [^1]:§ [k] <img§alt='x'> <sup>1</sup> ```¶ ---¶ ===¶ \\¶ [k]:§/u§'tip'¶ "
        "|§a§|§b§|¶|---|---|¶|§c§|§d§|¶"
    ).split(),
    "html": (
        "<p> </p> <b> </b> <br> <div> </div> <ul> <li> </ul> <table> <tr> <td> <th> </table> <h2> "
        "</h2> <q> </q> <!--c--> <script>x</script> <blockquote> </blockquote> <select> <option> "
        "</select> <label> </label> <input> <sup>1</sup> <textarea> </textarea> <span§hidden> "
        "</span> <img§alt='a&amp;b'> <p§title=tip> <a < <!-- <dl> <dt> <dd> <fieldset> <legend> "
        "</legend> <p§style='mso-list:l0§level1'>"
    ).split(),
    "template": (
        "{{ }} {% %} {# #} <p> </p> {{§tag({text:§'Example'})§}} {%§set§pageTitle§=§'T'§%} <li>"
    ).split(),
    "text": "•§ -§ o§ 1.§ a)§ ____ Name: ====¶ a§|§b¶ a§|§b¶ TITLE¶ 4.2§Care¶ ☐".split(),
}
TAG = re.compile(r"<[^>]*>?")


def sources(name: str) -> st.SearchStrategy[str]:
    """Documents put together at random from words and the format's own markup."""
    markup = st.sampled_from([each.replace("§", " ").replace("¶", "\n") for each in MARKUP[name]])
    return st.lists(PROSE | markup, max_size=40).map("".join)


def independent_place(source: str, offset: int) -> tuple[int, int]:
    """Line and column counted the slow way, as an editor does."""
    line = column = 1
    for number, character in enumerate(source[:offset]):
        pair = character == "\r" and source[number + 1 : number + 2] == "\n"
        if character == "\n" or (character == "\r" and not pair):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


CODE = re.compile(r"(?:\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\s)+", re.S)


def stands_for(text: str, source: str, low: int, high: int) -> bool:
    """Whether a piece of text may be read from a piece of the source that is not the same."""
    piece = source[low:high]
    if text in (" ", "\n", "“", "”"):  # code of a template is a space on each of its lines
        in_code = any(code.start() <= low and high <= code.end() for code in CODE.finditer(source))
        return TAG.fullmatch(piece) is not None or not piece.strip() or in_code
    return html.unescape(piece) == text


def check(name: str, source: str) -> None:
    document = READERS[name]("x", source.encode("utf-8", "surrogatepass"), {})
    anchors = document.anchors
    assert anchors.source == source
    used = bytearray(len(source))
    for number, block in enumerate(document.blocks):
        assert block.text == block.text.strip() != ""
        position = place = 0
        for start, end, low, high in anchors.segments[number]:
            assert start == position < end, "segments cover the text without a gap"
            assert place <= low < high, "and go forward in the source"
            position, place = end, high
            text, origin = block.text[start:end], source[low:high]
            assert text == origin or (
                len(text) != len(origin) and stands_for(text, source, low, high)
            )
            if text != " ":
                assert not any(used[low:high]), "no character of the source is read twice"
                used[low:high] = b"\1" * (high - low)
        assert position == len(block.text)
        middle = len(block.text) // 2
        for start, end in ((0, len(block.text)), (middle, middle + 1), (0, 1), (middle, middle)):
            low, high = anchors.source_span(number, start, end)
            where = document.locate(number, start, end)
            assert (where["line"], where["column"]) == independent_place(source, low)
            assert (where["end_line"], where["end_column"]) == independent_place(source, high)


@given(sources("markdown"))
@example('> a\r\n> b&amp;c\r> **d** ![e *f*](g "h")\n')
def test_of_markdown(source):
    check("markdown", source)


@given(sources("html"))
@example("<p>a<b>b</b>&amp;<br>c<p title='x&amp;y'>d")
def test_of_html(source):
    check("html", source)


@given(sources("template"))
@example("women\n{{}}\nwomen<li>")
@example("women\n{{}}\nwomen")
def test_of_templates(source):
    check("template", source)


@given(sources("text"))
def test_of_plain_text(source):
    check("text", source)


@pytest.mark.parametrize("name", READERS)
@given(source=st.text())
def test_of_any_text(name, source):
    check(name, source.encode("utf-8", "replace").decode().lstrip("\ufeff").replace("\0", ""))
