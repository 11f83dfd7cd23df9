"""The server that an editor starts: it reads what is typed, checks behind it, and answers.

One check runs at a time, in a thread of its own; what is typed meanwhile is checked together when
it ends. So a slow check never holds an answer about the text back for longer than one check, and
never holds the typing back at all.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import PyglsError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from unblame import __version__
from unblame.language import Finding
from unblame.lsp.chosen import BrokenSettings, Choose
from unblame.lsp.diagnostic import diagnostic
from unblame.lsp.document import Document
from unblame.lsp.page import Pages

PAUSE, SLOW, LONGEST_PAUSE = 0.005, 0.1, 0.5
LOOK_EVERY = 1.0
T = TypeVar("T")


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with the open documents kept by us: lines end where the standard says."""

    _server: "Server"

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take what was typed."""
        self._server.typed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document."""
        self._server.closed(params.text_document.uri)


class Server(LanguageServer):
    """The documents that one editor holds open, and what it may ask about them."""

    def __init__(self, choose: Choose) -> None:
        super().__init__("unblame", __version__, protocol_cls=Protocol)
        self._choose = choose
        self._documents: dict[str, Document] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self.pages = Pages()
        self._took = 0.0
        self._told: set[str] = set()
        self._broken: set[str] = set()
        self.ended_well = False
        self.watching: asyncio.Task[None] | None = None

    def serve(self) -> int:
        """Serve standard input until it ends; return 0 where the editor shut down in order."""
        logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # its lines quote the document
        try:
            self.start_io()
        finally:
            self._worker.shutdown(wait=False, cancel_futures=True)
            self.pages.clear()
        return 0 if self.ended_well else 1

    def report_server_error(self, error: BaseException, source: Any) -> None:  # noqa: ARG002 -- pygls' signature
        """Say what went wrong inside, without any text of the document."""
        frame = extract_tb(error.__traceback__)[-1:]
        place = "".join(f" at {Path(at.filename).name}:{at.lineno}" for at in frame)
        self._tell_once(
            f"Something went wrong inside Unblame ({type(error).__name__}{place}). The document was "
            "not touched. Please report this line; it holds nothing of your document.",
            self._told,
            types.MessageType.Error,
        )

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take a document and check it, unless it is of no kind that is prose."""
        encoding = str(self.server_capabilities.position_encoding or "utf-16")
        document = Document(item, _path(item.uri), encoding)
        self._documents[item.uri] = document
        self._start(document)

    def typed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes and check once they pause."""
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return
        document.change(params)
        if document.large:
            self._tell_once(
                f"{document.path.name} is long: it is checked when it is saved, not as you type.",
                self._told,
                types.MessageType.Info,
            )
            return
        self._start(document)

    def closed(self, uri: str) -> None:
        """Forget a document and take its findings off the screen."""
        if self._documents.pop(uri, None) is not None:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri=uri, diagnostics=[])
            )

    def again(self, uri: str | None = None) -> None:
        """Check one document, or all, whether changed or not: its settings may have been."""
        for document in list(self._documents.values()):
            if uri is None or document.uri == uri:
                self._start(document, anew=True)

    async def current(self, uri: str) -> Document | None:
        """Return a document once its findings are those of its text, or None if it has none."""
        document = self._documents.get(uri)
        if document is None or document.kind is None:
            return None
        while document.task is not None and not document.task.done():
            await asyncio.wait([document.task])
        return None if document.stale else document

    async def aside(self, work: Callable[[], T]) -> T:
        """Return what work gives that is done in the thread of the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def shown(self, document: Document, finding: Finding) -> types.Diagnostic:
        """Return a finding of a document as the editor shows it."""
        return diagnostic(finding, document.lines, self.link(document, finding))

    def link(self, document: Document, finding: Finding) -> str:
        """Return the address of a rule's page: the house's, else one that is written here."""
        kept = document.address(finding)
        return kept or self.pages.link(finding.rule, document.page(finding.rule))

    async def watch(self) -> None:
        """Check again whatever has its settings changed; not every editor tells of changed files."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            for document in list(self._documents.values()):
                if document.kind and not document.due and not document.settled:
                    self._start(document, anew=True)

    def _start(self, document: Document, *, anew: bool = False) -> None:
        if document.kind is None:
            return
        document.due = document.due or anew
        if document.task is None or document.task.done():
            document.task = asyncio.ensure_future(self._keep_checked(document))
            document.task.add_done_callback(self._look_at)

    async def _keep_checked(self, document: Document) -> None:
        while document.due and self._documents.get(document.uri) is document:
            pause = PAUSE if self._took < SLOW else min(self._took, LONGEST_PAUSE)
            await asyncio.sleep(pause)
            started = time.monotonic()
            await self._settle(document)
            await self._check(document)
            self._took = time.monotonic() - started
            if not document.stale and self._documents.get(document.uri) is document:
                self._publish(document)

    async def _settle(self, document: Document) -> None:
        try:
            if await self.aside(lambda: document.choose(self._choose)):
                self._broken.clear()
        except BrokenSettings as error:
            self._tell_once(str(error), self._broken, types.MessageType.Error)

    async def _check(self, document: Document) -> None:
        text, version, document.due = document.text, document.version, False
        findings, lines = await self.aside(lambda: document.check(text))
        document.findings, document.lines, document.checked = findings, lines, version

    def _look_at(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.report_server_error(error, PyglsError)

    def _publish(self, document: Document) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=document.uri,
                version=document.checked,
                diagnostics=[self.shown(document, f) for f in document.findings],
            )
        )

    def _tell_once(self, message: str, told: set[str], kind: types.MessageType) -> None:
        if message not in told:
            told.add(message)
            self.window_show_message(types.ShowMessageParams(type=kind, message=message))


def _path(uri: str) -> Path:
    """Return the file behind an address; a document that was never saved lies in this folder."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(found) if found else Path.cwd() / "untitled"
