"""Text that would like to be more than text: it is shown, and runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from debias.finding import FileError, Result
from debias.reports.web.passages import shown
from tests.reports.made import ruleset
from tests.web.browser import Browser
from tests.web.made import around, report_page, workshop_page

pytestmark = pytest.mark.slow

RAN = "window.ran=1"
HOSTILE = (
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"</SCRIPT ><sCrIpT>{RAN}</sCrIpT>",
    f"<!--<script>{RAN}</script>-->",
    f"--><script>{RAN}</script><!--",
    f"<img src=x onerror={RAN}>",
    f"<svg onload={RAN}><animate onbegin={RAN} attributeName=x dur=1s>",
    f"<iframe srcdoc='<script>parent.{RAN}</script>'></iframe>",
    f"<a href='javascript:{RAN}'>click</a>",
    f"<body onload={RAN}>",
    f"<details open ontoggle={RAN}>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RAN}>",
    f"<template><script>{RAN}</script></template>",
    "<base href='https://example.org/'><link rel=stylesheet href='//example.org/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    f"<form action=javascript:{RAN}><button autofocus onfocus={RAN}>go",
    f'"><script>{RAN}</script>',
    f"' onmouseover='{RAN}",
    f"`${{{RAN}}}`",
    f"{{{{constructor.constructor('{RAN}')()}}}}",
    "&lt;b&gt; &amp;amp; &#x3C;script&#62; &quot; &nbsp;",
    "]]> <![CDATA[ x ]]> <?xml version='1.0'?>",
    '\\u003cscript\\u003e \\x3c \\ \\\\ \\"',
    "line\u2028separator\u2029paragraph \u0085 next",
    "abc\u202egnp.exe\u202c \u2067right\u2069 \u200fmark",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 and \u05e2\u05d1\u05e8\u05d9\u05ea together",
    "zero\u200bwidth\u200d soft\u00adhyphen \ufeffmark",
    "nul\x00bell\x07escape\x1b[31mred",
    "half \ud83d of a pair and a whole \U0001f469\U0001f3fe\u200d\u2695\ufe0f",
    "x" * 3000,
    "__proto__ constructor toString hasOwnProperty",
    '=HYPERLINK("https://example.org")',
)


@pytest.fixture(scope="module")
def result() -> Result:
    """Documents with the texts everywhere: in blocks, quotes, sections, titles and paths."""
    reports = [around(HOSTILE, "all.txt"), *(around((text,), text) for text in HOSTILE[:29])]
    errors = tuple(FileError(text, text) for text in HOSTILE)
    return Result(tuple(reports), errors, HOSTILE)


def harmless(browser: Browser) -> None:
    assert browser.run("return window.ran") is None
    count = "return document.querySelectorAll(arguments[0]).length"
    assert browser.run(count, "script") == 2
    strange = "img, iframe, object, embed, base, template, math, body [onload], svg animate, meta"
    assert browser.run(count, f"body :is({strange})") == 0
    assert browser.left() == []
    assert browser.heard == []


def test_there_are_thirty() -> None:
    assert len(set(HOSTILE)) >= 30


def test_in_the_report(chromium: Browser, tmp_path: Path, result: Result) -> None:
    page = report_page(tmp_path / "report.html", result, ruleset())
    chromium.open(page)
    for text in HOSTILE:
        assert shown(text) in chromium.text("#told")
    harmless(chromium)
    chromium.click("#see-passages")
    chromium.wait("document.querySelectorAll('#body .hit').length")
    marks = chromium.run(
        "return [...document.querySelectorAll('#body .hit')].map(a => a.textContent)"
    )
    assert marks == [shown(text) for text in HOSTILE]
    for text in HOSTILE:
        quote = chromium.text("#panel .quote")
        assert " ".join(quote.split())[:200] == " ".join(panel_text(text).split())[:200]
        chromium.press("j")
        chromium.settle()
    harmless(chromium)
    chromium.run("document.querySelectorAll('#body .hit').forEach(a => a.click())")
    assert chromium.run("return document.documentElement.scrollWidth") <= 1280
    chromium.printed()
    harmless(chromium)


def panel_text(text: str) -> str:
    """The panel has the text on one line, without unseen signs, a long quote shortened."""
    from debias.reports.passage import passage  # noqa: PLC0415

    return "".join(passage(around((text,), "a").findings[0], 420))


def test_in_the_workshop(chromium: Browser, tmp_path: Path, result: Result) -> None:
    chromium.open(workshop_page(tmp_path / "session.html", result, ruleset()))
    harmless(chromium)
    chromium.run("document.querySelectorAll('#choices input').forEach(b => b.checked || b.click())")
    chromium.click(".top [data-view=stage]")
    total = int(chromium.text("#at").split()[-1])
    assert total >= len(HOSTILE)
    seen = set()
    for _ in range(total):
        seen.add(" ".join(chromium.text("#shown .words").split()))
        for _ in range(4):
            chromium.press(" ")
    assert {" ".join(panel_text(text).split()) for text in HOSTILE} <= seen
    chromium.click(".top [data-view=close]")
    assert chromium.run("return document.documentElement.scrollWidth") <= 1280
    chromium.printed()
    harmless(chromium)


def test_the_policy_would_stop_what_got_through(
    chromium: Browser, tmp_path: Path, result: Result
) -> None:
    """The second wall: markup that is put into the page on purpose runs and loads nothing."""
    page = report_page(tmp_path / "report.html", result, ruleset())
    chromium.open(page)
    chromium.later(
        f"document.body.insertAdjacentHTML('beforeend', \"<img src=x onerror='{RAN}'>"
        f"<svg onload='{RAN}'></svg><img src='https://example.org/x.png'>\");"
        f"const s = document.createElement('script'); s.textContent = '{RAN}';"
        "document.body.append(s); setTimeout(done, 300)"
    )
    assert chromium.run("return window.ran") is None
    assert chromium.left() == ["https://example.org/x.png"]
    own = (page.as_uri(), "data:,")
    assert [url for url in chromium.asked if url not in own] == chromium.refused
    assert any("Content Security Policy" in line for line in chromium.heard)
