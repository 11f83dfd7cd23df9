"""What an Unblame document says of itself: front matter, places of evidence, cells as it drafted them.

Nobody wrote these, and they name nobody: hashes, keys, stamps of messages, the tool's own sentences.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

from unblame.text.late import late

_DOCUMENT = late(
    r"\A\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*$).*\r?\n)*?schema[ \t]*:[ \t]*[\"']?unblame\.postmortem/"
    r"(?:.*\r?\n)*?---[ \t]*$",
    re.MULTILINE,
)
#: Fields whose words are the tool's own, not the evidence's or somebody's.
_OWN = late(
    r"\b(?:when|who|sources|status|reason|evidence|ask|about|behind|product|id): \"([0-9a-f]{12})\""
)
_LINE = late(r"^(?P<lead>\||- |# | +\*)(?P<rest>.*?)(?P<end>\*?)[ \t]*\r?$", re.MULTILINE)
_PART = late(r"\s*(?:\*\*[^*|\n]+:\*\* )?(?P<said>.*?)\s*")
_ID = late(r"\s*[A-Z]\d+ · ")
_BETWEEN = late(r"(?<!\\)\|")
_PLACE = r"(?:[EFAQ]\d+|S\d+(?: [^\s|;·*]+){0,5} [^\s|;·*]*\d[^\s|;·*]*)"
_PLACES = late(
    rf"(?:(?<=\| )|(?<=· )){_PLACE}(?:[;,] {_PLACE})*(?=[ \t]*(?:\||\*)?[ \t]*\r?$)", re.MULTILINE
)
_ROWS_OF_EVIDENCE = late(r"^(?:\| |- )S\d+ [|·] .*$", re.MULTILINE)
_SIGN = late(r"[^\r\n]")


def digest(text: str) -> str:
    """Return 12 hex digits that stand for a text, whatever its spacing."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def without_bookkeeping(text: str) -> str:
    """Return a text as long as before, with what an Unblame document says of itself as spaces.

    That is its front matter, the places of its evidence, and each cell and line of the tool's own
    that nobody has changed. Any other text comes back as it is.
    """
    head = _DOCUMENT.match(text) if text.lstrip("\ufeff").startswith("---") else None
    if head is None:
        return text
    own = frozenset(_OWN.findall(head.group()))
    return _blank(head.group()) + without_places(_without_own(text[head.end() :], own))


def without_places(text: str) -> str:
    """Return a text as long as before, with the evidence as it is listed and the places in it as spaces."""
    text = _ROWS_OF_EVIDENCE.sub(lambda found: _blank(found.group()), text)
    return _PLACES.sub(lambda found: _blank(found.group()), text)


def _without_own(text: str, own: frozenset[str]) -> str:
    pieces, at = [], 0
    for start, end in _parts(text):
        if digest(text[start:end]) in own:
            pieces += [text[at:start], _blank(text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each cell of a row, and what each listed line and the title says, stands."""
    for line in _LINE.finditer(text):
        start, end = line.span("rest")
        ends = [end]
        if line["lead"] == "|":
            ends = [bar.start() for bar in _BETWEEN.finditer(text, start, end)]
        elif line["lead"] == "# ":
            ends = [start + line["rest"].find(" · "), end]
        for stop in ends:
            said = _PART.fullmatch(text, start, stop) if stop > start else None
            if said:
                held = _ID.match(text, *said.span("said"))
                yield (held.end() if held else said.start("said")), said.end("said")
            start = stop + (3 if line["lead"] == "# " else 1)


def _blank(text: str) -> str:
    return _SIGN.sub(" ", text)
