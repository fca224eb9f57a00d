"""Finds the markup inside a paragraph of Markdown: code, links, pictures, emphasis, HTML tags.

Follows https://spec.commonmark.org/0.31.2/#phase-2-inline-structure, and GFM's strikethrough.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from debias.readers.hypertext_tags import INLINE, SPOKEN, attributes, is_note_mark, reference
from debias.readers.markdown_lines import Range
from debias.readers.markdown_references import Reference, label
from debias.records import NamedTuple

SPECIAL = re.compile(r"[\\`*_\[\]<&~]")
_ATTRIBUTE = r"""\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
_TOKEN = re.compile(
    r"""(?P<escape> \\ (?: [!-/:-@\[-`{-~] | \r?\n | \r ) )
      | (?P<code> `++ )
      | (?P<run> \*++ | _++ | ~++ )
      | (?P<open> !?\[ )
      | (?P<close> \] )
      | (?P<url> < (?P<address> [A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+
                   | [\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+ ) > )
      | (?P<comment> <!-- | <\? | <!\[CDATA\[ | <!(?=[A-Za-z]) )
      | (?P<tag> < (?P<name> [A-Za-z][A-Za-z0-9-]*+ ) (?:ATTRIBUTE)*+ \s*+ /?>
             | </ (?P<end> [A-Za-z][A-Za-z0-9-]*+ ) \s*+ > )
      | (?P<entity> &(?:\#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31}); )
    """.replace("ATTRIBUTE", _ATTRIBUTE),
    re.VERBOSE | re.DOTALL,
)
_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_TARGET = re.compile(
    r"""\( \s*+
        (?: <(?:[^<>\n\\]|\\.)*+>
          | (?!<) (?: [^\s()\\] | \\. | \( (?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+ \) )*+ )?
        (?: \s++ (?P<title> "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+' | \((?:[^()\\]|\\.)*+\) ) )?
        \s*+ \)""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)


_BACKTICKS = re.compile(r"`++")
_LONGEST_LABEL = 999
_NEAR = 100  # characters behind a tag that are looked at


class Inline(NamedTuple):
    """What to take out of a text, in order: (start, end, what stands there instead).

    `apart` are ranges that are read on their own, as alternative text: descriptions of pictures,
    titles. They are inside what is taken out.
    """

    cuts: list[tuple[int, int, str]]
    apart: list[Range]
    titles: list[Range]  # of link references: ranges of the source, not of the text


class _Run(NamedTuple):
    """A run of emphasis marks."""

    start: int
    length: int
    mark: str
    opens: bool
    closes: bool


class _Bracket(NamedTuple):
    """An opening bracket: where, whether it is a picture's, how many runs came before it."""

    start: int
    image: bool
    runs: int


class _Parser:
    def __init__(self, text: str, references: dict[str, Reference], notes: set[str]) -> None:
        self.text = text
        self.references = references
        self.notes = notes
        self.cuts: list[tuple[int, int, str]] = []
        self.apart: list[Range] = []
        self.titles: list[Range] = []
        self.runs: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.no_links_below = 0  # brackets: a link cannot hold a link
        self.code: dict[int, list[int]] | None = None  # length of a run of backticks -> starts
        self.without_end: set[str] = set()  # kinds of comment that no later text ends

    def parse(self) -> Inline:
        text = self.text
        find = _TOKEN.search
        found = find(text)
        while found is not None:
            end = getattr(self, f"_{found.lastgroup}")(found)
            found = find(text, end)
        self._emphasis(0)
        self.cuts.sort()
        return Inline(self.cuts, self.apart, self.titles)

    def _escape(self, found: re.Match[str]) -> int:
        self.cuts.append((found.start(), found.start() + 1, ""))
        return found.end()

    def _code(self, found: re.Match[str]) -> int:
        """A code span is left out, up to the next run of as many backticks."""
        if self.code is None:
            self.code = {}
            for run in _BACKTICKS.finditer(self.text):
                self.code.setdefault(len(run[0]), []).append(run.start())
        starts = self.code.get(len(found[0]), ())
        number = bisect_left(starts, found.end())
        if number == len(starts):
            return found.end()
        end = starts[number] + len(found[0])
        self.cuts.append((found.start(), end, ""))
        return end

    def _url(self, found: re.Match[str]) -> int:
        start, end = found.span()
        self.cuts += [(start, start + 1, ""), (end - 1, end, "")]
        return end

    def _comment(self, found: re.Match[str]) -> int:
        kind = found[0]
        if kind in self.without_end:
            return found.end()
        ends = _ENDS[kind]
        end = self.text.find(ends, found.end() - (2 if kind == "<!--" else 0))
        if end < 0:
            self.without_end.add(kind)
            return found.end()
        self.cuts.append((found.start(), end + len(ends), ""))
        return end + len(ends)

    def _tag(self, found: re.Match[str]) -> int:
        name = (found["name"] or found["end"]).lower()
        instead = "" if name in INLINE else "\n"
        start, end = found.span()
        if name == "sup" and is_note_mark(
            self.text[max(0, start - 3) : start], self.text[end : end + _NEAR]
        ):
            instead = " "
        self.cuts.append((start, end, instead))
        if "=" in found[0]:
            for attribute, start, end in attributes(found[0]):
                if attribute in SPOKEN:
                    self.apart.append((found.start() + start, found.start() + end))
        return found.end()

    def _entity(self, found: re.Match[str]) -> int:
        character = reference(found[0])
        if character != found[0]:
            self.cuts.append((*found.span(), character))
        return found.end()

    def _run(self, found: re.Match[str]) -> int:
        start, end = found.span()
        mark = found[0][0]
        if mark == "~" and end - start != 2:
            return end
        before = _class(self.text[start - 1]) if start else " "
        after = _class(self.text[end]) if end < len(self.text) else " "
        left = after != " " and (after != "." or before != "a")
        right = before != " " and (before != "." or after != "a")
        if mark == "_":
            left, right = (
                left and (not right or before == "."),
                right and (not left or after == "."),
            )
        if left or right:
            self.runs.append(_Run(start, end - start, mark, left, right))
        return end

    def _open(self, found: re.Match[str]) -> int:
        self.brackets.append(_Bracket(found.start(), len(found[0]) == 2, len(self.runs)))
        return found.end()

    def _close(self, found: re.Match[str]) -> int:
        close = found.start()
        if not self.brackets:
            return found.end()
        bracket = self.brackets.pop()
        active = bracket.image or len(self.brackets) >= self.no_links_below
        self.no_links_below = min(self.no_links_below, len(self.brackets))
        if not active:
            return found.end()
        inside = bracket.start + (2 if bracket.image else 1)
        if (
            self.text.startswith("^", inside)
            and self.text[inside + 1 : close].casefold() in self.notes
        ):
            self.cuts.append((bracket.start, found.end(), ""))
            return found.end()
        end = self._target(inside, close)
        if end is None:
            return found.end()
        self._emphasis(bracket.runs)
        if bracket.image:
            self.cuts.append((bracket.start, end, ""))
            self.apart.append((inside, close))
        else:
            self.cuts += [(bracket.start, inside, ""), (close, end, "")]
            self.no_links_below = len(self.brackets)
        return end

    def _target(self, inside: int, close: int) -> int | None:
        """Where the target of a link ends whose text is between `inside` and `close`."""
        target = _TARGET.match(self.text, close + 1)
        if target is not None:
            if target["title"]:
                self.apart.append((target.start("title") + 1, target.end("title") - 1))
            return target.end()
        if not self.references or close - inside > _LONGEST_LABEL:
            return None
        named = _LABEL.match(self.text, close + 1)
        name = named[1] if named is not None and named[1].strip() else self.text[inside:close]
        known = self.references.get(label(name))
        if known is None:
            return None
        if known.title is not None:  # read once, where the first link uses it
            self.titles.append(known.title)
            self.references[label(name)] = Reference(None)
        return close + 1 if named is None else named.end()

    def _emphasis(self, first: int) -> None:
        """Match the runs from number `first` on, and take out the marks that match."""
        runs = self.runs[first:]
        del self.runs[first:]
        openers: list[list[int]] = []  # [number of the run, marks of it that are left]
        bottom: dict[tuple[str, bool, int], int] = {}
        for number, run in enumerate(runs):
            left, used = run.length, 0
            while run.closes and left:
                key = (run.mark, run.opens, run.length % 3)
                at = _opener(runs, openers, run, bottom.get(key, 0))
                if at is None:
                    bottom[key] = len(openers)
                    break
                opener, marks = openers[at]
                taken = 2 if marks >= 2 and left >= 2 else 1
                start = runs[opener].start + marks
                self.cuts.append((start - taken, start, ""))
                self.cuts.append((run.start + used, run.start + used + taken, ""))
                used += taken
                left -= taken
                openers[at][1] -= taken
                del openers[at + (1 if openers[at][1] else 0) :]
                for each, height in bottom.items():
                    bottom[each] = min(height, len(openers))
            if run.opens and left and not used:
                openers.append([number, left])
            elif run.opens and left:
                runs[number] = run._replace(start=run.start + used)
                openers.append([number, left])


def _opener(runs: list[_Run], openers: list[list[int]], closer: _Run, bottom: int) -> int | None:
    """The nearest run that the closing one can end: same mark, and CommonMark's rule of three."""
    for at in range(len(openers) - 1, bottom - 1, -1):
        run = runs[openers[at][0]]
        if run.mark != closer.mark:
            continue
        odd = (run.closes or closer.opens) and (run.length + closer.length) % 3 == 0
        if not odd or (run.length % 3 == 0 and closer.length % 3 == 0):
            return at
    return None


def _class(character: str) -> str:
    """White space (" "), punctuation (".") or anything else ("a")."""
    if character.isalnum():
        return "a"
    if character.isspace():
        return " "
    return "." if character < "\x80" or unicodedata.category(character)[0] in "PS" else "a"


def inline(text: str, references: dict[str, Reference], notes: set[str]) -> Inline:
    """The markup in the text of one paragraph, heading or table cell."""
    return _Parser(text, references, notes).parse()
