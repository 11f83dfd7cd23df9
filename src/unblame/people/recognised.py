"""People whom the recogniser sees: its marks cut to the form of a mention, and what it denies.

What is certain of itself, the roster and the form of an address or a handle, is never asked of it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from msgspec import structs

from unblame.people.excerpt import LEADS
from unblame.people.handles import GROUP_WORDS, is_bot
from unblame.people.hit import Hit
from unblame.people.pseudonym import PSEUDONYM
from unblame.people.stretch import stretches
from unblame.people.words import lists
from unblame.recognise.recogniser import STRANGE
from unblame.text import late

if TYPE_CHECKING:
    from collections.abc import Callable

    from unblame.recognise import Reader

TOKEN = late(r"[\w+](?:\w|[.'’-](?=\w))*")
POSSESSIVE = late(r"(?:['’]s?|['’]S)$")
LEAD = late(r"([^\W\d_]+)\.?\s+(?=\S)")
GLUE_BEFORE, GLUE_AFTER = frozenset("/\\#$=&%"), frozenset("/\\=(")
INITIALS = late(r"(?:[^\W\d_a-z]\.?){2,3}")
PHONE = late(r"\+?[\d()][\d() /.-]{4,}\d")
STAFF = late(r"(?=.*\d)(?:[A-Z]{1,4}[ -]?)?[\dA-Z]{4,}|\d{4,}")


def judged(told: list[Hit], text: str, reader: Reader, counts: Callable[[Hit], bool]) -> list[Hit]:
    """Return what grammar told as the recogniser judges it, with whom it saw besides."""
    seen = Seen(text, reader)
    mine = [hit for hit in seen.hits() if counts(hit)]
    kept: list[Hit] = []
    for hit in told:
        if not seen.denies(hit):
            kept.append(hit)
        elif hit.sure:
            kept.append(structs.replace(hit, sure=False))
    return [*(hit for hit in kept if hit.sure), *mine, *(hit for hit in kept if not hit.sure)]


class Seen:
    """What the recogniser saw in one text."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self.marks: list[tuple[int, int, float]] = []
        self._read: list[tuple[int, int]] = []
        for stretch in stretches(text):
            reading = reader.read(stretch.text)
            if reading is None:
                break
            if reading.known < STRANGE:
                continue  # a script or a language that it never saw
            self._read.append((stretch.start, stretch.end))
            self.marks += [
                (stretch.start + mark.start, stretch.start + mark.end, mark.score)
                for mark in reading.people
            ]
        self._starts = [start for start, _ in self._read]

    def hits(self) -> list[Hit]:
        """Return the mentions that its marks make."""
        found = (_hit(self.text, start, end) for start, end, _ in self.marks)
        return [hit for hit in found if hit is not None]

    def denies(self, hit: Hit) -> bool:
        """Return whether it read the words of a hit and saw nobody in them."""
        at = bisect_right(self._starts, hit.start) - 1
        if at < 0 or self._read[at][1] < hit.end:
            return False
        return not any(start < hit.end and hit.start < end for start, end, _ in self.marks)


def _hit(text: str, start: int, end: int) -> Hit | None:
    """Return the mention that a mark makes, or None where its form or a list says that it is none."""
    start, end = _trimmed(text, *_widened(text, start, end))
    written = text[start:end]
    if not any(map(str.isalnum, written)) or _is_glued(text, start, end) or _is_no_person(written):
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
    while start < end and not (text[start].isalnum() or text[start] in "+("):
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
    return before in GLUE_BEFORE or after in GLUE_AFTER


def _is_no_person(written: str) -> bool:
    """Return whether a list knows the words as a bot's, a tool's, a group's or nobody's."""
    known = lists()
    words = written.casefold().split()
    if PSEUDONYM.fullmatch(written) or any(map(is_bot, words)):
        return True
    if all(word in GROUP_WORDS or word in known.never for word in words) and written.islower():
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
