"""The Markdown reader sees the words that markdown-it-py renders, no more and no fewer."""

from __future__ import annotations

import html
import re
import sysconfig
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.readers import markdown_text
from tests.nothing_lost.counting import Compared, hold

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
WORD = re.compile(r"\w+")
FRONT_MATTER = re.compile(r"\A---\n[\w-]+:.*\n(?:[\w-]+:.*\n|[ \t-].*\n|\n)*---\n")
UNSEEN = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>|<[!?][^>]*>", re.S | re.I)
TAG = re.compile(r"</?([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
SPOKEN = re.compile(
    r"""\b(?:alt|title|aria-label|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I
)
JOINING = set("a abbr b bdi bdo big cite code del em font i img ins kbd mark q s samp small span "
              "strike strong sub sup tt u var wbr".split())  # fmt: skip
NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


def without_tags(text: str) -> str:
    spoken: list[str] = []

    def instead(tag: re.Match[str]) -> str:
        spoken.extend(html.unescape(one or two) for one, two in SPOKEN.findall(tag[2]))
        return "" if tag[1].lower() in JOINING else " "

    shown = html.unescape(TAG.sub(instead, UNSEEN.sub("", text)))
    return " ".join([shown, *spoken])


def rendered(source: str) -> str:
    """What markdown-it-py shows of a source: code left out, texts and titles of links kept."""
    parser = markdown_it.MarkdownIt("commonmark", {"maxNesting": 100}).enable(
        ["table", "strikethrough"]
    )
    parts: list[str] = []

    def walk(tokens) -> None:
        for token in tokens:
            if token.type == "inline":
                walk(token.children)
                parts.append("\n")
            elif token.type in ("text", "text_special"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append("\n")
            elif token.type == "html_inline":
                comment = token.content.startswith(("<!", "<?"))
                parts.append("" if comment else without_tags(token.content).replace(" ", "\n", 1))
            elif token.type == "html_block":
                parts.append("\n" + without_tags(token.content) + "\n")
            elif token.type == "image":
                pictures.append(token)
            if token.type in ("link_open", "image") and token.attrGet("title"):
                titles.append(str(token.attrGet("title")))

    pictures: list = []
    titles: list[str] = []
    walk(parser.parse(source))
    while pictures:
        picture = pictures.pop()
        parts.append("\n")
        walk(picture.children or [])
    return "".join(parts) + "\n" + "\n".join(titles)


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def compared(source: str) -> Compared:
    """The rendered words, those the reader misses and those it has too many."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    document = markdown_text.read("x.md", source.encode("utf-8", "replace"), {})
    read = words("\n".join(block.text for block in document.blocks))
    plain = FRONT_MATTER.sub("", source)
    defined = {name for name, colon in NOTE.findall(plain) if colon}
    # Footnotes are GitHub's, not CommonMark's: show their texts, not their marks.
    plain = re.sub(r"(?m)^\[\^[^\]\s]+\]:[ \t]*", "\n", plain)
    plain = NOTE.sub(lambda note: "" if note[1] in defined else note[0], plain)
    plain = re.sub(r"(?mi)^(>\s*)\[!(?:note|tip|important|warning|caution)\][ \t]*$", r"\1", plain)
    wanted = words(rendered(plain))
    return wanted, wanted - read, read - wanted


def readmes() -> list[Path]:
    packages = Path(sysconfig.get_paths()["purelib"])
    return sorted([*packages.rglob("*.md"), *packages.glob("*.dist-info/METADATA")])


def body(path: Path) -> str:
    text = path.read_bytes().decode("utf-8", "replace")
    if path.name != "METADATA":
        return text
    head, _, rest = text.partition("\n\n")
    return rest if "text/markdown" in head else ""


def test_of_clinical_documents():
    found = [path for path in sorted(SHARED.rglob("*.md")) if "evidence" not in path.parts]
    if not found:
        pytest.skip("../shared is absent")
    hold(compared, [body(path) for path in found])


@pytest.mark.slow
def test_of_readmes():
    sources = [text for text in (body(path) for path in readmes()) if text.strip()]
    if len(sources) < 20:
        pytest.skip("too few READMEs are installed here")
    hold(compared, sources)


# Without what the two read differently on purpose: three tildes inside a line, tables that a list
# item would have to hold, and link definitions that a paragraph goes on behind.
PIECES = (
    "alpha beta§ gamma § ¶ ¶ ¶¶ >§ -§ *§ +§ _ * ** __ ` `` [ ] ](x) ](<y>§'tip') ![pic](x) ---¶ "
    "===¶ #§ ##§ §§§§ §§ <b> </b> <br> <div>¶ </div>¶ &amp; &copy; \\ ```¶ 1.§ 2)§ 12.§ ( ) "
    "' ! <http://q.w> é “ 5 \\¶ §§¶"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_of_random_markdown(pieces):
    _, missing, extra = compared(pieces.replace("§", " ").replace("¶", "\n"))
    assert not missing
    assert not extra
