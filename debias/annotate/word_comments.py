"""The part of a Word file that holds its comments: what is there, and ours put into it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from debias.annotate import AUTHOR, INITIALS
from debias.annotate.word_runs import SPACE
from debias.errors import DebiasError
from debias.ooxml.names import ID, PPR, R_RUN, REL, RELS, RPR, TYPE, TYPES, VAL, Element, P, T, W

if TYPE_CHECKING:
    from debias.annotate.notes import Note
    from debias.ooxml.package import Package

_NAMESPACE = W[1:-1]
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_PART = "[Content_Types].xml"
RANGE_START = W + "commentRangeStart"
RANGE_END = W + "commentRangeEnd"
REFERENCE = W + "commentReference"
# What comments look like where the document has no style for them, as Word's own is: small.
_FONT = "Arial"
_SIZE = "18"  # half points
_SPACE_AFTER = "60"  # twentieths of a point, between the short paragraphs of a comment


class Comments:
    """The comments of a package; `write` gives the parts that they changed."""

    def __init__(self, package: Package) -> None:
        """Find the part. Raises DebiasError when it cannot be written back."""
        self._package = package
        links = package.relationships(package.main)
        inner = {each.kind: each.target for each in links.values() if not each.external}
        self.name = inner.get("comments", "")
        self._linked = bool(self.name)
        self._link_ids = set(links)
        self.root: Element = None
        if self.name and self.name in package:
            part = package.part(self.name)
            if part.strict or part.cut:
                raise DebiasError(
                    "The file's comments are stored in a way that cannot be written back.",
                    hint="Save it in Word as a new .docx and annotate that.",
                )
            self.root = part.root
        else:
            self.name = self.name or self._free_name()
            self.root = etree.Element(W + "comments", nsmap={"w": _NAMESPACE})
        self._new = self.name not in package
        self._styles = _styles(package, inner.get("styles", ""))

    def next_number(self, main: Element) -> int:
        """The lowest number for comments above all that the part and the document use."""
        marks = main.iter(RANGE_START, RANGE_END, REFERENCE)
        used = (*self.root.iter(W + "comment"), *marks)
        return max((number(each) for each in used), default=-1) + 1

    def add(self, at: int, note: Note, date: str, quote: str = "") -> None:
        """Add comment number `at`. `quote` is put first where the range is not the words."""
        comment = etree.SubElement(self.root, W + "comment")
        comment.set(ID, str(at))
        comment.set(W + "author", AUTHOR)
        comment.set(W + "date", date)
        comment.set(W + "initials", INITIALS)
        first = self._paragraph(comment)
        mark = etree.SubElement(first, R_RUN)
        _property(mark, "rStyle", self._styles.get("annotation reference"))
        etree.SubElement(mark, W + "annotationRef")
        self._run(first, note.head, bold=True)
        if quote:
            self._run(self._paragraph(comment), quote)
        for line in note.lines:
            paragraph = self._paragraph(comment)
            if line.label:
                self._run(paragraph, f"{line.label}: ", bold=True)
            self._run(paragraph, line.text)

    def reference(self, at: int) -> Element:
        """A run that refers to comment number `at`."""
        run = etree.Element(R_RUN, nsmap={"w": _NAMESPACE})
        _property(run, "rStyle", self._styles.get("annotation reference"))
        etree.SubElement(run, REFERENCE).set(ID, str(at))
        return run

    def write(self) -> dict[str, bytes]:
        """The parts that are new or changed, by name."""
        parts = {self.name: serialised(self.root)}
        folder, base = posixpath.split(self._package.main)
        if not self._linked:
            name = posixpath.join(folder, "_rels", f"{base}.rels")
            if name in self._package:
                links = self._package.part(name).root
            else:
                links = etree.Element(RELS + "Relationships", nsmap={None: RELS[1:-1]})
            link = etree.SubElement(links, RELS + "Relationship")
            link.set("Id", _free("rIdDebias", self._link_ids))
            link.set("Type", REL + "comments")
            link.set("Target", posixpath.relpath(self.name, folder or "."))
            parts[name] = serialised(links)
        if self._new:
            types = self._package.part(_TYPES_PART).root
            if not any(_names(each, self.name) for each in types.iter(TYPES + "Override")):
                override = etree.SubElement(types, TYPES + "Override")
                override.set("PartName", f"/{self.name}")
                override.set("ContentType", _KIND)
                parts[_TYPES_PART] = serialised(types)
        return parts

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main)
        at = 1
        while True:
            base = "comments.xml" if at == 1 else f"comments{at}.xml"
            name = posixpath.join(folder, base)
            if name not in self._package:
                return name
            at += 1

    def _paragraph(self, comment: Element) -> Element:
        paragraph = etree.SubElement(comment, P)
        properties = etree.SubElement(paragraph, PPR)
        style = self._styles.get("annotation text")
        if style:
            etree.SubElement(properties, W + "pStyle").set(VAL, style)
        spacing = etree.SubElement(properties, W + "spacing")
        spacing.set(W + "before", "0")
        spacing.set(W + "after", _SPACE_AFTER)
        return paragraph

    def _run(self, paragraph: Element, text: str, *, bold: bool = False) -> None:
        run: Element = etree.SubElement(paragraph, R_RUN)
        plain = "annotation text" not in self._styles
        properties: Element = etree.SubElement(run, RPR) if plain or bold else None
        if plain:
            fonts = etree.SubElement(properties, W + "rFonts")
            for script in ("ascii", "hAnsi", "cs"):
                fonts.set(W + script, _FONT)
        if bold:
            etree.SubElement(properties, W + "b")
        if plain:
            etree.SubElement(properties, W + "sz").set(VAL, _SIZE)
            etree.SubElement(properties, W + "szCs").set(VAL, _SIZE)
        inside: Element = etree.SubElement(run, T)
        inside.text = text
        inside.set(SPACE, "preserve")


def words(comment: Element) -> str:
    """What a comment says, a line for each paragraph."""
    paragraphs = comment.iter(P)
    return "\n".join("".join(each.text or "" for each in p.iter(T)) for p in paragraphs)


def number(element: Element) -> int:
    """The w:id of an element, -1 for none."""
    try:
        return int(element.get(ID, ""))
    except ValueError:
        return -1


def serialised(root: Element) -> bytes:
    """The bytes of a part."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _styles(package: Package, name: str) -> dict[str, str]:
    """The ids of the styles for comments that the document has, by their names."""
    if not name or name not in package:
        return {}
    wanted = {"annotation text": "paragraph", "annotation reference": "character"}
    found: dict[str, str] = {}
    for style in package.part(name).root.iter(W + "style"):
        title = style.find(W + "name")
        called = "" if title is None else title.get(VAL, "").lower()
        if wanted.get(called) == style.get(TYPE):
            found[called] = style.get(W + "styleId", "")
    return found


def _property(run: Element, name: str, value: str | None) -> None:
    if value:
        etree.SubElement(etree.SubElement(run, RPR), W + name).set(VAL, value)


def _names(override: Element, name: str) -> bool:
    return bool(override.get("PartName", "").lstrip("/").casefold() == name.casefold())


def _free(name: str, taken: set[str]) -> str:
    at = 1
    free = name
    while free in taken:
        at += 1
        free = f"{name}{at}"
    return free
