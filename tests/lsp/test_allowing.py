"""Allowing a finding from the editor: by a comment in the text, or by an entry of the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.client import Editor, put_in

pytestmark = pytest.mark.slow
CREATING = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
        )
    )
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# A\n\nA 👶🏿 grunk,\nand more.\n\nNo blorb.\n"),
        ("a.md", "| a | b |\n|---|---|\n| 👶 grunk | blorb |\n"),
        ("a.md", "- one\n- a grunk\n\n  ![blorb](x.png)\n"),
        ("a.html", "<ul>\n  <li>👶 <b>grunk</b> is\n  <li>blorb\n</ul>\n"),
        ("a.html", '<p>One.</p>\n<input placeholder="grunk">\n<p>blorb</p>\n'),
    ],
    ids=["paragraph", "table", "list", "html", "attribute"],
)
def test_allowing_asks_for_a_reason(run: Callable[..., None], name: str, text: str) -> None:
    async def session(editor: Editor) -> None:
        shown = await editor.open(text)
        grunk = next(one for one in shown if one.code == "made/grunk")
        (allow,) = await editor.actions(grunk)
        assert "made/grunk" in allow.title
        without = editor.edited(allow)
        shown = await editor.change(without)
        assert [one.code for one in shown if one.code] == sorted(
            ["made/grunk", "made/blorb"], key=lambda code: without.index(code.split("/")[1])
        )
        (trouble,) = (one for one in shown if not one.code)
        assert "gives no reason" in trouble.message
        line = without[: without.index("reason=")].count("\n")
        assert (trouble.range.start.line, trouble.range.end.line) == (line, line)
        shown = await editor.change(without.replace('reason=""', 'reason="A name"'))
        assert [one.code for one in shown] == ["made/blorb"]

    run(session, name)


TEXT = "A 👶🏿 grunk.\n\nA blorb.\n"
ENTRY = """\
- rule: made/grunk
  path: "/a \\\\[1].txt"
  quote: "grunk"
  reason: ""
"""


def indented(text: str, by: str) -> str:
    return "".join(by + line for line in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("fail-on: never", "fail-on: never\nsuppress:\n" + indented(ENTRY, "  ")),
        (
            "suppress: # these\n\n- rule: blorb\n  reason: A name.\nfail-on: never\n",
            f"suppress: # these\n\n{ENTRY}- rule: blorb\n  reason: A name.\nfail-on: never\n",
        ),
        (
            "suppress:\r\n    - rule: blorb\r\n      reason: A name.\r\n",
            f"suppress:\r\n{indented(ENTRY, '    ')}    - rule: blorb\r\n      reason: A name.\r\n",
        ),
    ],
    ids=["end", "list", "indented"],
)
def test_plain_text_is_allowed_in_its_settings(
    run: Callable[..., None], here: Path, settings: str, expected: str
) -> None:
    file = here / "debias.yaml"
    file.write_bytes(settings.encode())

    async def session(editor: Editor) -> None:
        before = [one.code for one in await editor.open(TEXT)]
        grunk = next(one for one in await editor.open(TEXT) if one.code == "made/grunk")
        (allow,) = await editor.actions(grunk)
        assert "debias.yaml" in allow.title
        ((uri, (edit,)),) = allow.edit.changes.items()
        assert uri == file.as_uri()
        file.write_bytes(put_in(settings, edit).encode())
        assert file.read_bytes().decode() == expected
        editor.save()
        (shown,) = await editor.shown()
        assert "debias.yaml" in shown.message
        assert "'reason' must be text" in shown.message
        file.write_bytes(expected.replace('reason: ""', "reason: A name.").encode())
        editor.save()
        assert [one.code for one in await editor.shown()] == [
            code for code in before if code != "made/grunk"
        ]

    run(session, "a [1].txt")


def test_settings_are_made_where_the_editor_can(run: Callable[..., None], here: Path) -> None:
    async def without(editor: Editor) -> None:
        grunk, _ = await editor.open(TEXT)
        assert list(await editor.actions(grunk)) == []

    async def with_it(editor: Editor) -> None:
        grunk, _ = await editor.open(TEXT)
        (allow,) = await editor.actions(grunk)
        create, change = allow.edit.document_changes
        assert create.kind == "create"
        assert create.uri == change.text_document.uri == (here / "debias.yaml").as_uri()
        assert put_in("", change.edits[0]) == "suppress:\n" + indented(ENTRY, "  ")

    run(without, "a [1].txt")
    run(with_it, "a [1].txt", CREATING)


@pytest.mark.parametrize("settings", ["suppress: []\n", "suppress: [{rule: blorb, reason: x}]\n"])
def test_settings_that_would_be_damaged_are_left_alone(
    run: Callable[..., None], here: Path, settings: str
) -> None:
    (here / "debias.yaml").write_text(settings)

    async def session(editor: Editor) -> None:
        (grunk, *_) = await editor.open(TEXT)
        assert list(await editor.actions(grunk)) == []

    run(session, "a.txt")


def test_a_comment_that_allows_nothing_is_told(run: Callable[..., None]) -> None:
    async def session(editor: Editor) -> None:
        text = 'Well.\n\n<!-- debias: allow made/grunk reason="A name" -->\n\n'
        (shown,) = await editor.open(text)
        assert "not needed" in shown.message
        assert shown.severity == types.DiagnosticSeverity.Information
        assert (shown.range.start.line, shown.range.end.line) == (2, 2)

    run(session)
