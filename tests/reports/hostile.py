"""Text that a document may hold and that no report may obey."""

from __future__ import annotations

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u200b=1+1",
    "\ufeff=1+1", "=HYPERLINK(\"http://x.org\",\"y\")", "=cmd|' /C calc'!A0", "\uff1d1+1",
    "\uff0b1", "\uff0d1", "\uff20x", "\u00a0=1+1", "\u202e=1+1",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "</details><b>x</b>", "**bold** _it_", "[a](http://x.org)",
    "![a](http://x.org)", "@everybody #12", "`code`", "``` fence", "a | b", "&lt;b&gt;",
    "]]>", "<!-- -->", "$x$", "~~gone~~", "a\nb", "::error::x", "\x00\x1b[31m\x07", "\ufffe\uffff",
    "\ud800", "\udcff", "\u202egnp", "\U0001f930\U0001f3ff", "x" * 3000, "%0A::error::x",
)  # fmt: skip
