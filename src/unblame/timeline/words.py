"""How a question quotes the record: short, without judgement, with the place that it comes from."""

import re
from datetime import datetime
from typing import Final

from unblame import language
from unblame.model import Source

_LONG: Final = 90
_SENTENCE: Final = re.compile(r"[.!?;:]\s+|\n")


def quote(text: str, most: int = _LONG) -> str:
    """Return a text as a question quotes it: on one line, cut at a word, without blame; else nothing."""
    framed = language.blameless(" ".join(text.split())[: most * 2])
    if framed.ask is not None:
        return ""
    line = framed.text
    if len(line) > most:
        line = line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    return f"“{line}”"


def quoted(text: str, source: Source, at: int = 0) -> str:
    """Return a quotation with its place; `at` is where in the text that stands which is meant."""
    words, place = quote(_around(text, at)), f"{source.evidence} {source.place}"
    return f"{words} ({place})" if words else place


def _around(text: str, at: int) -> str:
    """Return a text from the sentence on that holds a position, so that a short quotation shows it."""
    if at < _LONG // 2:
        return text
    begin = max((found.end() for found in _SENTENCE.finditer(text, 0, at)), default=0)
    if at - begin > _LONG // 2:
        begin = text.rfind(" ", 0, at - _LONG // 3) + 1
    return text[begin:]


def listed(parts: list[str], most: int = 4) -> str:
    """Return the first few parts in a row, with how many more there are."""
    more = f"; and {len(parts) - most} more" if len(parts) > most else ""
    return "; ".join(parts[:most]) + more


def instant(at: datetime) -> str:
    """Return an instant as questions show it."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
