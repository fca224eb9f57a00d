"""Reads Word documents: everything a person would see in the file, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debias.document import Document, Unread
from debias.errors import DebiasError
from debias.limits import of
from debias.ooxml.anchors import WordAnchors
from debias.ooxml.names import BODY, DC, ID, TYPE, A, Element, P, V, W
from debias.ooxml.package import Package, Relationship
from debias.ooxml.passages import DOCUMENT, FOOTER_STORY, HEADER_STORY
from debias.ooxml.styles import Lists, Styles
from debias.ooxml.walk import begin
from debias.readers.word_blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:
    """Read a Word document (.docx, .docm, .dotx, .dotm), given as bytes.

    `limits`: "unpacked-megabytes", "ratio" and "parts" as `Package` says; "depth" of nested tables.
    A file without any text gives a Document without blocks. Raises DebiasError when the file is
    no Word document, damaged or locked.
    """
    try:
        return _Reading(path, data, limits).document()
    except DebiasError as error:
        error.path = path
        raise


class _Reading:
    """One document on its way from bytes to blocks."""

    def __init__(self, path: str, data: bytes, limits: Mapping[str, Any]) -> None:
        self.path = path
        self.package = Package(data, limits)
        main = self.package.part(self.package.main)
        self.strict, self.cut = main.strict, main.cut
        self.unread: list[Unread] = []
        self.parts: dict[str, Element] = {self.package.main: main.root}
        self.links: dict[str, dict[str, Relationship]] = {}
        self.body = main.root.find(BODY)
        if self.body is None:
            raise DebiasError(
                "The file is damaged: its main part is not a Word document's text.",
                hint="Open it in Word, choose Open and Repair, and save it as a new .docx.",
            )
        if self.cut:
            self.unread.append(Unread(DOCUMENT, "text nested too deep for the XML parser"))
        self.styles = Styles(self.linked_kind("styles"))
        self.lists = Lists(self.linked_kind("numbering"))
        depth = int(of(limits, "depth"))
        self.walk = begin(self.styles.hiding(), depth, self.linked)

    def document(self) -> Document:
        """Walk the stories in reading order and make blocks of what they hold."""
        walk = self.walk
        walk.story(self.body, self.package.main, DOCUMENT)
        notes = self.read_notes()
        first = next(self.body.iter(P), None)
        self.read_running(first)
        if not walk.found and any(True for _ in self.body.iter(A + "blip", V + "imagedata")):
            self.unread.append(Unread(DOCUMENT, "picture without text"))
        # The walk holds a method of this object: without a cycle the tree goes with the document.
        del self.walk
        made, passages, title = blocks(walk.found, self.styles, self.lists, notes)
        anchors = WordAnchors(
            passages,
            self.parts,
            self.package.main,
            first=first,
            strict=self.strict,
            cut=self.cut,
            remarks=self.linked_kind("comments"),
        )
        return Document(
            self.path,
            "docx",
            made,
            anchors.locate,
            unread=(*self.unread, *walk.unread),
            title=self.title() or title,
            anchors=anchors,
        )

    def read_notes(self) -> dict[Element, Element]:
        """Read the notes that the text refers to, in its order; gives, for each note's reference
        run, the paragraph it stands in."""
        roots: dict[str, dict[str, Element]] = {}
        where: dict[Element, Element] = {}
        for (kind, number), (run, paragraph) in tuple(self.walk.notes.items()):
            if kind not in roots:
                root = self.linked_kind(f"{kind}s")
                tag = W + kind
                found = () if root is None else root.iter(tag)
                roots[kind] = {each.get(ID, ""): each for each in found}
            note = roots[kind].get(number)
            if note is not None and note.get(TYPE, "normal") == "normal":
                where[run] = paragraph
                self.walk.story(note, self.name_of(f"{kind}s"), kind, run)
        return where

    def read_running(self, first: Element) -> None:
        """Read the headers and footers in use, each distinct text once."""
        links = self.links_of(self.package.main)
        seen: set[tuple[str, str]] = set()
        for link in tuple(self.walk.running):
            relationship = links.get(link)
            if relationship is None or relationship.external:
                continue
            root = self.root_of(relationship.target)
            if root is None:
                continue
            story = FOOTER_STORY if relationship.kind == "footer" else HEADER_STORY
            before = len(self.walk.found)
            self.walk.story(root, relationship.target, story, first)
            fresh = []
            for passage in self.walk.found[before:]:
                if (story, passage.text) not in seen:
                    seen.add((story, passage.text))
                    fresh.append(passage)
            self.walk.found[before:] = fresh

    def title(self) -> str:
        """The title among the file's properties, "" when it has none."""
        for each in self.links_of("").values():
            if each.kind == "core-properties" and each.target in self.package:
                root = self.root_of(each.target)
                title = None if root is None else root.find(DC + "title")
                return "" if title is None else " ".join((title.text or "").split())
        return ""

    def links_of(self, source: str) -> dict[str, Relationship]:
        """The relationships of a part, read once; a broken list is named and counts as none."""
        if source not in self.links:
            try:
                self.links[source] = self.package.relationships(source)
            except DebiasError as error:
                self.unread.append(Unread(f"links of {source}", error.message))
                self.links[source] = {}
        return self.links[source]

    def name_of(self, kind: str) -> str:
        """The name of the part that the document points at as its `kind`, "" for none."""
        for each in self.links_of(self.package.main).values():
            if each.kind == kind and not each.external:
                return each.target
        return ""

    def linked_kind(self, kind: str) -> Element:
        """The root of the part that the document points at as its `kind`, or None."""
        name = self.name_of(kind)
        return self.root_of(name) if name else None

    def linked(self, source: str, link: str) -> Element:
        """The root of the part that a relationship id of `source` points at, or None."""
        relationship = self.links_of(source).get(link)
        if relationship is None or relationship.external:
            return None
        return self.root_of(relationship.target)

    def root_of(self, name: str) -> Element:
        """The root of a part beside the main one; None, and named in unread, when broken."""
        if name in self.parts:
            return self.parts[name]
        root = None
        try:
            part = self.package.part(name)
        except DebiasError as error:
            self.unread.append(Unread(name, error.message))
        else:
            root = part.root
            if part.cut:
                self.unread.append(Unread(name, "text nested too deep for the XML parser"))
                self.cut = True
        self.parts[name] = root
        return root
