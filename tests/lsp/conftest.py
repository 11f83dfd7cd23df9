"""An editor for tests: pygls' own client over the standard streams of a real server."""

import asyncio
import itertools
import sys
from pathlib import Path

import pytest

try:
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient
except ImportError:
    types = None


@pytest.fixture(scope="session")
def editor():
    """An editor with a server that lives as long as the tests do."""
    found = _editor()
    yield found
    found.stop()


@pytest.fixture
def fresh():
    """Make editors with servers of their own; the test ends them."""
    return _editor


def _editor(**options):
    pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")
    return Editor(**options).start()


class Editor:
    """One editor with one server; every method waits for what it asks for."""

    def __init__(self, encodings=None, resolves=False, before=""):
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("test", "1")
        self.shown = {}
        self.messages = []
        self.opened_pages = []
        self.texts = {}
        self._numbers = itertools.count(1)
        self._listen()
        self.program = f"{before}\nfrom unblame.cli import main\nmain()"
        able = types.ClientCodeActionResolveOptions(properties=["edit"]) if resolves else None
        self.capabilities = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=resolves)
            ),
            window=types.WindowClientCapabilities(
                show_document=types.ShowDocumentClientCapabilities(support=True)
            ),
            text_document=types.TextDocumentClientCapabilities(
                code_action=types.CodeActionClientCapabilities(resolve_support=able)
            ),
            general=types.GeneralClientCapabilities(position_encodings=encodings),
        )

    def _listen(self):
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params):
            self.shown[params.uri] = params

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params):
            self.messages.append(params)

        @self.client.feature(types.WINDOW_SHOW_DOCUMENT)
        def show(params):
            self.opened_pages.append(params.uri)
            return types.ShowDocumentResult(success=True)

    def run(self, coroutine, timeout=20):
        return self.loop.run_until_complete(asyncio.wait_for(coroutine, timeout))

    def start(self):
        self.run(self.client.start_io(sys.executable, "-c", self.program, "lsp"))
        params = types.InitializeParams(capabilities=self.capabilities)
        self.server = self.run(self.client.initialize_async(params))
        self.client.initialized(types.InitializedParams())
        return self

    def stop(self, orderly=True):
        """End the server and return its exit status."""
        process = self.client._server
        if orderly:
            self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        status = self.run(process.wait())
        self.run(self.client.stop())
        self.loop.close()
        return status

    def open(self, path, text, language="markdown"):
        uri = Path(path).as_uri()
        self.texts[uri] = text
        item = types.TextDocumentItem(
            uri=uri, language_id=language, version=next(self._numbers), text=text
        )
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return uri

    def change(self, uri, *changes):
        """Send changes: (range, text) for a part, text for all. Return the version."""
        version = next(self._numbers)
        events = [
            types.TextDocumentContentChangeWholeDocument(text=change)
            if isinstance(change, str)
            else types.TextDocumentContentChangePartial(range=change[0], text=change[1])
            for change in changes
        ]
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                content_changes=events,
            )
        )
        return version

    def until(self, holds, timeout=10):
        async def wait():
            while not holds():  # noqa: ASYNC110 -- what is waited for is any condition
                await asyncio.sleep(0.002)

        self.run(wait(), timeout)

    def diagnostics(self, uri, version=None):
        self.until(lambda: uri in self.shown and version in (None, self.shown[uri].version))
        return list(self.shown[uri].diagnostics)

    def actions(self, uri, where, only=None):
        params = types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri),
            range=where,
            context=types.CodeActionContext(diagnostics=[], only=only),
        )
        return list(self.run(self.client.text_document_code_action_async(params)))

    def hover(self, uri, line, character):
        return self.run(
            self.client.text_document_hover_async(
                types.HoverParams(
                    text_document=types.TextDocumentIdentifier(uri=uri),
                    position=types.Position(line=line, character=character),
                )
            )
        )

    def close(self, uri):
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(text_document=types.TextDocumentIdentifier(uri=uri))
        )

    def save(self, uri):
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(text_document=types.TextDocumentIdentifier(uri=uri))
        )

    @staticmethod
    def at(line, start, end_line=None, end=None):
        return types.Range(
            start=types.Position(line=line, character=start),
            end=types.Position(
                line=line if end_line is None else end_line, character=start if end is None else end
            ),
        )

    @staticmethod
    def applied(text, action):
        """Return the text after an action's edits; columns are counted in UTF-16 here."""
        edits = (
            action.edit.document_changes[0].edits
            if action.edit.document_changes
            else next(iter(action.edit.changes.values()))
        )
        rows = text.split("\n")

        def offset(place):
            before = sum(len(row) + 1 for row in rows[: place.line])
            row = rows[place.line].encode("utf-16-le") if place.line < len(rows) else b""
            return before + len(row[: 2 * place.character].decode("utf-16-le"))

        spans = sorted((offset(e.range.start), offset(e.range.end), e.new_text) for e in edits)
        for start, end, new in reversed(spans):
            text = text[:start] + new + text[end:]
        return text
