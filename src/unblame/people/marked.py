"""A stretch that the recogniser marks, cut to the form of a mention: the title, the @ and the 's outside."""

from __future__ import annotations

from typing import Any

from unblame.people.excerpt import LEADS
from unblame.people.handles import GROUP_WORDS, is_bot
from unblame.people.hit import Hit
from unblame.people.pseudonym import PSEUDONYM
from unblame.people.slot import TICKET
from unblame.people.words import lists
from unblame.text import late

TOKEN = late(r"[\w+](?:\w|[.'’-](?=\w))*")
OPENS = late(r"[^\W_]|[+(]\d")
POSSESSIVE = late(r"(?:['’]s?|['’]S)$")
LEAD = late(r"([^\W\d_]+)\.?\s+(?=\S)")
#: How people are addressed in further languages.
TITLES = LEADS | {
    *("mw", "mevr", "mevrouw", "dhr", "meneer", "mijnheer", "hr", "fr", "sig", "signor", "signora"),
    *("mlle", "mister", "senhor", "senhora", "don", "doña", "pani", "herra", "rouva"),
}
#: A word just before a mark; it may be the first of the name.
BEFORE = late(r"(?<![\w./@#'’-])([^\W\d_]{2,12}) $")
GLUE_BEFORE, GLUE_AFTER = frozenset("/\\#$=&%"), frozenset("/\\=(")
INITIALS = late(r"(?:[^\W\d_a-z]\.?){2,3}")
PHONE = late(r"\+?[\d()][\d() /.-]{4,}\d")
CLOCK = late(r"\d:$")  # what follows is the rest of a time
STAMP = late(r"\d{10}\.\d{3,9}")  # seconds since 1970, as chats number messages
DAY = late(r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{2,4}")
STAFF = late(r"(?=.*\d)(?:[A-Z]{1,4}[ -]?)?[\dA-Z]{4,}|\d{4,}")


def mention_of(
    text: str, start: int, end: int, *, since: int = 0, guessed: bool = False
) -> Hit | None:
    """Return the mention that a mark makes, or None where its form or a list says that it is none.

    `since` is where the mark before it ends: its last word begins no other name. One that is only
    guessed is asked about, so a word of every day may be one.
    """
    start, end = _trimmed(text, *_widened(text, start, end, since))
    written = text[start:end]
    if len(written.strip(".")) < 2 or _is_glued(text, start, end) or _is_no_person(written):
        return None
    if not guessed and _is_plain_word(written):
        return None
    words = " ".join(written.split())
    kind = _kind(text, start, words)
    called: dict[str, Any] = {kind if kind in {"name", "handle", "email"} else "id": words}
    return Hit(start=start, end=end, kind=kind, basis="recogniser", **called)


def _widened(text: str, start: int, end: int, since: int) -> tuple[int, int]:
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
    before = BEFORE.search(text, max(0, start - 16), start)
    opens = text[start : start + 1].isupper()
    if before and before.start(1) >= since and opens and _may_begin(before[1]):
        start = before.start(1)
    return start, end


def _may_begin(word: str) -> bool:
    """Return whether a word is written as a name and is none that anybody would know as another."""
    low, known = word.casefold(), lists()
    told = low in known.english or low in known.never or low in known.tools or low in known.dates
    return word.istitle() and not told and low not in TITLES and low not in known.places


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
    if led and led[1].casefold() in TITLES:
        start = led.end()
    if end - start == 1 or INITIALS.fullmatch(text[start:end]):
        end += text[end : end + 1] == "."  # `R.`, `V.K.`
    return start, end


def _is_glued(text: str, start: int, end: int) -> bool:
    """Return whether a mark lies in a path, an address, the name of a bot or a piece of code."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isupper() and "/" in {before, after}:  # as in `Ana/Jonas`
        return text[max(0, start - 2) : start - 1] in {"/", "."}
    if text.startswith("[bot]", end) or CLOCK.search(text, max(0, start - 3), start):
        return True
    in_address = before == "@" and text[start - 2 : start - 1].isalnum()
    is_emoji = before == after == ":"
    return before in GLUE_BEFORE or after in GLUE_AFTER or in_address or is_emoji


def _is_no_person(written: str) -> bool:
    """Return whether a list knows the words as a bot's, a tool's, a group's or nobody's."""
    known = lists()
    words = written.casefold().split()
    if PSEUDONYM.fullmatch(written) or TICKET.fullmatch(written) or any(map(is_bot, words)):
        return True
    if STAMP.fullmatch(written):
        return True
    if not any(map(str.isalpha, written)):
        called = PHONE.fullmatch(written) or STAFF.fullmatch(written)
        return DAY.match(written) is not None or called is None
    if written.islower() and all(word in GROUP_WORDS or word in known.never for word in words):
        return True
    if all(word.removesuffix(".") in TITLES for word in words):  # a title whose name it did not see
        return True
    return all(word in known.tools and word not in known.names for word in words)


def _is_plain_word(low: str) -> bool:
    """Return whether a single word in small letters is one of every day, and hardly a name."""
    known = lists()
    if not low.isalpha() or not low.islower():
        return False
    return known.english.lists(low) and low not in known.names and low not in known.nameish


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
