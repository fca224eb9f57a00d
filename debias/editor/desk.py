"""The texts that are open in the editor, and what was found in each."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from debias.editor import showing
from debias.editor.allowing import comment_for
from debias.editor.entries import entry_for, place_for
from debias.editor.looking import Looked, Looker, name_for
from debias.editor.positions import Positions, touch
from debias.finding import Finding
from debias.records import NamedTuple
from debias.settings.model import NAME

_PATIENCE = 1.0  # seconds, after which ways to allow further findings are not tried out


class _Seen(NamedTuple):
    """`shown` has the diagnostic of each finding."""

    version: int | None
    name: str
    looked: Looked
    positions: Positions
    shown: list[types.Diagnostic]

    def at(self, place: types.Range) -> Iterator[tuple[Finding, types.Diagnostic]]:
        """The findings that a range touches."""
        for finding, diagnostic in zip(self.looked.findings, self.shown, strict=True):
            if touch(diagnostic.range, place):
                yield finding, diagnostic


class Desk:
    """Looks at a text when it has changed, and tells the editor."""

    def __init__(self, server: LanguageServer, looker: Looker) -> None:
        self._server = server
        self._looker = looker
        self._seen: dict[str, _Seen] = {}
        self._open: dict[str, None] = {}

    def forget(self) -> None:
        """Look anew: settings or rules may have been changed."""
        self._looker.forget()
        self._seen.clear()

    def is_at(self, uri: str, version: int) -> bool:
        """Whether a text is open and still at a version."""
        return uri in self._open and self._document(uri).version == version

    def publish(self, uri: str) -> None:
        """Show what is found in a text that is open."""
        self._open[uri] = None
        seen = self._look(uri)
        troubles = [showing.trouble(each, seen.positions) for each in seen.looked.troubles]
        self._publish(uri, seen.version, [*seen.shown, *troubles])

    def publish_all(self) -> None:
        """Show what is found in all that are open."""
        for uri in self._open:
            self.publish(uri)

    def clear(self, uri: str) -> None:
        """Show nothing more of a text that was closed."""
        self._open.pop(uri, None)
        self._seen.pop(uri, None)
        self._publish(uri, None, [])

    def _publish(self, uri: str, version: int | None, shown: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=shown)
        )

    def _document(self, uri: str) -> TextDocument:
        return self._server.workspace.get_text_document(uri)

    def _look(self, uri: str) -> _Seen:
        document = self._document(uri)
        seen = self._seen.get(uri)
        if seen is None or seen.version != document.version:
            name = name_for(document.path, document.language_id or "")
            text = document.source
            looked = self._looker.look(name, text) if name else Looked()
            positions = Positions(text, self._server.workspace.position_codec)
            shown = showing.findings(looked, positions)
            seen = self._seen[uri] = _Seen(document.version, name, looked, positions, shown)
        return seen

    def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """The pages of the rules that found something at a position."""
        seen = self._look(uri)
        here = list(seen.at(types.Range(position, position)))
        if not here or seen.looked.ruleset is None:
            return None
        markdown = self._reads_markdown()
        rules = {finding.rule: finding for finding, _ in here}
        pages = [
            showing.page(each, seen.looked.ruleset, markdown=markdown) for each in rules.values()
        ]
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        between = "\n\n---\n\n" if markdown else "\n\n"
        return types.Hover(types.MarkupContent(kind, between.join(pages)), here[0][1].range)

    def _reads_markdown(self) -> bool:
        texts = self._server.client_capabilities.text_document
        formats = texts.hover.content_format if texts and texts.hover else None
        return formats is None or types.MarkupKind.Markdown in formats

    def actions(self, uri: str, place: types.Range) -> list[types.CodeAction]:
        """The ways out of the findings in a range."""
        seen = self._look(uri)
        given: list[types.CodeAction] = []
        until = monotonic() + _PATIENCE
        for number, (finding, shown) in enumerate(seen.at(place)):
            given += _replacing(finding, shown, uri, seen)
            if number == 0 or monotonic() < until:
                given += self._allowing(finding, shown, uri, seen)
        return given

    def _allowing(
        self, finding: Finding, shown: types.Diagnostic, uri: str, seen: _Seen
    ) -> Iterator[types.CodeAction]:
        """To allow a finding: by a comment where one can stand, otherwise in the settings."""
        title = f"Allow {finding.rule} here"
        comment = comment_for(finding, self._looker, seen.name, seen.looked, seen.positions)
        if comment is not None:
            edit = types.TextEdit(seen.positions.range(comment.at, comment.at), comment.text)
            changes = types.WorkspaceEdit(changes={uri: [edit]})
            yield _action(f"{title}, with a reason to write", shown, changes)
            return
        place = place_for(seen.name, self._looker)
        if place is None or not (place.is_there or self._can_create()):
            return
        about = uris.from_fs_path(place.path)
        if about is None:
            return
        source = self._document(about).source if place.is_there else ""
        entry = entry_for(
            finding, self._looker, seen.name, seen.looked, seen.positions, place, source
        )
        if entry is None:
            return
        at = Positions(source, self._server.workspace.position_codec).position(entry.at)
        edit = types.TextEdit(types.Range(at, at), entry.text)
        title = f"{title}, in {NAME}, with a reason to write"
        if place.is_there:
            yield _action(title, shown, types.WorkspaceEdit(changes={about: [edit]}))
            return
        made = types.CreateFile(about, options=types.CreateFileOptions(ignore_if_exists=True))
        name = types.OptionalVersionedTextDocumentIdentifier(about)
        changes = types.WorkspaceEdit(document_changes=[made, types.TextDocumentEdit(name, [edit])])
        yield _action(title, shown, changes)

    def _can_create(self) -> bool:
        about = self._server.client_capabilities.workspace
        edits = about.workspace_edit if about else None
        return bool(
            edits
            and edits.document_changes
            and types.ResourceOperationKind.Create in (edits.resource_operations or ())
        )


def _replacing(
    finding: Finding, shown: types.Diagnostic, uri: str, seen: _Seen
) -> Iterator[types.CodeAction]:
    start, end = seen.positions.span(finding.location)
    if finding.replacement and seen.positions.text[start:end] == finding.quote:
        edit = types.TextEdit(shown.range, finding.replacement)
        changes = types.WorkspaceEdit(changes={uri: [edit]})
        yield _action(f"Write “{finding.replacement}”", shown, changes, preferred=True)


def _action(
    title: str,
    shown: types.Diagnostic,
    changes: types.WorkspaceEdit,
    *,
    preferred: bool = False,
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown],
        is_preferred=preferred,
        edit=changes,
    )
