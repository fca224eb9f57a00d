"""Packages are rewritten part by part: what does not change keeps its packed bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from debias.annotate.word_package import rewritten

from . import word_oracle as oracle

PARTS = {"a.xml": b"<a/>" * 50, "é/b.xml": b"<b/>" * 50, "c.bin": bytes(range(256))}


class Stream(io.RawIOBase):
    """An output that cannot go back, to which zipfile writes sizes after the data."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.data += data
        return len(data)


def seekable() -> bytes:
    buffer = io.BytesIO()
    fill(buffer)
    return buffer.getvalue()


def streamed() -> bytes:
    stream = Stream()
    fill(stream)
    return bytes(stream.data)


def fill(out) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"a comment"
        archive.writestr("a.xml", PARTS["a.xml"], zipfile.ZIP_DEFLATED)
        archive.writestr("é/b.xml", PARTS["é/b.xml"], zipfile.ZIP_DEFLATED)
        archive.writestr("c.bin", PARTS["c.bin"], zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    "data",
    [seekable(), streamed(), b"#!/bin/sh\n" * 9 + seekable()],
    ids=["plain", "streamed", "prefix"],
)
@pytest.mark.parametrize("name", ["a.xml", "é/b.xml", "c.bin", "A.XML"])
def test_only_the_part_named_changes(data: bytes, name: str) -> None:
    made = rewritten(data, {name: b"<new/>"})
    own = name.lower()
    assert oracle.parts(made) == PARTS | {own: b"<new/>"}
    before, after = oracle.raw_parts(data), oracle.raw_parts(made)
    assert list(before) == list(after)
    for other in set(PARTS) - {own}:
        assert before[other] == after[other]
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert new.comment == old.comment
        assert [e.date_time for e in old.infolist()] == [e.date_time for e in new.infolist()]


def test_a_part_is_added_at_the_end() -> None:
    made = rewritten(streamed(), {"new.xml": b"<new/>"})
    assert list(oracle.parts(made)) == [*PARTS, "new.xml"]


def test_nothing_to_change_gives_the_same_parts() -> None:
    assert oracle.raw_parts(rewritten(streamed(), {})) == oracle.raw_parts(streamed())


def test_the_same_input_gives_the_same_bytes() -> None:
    data = seekable()
    assert rewritten(data, {"n.xml": b"1"}) == rewritten(data, {"n.xml": b"1"})
