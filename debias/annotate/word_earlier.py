"""Takes back what an earlier run of debias wrote into a Word file, so that nothing comes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debias.annotate import AUTHOR
from debias.annotate.word_comments import (
    RANGE_END,
    RANGE_START,
    REFERENCE,
    number,
    serialised,
    words,
)
from debias.annotate.word_package import rewritten
from debias.ooxml.names import R_RUN, RPR, Element, P, T, W
from debias.ooxml.package import Package
from debias.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W16CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_W16CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_DELETED_TEXT = W + "delText"


class Kept(NamedTuple):
    """A comment of debias that stays, since somebody answered or resolved it: what it says, the
    paragraph it begins in, and the letters that it is around."""

    said: str
    paragraph: Element
    letters: str


def forget(
    main: Element, comments: Element, package: Package
) -> tuple[frozenset[Kept], dict[str, bytes]]:
    """Take debias's own comments out of the document and the comments part.

    Those that somebody has answered or resolved stay: they are part of a talk. Gives these, and
    the other parts that had to change, by name.
    """
    own = [each for each in comments.iter(W + "comment") if each.get(W + "author") == AUTHOR]
    if not own:
        return frozenset(), {}
    beside = _Beside(package)
    kept = [each for each in own if beside.in_use(each)]
    gone = [each for each in own if each not in kept]
    ids = {number(each) for each in gone}
    for each in gone:
        comments.remove(each)
    for mark in list(main.iter(RANGE_START, RANGE_END, REFERENCE)):
        if number(mark) in ids:
            _remove_mark(mark)
    found = frozenset(_kept(each, main) for each in kept)
    return found, beside.without(gone)


def letters(text: str) -> str:
    """A text's letters and figures: what is left of it whatever it is interrupted by."""
    return "".join(filter(str.isalnum, text))


def _kept(comment: Element, main: Element) -> Kept:
    inside: list[str] = []
    paragraph = None
    for each in main.iter(T, RANGE_START, RANGE_END):
        if each.tag == T:
            if paragraph is not None:
                inside.append(each.text or "")
        elif number(each) == number(comment):
            if each.tag == RANGE_END:
                break
            paragraph = next(each.iterancestors(P), None)
    return Kept(words(comment), paragraph, letters("".join(inside)))


def without_suggestions(data: bytes, limits: Mapping[str, Any]) -> bytes:
    """The package with debias's own tracked changes rejected; `data` itself where it has none."""
    package = Package(data, limits)
    if f'"{AUTHOR}"'.encode() not in package.data(package.main):
        return data
    part = package.part(package.main)
    if part.strict or part.cut:
        return data
    changes = [
        each
        for each in part.root.iter(W + "ins", W + "del")
        if each.get(W + "author") == AUTHOR and each.getparent().tag not in (RPR, W + "trPr")
    ]
    for each in changes:
        if each.tag == W + "del":
            for text in each.iter(_DELETED_TEXT):
                text.tag = T
            for child in each:
                each.addprevious(child)
        each.getparent().remove(each)
    return rewritten(data, {package.main: serialised(part.root)}, limits) if changes else data


def _remove_mark(mark: Element) -> None:
    """Remove a mark, and the run that held nothing else."""
    above = mark.getparent()
    above.remove(mark)
    if above.tag == R_RUN and all(each.tag == RPR for each in above):
        above.getparent().remove(above)


class _Beside:
    """The parts in which later versions of Word note who answers whom, and what is resolved."""

    def __init__(self, package: Package) -> None:
        self._package = package
        links = package.relationships(package.main).values()
        self._names = {each.kind: each.target for each in links if not each.external}
        self._extended = self._root("commentsExtended")
        self._used: set[str] = set()
        for each in () if self._extended is None else self._extended:
            if each.get(_W15 + "done", "0") not in ("0", "false"):
                self._used.add(each.get(_W15 + "paraId", ""))
            self._used.add(each.get(_W15 + "paraIdParent", ""))

    def in_use(self, comment: Element) -> bool:
        """Whether somebody has answered or resolved a comment."""
        return _paragraph_id(comment) in self._used - {""}

    def without(self, gone: list[Element]) -> dict[str, bytes]:
        """The parts without what they say of some comments, where they say anything."""
        names = {_paragraph_id(each) for each in gone} - {""}
        ids = self._root("commentsIds")
        lasting = {
            each.get(_W16CID + "durableId", "")
            for each in (() if ids is None else ids)
            if each.get(_W16CID + "paraId") in names
        } - {""}
        parts: dict[str, bytes] = {}
        extensible = self._root("commentsExtensible")
        for kind, root, key, found in (
            ("commentsExtended", self._extended, _W15 + "paraId", names),
            ("commentsIds", ids, _W16CID + "paraId", names),
            (
                "commentsExtensible",
                extensible,
                _W16CEX + "durableId",
                lasting,
            ),
        ):
            entries = [each for each in (() if root is None else root) if each.get(key) in found]
            for each in entries:
                root.remove(each)
            if entries:
                parts[self._names[kind]] = serialised(root)
        return parts

    def _root(self, kind: str) -> Element:
        name = self._names.get(kind, "")
        return self._package.part(name).root if name and name in self._package else None


def _paragraph_id(comment: Element) -> str:
    """The id by which the parts beside know a comment: that of its last paragraph."""
    last = None
    for last in comment.iter(P):  # noqa: B007 - the last one is wanted
        pass
    return "" if last is None else last.get(_W14 + "paraId", "")
