"""A sentence as words with offsets; code, addresses and mark-up masked, negation normalised."""

import re
from unicodedata import category

from msgspec import Struct

from unblame.text import late

CODE = "ʘ"
PSEUDONYM = r"[Rr]esponder [A-Z]{1,2}(?![\w/-])(?:['’]s\b)?"
_INITIAL = r"(?<=[a-zà-ÿ] )[A-Z]\.(?= [a-z])"
_TOKEN = late(
    rf"{PSEUDONYM}|{_INITIAL}|" r"[@#~]?\w+(?:['’\-./:@_+]+\w+)*(?:['’](?=\s|$))?|[^\w\s]"
)
_CODE = late(r"``[^`]+``|`[^`\n]+`|<[^<>\s]+@[^<>\s]+>")
_ADDRESS = late(r"https?://[^\s)\]>]+|www\.[^\s)\]>]+")
_LINK_TARGET = late(r"(?<=\])\([^)\s]*(?:\s\"[^\"]*\")?\)|(?<=\])\[[^\]]*\]")
_MARKS = late(r"\*{1,3}|~~|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|</?[a-zA-Z][^>]*>|[\[\]]")
_SPECIAL = late(r"[`<>*~_\[\]]|://|www\.")
_QUOTE = late(r"\"[^\"]{2,}\"|“[^”]{2,}”|(?<!\w)'[^']{2,}'(?!\w)|‘[^’]{2,}’")


class Token(Struct, frozen=True):
    text: str
    low: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether this is a word and not a mark of punctuation."""
        return self.text[-1].isalnum() or len(self.text) > 1

    @property
    def pseudonym(self) -> bool:
        """Whether this is `Responder A`, which is one word to every reader."""
        return self.low.startswith("responder ")

    @property
    def possessive(self) -> bool:
        return self.low.endswith(("'s", "s'"))

    @property
    def bare(self) -> str:
        """The lower-case word without a possessive ending."""
        return self.low.removesuffix("'s").removesuffix("'")


def opens(masked: str, start: int) -> bool:
    """Whether a sentence or an entry opens at `start`: after nothing, a mark, a bullet, an emoji."""
    before = masked[:start].rstrip()
    if not any(letter.isalnum() for letter in before):
        return True
    return before[-1] in ".:;-–—|*" or category(before[-1]) == "So"


def mask(text: str) -> str:
    """Return the sentence at equal length with code, addresses and mark-up out of the way."""
    if not _SPECIAL.search(text):
        return text
    text = _CODE.sub(lambda found: CODE * len(found[0]), text)
    text = _LINK_TARGET.sub(_blank, text)
    text = _ADDRESS.sub(lambda found: CODE * len(found[0]), text)
    return _MARKS.sub(_blank, text)


def spoken(text: str, masked: str) -> str:
    """Return the sentence at equal length as it is read aloud: without mark-up and addresses."""
    if masked is text:
        return text
    bare = "".join(
        " " if shown == " " else letter for letter, shown in zip(text, masked, strict=True)
    )
    return _ADDRESS.sub(_blank, bare)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def tokens(masked: str) -> tuple[Token, ...]:
    """Return the words and marks of a masked sentence."""
    return tuple(
        Token(found[0], found[0].lower().replace("’", "'"), found.start(), found.end())
        for found in _TOKEN.finditer(masked)
    )


def quotes(masked: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that stand in quotation marks, marks included."""
    return tuple(found.span() for found in _QUOTE.finditer(masked))
