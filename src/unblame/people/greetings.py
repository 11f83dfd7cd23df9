"""People told by being greeted, thanked, copied in or signed: `Hi Ana,`, `cc Ana`, `Regards, Ana`."""

import re
from collections.abc import Iterator

from unblame.people.hit import Hit
from unblame.people.roles import one_of
from unblame.people.slot import people_at, reads_as_a_person
from unblame.people.words import lists
from unblame.text import late, spots

GREETED = late(
    rf"(?:^|(?<=[.!?:>\"“][ \t])|(?<=[>*_\"“]))[ \t]*(?:{one_of('greetings')})(?:[ \t]to)?(?P<comma>,)?[ \t]+(?=[@*_]{{0,2}}[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
COPIED = late(rf"(?<![\w/@.-])(?:{one_of('copied')}):?[ \t]+(?=[*_]{{0,2}}[^\W\d_])", re.IGNORECASE)
SIGNED = late(
    rf"(?:^|(?<=[.!?][ \t]))[ \t>]*(?:{one_of('closings')})[,.!]?[ \t]*\n(?:[ \t]*\n)?[ \t>]*(?P<name>[^\n]{{2,50}}?)[ \t]*(?:\n|$)",
    re.IGNORECASE | re.MULTILINE,
)
DASHED = late(
    r"(?:^|(?<=[.!?\"”]))[ \t>]*(?:[—–~]|--)[ \t]?(?P<name>[^\W\d_][^\n,|:]{1,40}?)[ \t]*(?:,[^\n]{0,40})?$",
    re.MULTILINE,
)
CALLED = late(
    r"(?:^|(?<=[.!?:>\"“][ \t]))[*_]{0,2}(?P<name>[^\W\d_a-z][\w'’-]+),[ \t]"
    r"(?:(?:can|could|would|will|do|did|are|have)[ \t]you\b|please\b|thank you\b|thanks\b)",
    re.MULTILINE,
)
ALONE = late(
    r"^[ \t>*+|-]*(?P<name>[^\W\d_a-z][\w'’-]+[ \t]+[^\W\d_a-z][\w'’-]+)[ \t|*]*$", re.MULTILINE
)


def find_greeted(text: str) -> Iterator[Hit]:
    """Give the people whom the text greets, thanks, copies in, calls on or is signed by."""
    for match in spots(GREETED, text):
        yield from people_at(text, match.end(), len(text), open_=not match["comma"])
    for match in spots(COPIED, text):
        copied = match[0].casefold().startswith(("cc", "bcc"))
        yield from people_at(text, match.end(), len(text), open_=copied)
    for found in (spots(SIGNED, text, further=3), DASHED.finditer(text), spots(CALLED, text)):
        for match in found:
            yield from people_at(text, match.start("name"), match.end("name"), open_=True)
    for match in ALONE.finditer(text):
        if _is_whole_name(match["name"].split()):
            yield from people_at(text, match.start("name"), match.end("name"), open_=False)


def _is_whole_name(words: list[str]) -> bool:
    """Return whether two words alone on a line are a given name and a family name."""
    known = lists()
    low = [word.casefold() for word in words]
    return (
        reads_as_a_person(words, open_=False)
        and low[0] in known.given_only
        and low[1] in known.families
    )
