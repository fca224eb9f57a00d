"""The run charts in a real browser: points and signals where they belong, numbers in tables."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from debias.finding import FileReport
from debias.reports.web.passages import shown
from debias.trend import PER_DOCUMENT, PER_WORDS, Version, trend
from debias.trend.web import as_page
from tests.reports.made import finding, ruleset
from tests.web.browser import Browser
from tests.web.conftest import violations
from tests.web.test_hostile import HOSTILE, harmless

pytestmark = pytest.mark.slow

# All findings of each version, as tests/trend works them out by hand: the median is 4.5, six
# points lie above and six below it, and 7 3 2 1 0 falls, of equal neighbours the first.
ALL = (6, 7, 6, 7, 6, 7, 3, 3, 2, 2, 1, 0)
SEVENTH = (0, 2, 1, 1, 2, 1, 1, 1, 0, 1, 1, 0)
FALLING = [5, 6, 8, 10, 11]


def version(at: int, label: str, date: str, documents: int = 1) -> Version:
    numbers = [7] * SEVENTH[at] + [5] * (ALL[at] - SEVENTH[at])
    found = tuple(
        finding("A word.", "word", {"line": n, "column": 1}, principles=(number,))
        for n, number in enumerate(numbers, 1)
    )
    reports = [FileReport("a.md", "markdown", (), found, words=500)]
    reports += [FileReport(f"{n}.md", "markdown", (), (), words=500) for n in range(1, documents)]
    return Version(label, date, tuple(reports), missed=int(documents > 1 and at == 3))


def written(
    path: Path, versions: list[Version], name: str = "care.md", per: str = PER_DOCUMENT
) -> Path:
    path.write_bytes(as_page(trend(versions, ruleset(), per), name, ruleset()))
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    versions = [
        version(at, f"2025-{at + 1:02d}-01 abc{at:04d}", f"2025-{at + 1:02d}-01T12:00:00Z")
        for at in range(12)
    ]
    return written(tmp_path_factory.mktemp("trend") / "trend.html", versions)


def quiet(browser: Browser) -> bool:
    return browser.left() == [] and browser.heard == []


def places(browser: Browser, chart: str) -> list[tuple[float, float]]:
    """Where the line of a chart has its points."""
    points = browser.find(f"{chart} polyline").get_attribute("points")
    return [tuple(map(float, pair.split(","))) for pair in points.split()]  # type: ignore[misc]


def test_points_and_median_are_where_the_axis_says(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    axis = chromium.run(
        "return [...document.querySelectorAll('#whole .grid')].map((line, at) => "
        "[Number(document.querySelectorAll('#whole .grid + .axis')[at].textContent),"
        " line.y1.baseVal.value])"
    )
    (low, zero), (high, top) = axis[0], axis[-1]
    assert (low, high) == (0, 8)
    points = places(chromium, "#whole")
    heights = [(zero - y) / (zero - top) * high for _, y in points]
    assert heights == pytest.approx(ALL)
    steps = [b - a for (a, _), (b, _) in pairwise(points)]
    assert steps == pytest.approx([steps[0]] * 11)
    median = float(chromium.find("#whole .median").get_attribute("y1"))
    assert (zero - median) / (zero - top) * high == pytest.approx(4.5)
    assert quiet(chromium)


def test_signals_are_marked_where_they_are(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    marked = chromium.run(
        "return ['rect.shift', 'path.trend', '.point'].map(kind => "
        "[...document.querySelectorAll('#whole g')].flatMap((g, at) => "
        "g.querySelector(kind) ? [at] : []))"
    )
    assert marked == [list(range(12)), FALLING, []]
    points = [x for x, _ in places(chromium, "#whole")]
    brackets = chromium.run(
        "return [...document.querySelectorAll('#whole .bracket')].map(each => "
        "{ const box = each.getBBox(); return [box.x, box.x + box.width]; })"
    )
    ends = [(0, 5), (6, 11), (5, 11)]
    assert brackets == [pytest.approx([points[a], points[b]]) for a, b in ends]
    assert [each.text for each in chromium.all("#whole .name")] == [
        "shift above", "shift below", "trend falling",
    ]  # fmt: skip
    assert [each.text for each in chromium.all("#whole figcaption li")] == [
        "Shift: 6 points above the median, 1 Jan 2025 to 1 Jun 2025",
        "Shift: 6 points below the median, 1 Jul 2025 to 1 Dec 2025",
        "Trend: 5 points falling, 1 Jun 2025 to 1 Dec 2025",
    ]
    told = chromium.find("#whole svg").get_attribute("aria-label")
    assert "median 4.5. Shift: 6 points above" in told
    charts = [each.text for each in chromium.all("#charts h3")]
    assert charts == ["5 Identify racial bias", "7 Evaluate and reflect"]
    assert chromium.text("#charts figure:nth-child(2) figcaption") == "No shift and no trend"


def test_every_number_is_in_a_table(chromium: Browser, page: Path, tmp_path: Path) -> None:
    chromium.open(page)
    rows = [row.text.split() for row in chromium.all("#table tbody tr")]
    assert [int(row[3]) for row in rows] == list(ALL)
    assert chromium.text("#table tbody tr:nth-child(6) td:last-child").split() == [
        "shift", "above", "trend", "falling",
    ]  # fmt: skip
    by = chromium.run(
        "return [...document.querySelectorAll('#by-principle tbody tr')].map(row => "
        "[...row.querySelectorAll('td')].map(cell => parseInt(cell.textContent)))"
    )
    assert by == [[every - seventh, seventh] for every, seventh in zip(ALL, SEVENTH, strict=True)]
    assert chromium.find("#by-principle tfoot").text.split() == ["Median", "3", "1"]
    # With several documents the table says of how many, and what could not be read.
    several = [version(at, f"v{at}", "", 2) for at in range(12)]
    chromium.open(written(tmp_path / "several.html", several))
    heads = [each.text for each in chromium.all("#table thead th")]
    assert heads == ["Version", "Per document", "Signals", "Findings", "Documents", "Not read"]
    row = chromium.all("#table tbody tr")[3].text.split()
    assert row == ["v3", "3.5", "shift", "above", "7", "2", "1"]
    chromium.open(written(tmp_path / "words.html", several, per=PER_WORDS))
    assert chromium.all("#table thead th")[1].text == "Per 1,000 words"
    assert chromium.text("#table caption") == "Findings per 1,000 words: median 4.5"
    assert quiet(chromium)


def test_a_version_lights_up_in_chart_and_tables(chromium: Browser, page: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415

    chromium.open(page)
    row = chromium.find("#table tbody tr:nth-child(3)")
    ActionChains(chromium.driver).move_to_element(row).perform()
    chromium.settle()
    lit = chromium.run("return [...document.querySelectorAll('.lit')].map(a => a.dataset.at)")
    assert lit == ["2"] * 5  # three charts and two tables


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["desk", "phone"])
def test_axe_finds_nothing(
    chromium: Browser, page: Path, axe: str, size: tuple[int, int], dark: bool
) -> None:
    chromium.open(page, *size, dark=dark)
    assert violations(chromium, axe) == []
    assert chromium.run("return document.documentElement.scrollWidth") <= size[0]
    inside = chromium.run(
        "return [...document.querySelectorAll('.chart svg')].every(svg => { "
        "const all = svg.getBoundingClientRect(); return [...svg.querySelectorAll('text')].every("
        "text => { const box = text.getBoundingClientRect(); "
        "return box.left >= all.left - 1 && box.right <= all.right + 1; }); })"
    )
    assert inside, "a word of a chart is cut off"
    chromium.click("#theme")
    assert violations(chromium, axe) == []
    assert quiet(chromium)


def test_print_has_charts_and_tables(chromium: Browser, page: Path) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    chromium.open(page)
    before = places(chromium, "#whole")
    pages = PdfReader(BytesIO(chromium.printed())).pages
    text = " ".join("".join(each.extract_text() for each in pages).split())
    for part in ("shift above", "trend falling", "By anti-racism principle", "1 Dec 2025", "Perla"):
        assert part in text
    chromium.settle()
    assert places(chromium, "#whole") == before


@pytest.mark.parametrize("count", [1, 2, 60])
def test_few_and_many_versions(chromium: Browser, tmp_path: Path, count: int) -> None:
    versions = [version(at % 12, f"v{at}", "") for at in range(count)]
    chromium.open(written(tmp_path / "trend.html", versions))
    assert len(places(chromium, "#whole")) == count
    boxes = chromium.run(
        "return [...document.querySelectorAll('#whole .tick + .axis')].map(text => "
        "{ const box = text.getBoundingClientRect(); return [box.left, box.right]; })"
    )
    assert boxes
    assert all(a[1] < b[0] for a, b in pairwise(boxes)), "labels overlap"
    assert ("says little" in chromium.text("#rules")) == (count < 10)
    assert quiet(chromium)


def test_hostile_names_are_text(chromium: Browser, tmp_path: Path) -> None:
    versions = [version(at % 12, text, text) for at, text in enumerate(HOSTILE)]
    chromium.open(written(tmp_path / "trend.html", versions, HOSTILE[0]))
    assert shown(HOSTILE[0]) in chromium.text("#subtitle")
    names = [
        " ".join(row.get_property("textContent").split()) for row in chromium.all("#table .day")
    ]
    assert names[0] == shown(HOSTILE[0])
    assert len(names) == len(HOSTILE)
    assert chromium.run("return document.documentElement.scrollWidth") <= 1280
    harmless(chromium)
