"""Plain notes: bullets, `HH:MM text` lines and prose, as people jot them down or paste them."""

import re
from typing import Final

from unblame.evidence.about import About
from unblame.evidence.account import read_account
from unblame.evidence.form import OpenSource, Sample, looks_binary
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_JOTTED: Final = re.compile(
    r"^[^\S\n]*+[•\-*\[(]*+[^\S\n]*+(?:\d{1,2}[:.]\d{2}\b(?!:\d\d[.,]\d)|[A-Z][a-z]{2} \d{1,2} \d\d:\d\d\s+[A-Z][a-z]+ )",
    re.MULTILINE,
)
#: A time, a tag or a link in brackets, before words: no JSON begins so.
_BEGINS: Final = re.compile(r"\s*(?:\[(?:\d|[A-Za-z][\w /.:-]*\][ (]*[A-Za-z0-9])|<pre>|<br)")
_PROSE: Final = re.compile(r"\b[A-Za-z][a-z]+(?: [A-Za-z][a-z']*){4}[^\n]{0,400}?[.!?](?:\s|$)")


class NotesReader:
    """Reads notes that follow no format; a last resort for anything that is prose."""

    name = "notes"
    about = About(
        title="any editor: plain notes: bullets, `HH:MM text` lines, pasted chat and prose",
        export=("save as .txt"),
        zone="a zone at the time or in the text; else --tz; a time alone takes the day that stands above it",
        edits="the text is taken as it stands",
        built_from="common use",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the text is notes: lines that begin with a clock time, or sentences."""
        if head.folder is not None or not head.text.strip() or looks_binary(head.head):
            return 0.0
        if head.text.lstrip()[:1] in "{[<" and not _BEGINS.match(head.text):
            return 0.0
        lines = head.text.count("\n") + 1
        jotted = len(_JOTTED.findall(head.text))
        if "•" in head.text and jotted:
            return 0.55
        if jotted and jotted * 3 >= lines:
            return 0.3
        return 0.2 if _PROSE.search(head.text) else 0.1

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the dated lines, labelled facts and sentences of the notes."""
        return read_account(source.prose(), "plain", zones, source.path)
