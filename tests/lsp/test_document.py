from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from unblame.language import check
from unblame.lsp.document import Document
from unblame.lsp.place import Lines

PIECES = st.sampled_from(
    [
        "Nora broke the build. ",
        "Ops failed to notice. ",
        "\n\n",
        "- ",
        "# Head\n",
        "😀",
        "x",
        "```\n",
        "",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=8), st.lists(st.tuples(PIECES, st.data()), max_size=6))
def test_after_any_typing_the_findings_are_those_of_check(pieces, typed):
    item = types.TextDocumentItem(
        uri="file:///a.md", language_id="markdown", version=1, text="".join(pieces)
    )
    document = Document(item, Path("/a.md"), "utf-16")

    for version, (new, data) in enumerate(typed, 2):
        start, end = sorted(data.draw(st.integers(0, len(document.text))) for _ in "ab")
        change = types.TextDocumentContentChangePartial(
            range=Lines(document.text).range(start, end), text=new
        )
        document.change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=item.uri, version=version),
                content_changes=[change],
            )
        )

        assert document.check(document.text)[0] == check(document.text)
