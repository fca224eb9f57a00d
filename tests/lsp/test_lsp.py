"""`debias lsp` as an editor meets it: findings where they are, and the page of their rule."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.client import Editor

pytestmark = pytest.mark.slow


def ranges(shown: list[Any]) -> list[tuple[str, int, int, int, int]]:
    return [
        (one.code, one.range.start.line, one.range.start.character,
         one.range.end.line, one.range.end.character)
        for one in shown
    ]  # fmt: skip


def test_open_and_change(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        shown = await editor.open("# Notes\n\nA 👶🏿 𝒃 blorb, and *a grunk* here.\n")
        assert ranges(shown) == [
            ("made/blorb", 2, 10, 2, 15),
            ("made/grunk", 2, 24, 2, 29),
        ]
        assert [one.severity.name for one in shown] == ["Warning", "Error"]
        assert shown[0].message == (
            "Look at 'blorb'.\nIs 'blorb' needed?\nPrinciple 5 Identify racial bias"
        )
        assert shown[0].source == "debias"
        # A line separator and a form feed end no line for an editor.
        shown = await editor.change("One\u2028two\x0c.\r\n\r\n👶 blorb\r\n")
        assert ranges(shown) == [("made/blorb", 2, 3, 2, 8)]
        assert await editor.change("") == []
        assert ranges(await editor.change("blorb")) == [("made/blorb", 0, 0, 0, 5)]
        assert await editor.close() == []

    run(session)


def test_an_editor_that_counts_bytes(run: Callable[..., None]) -> None:
    counts = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])

    async def session(editor: Editor) -> None:
        shown = await editor.open("A 👶 blorb.\n")
        assert ranges(shown) == [("made/blorb", 0, 7, 0, 12)]
        assert (await editor.hover(0, 8)).range == shown[0].range

    run(session, capabilities=types.ClientCapabilities(general=counts))


def test_only_the_last_of_quick_changes_is_looked_at(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("Well.\n")
        quick = [asyncio.create_task(editor.change("A blorb.\n" * n)) for n in range(1, 6)]
        await asyncio.wait(quick, return_when=asyncio.FIRST_COMPLETED)
        done = [task.result() for task in quick if task.done()]
        assert len(done[0]) == 5
        await asyncio.sleep(0.5)
        assert editor.published.empty()
        for task in quick:
            task.cancel()

    run(session)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", "<meta charset=iso-8859-1><p>É 👶 <b>blorb</b>", ("made/blorb", 0, 36, 0, 41)),
        ("a.txt", "\ufeffÉ blorb", ("made/blorb", 0, 3, 0, 8)),
        ("a.njk", "<p>{{ name }} blorb</p>", ("made/blorb", 0, 14, 0, 19)),
        ("untitled", "A\n\nblorb", ("made/blorb", 2, 0, 2, 5)),
    ],
    ids=["html", "text", "template", "language"],
)
def test_formats(run: Callable[..., None], name: str, text: str, expected: object) -> None:
    async def session(editor: Editor) -> None:
        assert ranges(await editor.open(text)) == [expected]

    run(session, name)


def test_what_debias_does_not_read_here_is_left_alone(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        assert await editor.open("blorb = 1", "python") == []

    run(session, "a.py")


def test_hover_shows_the_page_of_the_rule(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        await editor.open("A 👶🏿 blorb.\n")
        hover = await editor.hover(0, 8)
        assert (hover.range.start.character, hover.range.end.character) == (7, 12)
        assert hover.contents.kind == types.MarkupKind.Markdown
        assert hover.contents.value.startswith("### The word blorb\n`made/blorb, warning`")
        assert "This is a **blorb**." in hover.contents.value
        assert r"\<b\>reasons" in hover.contents.value
        assert "https://example.org/blorb" in hover.contents.value
        assert await editor.hover(0, 0) is None

    run(session)


def test_a_replacement_is_offered(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        (shown,) = await editor.open("A 👶🏿 Blorb.\n")
        replace, _ = await editor.actions(shown)
        assert (replace.title, replace.is_preferred) == ("Write “Bird”", True)
        assert editor.edited(replace) == "A 👶🏿 Bird.\n"
        assert not await editor.actions(shown, ["source.organizeImports"])
        assert await editor.change(editor.edited(replace)) == []

    run(session)


def test_what_a_baseline_knows_is_left_out(run: Callable[..., None], here: Path) -> None:
    from debias.cli import main  # noqa: PLC0415

    (here / "a b.md").write_text("A blorb.\n")
    (here / "debias.yaml").write_text("baseline: known.json\n")
    rules = str(here.parent / "rules")
    assert main(["baseline", "--rules", rules, "--output", "known.json", "."]) == 0

    async def session(editor: Editor) -> None:
        shown = await editor.open("A blorb.\n\nA grunk.\n")
        assert ranges(shown) == [("made/grunk", 2, 2, 2, 7)]

    run(session)


def test_wrong_settings_are_shown_until_they_are_right(
    run: Callable[..., None], here: Path
) -> None:
    (here / "debias.yaml").write_text("ignor: [made]\n")

    async def session(editor: Editor) -> None:
        (shown,) = await editor.open("A blorb.\n")
        assert "debias.yaml:1" in shown.message
        (here / "debias.yaml").write_text("ignore: [made/grunk]\n")
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        assert ranges(await editor.shown()) == [("made/blorb", 0, 2, 0, 7)]

    run(session)


def test_an_editor_that_watches_files_is_asked_to(run: Callable[..., None]) -> None:
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    able = types.WorkspaceClientCapabilities(did_change_watched_files=watching)

    async def session(editor: Editor) -> None:
        params = await asyncio.wait_for(editor.asked.get(), 30)
        (asked,) = params.registrations
        assert asked.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        assert "yaml" in str(asked.register_options)

    run(session, capabilities=types.ClientCapabilities(workspace=able))


def test_without_pygls_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from debias.cli import main  # noqa: PLC0415

    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    monkeypatch.delitem(sys.modules, "debias.cli.lsp", raising=False)
    assert main(["lsp"]) == 2
    assert "pip install 'debias[editor]'" in capsys.readouterr().err
