"""One self-contained page: style, script and data inside it, and no way out of it.

The policy in its head forbids every connection, every outside file and every script but the one
whose SHA-256 it names, so that text of a document that got into the markup could still not run
(Content Security Policy Level 3, https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="debias">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
{body}
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def page(title: str, *, body: str, style: str, script: str, data: dict[str, Any]) -> bytes:
    """The page in UTF-8. `body`, `style` and `script` are debias's own; `data` may hold anything
    and is read by the script as JSON; `title` is shown as text."""
    script = f'"use strict";\n(() => {{\n{script}\n}})();\n'
    style = f"\n{style}\n"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    whole = _PAGE.format(
        policy=policy,
        title=escape(title),
        style=style,
        script=script,
        body=body,
        data=embedded(data),
    )
    return whole.encode("utf-8", "backslashreplace")


def embedded(data: dict[str, Any]) -> str:
    """JSON in which nothing can end a script element, begin a comment or be markup at all.

    Half a surrogate pair, as file names may hold, is written as the escape that JSON has for it.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def assets(package: str, *names: str) -> str:
    """Files that lie beside the code of a package, one after another."""
    folder = files(package)
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8").strip() for name in names)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
