"""An editor as pygls's own client library drives it: one text open, positions in UTF-16."""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types


class Editor:
    """A client with one text open. `asked` has what the server asked to be told of."""

    def __init__(self, client: Any, uri: str, asked: asyncio.Queue[Any]) -> None:
        self.client, self.uri, self.version = client, uri, 0
        self.asked = asked
        self.published: asyncio.Queue[Any] = asyncio.Queue()
        self.text = ""

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: Any) -> None:
            self.published.put_nowait(params)

    async def open(self, text: str, language: str = "markdown") -> list[Any]:
        self.version, self.text = 1, text
        item = types.TextDocumentItem(self.uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown()

    async def change(self, text: str) -> list[Any]:
        self.version, self.text = self.version + 1, text
        name = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, [whole]))
        return await self.shown()

    async def shown(self) -> list[Any]:
        params = await asyncio.wait_for(self.published.get(), 30)
        assert params.uri == self.uri
        assert params.version == self.version
        return list(params.diagnostics)

    async def hover(self, line: int, character: int) -> Any:
        place = types.HoverParams(
            types.TextDocumentIdentifier(self.uri), types.Position(line, character)
        )
        return await self.client.text_document_hover_async(place)

    async def actions(self, shown: Any, only: list[str] | None = None) -> list[Any]:
        return await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(self.uri),
                shown.range,
                types.CodeActionContext([shown], only),
            )
        )

    def save(self) -> None:
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri))
        )

    async def close(self) -> list[Any]:
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri))
        )
        return list((await asyncio.wait_for(self.published.get(), 30)).diagnostics)

    def edited(self, action: Any) -> str:
        """The text with an action's edit put in, counted in UTF-16 as editors do."""
        (edit,) = action.edit.changes[self.uri]
        return put_in(self.text, edit)


def put_in(text: str, edit: Any) -> str:
    """A text after an edit, counted in UTF-16 as editors do."""
    start, end = _index(text, edit.range.start), _index(text, edit.range.end)
    return text[:start] + edit.new_text + text[end:]


def _index(text: str, position: Any) -> int:
    lines = text.split("\n")
    units = lines[position.line].encode("utf-16-le")[: position.character * 2]
    before = sum(len(line) + 1 for line in lines[: position.line])
    return before + len(units.decode("utf-16-le"))
