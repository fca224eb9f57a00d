"""Reads HTML: visible text in blocks, forms with their labels and choices, spoken attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debias.readers.encoding import decode
from debias.readers.hypertext_walker import Walker
from debias.readers.source_blocks import BlockList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debias.document import Document

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)


def read(path: str, data: bytes, limits: Mapping[str, Any]) -> Document:  # noqa: ARG001
    """Read HTML given as bytes. `limits` has nothing that concerns it."""
    declared = _CHARSET.search(data[:4096])
    source, encoding, unread = decode(data, declared[1].decode("ascii") if declared else None)
    blocks = BlockList()
    read_part(blocks, source)
    return blocks.document(path, "html", source, encoding, unread)


def read_part(blocks: BlockList, text: str, start: int = 0, *, quoted: bool = False) -> None:
    """Read a stretch of HTML that is at offset `start` of the source into `blocks`."""
    Walker(blocks, text, start, quoted=quoted).walk()
