"""Text files are decoded as what they are, and what cannot be decoded is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debias.readers.encoding import decode

TEXT = "“Non-compliant” – café, £30, naïve women\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le"),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "mark", "utf-16 le mark", "utf-16 be mark", "utf-32 le", "utf-32 be", "utf-16 le",
         "utf-16 be", "windows"],
)  # fmt: skip
def test_encodings(data, encoding):
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert decoded.unread == ()


def test_ascii_with_a_zero_is_not_utf_16():
    assert decode(b"a b c\0d e f").encoding == "utf-8"


def test_damaged_utf_8_stays_utf_8_and_says_where():
    data = ("café “quote” — naïve\n" * 3).encode() + b"bad \xff byte\n" + "café".encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert "bad \ufffd byte" in decoded.text
    assert [part.place for part in decoded.unread] == ["line 4"]


def test_bytes_without_meaning_in_windows_1252_are_told():
    decoded = decode(b"caf\xe9\r\n\x81 and \x93quoted\x94\n\x8d")
    assert decoded.text.startswith("café")
    assert "“quoted”" in decoded.text
    assert [part.place for part in decoded.unread] == ["line 2", "line 3"]
    assert "cp1252" in decoded.unread[0].reason


def test_many_damaged_lines_are_summed_up():
    decoded = decode(b"caf\xe9\x81\n" * 100)
    assert len(decoded.unread) == 6
    assert decoded.unread[-1].place == "further lines"


@pytest.mark.parametrize("declared", ["hex", "no-such", "rot13"])
def test_a_declaration_that_is_no_encoding_is_ignored(declared):
    assert decode(b"caf\xe9", declared).text == "café"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf_8_comes_back_as_it_was(text):
    decoded = decode(text.encode())
    # Text of nothing but controls may look like UTF-16; a mark at the start is taken off.
    assert decoded.encoding != "utf-8" or decoded.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_decode(data):
    assert isinstance(decode(data).text, str)
