"""One open document: its text as typed, its settings, and the findings of its last check."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from lsprotocol import types

from unblame.language import Finding, apply, fix
from unblame.language.live import LiveText
from unblame.lsp.chosen import BrokenSettings, Choose, Chosen, Stamp, stamp
from unblame.lsp.kind import kind_of, prose
from unblame.lsp.place import Lines, changed, whole

LARGE = 2_000_000


class Document:
    """A document that an editor holds open. What it was when last checked is in `findings`."""

    def __init__(self, item: types.TextDocumentItem, path: Path, encoding: str) -> None:
        self.uri, self.path, self.encoding = item.uri, path, encoding
        self.language = item.language_id
        self.kind = kind_of(item.language_id)
        self.version = item.version
        self.text = whole(item.text)
        self.findings: list[Finding] = []
        self.lines = Lines("", encoding)
        self.due = True
        self._chosen: Chosen | None = None
        self._live = LiveText(kind=self.kind or "plain")
        self._stamp: Stamp = ()

    @property
    def large(self) -> bool:
        """Whether it is too long to be checked while somebody types."""
        return len(self.text) > LARGE

    @property
    def stale(self) -> bool:
        """Whether the findings are those of an older text."""
        return self.lines.text is not self.text

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes that somebody typed, in order."""
        for change in params.content_changes:
            self.text = changed(self.text, change, self.encoding)
        self.version, self.due = params.text_document.version, True

    @property
    def settled(self) -> bool:
        """Whether the settings are those that stand in their files."""
        return self._chosen is not None and stamp(self._chosen.files) == self._stamp

    def choose(self, choose: Choose) -> None:
        """Read the settings again where one of their files was changed. Raises BrokenSettings."""
        if self.settled:
            return
        try:
            self._chosen = choose(self.path)
        except BrokenSettings as error:
            kept = self._chosen or Chosen(config={})
            self._chosen = Chosen(config=kept.config, cast=kept.cast, files=error.files)
            raise
        finally:
            if self._chosen is not None:
                self._stamp = stamp(self._chosen.files)
                self._live = LiveText(**self._options())

    def check(self) -> tuple[list[Finding], Lines]:
        """Return what blames in the text as it stands, and the lines of that text."""
        self.due = False
        text = self.text
        off = self._chosen is not None and self._chosen.config is None
        found = [] if off else self._live.update(prose(text, self.language))
        return found, Lines(text, self.encoding)

    def at(self, start: int, end: int) -> list[Finding]:
        """Return the findings that a range touches."""
        return [found for found in self.findings if found.start <= end and start <= found.end]

    def fixed(self, text: str) -> str:
        """Return the text with every safe rewrite made; the comments of a commit stay."""
        checked = prose(text, self.language)
        if checked != text:
            return apply(text, self._live.update(checked))
        return fix(text, **{**self._options(), "cast": deepcopy(self._options()["cast"])})

    def _options(self) -> dict[str, Any]:
        chosen = self._chosen or Chosen(config={})
        return {"kind": self.kind or "plain", "cast": chosen.cast, "config": chosen.config}
