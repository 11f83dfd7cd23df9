"""People whom the recogniser sees: its marks cut to the form of a mention, and what it denies.

What is certain of itself, the roster and the form of an address or a handle, is never asked of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import structs

from unblame.people.excerpt import LEADS
from unblame.people.handles import GROUP_WORDS, is_bot
from unblame.people.hit import Hit, hit_of
from unblame.people.pseudonym import PSEUDONYM
from unblame.people.stretch import stretches
from unblame.people.tokens import WORD
from unblame.people.words import lists
from unblame.recognise.reading import STRANGE
from unblame.text import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unblame.recognise import Reader

TOKEN = late(r"[\w+](?:\w|[.'’-](?=\w))*")
OPENS = late(r"[^\W_]|[+(]\d")
POSSESSIVE = late(r"(?:['’]s?|['’]S)$")
LEAD = late(r"([^\W\d_]+)\.?\s+(?=\S)")
GLUE_BEFORE, GLUE_AFTER = frozenset("/\\#$=&%"), frozenset("/\\=(")
INITIALS = late(r"(?:[^\W\d_a-z]\.?){2,3}")
PHONE = late(r"\+?[\d()][\d() /.-]{4,}\d")
TICKET = late(r"[A-Z][A-Z\d]*-\d+")
STAFF = late(r"(?=.*\d)(?:[A-Z]{1,4}[ -]?)?[\dA-Z]{4,}|\d{4,}")


class Seen:
    """What the recogniser saw in one text."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self.marks: list[tuple[int, int]] = []
        self._perhaps: list[tuple[int, int]] = []
        self._rules_out = reader.card is not None and reader.card.nobody is not None
        self._read: list[tuple[int, int]] = []
        for stretch in stretches(text):
            reading = reader.read(stretch.text)
            if reading is None:
                break
            if reading.known < STRANGE:
                continue  # a script or a language that it never saw
            self._read.append((stretch.start, stretch.end))
            at = stretch.start
            self.marks += [(at + mark.start, at + mark.end) for mark in reading.people]
            self._perhaps += [(at + mark.start, at + mark.end) for mark in reading.perhaps]
        self._starts = [start for start, _ in self._read]
        found = (_hit(text, *self._whole(start, end)) for start, end in self.marks)
        self.hits = list(self._everywhere([hit for hit in found if hit is not None]))
        guessed = (_hit(text, start, end) for start, end in self._perhaps)
        self.guesses = [_guess(hit) for hit in guessed if hit is not None]

    def judged(self, told: list[Hit]) -> list[Hit]:
        """Return whom grammar told and whom it saw: a guess that it denies is none, and who was sure a guess."""
        said = [hit for hit in told if hit.sure or not self.denies(hit)]
        outvoted = self._outvoted(said)
        said = self.judged_again(said)
        sure = [hit for hit in said if hit.sure]
        mine = [hit for hit in self.hits if not any(_is_part(hit, whole) for whole in sure)]
        everybody = [*mine, *said]
        judged = [_guess(hit) if _word(hit) in outvoted else hit for hit in everybody]
        return sorted(judged, key=lambda hit: not hit.sure)

    def judged_again(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits, those of grammar judged also where one name led to the next."""
        return [
            _guess(hit) if hit.sure and hit.basis == "grammar" and self.denies(hit) else hit
            for hit in hits
        ]

    def joined(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits without those that are only a part of a longer name that it saw."""
        longer = [hit for hit in self.hits if hit.sure]
        return [hit for hit in hits if not any(_is_part(hit, whole) for whole in longer)]

    def denies(self, hit: Hit) -> bool:
        """Return whether it read the words of a hit and saw nobody in them."""
        at = bisect_right(self._starts, hit.start) - 1
        if not self._rules_out or at < 0 or self._read[at][1] < hit.end:
            return False
        return not any(start < hit.end and hit.start < end for start, end in self._perhaps)

    def _outvoted(self, told: list[Hit]) -> set[str]:
        """Return the words that name somebody here and there, but more often nobody, as a tool's does."""
        if not self._rules_out:
            return set()
        votes = Counter(map(_word, self.hits))
        asked = votes.keys() | {_word(hit) for hit in told if hit.sure}
        against = Counter[str]()
        for token in WORD.finditer(self.text) if asked else ():
            word = POSSESSIVE.sub("", token[0]).casefold()
            if word in asked and self.denies(
                Hit(start=token.start(), end=token.end(), kind="name")
            ):
                against[word] += 1
        return {word for word, count in against.items() if count > votes[word]}

    def _everywhere(self, hits: list[Hit]) -> Iterator[Hit]:
        """Give the hits, and whole names wherever else they stand."""
        yield from hits
        seen = {hit.start for hit in hits}
        for name in dict.fromkeys(hit.name for hit in hits if hit.name and " " in hit.name):
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text):
                if found.start() not in seen:
                    yield hit_of(found, 0, "name", name=name, basis="recogniser")

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Take in the capitalised words beside a mark that may well belong to it: `Gal Mizrachi`."""
        for first, last in self._perhaps:
            if first <= start and end <= last and (first, last) != (start, end):
                before, after = self.text[first:start], self.text[end:last]
                if before.istitle() and before.strip().isalpha():
                    start = first
                if after.istitle() and after.strip(" .").isalpha():
                    end = last
        return start, end


def _word(hit: Hit) -> str:
    return (hit.name or hit.handle or "").casefold()


def _guess(hit: Hit) -> Hit:
    return structs.replace(hit, sure=False)


def _is_part(hit: Hit, whole: Hit) -> bool:
    """Return whether a hit is one of the words of a longer name."""
    inside = whole.start <= hit.start and hit.end <= whole.end
    longer = whole.end - whole.start > hit.end - hit.start
    return inside and longer and hit.kind in {"name", "handle"} and whole.kind == "name"


def _hit(text: str, start: int, end: int) -> Hit | None:
    """Return the mention that a mark makes, or None where its form or a list says that it is none."""
    start, end = _trimmed(text, *_widened(text, start, end))
    written = text[start:end]
    if len(written.strip(".")) < 2 or _is_glued(text, start, end) or _is_no_person(written):
        return None
    words = " ".join(written.split())
    kind = _kind(text, start, words)
    called: dict[str, Any] = {kind if kind in {"name", "handle", "email"} else "id": words}
    return Hit(start=start, end=end, kind=kind, basis="recogniser", **called)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a login, a double name or an initial's full stop that a mark cuts."""
    first = last = None
    for token in TOKEN.finditer(text, max(0, start - 60), min(len(text), end + 60)):
        if token.start() <= start < token.end():
            first = token
        if token.start() < end <= token.end():
            last = token
    if first and _belongs(text[first.start() : start]):
        start = first.start()
    if last and _belongs(text[end : last.end()]):
        end = last.end()
    return start, end


def _belongs(rest: str) -> bool:
    """Return whether what a mark left of a token is part of the same name or login."""
    return (
        bool(rest) and len(rest) < 20 and not rest.startswith(("'", "’")) and rest[-1] not in "'’"
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the title, the @, the possessive and the punctuation outside."""
    while start < end and not OPENS.match(text, start):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    owned = POSSESSIVE.search(text[start:end])
    if owned:
        end -= len(owned[0])
    led = LEAD.match(text, start, end)
    if led and led[1].casefold() in LEADS:
        start = led.end()
    if end - start == 1 or INITIALS.fullmatch(text[start:end]):
        end += text[end : end + 1] == "."  # `R.`, `V.K.`
    return start, end


def _is_glued(text: str, start: int, end: int) -> bool:
    """Return whether a mark lies in a path, an address or a piece of code."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isupper() and "/" in {before, after}:  # as in `Ana/Jonas`
        return text[max(0, start - 2) : start - 1] in {"/", "."}
    in_address = before == "@" and text[start - 2 : start - 1].isalnum()
    is_emoji = before == after == ":"
    return before in GLUE_BEFORE or after in GLUE_AFTER or in_address or is_emoji


def _is_no_person(written: str) -> bool:
    """Return whether a list knows the words as a bot's, a tool's, a group's or nobody's."""
    known = lists()
    words = written.casefold().split()
    if PSEUDONYM.fullmatch(written) or TICKET.fullmatch(written) or any(map(is_bot, words)):
        return True
    if all(word in GROUP_WORDS or word in known.never for word in words) and written.islower():
        return True
    if all(word.removesuffix(".") in LEADS for word in words):  # a title whose name it did not see
        return True
    called = known.given | known.surnames
    return all(word in known.tools and word not in called for word in words)


def _kind(text: str, start: int, words: str) -> str:
    if "@" in words:
        return "email"
    if PHONE.fullmatch(words):
        return "phone"
    if STAFF.fullmatch(words):
        return "id"
    if INITIALS.fullmatch(words):
        return "initials"
    small = words[0].islower() or words[0].isdigit()
    login = " " not in words and (any(sign in "_.0123456789" for sign in words) or small)
    if login and words.casefold() in lists().given:
        login = False
    return "handle" if text[start - 1 : start] == "@" or login else "name"
