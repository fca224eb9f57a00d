"""The one walk over a story: where its text is, in which paragraph, cell and control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debias.document import Unread
from debias.ooxml.fields import Fields
from debias.ooxml.names import INSTRUCTION, Element, P, T, W
from debias.ooxml.passages import CellPlace, Passage, Segment
from debias.ooxml.places import Places
from debias.ooxml.symbols import PRIVATE
from debias.ooxml.texts import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MOST_BOXES = 20  # text boxes within text boxes; Word itself allows none
_NEAR = 60  # characters quoted to say where something unread is


class Walk:
    """What the walks over one document's stories share, and what they find.

    `steps`: what to do at each element that is neither plain text nor a paragraph, by name.
    `hiding`: ids of the character styles whose text is hidden. `depth`: how many tables may be
    nested; deeper ones are named in `unread`. `linked`: the root of the part that a relationship
    id of a part points at (for charts and diagrams), or None.
    """

    __slots__ = (
        "depth", "found", "hiding", "linked", "notes", "numbers", "running", "steps", "tags",
        "unread",
    )  # fmt: skip

    def __init__(
        self,
        steps: Mapping[str, Callable[[Story, Element], None]],
        hiding: frozenset[str] = frozenset(),
        depth: int = 600,
        linked: Callable[[str, str], Element] = lambda _part, _id: None,
    ) -> None:
        self.steps = steps
        self.hiding = hiding
        self.depth = depth
        self.linked = linked
        self.found: list[Passage] = []
        self.unread: list[Unread] = []
        # By kind and id of a note: the run that refers to it, and its paragraph.
        self.notes: dict[tuple[str, str], tuple[Element, Element]] = {}
        self.running: dict[str, None] = {}  # relationship ids of the headers and footers in use
        self.numbers = {"table": 0, "field": 0}
        # Only these elements are met. The filter runs in C, which is what makes the walk fast.
        self.tags = (T, P, *(tag for tag in steps if hiding or tag != W + "rStyle"))

    def next_table(self) -> int:
        """The number of a table that begins, from 0."""
        self.numbers["table"] += 1
        return self.numbers["table"] - 1

    def next_field(self) -> int:
        """The number of a form field that begins, from 0."""
        self.numbers["field"] += 1
        return self.numbers["field"] - 1

    def story(
        self,
        root: Element,
        part: str,
        story: str,
        comment_at: Element = None,
        boxes: int = 0,
    ) -> None:
        """Read one story. `root` is the element around it, such as w:body or w:footnote;
        `comment_at` is the element that takes its comments where the story itself cannot."""
        if boxes > _MOST_BOXES:
            self.unread.append(Unread(story, f"nested more than {_MOST_BOXES} deep"))
            return
        before = (len(self.found), len(self.unread), dict(self.numbers))
        each = Story(self, root, part, story, comment_at, boxes)
        unended = each.read()
        if unended:
            # In a damaged field all that follows would count as its instruction: leave it out.
            del self.found[before[0] :], self.unread[before[1] :]
            self.numbers = before[2]
            Story(self, root, part, story, comment_at, boxes).read(frozenset(unended))


class Story:
    """One story on its way: a stream of the elements that matter, in document order."""

    __slots__ = (
        "after",
        "boxes",
        "broken",
        "cell",
        "comment_at",
        "elements",
        "fields",
        "hidden",
        "hidden_run",
        "joined",
        "level",
        "num_id",
        "number",
        "outline",
        "paragraph",
        "paragraphs",
        "part",
        "places",
        "plain",
        "root",
        "story",
        "stream",
        "style",
        "texts",
        "upcoming",
        "walk",
        "watchful",
    )  # fmt: skip

    def __init__(
        self,
        walk: Walk,
        root: Element,
        part: str,
        story: str,
        comment_at: Element,
        boxes: int,
    ) -> None:
        self.walk = walk
        self.root = root
        self.part = part
        self.story = story
        self.comment_at = comment_at
        self.boxes = boxes
        self.broken: frozenset[Element] = frozenset()  # begin marks of fields that never end
        self.stream: Iterator[Element] = iter(())
        self.fields = Fields()
        self.places = Places(root, walk.next_table)
        self.texts: list[str] = []  # of the present paragraph, each with its element
        self.elements: list[Element] = []
        self.hidden: set[int] = set()  # which of them are hidden
        self.hidden_run: Element = None
        self.watchful = False  # in an instruction, or in a hidden run
        self.plain = False  # the present paragraph's text is that of all its w:t, and no more
        self.joined = False  # the present paragraph's mark is deleted: the next one goes on
        self.paragraph: Element = comment_at
        self.paragraphs = 0
        self.number = 0
        self.cell: CellPlace | None = None
        self.style: str | None = None
        self.num_id: str | None = None
        self.level: int | None = None
        self.outline: int | None = None
        self.after: list[Callable[[], None]] = []  # what stands beside the present paragraph
        self.upcoming: list[Callable[[], None]] = []  # and beside the next one

    def read(self, broken: frozenset[Element] = frozenset()) -> list[Element]:
        """Read the story; the begin marks of fields that never ended."""
        self.broken = broken
        stream = self.stream = self.root.iterdescendants(*self.walk.tags)
        steps = self.walk.steps
        texts, elements = self.texts, self.elements
        for element in stream:
            tag = element.tag
            if tag == T:
                text = element.text
                if not text:
                    continue
                if self.watchful:
                    self.add(text, element)
                else:
                    texts.append(text)
                    elements.append(element)
            elif tag == P:
                self.start(element)
            else:
                steps[tag](self, element)
        self.flush()
        for each in self.upcoming:
            each()
        return self.fields.unended()

    def start(self, element: Element) -> None:
        """A paragraph begins, and the one before ends."""
        container = element.getparent()
        if self.joined and self.paragraph is not None and container is self.paragraph.getparent():
            self.joined = self.plain = False
        else:
            if self.texts or self.after:
                self.flush()
            self.joined = False
            self.plain = True
            self.paragraph = element
        cells = self.places.cells
        cell = cells[container] if container in cells else self.places.around(container)
        if cell is None:
            self.paragraphs += 1
            self.number = self.paragraphs
        else:
            cell.paragraphs += 1
            self.number = cell.paragraphs
        self.cell = cell
        self.style = self.num_id = self.level = self.outline = None
        if self.upcoming:
            self.after += self.upcoming
            self.upcoming = []

    def add(self, text: str, element: Element) -> None:
        """Text of the present paragraph, unless it belongs to a field's instruction."""
        self.plain = False
        if self.watchful:
            if self.fields.quiet:
                return
            if self.hidden_run is not None and element.getparent() is self.hidden_run:
                self.hidden.add(len(self.texts))
        self.texts.append(text)
        self.elements.append(element)

    def watch(self) -> None:
        """Decide whether text needs a second look before it is taken."""
        self.watchful = self.fields.quiet or self.hidden_run is not None

    def skip(self, element: Element) -> None:
        """Leave out all that is within `element`."""
        self.plain = False
        for _ in element.iterdescendants(*self.walk.tags):
            next(self.stream)

    def skip_rest(self, container: Element, element: Element) -> None:
        """Leave out all of `container` that comes after `element`, which is within it."""
        self.plain = False
        inside = container.iterdescendants(*self.walk.tags)
        for each in inside:
            if each is element:
                break
        for _ in inside:
            next(self.stream)

    def flush(self) -> None:
        """The present paragraph ends: give its text, then what stands beside it."""
        texts = self.texts
        if texts:
            if self.hidden:
                self._flush_in_turns()
            else:
                text = texts[0] if len(texts) == 1 else "".join(texts)
                if not text.isspace():
                    self._give(text, None if self.plain else self._segments(texts, self.elements))
            texts.clear()
            self.elements.clear()
        self.hidden_run = None
        self.watchful = self.fields.quiet
        if self.after:
            after, self.after = self.after, []
            for each in after:
                each()

    def _flush_in_turns(self) -> None:
        """Shown and hidden text of a paragraph become passages of their own."""
        for hidden in (False, True):
            chosen = [at for at in range(len(self.texts)) if (at in self.hidden) is hidden]
            texts = [self.texts[at] for at in chosen]
            text = "".join(texts)
            if text and not text.isspace():
                segments = self._segments(texts, [self.elements[at] for at in chosen])
                self._give(text, segments, hidden=hidden)
        self.hidden.clear()

    @staticmethod
    def _segments(texts: list[str], elements: list[Element]) -> tuple[Segment, ...]:
        at = 0
        found = []
        for piece, element in zip(texts, elements, strict=True):
            end = at + len(piece)
            # What a button field shows is the end of its instruction; all else shows all it has.
            offset = len(element.text) - len(piece) if element.tag == INSTRUCTION else 0
            found.append((at, end, element, offset))
            at = end
        return tuple(found)

    def _give(
        self, text: str, segments: tuple[Segment, ...] | None, *, hidden: bool = False
    ) -> None:
        passage = self.passage(text, segments)
        if not text.isascii() and PRIVATE.search(text):
            passage.text = _translated(text, passage.segments)
        passage.style = self.style
        passage.num_id = self.num_id
        passage.level = self.level
        passage.outline = self.outline
        passage.hidden = hidden
        self.walk.found.append(passage)

    def passage(self, text: str, segments: tuple[Segment, ...] | None) -> Passage:
        """A passage that stands where the present paragraph does."""
        return Passage(
            text, segments, self.paragraph, self.part, self.story, self.number, self.cell,
            self.comment_at,
        )  # fmt: skip

    def beside(
        self,
        element: Element,
        role: str,
        story: str,
        field: Element = None,
    ) -> None:
        """Give a string that an element shows beside the present paragraph."""
        text = shown_text(element)
        if not text.strip():
            return
        passage = self.passage(text, ((0, len(text), element, 0),))
        passage.role = role
        passage.story = story
        passage.field = field
        if passage.comment_at is None:
            passage.comment_at = self.paragraph
        self.walk.found.append(passage)

    def not_read(self, reason: str) -> None:
        """Name something here that cannot be read."""
        near = "".join(self.texts) or (self.walk.found[-1].text if self.walk.found else "")
        near = " ".join(near.split())[-_NEAR:]
        place = f"{self.story}, after “{near}”" if near else f"{self.story}, at its start"
        self.walk.unread.append(Unread(place, reason))


def _translated(text: str, segments: tuple[Segment, ...]) -> str:
    """The same text with private-use characters as their fonts show them."""
    return "".join(
        shown_text(element)[offset : offset + end - start] if element.tag == T else text[start:end]
        for start, end, element, offset in segments
    )
