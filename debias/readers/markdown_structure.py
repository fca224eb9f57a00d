"""Finds the block structure of Markdown: CommonMark's own algorithm, line by line, with GFM tables.

Gives leaves (a paragraph, a heading, a table, a stretch of HTML) as ranges of the source and
leaves code and rules out. Follows https://spec.commonmark.org/0.31.2/#phase-1-block-structure.
"""

from __future__ import annotations

import re

from debias.readers.markdown_containers import (
    FOOTNOTE,
    ITEM,
    QUOTE,
    ROOT,
    Container,
    Item,
    Leaf,
    List,
    Structure,
)
from debias.readers.markdown_lines import Range, advance, cells, join_ranges, skip
from debias.readers.markdown_references import DEFINITION_LINES, Reference, definition

_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)[ \t]*+")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKER = re.compile(r"([-+*]|(\d{1,9})([.)]))(?=[ \t]|$)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_TABLE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_CALLOUT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$", re.I)
_DEEPEST = 50  # containers in one another; more is no document, and would make lines slow
_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`]+|'[^']*'|"[^"]*"))?"""
# CommonMark's seven ways for an HTML block to start, each with what ends it.
_HTML = (
    (re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.I),
     re.compile(r"</(?:script|pre|style|textarea)>", re.I)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_NAMES})(?=[\s>]|/>|$)", re.I), None),
)  # fmt: skip
_LONE_TAG = re.compile(
    rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*[ \t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*$"
)


def structure(source: str, start: int = 0) -> Structure:
    """The block structure of a Markdown source, from offset `start` on."""
    scanner = _Scanner(source)
    scanner.run(start)
    return Structure(scanner.leaves, scanner.references, scanner.notes)


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.leaves: list[Leaf] = []
        self.references: dict[str, Reference] = {}
        self.notes: set[str] = set()
        self.containers: list[Container] = [Container(ROOT)]
        # At most one of these is open, in the innermost container.
        self.paragraph: list[Range] = []
        self.fence = ""
        self.html: list[Range] = []
        self.html_end: re.Pattern[str] | None = None
        self.table: list[Range] = []

    def run(self, start: int) -> None:
        """Take the source line by line."""
        source = self.source
        text = source[start:] if start else source
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        at = start
        for line in text.split("\n"):
            if (
                line[:1].isalpha()
                and len(self.containers) == 1
                and not (self.fence or self.html or self.table)
            ):
                self.paragraph.append((at, at + len(line)))
            else:
                self._line(line, at)
            at += len(line) + 1
        self._close_to(0)

    def _line(self, line: str, at: int) -> None:
        """Take one line: which containers go on, which start, what leaf it is a part of."""
        if not line.strip(" \t\r"):
            self._blank(line, at)
            return
        pos, column, depth = self._matching(line)
        whole = depth == len(self.containers)
        if whole and self.fence:
            self._in_fence(line, pos, column)
            return
        if whole and self.html:
            self._in_html(line, pos, at)
            return
        if not whole and (self.fence or self.html or self.table):
            self._close_to(depth)
        while True:
            mark, until = skip(line, pos, column)
            if mark == len(line):
                self._close_leaf()
                self._close_to(depth)
                return
            if until - column >= 4:
                self._indented(line, mark, at, depth)
                return
            opened = self._container(line, mark, column, until, depth)
            if opened is None:
                break
            pos, column = opened
            depth = len(self.containers)
        if not self._leaf(line, mark, at, depth):
            self._text(line, mark, at, depth)

    def _matching(self, line: str) -> tuple[int, int, int]:
        """How far into the line the open containers reach, and how many of them go on."""
        pos = column = 0
        for depth, container in enumerate(self.containers):
            if container.kind == ROOT:
                continue
            mark, until = skip(line, pos, column)
            if container.kind == QUOTE:
                if until - column > 3 or line[mark : mark + 1] != ">":
                    return pos, column, depth
                pos, column = advance(line, mark + 1, until + 1, 1)
            elif until - column >= container.indent:
                pos, column = advance(line, pos, column, container.indent)
            else:
                return pos, column, depth
        return pos, column, len(self.containers)

    def _in_fence(self, line: str, pos: int, column: int) -> None:
        mark, until = skip(line, pos, column)
        rest = line[mark:].rstrip()
        if until - column <= 3 and rest.startswith(self.fence) and not rest.strip(self.fence[0]):
            self.fence = ""

    def _in_html(self, line: str, pos: int, at: int) -> None:
        self.html.append((at + pos, at + len(line)))
        if self.html_end is not None and self.html_end.search(line, pos):
            self._close_leaf()

    def _blank(self, line: str, at: int) -> None:
        """Take a blank line: it ends quotations and what is not code or a long HTML block."""
        depth = 1
        for container in self.containers[1:]:
            if container.kind == QUOTE or container.empty:
                break
            depth += 1
        if depth == len(self.containers) and (self.fence or (self.html and self.html_end)):
            if self.html:
                self.html.append((at, at + len(line)))
            return
        self._close_leaf()
        self._close_to(depth)

    def _indented(self, line: str, mark: int, at: int, depth: int) -> None:
        """Text indented by four: it goes on with a paragraph, or is code."""
        if self.paragraph:
            self.paragraph.append((at + mark, at + len(line)))
        else:
            self._begin(depth)
            self.containers[-1].open_list = None

    def _container(
        self, line: str, mark: int, column: int, until: int, depth: int
    ) -> tuple[int, int] | None:
        """Open the container that starts here, and say where its content starts."""
        first = line[mark]
        if len(self.containers) > _DEEPEST:
            return None
        if first == ">":
            self._begin(depth)
            self._push(Container(QUOTE))
            return advance(line, mark + 1, until + 1, 1)
        if first == "[" and line[mark + 1 : mark + 2] == "^":
            found = _NOTE.match(line, mark)
            if found is None or self._goes_on(depth):
                return None
            self._begin(depth)
            self.notes.add(found[1].casefold())
            self._push(Container(FOOTNOTE, 4))
            return found.end(), until + found.end() - mark
        if first in "-+*" or first.isdigit():
            return self._list_item(line, mark, column, until, depth)
        return None

    def _list_item(
        self, line: str, mark: int, column: int, until: int, depth: int
    ) -> tuple[int, int] | None:
        found = _MARKER.match(line, mark)
        if found is None or (line[mark] in "-*" and _RULE.match(line, mark)):
            return None
        after, wide = skip(line, found.end(), until + len(found[0]))
        blank = after == len(line)
        if self._goes_on(depth) and (blank or int(found[2] or 1) != 1):
            return None
        start = until + len(found[0])
        spaces = 1 if blank or not 1 <= wide - start <= 4 else wide - start
        self._begin(depth)
        parent = self.containers[-1]
        marker = found[3] or found[1]
        if parent.open_list is None or parent.open_list.marker != marker:
            around = self._item()
            level = 1 if around is None else around.of.level + 1
            parent.open_list = List(marker, level, parent.last, around)
        self._push(Item(start + spaces - column, parent.open_list))
        if blank:
            return after, wide
        return advance(line, found.end(), start, spaces)

    def _leaf(self, line: str, mark: int, at: int, depth: int) -> bool:
        """Take the line as a heading, fence, rule, HTML or part of a table, if it is one."""
        first = line[mark]
        if first == "#":
            return self._atx(line, mark, at, depth)
        if first in "`~":
            return self._fence_start(line, mark, depth)
        if first == "<":
            return self._html_start(line, mark, at, depth)
        if first in "=-" and self._goes_on(depth) and self._setext(line, mark):
            return True
        if first in "-*_" and _RULE.match(line, mark):
            self._begin(depth)
            self.containers[-1].last = self.containers[-1].open_list = None
            return True
        return first in "|-:" and self._goes_on(depth) and self._table_start(line, mark)

    def _atx(self, line: str, mark: int, at: int, depth: int) -> bool:
        found = _HEADING.match(line, mark)
        if found is None:
            return False
        self._begin(depth)
        start = found.end()
        text = line[start:].rstrip()
        closing = _CLOSING.search(text)
        end = start + (len(text) if closing is None else closing.start())
        self._add("heading", ((at + start, at + end),), len(found[1]))
        return True

    def _fence_start(self, line: str, mark: int, depth: int) -> bool:
        found = _FENCE.match(line, mark)
        if found is None:
            return False
        self._begin(depth)
        self.containers[-1].last = self.containers[-1].open_list = None
        self.fence = found[1] or found[2]
        return True

    def _html_start(self, line: str, mark: int, at: int, depth: int) -> bool:
        kind = next((each for each in _HTML if each[0].match(line, mark)), None)
        if kind is None and (self.paragraph or not _LONE_TAG.match(line, mark)):
            return False
        end = None if kind is None else kind[1]
        self._begin(depth)
        self.html = [(at + mark, at + len(line))]
        self.html_end = end
        if end is not None and end.search(line, mark):
            self._close_leaf()
        return True

    def _setext(self, line: str, mark: int) -> bool:
        if not _UNDERLINE.match(line, mark):
            return False
        self._take_definitions()
        if not self.paragraph:
            return False
        ranges, self.paragraph = self.paragraph, []
        level = 1 if line[mark] == "=" else 2
        self._add("heading", join_ranges(self.source, ranges), level)
        return True

    def _table_start(self, line: str, mark: int) -> bool:
        if "|" not in line or not _TABLE.match(line.rstrip(), mark):
            return False
        start, end = self.paragraph[-1]
        wanted = len(cells(line[mark:]))
        if len(cells(self.source[start:end])) != wanted:
            return False
        header = self.paragraph.pop()
        self._close_leaf()
        self.table = [header]
        return True

    def _text(self, line: str, mark: int, at: int, depth: int) -> None:
        """Take the line as text: of the open paragraph, also a lazy one, or of a new one."""
        span = (at + mark, at + len(line))
        if self.table and depth == len(self.containers):
            self.table.append(span)
            return
        if not self.paragraph:
            container = self.containers[min(depth, len(self.containers)) - 1]
            if container.kind == QUOTE and container.empty and _CALLOUT.match(line, mark):
                container.callout = True
                return
            self._begin(depth)
        self.paragraph.append(span)

    def _goes_on(self, depth: int) -> bool:
        """Whether a paragraph is open, and in the container that this line is in."""
        return bool(self.paragraph) and depth == len(self.containers)

    def _item(self) -> Item | None:
        for container in reversed(self.containers):
            if isinstance(container, Item):
                return container
        return None

    def _begin(self, depth: int) -> None:
        """End what the line does not go on with, before something new starts in it."""
        self._close_leaf()
        self._close_to(depth)
        self.containers[-1].empty = False

    def _push(self, container: Container) -> None:
        parent = self.containers[-1]
        if container.kind != ITEM:
            parent.open_list = parent.last = None
        self.containers.append(container)

    def _close_to(self, depth: int) -> None:
        if depth < len(self.containers):
            self._close_leaf()
            del self.containers[max(depth, 1) :]

    def _close_leaf(self) -> None:
        self.fence = ""
        if self.paragraph:
            self._take_definitions()
            if self.paragraph:
                self._add("paragraph", join_ranges(self.source, self.paragraph))
                self.paragraph = []
        elif self.table:
            self._add("table", tuple(self.table))
            self.table = []
        elif self.html:
            self._add("html", tuple(self.html))
            self.html = []

    def _take_definitions(self) -> None:
        """Take link definitions off the start of the open paragraph."""
        first = 0
        lines = self.paragraph
        while first < len(lines) and self.source[lines[first][0]] == "[":
            found = definition(self.source, lines[first : first + DEFINITION_LINES])
            if found is None:
                break
            label, reference, taken = found
            self.references.setdefault(label, reference)
            first += taken
        if first:
            self.paragraph = lines[first:]

    def _add(self, kind: str, ranges: tuple[Range, ...], level: int = 0) -> None:
        container = self.containers[-1]
        item = self._item()
        quoted = any(each.kind == QUOTE and not each.callout for each in self.containers)
        note = any(each.kind == FOOTNOTE for each in self.containers)
        self.leaves.append(Leaf(kind, ranges, level, item, quoted, note))
        number = len(self.leaves) - 1
        container.open_list = None
        container.last = number if kind == "paragraph" else None
        if item is not None and item.first is None:
            item.first = number
