"""Markdown: finished post-mortems of any house form, and timelines kept by hand.

Source: CommonMark 0.31 with pipe tables; front matter as Jekyll writes it.
"""

import re
from typing import Final

from unblame.evidence.about import About
from unblame.evidence.account import read_account
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_MARKS: Final = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^\|.*\|\s*\n\|\s*:?-{2,}", re.MULTILINE),
    re.compile(r"^[-*+] \S", re.MULTILINE),
    re.compile(r"\*\*[^*\n]+\*\*|\]\(https?://"),
    re.compile(r"\A---\n[\s\S]{1,4000}?\n---\n"),
)
_NOT = re.compile(
    r"\A(?:\s*<!--.{0,2000}?-->)*+\s*(?:[{<]|\[(?![A-Za-z][\w /.:-]*\][ (]*[A-Za-z0-9])|\S+,\S+,)",
    re.DOTALL,
)


class MarkdownReader:
    """Reads an account that is written in Markdown."""

    name = "markdown"
    about = About(
        title="any editor: finished post-mortems of any form, and timelines kept by hand",
        export=("save or export the page as Markdown"),
        zone="a zone at the time, in a heading or in the text; else --tz",
        edits="the text is taken as it stands; its history is in the tool that keeps it",
        built_from="standard: spec.commonmark.org/0.31.2",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the text is Markdown: by its marks, with the name as a hint."""
        if head.folder is not None or not head.text.strip():
            return 0.0
        named = head.name.lower().endswith((".md", ".markdown", ".mdown"))
        if _NOT.match(head.text) and not named:
            return 0.0
        marks = sum(1 for mark in _MARKS if mark.search(head.text))
        if named:
            return 0.6 if marks else 0.3
        return min(0.5, 0.15 * marks)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the dated lines, labelled facts and sentences of the account."""
        text = source.prose()
        marked = any(mark.search(text) for mark in _MARKS) or "```" in text
        return read_account(text, "markdown" if marked else "plain", zones, source.path)
