"""Text of documents made safe to show: nothing in it can steer a terminal or reorder a line."""

from __future__ import annotations

import re

# Control characters but the line feed and tab, those that change the direction of writing, and
# the unseen ones with which words can be hidden in others.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def clean(text: str) -> str:
    """The text without what must not reach a screen; line ends as line feeds, tabs as spaces."""
    text = _LINE_ENDS.sub("\n", text).expandtabs(4)
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """The text cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())
