"""The mark on what Unblame wrote for readers: what it is, of which incident, and its digest."""

import re
from urllib.parse import quote, unquote

from unblame.document.errors import DocumentError
from unblame.document.read import read
from unblame.text import digest

_MARK = re.compile(
    r"\A\ufeff?\s*<!-- unblame: ([^;>]+); of ([^;>]+); content ([0-9a-f]{12}) -->[ \t]*\r?\n"
)
_DOCUMENT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*$).*\r?\n)*?schema[ \t]*:[ \t]*[\"']?unblame\.postmortem/",
    re.MULTILINE,
)
SHEET = "facilitator's sheet"


def signed(text: str, what: str, owner: str) -> str:
    """Return a text with the mark by which it is known as Unblame's, and never read as evidence.

    `owner` is the incident's id, or the id that stands for it in public.
    """
    return f"<!-- unblame: {what}; of {quote(owner, safe=' /#:')}; content {digest(text)} -->\n\n{text}"


def unsigned(text: str) -> str:
    """Return a text without that mark."""
    return re.sub(r"\A<!-- unblame: [^>]* -->\n\n", "", text)


def is_ours(text: str) -> tuple[str, str] | None:
    """Return what Unblame wrote here and of which incident, or None where it is not Unblame's.

    The first is `document`, `edition` or `sheet`. The second is the incident's id,
    `public-<hash>` for a public edition, and empty for a document too broken to tell.
    """
    mark = _MARK.match(text)
    if mark:
        return ("sheet" if mark[1] == SHEET else "edition"), unquote(mark[2])
    if not _DOCUMENT.match(text):
        return None
    try:
        return "document", read(text).incident.id
    except DocumentError:
        return "document", ""
