"""Who speaks in a pasted chat or transcript: `14:02 kstad: looks broken`, `tove: it's back`."""

import re
from collections.abc import Iterator

from unblame.people.handles import GROUP_WORDS, HTML, SHARED, is_bot
from unblame.people.hit import Hit, hit_of
from unblame.people.slot import reads_as_a_person
from unblame.people.tokens import titled
from unblame.people.words import ends_like_a_service, lists, sections
from unblame.text import late

ROLES = sections("around_roles.txt")["roles"] | sections("around_roles.txt")["things_too"]
TALK = sections("around_handles.txt")["talk"]
SPEAKER = late(
    r"^[ \t>*+•-]*(?P<time>[\[(]?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?(?:UTC|Z|[AaPp][Mm]))?[\])]?[ \t:–—-]+)?[*_]{0,2}"
    r"(?P<nick>[^\W\d_][\w.-]{1,20}(?:[ ][^\W\d_a-z][\w'’-]{1,20}){0,2})[*_]{0,2}:[*_]{0,2}[ \t]+(?P<said>[\"“]?[^\W\d][^\n]*)",
    re.MULTILINE,
)
VOWELS = frozenset("aeiouyáéíóúöäåøæ")
SAID = late(r"[^\W\d_]+(?:['’][a-z]+)?")


def find_speakers(text: str) -> Iterator[Hit]:
    """Give the nicks and names before what they say; a key and its value look alike."""
    if ":" not in text:
        return
    lines = [match for match in SPEAKER.finditer(text) if _could_speak(match["nick"])]
    talked = {match["nick"] for match in lines if _talks(match["said"])}
    for match in lines:
        nick = match["nick"]
        low = nick.casefold()
        known = lists()
        plain = low in known.given and low not in known.english and low not in known.tools
        bold = match[0].lstrip().startswith("**") and len(match["said"].split()) > 4
        known_bold = bold and low in known.given_only
        if plain or nick in talked or known_bold or (match["time"] and nick.islower()):
            kind = "name" if " " in nick or titled(nick) or plain else "handle"
            if kind == "name":
                yield hit_of(match, "nick", "name", name=nick)
            else:
                yield hit_of(match, "nick", "handle", handle=nick)


def _could_speak(nick: str) -> bool:
    """Return whether a word before a colon may be somebody: no key, tool, service or bot."""
    known = lists()
    low = nick.casefold()
    if " " in nick:
        return reads_as_a_person(nick.split(), open_=True) and all(map(titled, nick.split()))
    if titled(nick) and len(low) < 4 and VOWELS.isdisjoint(low):  # as in `Qn:`
        return False
    if low in SHARED | GROUP_WORDS | HTML | ROLES or is_bot(low) or low in known.acronyms:
        return False
    if low in known.given and titled(nick):
        return low not in known.dates
    if low in known.given and low not in known.tools:
        return low not in known.english or low in known.nameish
    if any(part in known.tools for part in re.split(r"[._-]", low)):
        return False
    plain = low in known.english or low in known.tools or low in known.any_verb
    written = nick.islower() or titled(nick)
    return written and not plain and not ends_like_a_service(low)


def _talks(said: str) -> bool:
    """Return whether words read as speech, by who and what only a speaker says."""
    words = {match[0].casefold().replace("’", "'") for match in SAID.finditer(said[:80])}
    return len(words) > 1 and not words.isdisjoint(TALK)
