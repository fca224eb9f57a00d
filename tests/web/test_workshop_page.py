"""The workshop in a real browser: chosen, revealed, noted, exported, printed."""

from __future__ import annotations

import csv
import json
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from debias.document import PARAGRAPH, Block
from debias.finding import FileReport, Result
from debias.workshop import Session
from debias.workshop.cards import cards, suggested
from tests.reports.made import finding, ruleset
from tests.web.browser import Browser
from tests.web.conftest import violations
from tests.web.made import rules, samples, workshop_page

pytestmark = pytest.mark.slow
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|cmd", "＝1")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workshop")
    return workshop_page(folder / "s.html", samples(), rules(), Session("First look", minutes=5))


@pytest.fixture
def opened(chromium: Browser, page: Path) -> Browser:
    chromium.open(page)
    chromium.run("localStorage.clear()")
    chromium.driver.refresh()
    return chromium


def quiet(browser: Browser) -> bool:
    return browser.left() == [] and browser.heard == []


def see(browser: Browser, part: str) -> None:
    browser.click(f".top [data-view={part}]")


def write(browser: Browser, field: str, text: str) -> None:
    browser.run(
        "const box = document.getElementById(arguments[0]); box.value = arguments[1];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))", field, text,
    )  # fmt: skip


def saved(browser: Browser, downloads: Path, button: str, ending: str) -> Path:
    for old in downloads.glob(f"*.{ending}"):
        old.unlink()
    browser.click(button)
    for _ in range(100):
        found = list(downloads.glob(f"*.{ending}"))
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("nothing was saved")


def chosen() -> list[dict[str, Any]]:
    """The cards that are chosen at first, by principle."""
    made = cards(samples(), rules())
    ids = suggested(made, 6)
    return sorted((c for c in made if c["id"] in ids), key=lambda card: card["principles"][0])


def test_the_steps_reveal_one_thing_after_another(opened: Browser) -> None:
    card = chosen()[0]
    passage = "".join(card["passage"])
    see(opened, "stage")
    assert opened.text("#step-title") == "What do you notice? Who is affected?"
    assert opened.text("#shown .words") == passage
    assert opened.all("#shown mark") == []
    for hidden in (card["message"], card["why"], *card["ask"], *card["instead"]):
        assert hidden not in opened.text("#stage")
    opened.click("#forward")
    assert opened.text("#shown mark") == card["passage"][1]
    assert card["why"] not in opened.text("#stage")
    opened.click("#forward")
    shown = opened.text("#shown")
    assert card["why"] in shown
    assert (card["ask"] or [card["message"]])[0] in shown
    assert [int(pill.text[0]) for pill in opened.all(".pills li")] == card["principles"]
    opened.click("#forward")
    for text in card["instead"]:
        assert text in opened.text("#shown")
    assert opened.text("#forward") == "Next passage"
    opened.click("#forward")
    assert opened.text("#at") == "Passage 2 of 6"
    assert quiet(opened)


def test_presenter_keys(opened: Browser) -> None:
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    opened.click("#begin")
    assert opened.find("#welcome").is_displayed()
    opened.press(Keys.PAGE_DOWN)
    assert opened.find("#stage").is_displayed()
    opened.press(" ", Keys.ARROW_RIGHT)
    assert opened.text("#step-title") == "Why look at it?"
    opened.press(Keys.PAGE_UP)
    assert opened.text("#step-title") == "These are the words"
    opened.press("4")
    assert opened.text("#step-title") == "How could it read?"
    opened.press("1", "n", "jot 1 2 t", Keys.ESCAPE)
    assert opened.find("#note-noticed").get_property("value") == "jot 1 2 t"
    assert opened.text("#step-title") == "What do you notice? Who is affected?"
    opened.press("h")
    assert not opened.find("#notes").is_displayed()
    opened.press("h", "?")
    assert opened.find("#keys").is_displayed()
    opened.press(Keys.ESCAPE)
    assert quiet(opened)


def test_the_timer_runs_stops_and_goes_back(opened: Browser) -> None:
    assert opened.text("#time") == "5:00"
    opened.press("t")
    opened.wait("document.getElementById('time').textContent === '4:58'", 6)
    opened.press("t")
    stood = opened.text("#time")
    time.sleep(1.2)
    assert opened.text("#time") == stood
    opened.press("r")
    assert opened.text("#time") == "5:00"
    opened.run(
        "const now = Date.now; Date.now = () => now() + 290e3 * window.late; window.late = 0"
    )
    opened.press("t")
    opened.run("window.late = 1.1")
    opened.wait("document.getElementById('time').textContent.startsWith('+0:1')")
    opened.press("t", "r")
    assert quiet(opened)


def test_choosing_and_ordering(opened: Browser) -> None:
    everything = cards(samples(), rules())
    assert len(opened.all("#choices input")) == len(everything)
    assert len(opened.all("#choices input:checked")) == 6
    heads = [head.text for head in opened.all("#choices h3")]
    assert heads == sorted(heads)
    opened.run("order.value = 'theme'; order.dispatchEvent(new Event('change'))")
    heads = [head.text for head in opened.all("#choices h3")]
    packs = {card["pack"] for card in everything}
    assert heads == [pack.title for pack in rules().packs if pack.id in packs]
    opened.click("#none")
    assert not opened.find("#begin").is_enabled()
    boxes = opened.all("#choices input")
    for box in (boxes[3], boxes[1]):
        opened.run("arguments[0].click()", box)
    see(opened, "stage")
    by_theme = [pack.id for pack in rules().packs]
    first = sorted(everything, key=lambda card: by_theme.index(card["pack"]))[1]
    assert opened.text("#at") == "Passage 1 of 2"
    assert opened.text("#shown .words") == "".join(first["passage"])
    assert quiet(opened)


def test_notes_stay_and_travel(opened: Browser, downloads: Path, page: Path) -> None:
    see(opened, "welcome")
    write(opened, "room-here", "Two midwives, the MNVP lead")
    see(opened, "stage")
    wanted = {
        1: {"noticed": '=HYPERLINK("x")', "affected": "Women;\nfamilies, babies"},
        3: {"figures": "-12% of", "staff": "\tTab", "lived": '‘Nobody asked’ "me"'},
        4: {"wording": "@new words", "reason": "+1", "owner": " =A1", "by": "2026-12-01"},
    }
    for step, fields in wanted.items():
        opened.click(f"#steps button:nth-child({step})")
        for name, text in fields.items():
            write(opened, f"note-{name}", text)
    opened.click("input[value=governance]")
    opened.driver.refresh()
    see(opened, "stage")
    assert opened.find("#note-noticed").get_property("value") == '=HYPERLINK("x")'
    see(opened, "close")
    assert "Take it to clinical governance" in opened.text("#decisions")
    exported = saved(opened, downloads, "#save-json", "json")
    made = json.loads(exported.read_text(encoding="utf-8"))
    notes = {name: text for fields in wanted.values() for name, text in fields.items()}
    assert made["passages"][0]["notes"] == notes | {"decision": "governance"}
    assert made["session"]["room"] == {"here": "Two midwives, the MNVP lead"}
    assert exported.name == "first-look-notes.json"
    table = saved(opened, downloads, "#save-csv", "csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines(keepends=True)))
    assert len(rows) == 6
    assert rows[0]["Decision"] == "Take it to clinical governance"
    assert rows[0]["Lived experience"] == '‘Nobody asked’ "me"'
    assert rows[0]["Who was in the room"] == "Two midwives, the MNVP lead"
    for name, text in (("What we notice", '=HYPERLINK("x")'), ("Figures", "-12% of"),
                       ("Staff", "\tTab"), ("Our wording", "@new words"), ("Reason", "+1"),
                       ("Owner", " =A1")):  # fmt: skip
        assert rows[0][name] == f"'{text}"
    opened.click("#forget")
    opened.click("#sure-yes")
    see(opened, "stage")
    assert opened.find("#note-noticed").get_property("value") == ""
    see(opened, "close")
    opened.find("#file").send_keys(str(exported))
    opened.wait("document.getElementById('said').textContent.startsWith('Notes opened')")
    see(opened, "stage")
    assert opened.find("#note-noticed").get_property("value") == '=HYPERLINK("x")'
    assert quiet(opened)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_can_start_a_formula(opened: Browser, downloads: Path, text: str) -> None:
    see(opened, "stage")
    write(opened, "note-noticed", text)
    see(opened, "close")
    table = saved(opened, downloads, "#save-csv", "csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(table.splitlines(keepends=True)))
    for one in (value for row in rows for value in row):
        assert not one.strip().startswith(("=", "+", "-", "@", "|", "＝"))
    assert any(f"'{text}" in row for row in rows)


def test_another_file_is_no_notes(opened: Browser, tmp_path: Path) -> None:
    see(opened, "close")
    for number, text in enumerate(("{", "{}", '{"kind": "debias-workshop"}', "[1]", "null")):
        path = tmp_path / f"{number}.json"
        path.write_text(text)
        opened.run("document.getElementById('said').textContent = ''")
        opened.find("#file").send_keys(str(path))
        opened.wait("document.getElementById('said').textContent")
        assert opened.text("#said") == "This is not a file of saved notes."
    assert quiet(opened)


def test_without_storage_notes_are_kept_while_the_page_is_open(
    chromium: Browser, page: Path
) -> None:
    stop = chromium.command(
        "Page.addScriptToEvaluateOnNewDocument",
        source="Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})",
    )
    try:
        chromium.open(page)
        see(chromium, "stage")
        write(chromium, "note-noticed", "kept for now")
        see(chromium, "close")
        assert "keeps no notes" in chromium.text("#kept")
        see(chromium, "stage")
        assert chromium.find("#note-noticed").get_property("value") == "kept for now"
        assert quiet(chromium)
    finally:
        chromium.command("Page.removeScriptToEvaluateOnNewDocument", **stop)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["projector", "phone"])
def test_axe_finds_nothing(
    chromium: Browser, page: Path, axe: str, size: tuple[int, int], dark: bool
) -> None:
    chromium.open(page, *size, dark=dark)
    for part in ("setup", "welcome", "close", "guide", "stage"):
        see(chromium, part)
        assert violations(chromium, axe) == [], part
        assert chromium.run("return document.documentElement.scrollWidth") <= size[0], part
    for step in range(2, 5):
        chromium.click(f"#steps button:nth-child({step})")
        assert violations(chromium, axe) == [], step
    assert quiet(chromium)


def test_a_projector_shows_a_passage_large_and_whole(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    see(chromium, "stage")
    for _ in range(6):
        for step in range(1, 5):
            chromium.click(f"#steps button:nth-child({step})")
            size = chromium.run(
                "return [...document.querySelectorAll('#shown .words, #shown .prompt, "
                "#shown .evidence > p')].map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert min(size) >= 24, step
            bottom = chromium.run(
                "return document.getElementById('forward').getBoundingClientRect().bottom"
            )
            assert bottom <= 720
            if step < 3:
                assert chromium.run("return show.scrollHeight - show.clientHeight") <= 1, step
        chromium.click("#forward")
    assert quiet(chromium)


def test_the_handout_keeps_the_answers_back_and_the_record_has_them(opened: Browser) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    def printed() -> str:
        pages = PdfReader(BytesIO(opened.printed())).pages
        return squeezed("".join(page.extract_text() for page in pages))

    def squeezed(text: str) -> str:
        return "".join(normalize("NFKC", text).split())  # a PDF has ligatures

    card = chosen()[0]
    see(opened, "stage")
    write(opened, "note-noticed", "It blames her")
    handout = printed()
    assert squeezed("What do you notice? Who is affected?") in handout
    assert squeezed("".join(card["passage"])) in handout
    assert squeezed(card["title"] + card["message"]) not in handout
    assert squeezed("It blames her") not in handout
    see(opened, "close")
    record = printed()
    assert squeezed("It blames her") in record
    assert squeezed(card["message"]) in record
    see(opened, "guide")
    guide = printed()
    assert squeezed("Ground rules for psychological safety") in guide
    assert squeezed("It blames her") not in guide
    assert quiet(opened)


def test_the_longest_passage_fits_a_projector(chromium: Browser, tmp_path: Path) -> None:
    text = " ".join(["Offer an interpreter and ask about", *["each of the signs below"] * 40])
    block = Block(PARAGRAPH, text, lead_in="For every woman, before the examination begins:")
    found = finding(text, "ask about", {"line": 1, "column": 1}, block=0)
    report = FileReport("long.md", "markdown", (), (found,), blocks=(block,))
    chromium.open(workshop_page(tmp_path / "long.html", Result((report,)), ruleset()))
    see(chromium, "stage")
    for step in (1, 2):
        chromium.click(f"#steps button:nth-child({step})")
        assert chromium.run("return show.scrollHeight - show.clientHeight") <= 1
        assert not chromium.find("#more").is_displayed()
    assert quiet(chromium)
