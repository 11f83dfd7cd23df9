"""People told by a number or an address of theirs: employee ids, phone numbers, profile pages."""

import re
from collections.abc import Iterator

from unblame.people.handles import is_bot
from unblame.people.hit import Hit, hit_of
from unblame.people.logged import is_login
from unblame.people.words import lists, sections
from unblame.text import late, spots

GROUPS = sections("around_handles.txt")["group_words"]
PROFILE = late(
    r"https?://(?:www\.)?(?:(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|keybase\.io)/"
    r"(?!(?:orgs|about|features|marketplace|settings|login|search|topics|sponsors|apps|explore|help)\b)(?P<a>[A-Za-z\d][A-Za-z\d-]{0,38})(?![\w/-])"
    r"|(?:linkedin\.com/in|twitter\.com|x\.com|gitlab\.com/-/u|facebook\.com|instagram\.com|t\.me|stackoverflow\.com/users/\d+|slideshare\.net|speakerdeck\.com)/(?P<b>[\w.-]*[\w-])(?![\w/-])"
    r"|[\w.-]+/(?:[\w-]+/){0,4}(?:people|profiles?|staff|users?)/@?(?P<d>[a-z][\w.-]*\w)(?![\w/-])"
    r"|[\w-]+\.slack\.com/team/(?P<id>[UW][A-Z0-9]{8,11})"
    r"|[\w.-]+/(?:[\w-]+/)*~(?P<c>[a-z][\w.-]*[\w])(?![\w/-])"
    r"|teams\.microsoft\.com/l/chat/[^\s<>)\]]*(?:users=|8:orgid:)[^\s<>)\]]+"
    r"|(?:[\w-]+\.)?gravatar\.com/avatar/[0-9a-f]+[^\s<>)\]]*|avatars\d*\.githubusercontent\.com/[^\s<>)\]]+)"
)
PARTED = late(r"[._-]")
DISCORD = late(r"<@!?(?P<id>\d{15,20})>")
PHONE = late(
    r"(?<![\w+.)\]])(?:\+|(?P<double>00))\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\w|[.:-]\d)"
)
AREA = late(r"(?<![\w(])\(\d{3,5}\)[ .-]?\d{3,4}[ .-]\d{3,4}(?!\w|[.:-]\d)")
CALLED = late(
    r"\b(?:phone|tel|telephone|mobile|cell|whatsapp|dial(?:led|ed|ing)?|ring|rang|texted|phoned)\b[.:]?(?:[ \t](?:number|no\.?|me|us|is|on|at)){0,2}[ \t:]{1,3}"
    r"(?P<id>\(?\d[\d() .-]{5,18}\d)(?!\w|[.:-]\d)",
    re.IGNORECASE,
)
DATED = late(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,3}(?:\.\d{1,3}){3}")
STAFF = late(
    r"\b(?:employee|staff|badge|personnel|payroll)[ \t]+(?:no\.?|number|nr\.?|id|#)[ \t]*(?:is|:)?[ \t]*#?(?P<id>(?:[A-Z]{1,4}-?)?\d{3,10})\b",
    re.IGNORECASE,
)
PREFIXED = late(r"(?<![\w/.-])(?:emp|empl|employee|staff)[-_#]?\d{3,8}(?![\w-])", re.IGNORECASE)
LETTERED = late(
    r"(?P<before>\b(?:by|asked|paged|told|employee|colleague|user|engineer|operator)[ \t]+)?"
    r"(?<![\w/.-])(?P<id>[ENUX]\d{5,7})(?![\w-])(?P<after>[ \t]+(?:[a-z-]+))?"
)
CODED = late(r"[ENUX]\d{5}")


def find_numbers(text: str) -> Iterator[Hit]:
    """Give the profile pages, employee ids and phone numbers in a text."""
    if "://" in text:
        yield from _profiles(text)
    if "<@" in text:
        for match in DISCORD.finditer(text):
            yield hit_of(match, 0, "id", id=match["id"])
    for match in spots(STAFF, text):
        yield hit_of(match, "id", "id", id=match["id"])
    for match in spots(PREFIXED, text):
        yield hit_of(match, 0, "id", id=match[0])
    yield from _lettered(text)
    yield from _phones(text)


def _profiles(text: str) -> Iterator[Hit]:
    known = lists()
    for match in PROFILE.finditer(text):
        handle = match["a"] or match["b"] or match["c"] or match["d"]
        low = (handle or "").casefold()
        group = not GROUPS.isdisjoint(PARTED.split(low)) or (
            bool(match["a"]) and (low in known.tools or low in known.english)
        )
        group = group or bool(match["d"] and not is_login(match["d"]))
        if not group and not is_bot(low):
            yield hit_of(
                match, 0, "link", handle=handle, id=match["id"] or (None if handle else match[0])
            )


def _lettered(text: str) -> Iterator[Hit]:
    """Give ids such as `E12345` where somebody acts or is acted by: errors have codes alike."""
    known = lists()
    for match in LETTERED.finditer(text) if CODED.search(text) else ():
        verb = (match["after"] or "").strip()
        acts = verb in known.mind_past or verb in known.hands_past
        if match["before"] or acts:
            yield hit_of(match, "id", "id", id=match["id"])


def _phones(text: str) -> Iterator[Hit]:
    if "+" in text or "00" in text:
        for match in PHONE.finditer(text):
            digits = sum(sign.isdigit() for sign in match[0])
            parted = any(sign in match[0] for sign in " .()-")
            if 9 <= digits <= (15 if parted else 12) and (parted or not match["double"]):
                yield hit_of(match, 0, "phone", id=match[0])
    if "(" in text:
        for match in AREA.finditer(text):
            yield hit_of(match, 0, "phone", id=match[0])
    for match in spots(CALLED, text):
        digits = sum(sign.isdigit() for sign in match["id"])
        if 7 <= digits <= 15 and not DATED.search(match["id"]):
            yield hit_of(match, "id", "phone", id=match["id"])
