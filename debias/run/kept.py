"""What was found in a document, kept between runs by what the document, the rules and the settings
are, so that what has not changed is not looked at again.

Only places are kept: which rule, which block, from where to where; never a document's text.
"""

from __future__ import annotations

import json
import os
from functools import cache as cached
from typing import Any

from debias import __version__
from debias.decision import Choice, Decision
from debias.digests import blake2b
from debias.document import Document
from debias.files import written
from debias.overlap import Hit
from debias.packs import cache
from debias.rule import RuleSet

_BETWEEN = ", "  # what stands between the words of a detail
# pathlib costs 15 ms at start, so paths are handled as strings here.

_SHAPE = "2"  # goes up when what is kept changes its shape
_MOST = 20_000  # files; when there are more, the older half goes


def decided(document: Document, ruleset: RuleSet, choose: Choice) -> Decision:
    """What the chosen rules find in a document, from an earlier run where nothing has changed."""
    chosen = {
        head.name: severity for head in ruleset.heads if (severity := choose(head)) is not None
    }
    name = f"{_key(document, ruleset, chosen)}.json"
    try:
        path = os.path.join(_folder(), name)
    except OSError:  # nobody's folder to keep it in
        path = ""
    known = _read(path, document, ruleset)
    if known is None:
        from debias.engine import decide  # noqa: PLC0415 - with its checks, only to look

        known = decide(document, ruleset, choose)
        if path and not known.slow:
            _write(path, known, document)
    return known


def _folder() -> str:
    return os.path.join(cache.folder(), "results")


@cached
def _code() -> int:
    """When the code that decides was last changed: its results before are nothing to it now."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    files = [*os.scandir(here), *os.scandir(os.path.join(here, "checks"))]
    return max(int(file.stat().st_mtime_ns) for file in files if file.name.endswith(".py"))


def _key(document: Document, ruleset: RuleSet, chosen: dict[str, str]) -> str:
    """What the result depends on, in short: 32 hexadecimal digits."""
    sum_ = blake2b(f"{_SHAPE} {__version__} {_code()} {ruleset.digest}".encode(), digest_size=16)
    sum_.update(repr(sorted(chosen.items())).encode())
    sum_.update(repr((document.format, document.title)).encode("utf-8", "surrogatepass"))
    field = None
    for block in document.blocks:
        # A field is told once for all blocks of it: it names all its choices.
        told = block
        if block.field is not None and block.field is field:
            told = block._replace(field=None)
            sum_.update(b"the same field")
        field = block.field
        sum_.update(repr(tuple(told)).encode("utf-8", "surrogatepass"))
    return sum_.hexdigest()


def _told(hit: Hit, document: Document) -> str | list[tuple[int, int, int]]:
    """The detail of a hit; where it may be the document's own words, the places of these: block,
    start, end. Raises ValueError for words that are nowhere in it as they are told."""
    if hit.rule.way == "missing" or "{detail}" not in hit.say:
        return hit.detail if hit.rule.way == "missing" else ""
    blocks = document.blocks
    places = []
    for words in hit.detail.split(_BETWEEN):
        numbers = (*range(hit.block, len(blocks)), *range(hit.block))
        block = next((n for n in numbers if words in blocks[n].text), None)
        if block is None:
            raise ValueError("not as it stands there")
        start = blocks[block].text.index(words)
        places.append((block, start, start + len(words)))
    return places


def _write(path: str, decision: Decision, document: Document) -> None:
    """Keep a decision; that it cannot be kept is no error."""
    try:
        rows = [
            [hit.rule.name, *hit._replace(detail=_told(hit, document))[1:]]  # type: ignore[arg-type]
            for hit in decision.hits
        ]
        os.makedirs(os.path.dirname(path), exist_ok=True)
        text = json.dumps([decision.kinds, rows, decision.words], separators=(",", ":"))
        with written(path, sync=False) as file:
            file.write(text.encode())
    except (OSError, RuntimeError, ValueError):
        return


def _read(path: str, document: Document, ruleset: RuleSet) -> Decision | None:
    try:
        with open(path, "rb") as file:
            kinds, rows, words = json.load(file)
        hits = tuple(_hit(row, ruleset, document) for row in rows)
        return Decision(tuple(kinds), hits, int(words))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def _hit(row: list[Any], ruleset: RuleSet, document: Document) -> Hit:
    name, severity, say, block, start, end, sentence, detail, whole, linked = row
    if not 0 <= start <= end <= len(document.blocks[block].text):
        raise ValueError("not of this document")
    rule = ruleset.rule(name)
    if rule is None:
        raise ValueError("not of these rules")
    if isinstance(detail, list):
        detail = _BETWEEN.join(document.blocks[n].text[at:to] for n, at, to in detail)
    places = start, end, tuple(sentence)
    return Hit(rule, severity, say, block, *places, detail, whole, linked)


def tidy() -> None:
    """Let the older half go where a great deal is kept."""
    try:
        files = [entry for entry in os.scandir(_folder()) if entry.name.endswith(".json")]
        if len(files) > _MOST:
            files.sort(key=lambda entry: entry.stat().st_mtime)
            for entry in files[: len(files) // 2]:
                os.unlink(entry.path)
    except OSError:
        return
