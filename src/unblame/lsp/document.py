"""One open document: its text as typed, its settings, and the findings of its last check."""

import asyncio
from pathlib import Path

from lsprotocol import types
from msgspec.structs import replace

from unblame.language import RULES, Finding, explain, fixed
from unblame.language.live import LiveText
from unblame.language.pages import filename, page
from unblame.lsp.chosen import BrokenSettings, Choose, Chosen, Stamp, stamp
from unblame.lsp.kind import kind_of, prose
from unblame.lsp.place import Lines, changed, whole

LARGE = 2_000_000


class Document:
    """A document that an editor holds open.

    `findings`, `lines` and the version `checked` belong together; `text` and `version` may be ahead.
    """

    def __init__(self, item: types.TextDocumentItem, path: Path, encoding: str) -> None:
        self.uri, self.path, self.encoding = item.uri, path, encoding
        self.language = item.language_id
        self.kind = kind_of(item.language_id)
        self.text, self.version, self.due = whole(item.text), item.version, True
        self.findings: list[Finding] = []
        self.lines, self.checked = Lines("", encoding), item.version
        self.task: asyncio.Task[None] | None = None
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

    def choose(self, choose: Choose) -> bool:
        """Read the settings again where one of their files was changed, and say whether one was.

        Raises BrokenSettings.
        """
        if self.settled:
            return False
        try:
            self._chosen = choose(self.path)
        except BrokenSettings as error:
            self._chosen = replace(self._chosen or Chosen(config={}), files=error.files)
            raise
        finally:
            if self._chosen is not None:
                self._stamp = stamp(self._chosen.files)
                self._live = LiveText(
                    kind=self.kind or "plain", cast=self._chosen.cast, config=self._chosen.config
                )
        return True

    def check(self, text: str) -> tuple[list[Finding], Lines]:
        """Return what blames in a text of this document, and its lines."""
        return self._find(text), Lines(text, self.encoding)

    def at(self, start: int, end: int) -> list[Finding]:
        """Return the findings that a range touches."""
        return [found for found in self.findings if found.start <= end and start <= found.end]

    def fixed(self, text: str) -> str:
        """Return the text with every safe rewrite made until none is left."""
        return fixed(text, self._find)

    def page(self, rule: str) -> str:
        """Return a rule's page; the house's own rules have theirs too."""
        config = (self._chosen.config if self._chosen else None) or {}
        own = {brought.code: brought for brought in config.get("rules", ())}
        return page(own[rule]) if rule in own else explain(rule)

    def address(self, finding: Finding) -> str | None:
        """Return where the house keeps the page of a finding's rule, or None."""
        config = (self._chosen.config if self._chosen else None) or {}
        if "pages" not in config or finding.rule not in RULES:
            return None
        return f"{config['pages'].rstrip('/')}/{filename(RULES[finding.rule])}"

    def _find(self, text: str) -> list[Finding]:
        chosen = self._chosen or Chosen(config={})
        if chosen.config is None:
            return []
        found = self._live.update(prose(text, self.language))
        return chosen.baseline.sift(chosen.path, found)[0]
