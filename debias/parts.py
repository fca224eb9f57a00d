"""Very long blocks are looked at part by part: a text without paragraphs, a line of megabytes.

Every wording of every rule stands somewhere in such a block, so each would be tried along all of
it, and what it finds would be gone through again for each place in it. Cut into pieces of a page,
at the ends of sentences, it costs what the same words cost as paragraphs. What is found is told
in places of the whole block. All that a cut hides is what a rule would see of the sentence before
it, or a quotation across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from debias.document import Document
from debias.overlap import Hit
from debias.records import NamedTuple

LONGEST = 20_000
"""Characters of a block that is looked at as one: ten pages; the longest known has 8,000."""

_LEAST = 4_000  # characters of a part, the last one aside
_SENTENCE_END = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z0-9\"'(])")
_SPACE = re.compile(r"(?<=[\w.,;:)])\s+(?=\w)")


class _Part(NamedTuple):
    block: int  # of the document
    start: int  # in the block's own text
    spaced: bool  # whether white space stands before it, which is in no part


class Parts(NamedTuple):
    """A document whose long blocks are cut, and what each of its blocks is a part of; nothing
    where none is long."""

    document: Document
    origin: Sequence[_Part]

    def whole(self, hits: Iterable[Hit], texts: Sequence[str]) -> Iterator[Hit]:
        """Hits in the parts as hits in the whole blocks; `texts` are the parts' normalised
        copies."""
        if not self.origin:
            yield from hits
            return
        copies = self._in_copies(texts)
        for hit in hits:
            block, start, _ = self.origin[hit.block]
            first, last = hit.sentence
            copy = copies[hit.block]
            yield hit._replace(
                block=block,
                start=hit.start + start,
                end=hit.end + start,
                sentence=(first + copy, last + copy),
            )

    def _in_copies(self, texts: Sequence[str]) -> list[int]:
        """Where each part starts in the normalised copy of its whole block."""
        found: list[int] = []
        for number, part in enumerate(self.origin):
            start = found[-1] + len(texts[number - 1]) + part.spaced if part.start else 0
            found.append(start)
        return found


def divided(document: Document) -> Parts:
    """The document with blocks that are not too long."""
    if all(len(block.text) <= LONGEST for block in document.blocks):
        return Parts(document, ())
    blocks, origin = [], []
    for number, block in enumerate(document.blocks):
        if len(block.text) <= LONGEST:
            blocks.append(block)
            origin.append(_Part(number, 0, spaced=False))
            continue
        before = 0
        for start, end in _cut(block.text):
            blocks.append(block._replace(text=block.text[start:end]))
            origin.append(_Part(number, start, start > before))
            before = end
    cut = Document(
        document.path, document.format, tuple(blocks), document.locate, title=document.title
    )
    return Parts(cut, origin)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the parts: to the end of a sentence, or else to a space."""
    start = 0
    while len(text) - start > LONGEST:
        least, most = start + _LEAST, start + LONGEST
        gap = _SENTENCE_END.search(text, least, most) or _SPACE.search(text, least, most)
        end, after = gap.span() if gap else (most, most)
        yield start, end
        start = after
    yield start, len(text)
