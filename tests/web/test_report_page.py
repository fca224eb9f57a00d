"""The report in a real browser: read, filtered, walked through with keys, printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tests.web.browser import Browser
from tests.web.conftest import violations
from tests.web.made import SAMPLES, SOME, report_page, rules, samples

pytestmark = pytest.mark.slow
COUNT = "document.getElementById('status').textContent"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_page(tmp_path_factory.mktemp("report") / "report.html", samples(), rules())


@pytest.fixture
def opened(chromium: Browser, page: Path) -> Browser:
    """The report, just opened; afterwards the console must be empty and nothing asked for."""
    chromium.open(page)
    return chromium


def quiet(browser: Browser) -> bool:
    return browser.left() == [] and browser.heard == []


def findings() -> int:
    return sum(len(report.findings) for report in samples().files)


def test_the_summary_counts_what_was_found(opened: Browser) -> None:
    tiles = [tile.text.split("\n")[0] for tile in opened.all(".tile")]
    found = [f.severity for report in samples().files for f in report.findings]
    wanted = [len(found), *(found.count(one) for one in ("error", "warning", "suggestion"))]
    assert tiles == [str(count) for count in wanted]
    by_principle = [int(row.text) for row in opened.all(".plot:first-child .count")]
    everything = [n for report in samples().files for f in report.findings for n in f.principles]
    assert by_principle == [everything.count(number) for number in range(1, 8)]
    widths = opened.run(
        "return [...document.querySelectorAll('.plot:first-child .bar')].map(bar => "
        "[...bar.querySelectorAll('rect:not(.none)')].reduce((all, r) => "
        "all + r.width.baseVal.value, 0))"
    )
    assert widths == pytest.approx([100 * n / max(by_principle) for n in by_principle])
    assert quiet(opened)


def test_the_folder_of_all_documents_is_said_once(opened: Browser) -> None:
    folder = str(SAMPLES) + "/"
    assert f"in {folder} ·" in opened.text("#subtitle")
    names = [name.get_property("textContent") for name in opened.all("#list .name")]
    assert names == list(SOME)
    assert [name.get_attribute("title") for name in opened.all("#list .name")] == [
        folder + name for name in SOME
    ]
    assert sorted(label.text for label in opened.all(".plot:last-child .label")) == sorted(SOME)
    assert quiet(opened)


def test_a_bar_filters_and_show_all_brings_everything_back(opened: Browser) -> None:
    opened.click(".plot:first-child li:nth-child(4) .row")
    wanted = [f for report in samples().files for f in report.findings if 4 in f.principles]
    assert opened.find("#principle").get_property("value") == "4"
    assert opened.text("#status") == f"{len(wanted)} of {findings()} findings"
    opened.wait("document.querySelector('#body .hit.now')")
    assert opened.all("#panel h3")[0].text == wanted[0].title
    opened.click("#clear")
    assert opened.text("#status") == f"{findings()} findings"
    assert quiet(opened)


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("find.value = 'PINK'", lambda f: "pink" in f.context.lower()),
        ("document.querySelector('#severities input[value=warning]').click()",
         lambda f: f.severity != "warning"),
        ("principle.value = '1'", lambda f: 1 in f.principles),
        ("pack.value = 'skin-tone'", lambda f: f.pack == "skin-tone"),
    ],
    ids=["search", "severity", "principle", "pack"],
)  # fmt: skip
def test_filters_leave_what_they_say(opened: Browser, script: str, kept: object) -> None:
    assert callable(kept)
    opened.click("#see-passages")
    opened.run(
        "const [find, principle, pack] = ['find', 'principle', 'pack']"
        f".map(id => document.getElementById(id)); {script};"
        "document.getElementById('filters').dispatchEvent(new Event('input'))"
    )
    left = [f for report in samples().files for f in report.findings if kept(f)]
    assert 0 < len(left) < findings()
    assert opened.text("#status") == f"{len(left)} of {findings()} findings"
    opened.wait("document.querySelector('#body .hit.now')")
    seen = [opened.text("#panel .quote mark")]
    for _ in left[1:]:
        opened.press("j")
        seen.append(opened.text("#panel .quote mark"))
    assert seen == [" ".join(f.quote.split()) for f in left]
    assert quiet(opened)


def test_the_text_is_whole_and_its_passages_are_marked(opened: Browser) -> None:
    for number, report in enumerate(samples().files):
        opened.click("#see-passages")
        opened.click(f"#list button[data-file='{number}']")
        current = f"document.querySelector('#list [data-file=\"{number}\"]').ariaCurrent"
        opened.wait(f"{current} === 'true'")
        squeezed = "".join(opened.text("#body").split())
        for block in report.blocks:
            assert "".join(block.text.split()) in squeezed
        marked = opened.run(
            "return [...document.querySelectorAll('#body .hit')].flatMap(a => "
            "a.dataset.n.split(' ').map(n => [Number(n), a.textContent]))"
        )
        for at, finding in enumerate(report.findings):
            assert finding.quote in "".join(text for n, text in marked if n == at)
    assert quiet(opened)


def test_keys_walk_search_and_help(opened: Browser) -> None:
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    opened.press("j")
    opened.wait("document.querySelector('#panel .at')?.textContent.startsWith('1 of')")
    opened.press("j", Keys.ARROW_RIGHT)
    assert opened.text("#panel .at") == f"3 of {findings()}"
    opened.press("k", Keys.ARROW_LEFT)
    assert opened.text("#panel .at") == f"1 of {findings()}"
    opened.press("/", "jjj")
    assert opened.find("#find").get_property("value") == "jjj"
    assert opened.text("#status") == f"0 of {findings()} findings"
    assert "No finding is left" in opened.text("#panel")
    opened.press(Keys.ESCAPE, "?")
    assert opened.find("#keys").is_displayed()
    opened.press(Keys.ESCAPE)
    assert not opened.find("#keys").is_displayed()
    opened.press("s")
    assert opened.find("#summary").is_displayed()
    assert quiet(opened)


def test_a_mark_opens_its_finding(opened: Browser) -> None:
    opened.click("#see-passages")
    opened.wait("document.querySelectorAll('#body .hit').length > 3")
    mark = opened.all("#body .hit")[3]
    number = int(mark.get_attribute("data-n").split()[0])
    mark.click()
    assert opened.all("#panel h3")[0].text == samples().files[0].findings[number].title
    panel = opened.text("#panel")
    finding = samples().files[0].findings[number]
    for text in (finding.why, *finding.suggestions, *(s.title for s in finding.sources)):
        assert text in panel
    assert quiet(opened)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["desk", "phone"])
def test_axe_finds_nothing(
    chromium: Browser, page: Path, axe: str, size: tuple[int, int], dark: bool
) -> None:
    chromium.open(page, *size, dark=dark)
    assert violations(chromium, axe) == []
    chromium.click("#see-passages")
    chromium.wait("document.querySelector('#body .hit.now')")
    assert violations(chromium, axe) == []
    wide = chromium.run("return document.documentElement.scrollWidth")
    assert wide <= size[0], "the page is wider than the screen"
    for number in range(len(samples().files)):
        chromium.click(f"#list button[data-file='{number}']")
        chromium.wait(f"document.querySelector('#list [data-file=\"{number}\"][aria-current]')")
        assert violations(chromium, axe) == [], number
    chromium.click("#help")
    assert violations(chromium, axe) == []
    chromium.click("#keys-close")
    assert quiet(chromium)


def test_print_gives_the_summary_and_the_findings_that_are_left(opened: Browser) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    opened.click(".plot:nth-child(2) .row:not(:disabled)")
    left = int(opened.text("#status").split()[0])
    pages = PdfReader(BytesIO(opened.printed())).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert "By anti-racism principle" in text
    assert text.count("Sources:") == left
    assert opened.find("#passages").is_displayed()
    assert opened.text("#paper") == ""
    assert quiet(opened)
