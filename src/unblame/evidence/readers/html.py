"""HTML: a post-mortem saved or exported as a page, of a wiki, a blog or a status page.

Source: the HTML standard; read as text by its blocks, with no script run and nothing fetched.
"""

import re
from typing import Final

from unblame.evidence.about import About
from unblame.evidence.account import read_account
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_PAGE: Final = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEGUN: Final = re.compile(
    r"\s*<(?:p|h[1-6]|ul|ol|table|div|article|section|body)\b", re.IGNORECASE
)
_BLOCK: Final = re.compile(r"</(?:p|li|h[1-6]|td|th|div)>", re.IGNORECASE)
#: So many closed blocks are a page, and no mark-up in a sentence.
_BLOCKS: Final = 5


class HtmlReader:
    """Reads an account that is written as an HTML page."""

    name = "html"
    about = About(
        title="any wiki, blog or status page: a post-mortem or timeline saved as HTML",
        export="save or export the page as HTML",
        zone="a zone at the time, in a heading or in the text; else --tz",
        edits="the text is taken as it stands; its history is in the tool that keeps it",
        built_from="standard: html.spec.whatwg.org",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the text is a page: by its first tag, or by the blocks that it closes."""
        if head.folder is not None or "<" not in head.text:
            return 0.0
        if _PAGE.match(head.text):
            return 0.6
        blocks = len(_BLOCK.findall(head.text))
        if _BEGUN.match(head.text):
            return 0.5 if blocks else 0.0
        return 0.35 if blocks >= _BLOCKS and head.text.lstrip()[:1] not in "{[" else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the dated lines, labelled facts and sentences of the page."""
        return read_account(source.prose(), "html", zones, source.path)
