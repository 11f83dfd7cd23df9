"""What the server answers: hovers, code actions, and the notices around them."""

import asyncio

from lsprotocol import types

from unblame.language import Finding, Safety
from unblame.lsp import action
from unblame.lsp.document import Document
from unblame.lsp.hover import hover
from unblame.lsp.server import Server


def register(server: Server) -> None:
    """Say what the server answers."""
    options = types.CodeActionOptions(code_action_kinds=list(action.KINDS), resolve_provider=True)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.SHUTDOWN)(_shutdown)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(_actions)
    server.feature(types.CODE_ACTION_RESOLVE)(_resolved)
    server.command(action.OPEN_PAGE)(_open_page)


def _initialized(server: Server, params: types.InitializedParams) -> None:  # noqa: ARG001
    server.watching = asyncio.ensure_future(server.watch())


def _shutdown(server: Server, params: None) -> None:  # noqa: ARG001
    server.ended_well = True
    server.pages.clear()  # here, since some editors kill the server that they have shut down


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    server.again(params.text_document.uri)


def _files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
    server.again()


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    document = await server.current(params.text_document.uri)
    if document is None:
        return None
    at = document.lines.offset(params.position)
    text_document = server.client_capabilities.text_document
    able = text_document.hover.content_format if text_document and text_document.hover else None
    markdown = able is None or types.MarkupKind.Markdown in able
    found = document.at(at, at)
    if not found:
        return None
    return hover(found, document.lines, document.page(found[0].rule), markdown=markdown)


async def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    document = await server.current(params.text_document.uri)
    if document is None:
        return []
    only, lines = params.context.only, document.lines
    found = document.at(lines.offset(params.range.start), lines.offset(params.range.end))
    actions: list[types.CodeAction] = []
    if action.wanted(action.QUICK_FIX, only):
        offered = await server.aside(lambda: _offers(server, document, found))
        actions += offered
    if action.wanted(action.FIX_ALL, only) and any(
        finding.safety is Safety.SAFE for finding in document.findings
    ):
        everything = types.CodeAction(
            title="Say all safe wordings instead",
            kind=action.FIX_ALL,
            data={"uri": document.uri},
        )
        actions.append(
            everything if _resolves(server) else await _with_edits(server, document, everything)
        )
    return actions


def _offers(server: Server, document: Document, found: list[Finding]) -> list[types.CodeAction]:
    actions: list[types.CodeAction] = []
    offers = [(f, action.wording(f, document.lines)) for f in found]
    offers += [(f, action.standing(f, document)) for f in found]
    for finding, offer in offers:
        if offer is not None:
            actions.append(
                types.CodeAction(
                    title=offer.title,
                    kind=action.QUICK_FIX,
                    diagnostics=[server.shown(document, finding)],
                    is_preferred=offer.preferred or None,
                    edit=_workspace_edit(server, document, offer.edits),
                )
            )
    if _shows(server):
        links = {f.rule: server.link(document, f) for f in found}
        actions += [_page(rule, link) for rule, link in links.items()]
    return actions


def _page(rule: str, link: str) -> types.CodeAction:
    title = f"Read why: the page of {rule}"
    command = types.Command(title=title, command=action.OPEN_PAGE, arguments=[link])
    return types.CodeAction(title=title, kind=action.QUICK_FIX, command=command)


async def _resolved(server: Server, params: types.CodeAction) -> types.CodeAction:
    uri = params.data.get("uri") if isinstance(params.data, dict) else None
    document = await server.current(str(uri)) if uri else None
    if document is None or params.edit is not None:
        return params
    return await _with_edits(server, document, params)


async def _with_edits(
    server: Server, document: Document, everything: types.CodeAction
) -> types.CodeAction:
    lines = document.lines
    edits = await server.aside(
        lambda: action.differences(lines.text, document.fixed(lines.text), lines)
    )
    everything.edit = _workspace_edit(server, document, edits)
    return everything


async def _open_page(server: Server, link: str) -> None:
    if _shows(server):
        outside = not link.startswith("file:")
        await server.window_show_document_async(
            types.ShowDocumentParams(uri=link, external=outside, take_focus=True)
        )


def _shows(server: Server) -> bool:
    window = server.client_capabilities.window
    return bool(window and window.show_document and window.show_document.support)


def _workspace_edit(
    server: Server, document: Document, edits: list[types.TextEdit]
) -> types.WorkspaceEdit:
    workspace = server.client_capabilities.workspace
    if not (workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes):
        return types.WorkspaceEdit(changes={document.uri: edits})
    of = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.checked)
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(text_document=of, edits=list(edits))]
    )


def _resolves(server: Server) -> bool:
    text_document = server.client_capabilities.text_document
    able = text_document.code_action if text_document else None
    return bool(able and able.resolve_support and "edit" in able.resolve_support.properties)
