"""One sentence phrased without blame or person, for whoever writes a statement into the record."""

from typing import TYPE_CHECKING

from msgspec import Struct

from unblame.language.finding import Family
from unblame.language.linter import check, fix

if TYPE_CHECKING:
    from unblame.people import Cast


class Framed(Struct, frozen=True, kw_only=True):
    """A sentence as it can stand; `ask` is the question that is left where no wording was found."""

    text: str
    ask: str | None = None
    changed: bool = False


def blameless(sentence: str, cast: "Cast | None" = None) -> Framed:
    """Return a sentence phrased without blame or person, or as it is with the question to ask."""
    before = check(sentence, kind="plain", cast=cast)
    blaming = [found for found in before if found.family is not Family.IDENTITY]
    text = fix(sentence, unsafe=True, kind="plain", cast=cast) if before else sentence
    if cast is not None:
        text = cast.replace(text)
    asks = [found.ask for found in blaming if found.ask and found.level.rank > 0]
    return Framed(text=text, ask=asks[0] if asks else None, changed=text != sentence)
