"""The language server: texts come in as they are typed, findings and ways out go back."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from debias import __version__
from debias.editor.desk import Desk
from debias.editor.looking import Looker
from debias.run.plans import Asked

_PAUSE = 0.2  # seconds without typing, after which a text is looked at
_WATCHED = "**/*.{yaml,yml,json}"  # settings, rules and baselines


def serve(asked: Asked) -> None:
    """Serve an editor on standard input and output until it leaves."""
    made(asked).start_io()


def made(asked: Asked) -> LanguageServer:
    """The server, which looks as the command line asks."""
    # Whole texts: pygls would put changes in by lines that it counts otherwise than editors do.
    server = LanguageServer(
        "debias", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    desk = Desk(server, Looker(asked))

    @server.feature(types.INITIALIZED)
    def ready(params: types.InitializedParams) -> None:  # noqa: ARG001 - the protocol's
        about = server.client_capabilities.workspace
        watching = about.did_change_watched_files if about else None
        if watching and watching.dynamic_registration:
            watched = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(_WATCHED)]
            )
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            server.client_register_capability(
                types.RegistrationParams([types.Registration(name, name, watched)])
            )

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def around(params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
        desk.forget()
        desk.publish_all()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        desk.forget()
        desk.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        version = params.text_document.version
        await asyncio.sleep(_PAUSE)
        if desk.is_at(params.text_document.uri, version):
            desk.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        desk.forget()
        desk.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        desk.clear(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return desk.hover(params.text_document.uri, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        only = params.context.only
        if only is not None and not {"", types.CodeActionKind.QuickFix} & set(only):
            return []
        return desk.actions(params.text_document.uri, params.range)

    return server
