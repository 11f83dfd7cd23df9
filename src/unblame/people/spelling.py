"""How a name is compared, and the ways in which the same name is written."""

import unicodedata
from collections.abc import Iterator

from unblame.people.unveil import unveil

IN_TWO = str.maketrans(
    {"ø": "oe", "ö": "oe", "ä": "ae", "å": "aa", "ü": "ue", "æ": "ae", "œ": "oe", "ß": "ss"}
)
ALONE = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
    }
)


def fold(text: str) -> str:
    """Return a name as it is compared: case folded, one space between words."""
    if not text.isascii():
        shown = unveil(text)
        text = shown.text if shown else text
    return " ".join(text.casefold().split())


#: More words than the name of anybody has.
MOST_WORDS = 16


def spellings(folded: str) -> tuple[str, ...]:
    """Return how a folded name is written without its marks: `sorensen`, `soerensen`, `jean luc`."""
    if folded.isascii() and "-" not in folded:
        return (folded,)
    forms = [folded, unmarked(folded), unmarked(folded.translate(IN_TWO))]
    if "-" in folded:
        forms += [form.replace("-", joint) for form in forms for joint in (" ", "")]
    return tuple(dict.fromkeys(forms))


def unmarked(folded: str) -> str:
    """Return a folded name without its marks, each letter by the plain one nearest to it."""
    marked = unicodedata.normalize("NFKD", folded.translate(ALONE))
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


def shortened(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Give what a name of several words is shortened to: its beginning, its end, its first and another.

    A name of very many words is a text that stands where a name should: only its outermost words count.
    """
    for size in range(2, min(len(parts), MOST_WORDS)):
        yield tuple(parts[:size])
        yield tuple(parts[-size:])
        yield parts[0], parts[size]
