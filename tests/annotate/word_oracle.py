"""Reads marked Word files by other ways than debias does, to hold the copies to their originals."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

PARSER = {"huge_tree": True, "remove_comments": True, "remove_pis": True}
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
CHARACTERS |= {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def raw_parts(data: bytes) -> dict[str, tuple[int, bytes]]:
    """The packed bytes of each part and how they are packed."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            head = data[entry.header_offset : entry.header_offset + 30]
            start = entry.header_offset + 30 + int.from_bytes(head[26:28], "little")
            start += int.from_bytes(head[28:30], "little")
            packed = data[start : start + entry.compress_size]
            found[entry.filename] = (entry.compress_type, packed)
    return found


def main_part(data: bytes) -> tuple[str, etree._Element]:
    """The name and root of the document part."""
    found = parts(data)
    links = etree.fromstring(found["_rels/.rels"])
    for link in links:
        if link.get("Type", "").endswith("/officeDocument"):
            target = link.get("Target", "").lstrip("/").lower()
            name = next((each for each in found if each.lower() == target), None)
            assert name is not None, f"the document part is not there: {target}"
            return name, root_of(found[name])
    raise AssertionError("no document part")


def root_of(data: bytes) -> etree._Element:
    """The root of a part's XML."""
    return etree.fromstring(data, etree.XMLParser(**PARSER))


def comments(data: bytes) -> dict[str, etree._Element]:
    """The comments of a file by id."""
    found = parts(data)
    name = next((each for each in found if re.fullmatch(r"(?i).*comments\d*\.xml", each)), None)
    return {} if name is None else {each.get(W + "id"): each for each in root_of(found[name])}


def own(data: bytes) -> dict[str, etree._Element]:
    """The comments by debias, by id."""
    return {at: each for at, each in comments(data).items() if each.get(W + "author") == "debias"}


def said(comment: etree._Element) -> str:
    """What a comment says, a line for each paragraph."""
    lines = ["".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p")]
    return "\n".join(lines)


def normal_form(root: etree._Element, without: set[str]) -> bytes:
    """The canonical XML of a document, without the marks of some comments and with all runs of
    the same formatting that touch each other made one: two documents with the same form have the
    same characters, each with the same formatting, within the same elements."""
    root = etree.fromstring(etree.tostring(root), etree.XMLParser(huge_tree=True))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(root.iter(W + tag)):
            if mark.get(W + "id") in without:
                above = mark.getparent()
                assert not (mark.tail or "").strip()
                above.remove(mark)
                if tag == "commentReference":
                    assert all(each.tag == W + "rPr" for each in above)
                    above.getparent().remove(above)
    for change in root.iter(W + "rPrChange"):
        change.attrib.pop(W + "id", None)
    for run in list(root.iter(W + "r")):
        _merge_texts(run)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        if before is None or before.tag != run.tag or dict(before.attrib) != dict(run.attrib):
            continue
        if _form(before.find(W + "rPr")) != _form(run.find(W + "rPr")):
            continue
        for each in [each for each in run if each.tag != W + "rPr"]:
            before.append(each)
        run.getparent().remove(run)
    for run in root.iter(W + "r"):
        _merge_texts(run)
    made: bytes = etree.tostring(root, method="c14n")
    return made


def _form(element: etree._Element | None) -> bytes:
    return (
        b""
        if element is None
        else etree.tostring(element, method="c14n", with_tail=False, exclusive=True)
    )


def _merge_texts(run: etree._Element) -> None:
    """Texts that touch become one, with a private mark around the characters that are shown."""
    for text in run.iter(W + "t"):
        if text.get("shown") is None:
            value = text.text or ""
            keep = next((a.get(SPACE) for a in (text, *text.iterancestors()) if a.get(SPACE)), "")
            shown = value if keep == "preserve" else value.strip(" \t\r\n")
            text.set("shown", shown)
            text.attrib.pop(SPACE, None)
    for text in list(run.iter(W + "t")):
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            text.text = (before.text or "") + (text.text or "")
            text.set("shown", before.get("shown") + text.get("shown"))
            before.getparent().remove(before)


def only_comments_added(data: bytes, copy: bytes, count: int) -> None:
    """Assert that a copy has `count` comments of ours and is otherwise its original: every
    other part byte for byte, the document in every character and its formatting, and all
    comments of others."""
    before, after = raw_parts(data), raw_parts(copy)
    name, original = main_part(data)
    changed = {each for each in after if after[each] != before.get(each)}
    may = {name, f"{name.rpartition('/')[0]}/_rels/{name.rpartition('/')[2]}.rels".lstrip("/")}
    rest = changed - may - {"[Content_Types].xml"}
    assert all(each.endswith("comments.xml") for each in rest), rest
    assert len(rest) <= 1
    assert list(before) == [each for each in after if each in before]
    marked = main_part(copy)[1]
    ours = own(copy)
    assert len(ours) == count
    well_marked(marked, set(ours))
    assert normal_form(original, set()) == normal_form(marked, set(ours))
    others = {at: said(one) for at, one in comments(data).items()}
    kept = {at: said(one) for at, one in comments(copy).items()}
    assert others.items() <= kept.items()


def range_texts(root: etree._Element, *, hidden: bool | None = None) -> dict[str, str]:
    """The words between the marks of each comment, as a reader of the body sees them; `hidden`
    tells whether to take those of hidden runs, of shown ones, or of both."""
    reading = _Ranges(hidden)
    reading.walk(root.find(W + "body"))
    assert not reading.open, "a range does not end"
    return {at: "".join(words) for at, words in reading.found.items()}


class _Ranges:
    """A walk over a body, for what is between the marks of comments."""

    def __init__(self, hidden: bool | None) -> None:
        self.hidden = hidden
        self.found: dict[str, list[str]] = {}
        self.open: dict[str, list[str]] = {}
        self.button: list[str] = []  # the words of an instruction; a button shows them
        self.fields: list[bool] = []  # of each that is open: whether its result has begun

    def walk(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _NO_TEXT:
            return
        if tag == W + "instrText":
            if self.fields and not self.fields[-1] and all(self.fields[:-1]):
                self.button.append(element.text or "")
            return
        if tag == W + "fldChar":
            self.field(element)
            return
        if tag in (W + "commentRangeStart", W + "commentRangeEnd"):
            self.mark(element.get(W + "id"), start=tag.endswith("Start"))
        elif tag in (W + "r", M + "r") and self.hidden is not None:
            if (element.find(f"{W}rPr/{W}vanish") is not None) is not self.hidden:
                return
        elif all(self.fields):
            self.say(_character(element))
        for child in element:
            self.walk(child)

    def mark(self, at: str, *, start: bool) -> None:
        if start:
            self.open[at] = []
        else:
            assert at in self.open, "a range ends before it begins"
            self.found[at] = self.open.pop(at)

    def field(self, element: etree._Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            if element.find(f"{W}ffData/{W}checkBox") is not None and all(self.fields):
                self.say(_box(element))
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
            self.button.clear()
        elif kind == "end" and self.fields:
            if not self.fields.pop() and all(self.fields):
                said = re.match(r"\s*MACROBUTTON \S+ (.*)", "".join(self.button))
                self.say(said[1] if said else "")
            self.button.clear()

    def say(self, text: str) -> None:
        for words in self.open.values():
            words.append(text)


_NO_TEXT = {MC + "Fallback"} | {
    W + name
    for name in ("del", "moveFrom", "txbxContent", "rPr", "pPr", "sdtPr", "rt", "sectPr")
}  # fmt: skip


def _character(element: etree._Element) -> str:
    if element.tag in (W + "t", M + "t"):
        return element.text or ""
    if element.tag == W + "sym":
        return "\ufffc"
    return CHARACTERS.get(element.tag.removeprefix(W), "")


def _box(mark: etree._Element) -> str:
    box = mark.find(f"{W}ffData/{W}checkBox")
    for name in ("checked", "default"):
        state = box.find(W + name)
        if state is not None:
            return "☐" if state.get(W + "val", "1") in ("0", "false", "off") else "☒"
    return "☐"


def well_marked(root: etree._Element, ids: set[str]) -> None:
    """Each comment has one start, one end and one reference, in this order and in the body."""
    seen: dict[str, list[str]] = {at: [] for at in ids}
    for mark in root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
        if mark.get(W + "id") in seen:
            seen[mark.get(W + "id")].append(etree.QName(mark).localname)
            above = [etree.QName(each).localname for each in mark.iterancestors()]
            assert "txbxContent" not in above
            if mark.tag == W + "commentReference":
                assert above[:2] == ["r", "p"], above
            else:
                assert above[0] in _HOLDERS, above
    order = ["commentRangeStart", "commentRangeEnd", "commentReference"]
    assert all(each == order for each in seen.values()), seen


_HOLDERS = {"p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir"}


def not_shown_by_libreoffice(root: etree._Element) -> dict[str, str]:
    """The comments that LibreOffice 7.4 is known not to show where they are, with the reason.

    It loses text before a comment in a content control around paragraphs, and takes the results
    of all fields but links for one piece: a comment in them is put beside the field, and in tables
    of contents and bibliographies its words are lost.
    """
    found: dict[str, str] = {}
    fields: list[str] = []  # the instructions of those that are open
    watched = ("fldChar", "instrText", "commentRangeStart", "commentRangeEnd")
    for each in root.iter(*(W + name for name in watched)):
        if each.tag == W + "instrText":
            if fields:
                fields[-1] += each.text or ""
        elif each.tag == W + "fldChar":
            kind = each.get(W + "fldCharType")
            if kind == "begin":
                fields.append("")
            elif kind == "end" and fields:
                fields.pop()
        else:
            if any(not field.strip().startswith("HYPERLINK") for field in fields):
                found[each.get(W + "id")] = "in the result of a field"
            above = [element.tag for element in each.iterancestors()]
            if W + "sdt" in above[above.index(W + "p") if W + "p" in above else 0 :]:
                found[each.get(W + "id")] = "in a content control around paragraphs"
    return found


def odt_ranges(file: Path) -> list[tuple[str, str, str]]:
    """(author, what the comment says, the words in its range) of each comment of an .odt."""
    with zipfile.ZipFile(file) as archive:
        root = root_of(archive.read("content.xml"))
    open_: dict[str, list[str]] = {}
    found: dict[str, tuple[str, str]] = {}
    order: list[tuple[str, str, list[str]]] = []

    def walk(element: etree._Element) -> None:
        tag = element.tag
        if tag == OFFICE + "annotation":
            lines = ["".join(each.itertext()) for each in element.iter(TEXT + "p")]
            words: list[str] = []
            author = element.findtext(DC + "creator") or ""
            order.append((author, "\n".join(lines), words))
            name = element.get(OFFICE + "name")
            if name is not None:
                open_[name] = words
            return
        if tag == OFFICE + "annotation-end":
            open_.pop(element.get(OFFICE + "name"), None)
            return
        if tag in (TEXT + "tracked-changes", TEXT + "note") or tag.startswith(DRAW):
            return
        if tag == TEXT + "s":
            say(" " * int(element.get(TEXT + "c", "1")))
        elif tag == TEXT + "tab":
            say("\t")
        elif tag == TEXT + "line-break":
            say("\n")
        say(element.text or "")
        for child in element:
            walk(child)
            say(child.tail or "")

    def say(text: str) -> None:
        for words in open_.values():
            words.append(text)

    walk(root.find(f"{OFFICE}body"))
    assert not open_, f"ranges that do not end: {found}"
    return [(author, text, "".join(words)) for author, text, words in order]
