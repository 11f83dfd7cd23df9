"""Initials that stand for somebody: `per JL`, `JH rolled back`, `verified by MK`, `— JK`."""

import re
from collections.abc import Iterator

from unblame.people.cast import Cast
from unblame.people.hit import Hit, hit_of
from unblame.people.tokens import TIME_WORDS
from unblame.people.words import Lists, lists, sections
from unblame.text import late

WORDS = sections("around_names.txt")
DONE = WORDS["done_by_people"]
FREE = WORDS["after_an_agent"] | WORDS["aux"] | WORDS["skip"]
SURE = frozenset(["per", "ping", "pinged", "cc", "ask", "asked", "thanks", "told", "paged"])
ADDRESSED = late(
    r"\b(?P<lead>per|ping(?:ed)?|cc|ask(?:ed)?|thanks|told|paged|via|by|from|with):?[ \t]+(?P<id>[A-Z]{2,3})"
    r"(?=[,.;:)]|[ \t]*$|[ \t]+(?:[a-z(]|on|at|for|who)\b)",
    re.MULTILINE,
)
DEED = late(r"(?P<deed>[a-z-]+)(?:[ \t]+(?:back|out|up|down|in))?[ \t]+by[ \t]+$")
BY = late(
    r"\bby[ \t]+(?P<id>[a-z]{2})(?=[,.;:)]|[ \t]*$|[ \t]+(?:on|at|for|who|and)\b)", re.MULTILINE
)
BRACKETED = late(r"[\[(](?P<id>[A-Z]{2,3}|[a-z]{2,3})[\])]:?[ \t]+(?P<verb>[a-z-]+)")
BEGUN = late(r"(?:^|\d|[|:–—-])[ \t>*+-]*$", re.MULTILINE)
PAIRED = late(
    r"(?<![\w@#/.&$-])(?P<id>[A-Z]{2})(?:,?[ \t](?:and|&)[ \t]|/|,[ \t])(?P<second>[A-Z]{2})[ \t]+(?P<verb>[a-z-]+)"
)
ACTING = late(
    r"(?:^[ \t>*|+-]*|(?<=[.;,!?][ \t])|(?<=\d[ \t])|(?<=UTC[ \t])|(?<=[|–—-][ \t])|(?<=\d:[ \t])|(?<=\][ \t]))"
    r"[\[(]?(?P<id>[A-Z]{2,3}|(?<=[\[(])[a-z]{2,3}(?=[\])]))[\])]?[ \t]+(?:also[ \t]|then[ \t])?(?P<verb>[a-z-]+)"
    r"(?=[ \t.,;!?\n]|$)",
    re.MULTILINE,
)
SIGNED = late(
    r"(?:^|[.!?\"”)][ \t]*)[ \t>]*(?:[—–~]|--?)[ \t]?(?P<id>[A-Z]{2,3})[ \t]*$", re.MULTILINE
)
TOLD = late(
    r"^[ \t>*-]*(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ \t]+)?[*_]{0,2}(?P<id>[A-Z]{2})[*_]{0,2}:[*_]{0,2}[ \t]+[^\W\d]",
    re.MULTILINE,
)
SPOKEN = late(
    r"^[ \t>*|-]*(?P<time>[*_]{0,2}\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?(?:[ \t](?:UTC|Z|[AaPp][Mm]|\(approx\)))?[ \t*_:|–—-]+)?"
    r"[*_]{0,2}(?P<open>[(\[])?(?P<id>[A-Z]{2,3})(?P<shut>[)\]])?[*_]{0,2}(?P<colon>:[*_]{0,2})?[ \t]+(?P<said>[^\s|][^\n|]{3,})",
    re.MULTILINE,
)
WRITER = late(r"(?<![\w'’`/.-])(?:I|I['’](?:m|d|ve|ll)|imo|imho)(?![\w'’`/.-]|\))")
TALKING = late(
    r"(?:^|[.!,;][ \t]|\b(?:so|but|and|if|because|think|that)[ \t])(?:we|you|let['’]s|that['’]s|it['’]s|this is|we['’](?:re|ve|ll)|you['’](?:re|ve|ll))(?![\w'’])"
    r"|^(?:yes|yeah|yep|no|nope|okay|ok|right|all right|thanks|thank you|sorry|sure|well|oh|so|did you|do you|can you|could you|should be|are there)\b",
    re.IGNORECASE,
)
SENTENCE = late(r"[A-Z][a-z]+(?:['’][a-z]+)?[ \t]+[a-z]")
SHORT = late(r"(?<![\w@#/.&$-])[A-Z]{2,3}(?![\w@/&-]|\.\w)")
IN_ENTRY = late(r"[\d|\]\[(]")
FOLLOWING = late(r"[ \t]([^\W\d_]+)")
NOUNS = sections("around_names.txt")["noun_verbs"]
NOTES = frozenset(["NB", "PS", "PPS", "FYI", "TIL", "AFK", "FAQ", "TIP", "WTF", "ACK", "RE", "FW"])
ANSWERS = frozenset(["OK", "SO", "IF", "AS", "BY", "OR", "NO", "IN", "AT", "TO"])
ROLES_TOO = frozenset(["PM"])
HALF_DAY = late(r"\d[ \t]?$")


def find_initials(text: str) -> Iterator[Hit]:
    """Give initials where only a person fits; unsure where an abbreviation could stand too."""
    known = lists()
    for match in ADDRESSED.finditer(text):
        if _stands(match["id"], known):
            yield _hit(match, sure=len(match["id"]) == 2 and _is_addressed(text, match))
    for match in ACTING.finditer(text):
        if _acts(text, match, known):
            lead = text[max(0, match.start("id") - 12) : match.start("id")]
            yield _hit(match, sure=len(match["id"]) == 2 or bool(IN_ENTRY.search(lead)))
    yield from _beside_deeds(text, known)
    for match in SIGNED.finditer(text):
        if _stands(match["id"], known):
            yield _hit(match, sure=True)
    for match in SPOKEN.finditer(text):
        if _speaks(match, known):
            yield _hit(match, sure=True)
    told = [match for match in TOLD.finditer(text) if _stands(match["id"], known)]
    if len({match["id"] for match in told}) > 1:
        yield from (_hit(match, sure=True) for match in told)


def _speaks(match: re.Match[str], known: Lists) -> bool:
    """Return whether what stands after letters that open a line or entry is what somebody says."""
    initials, said = match["id"], match["said"]
    low = initials.casefold()
    zone = bool(match["time"]) and initials.endswith("T")
    plain = (
        zone
        or initials in NOTES
        or low in TIME_WORDS
        or (low in known.english and low not in known.acronyms)
    )
    if plain or low in known.never or bool(match["open"]) != bool(match["shut"]):
        return False
    marked = bool(match["colon"] or match["shut"] or match["time"])
    start = said[:160]
    if WRITER.search(start if marked else start[:3]):
        return marked or initials not in ANSWERS
    if not marked:
        return bool(WRITER.search(start)) and bool(TALKING.match(start))
    strange = _stands(initials, known)
    if (strange or (match["time"] and len(initials) == 2)) and TALKING.search(
        start if strange else start[:12]
    ):
        return True
    deed = said.split(maxsplit=1)[0]
    if match["time"] and not match["colon"] and deed in known.mind_any - NOUNS and deed[-1] in "ds":
        return True
    if not strange:
        return False
    if match["time"] and len(initials) == 3:
        return bool(match["colon"]) and bool(SENTENCE.match(said))
    if match["time"]:
        did = deed.endswith("ed") and deed not in known.system_past and not match["colon"]
        return did or bool(SENTENCE.match(said)) or (bool(match["colon"]) and len(initials) == 2)
    return bool(match["colon"]) and said.rstrip().endswith("?")


def _beside_deeds(text: str, known: Lists) -> Iterator[Hit]:
    """Give initials in brackets, in pairs or written small, where a deed of people stands beside."""
    for match in BRACKETED.finditer(text) if "(" in text or "[" in text else ():
        begun = BEGUN.search(text[max(0, match.start() - 30) : match.start()])
        low = match["id"].casefold()
        small = bool(begun) and match["id"].islower()
        plain = low in known.never or (low in known.english and not small)
        stands = small or _stands(match["id"], known)
        if stands and not plain and match["verb"] in known.deeds_past:
            yield _hit(match, sure=True)
    for match in BY.finditer(text):
        low = match["id"]
        deed = DEED.search(text[max(0, match.start("id") - 30) : match.start("id")])
        plain = low in known.english or low in known.never
        if deed and deed["deed"] in DONE | known.hands_past and not plain and _stands(low, known):
            yield _hit(match, sure=True)
    for match in PAIRED.finditer(text):
        both = (match["id"], match["second"])
        verb = match["verb"]
        done = verb in known.deeds_past or _is_underway(verb, known)
        thought = verb in known.mind_any and any(_stands(one, known) for one in both)
        if thought or (done and all(_stands(one, known) for one in both)):
            yield _hit(match, sure=True)
            yield hit_of(match, "second", "initials", id=match["second"])


def _is_underway(verb: str, known: Lists) -> bool:
    return verb.endswith("ing") and verb in known.deeds_any


def initials_of_known(text: str, cast: Cast) -> Iterator[Hit]:
    """Give the initials of people whom the cast knows by their full name."""
    short = list(SHORT.finditer(text))
    wanted = {one for person in cast.people for one in _of(person.names)} if short else set()
    for match in short:
        if match[0] in wanted and _stands(match[0], lists()):
            start, end = match.span()
            alone = not leads_a_noun(text, end)
            yield Hit(start=start, end=end, kind="initials", id=match[0], sure=alone)


def leads_a_noun(text: str, end: int) -> bool:
    """Return whether a noun follows, of which the letters are only a part: `EF nodes`."""
    word = FOLLOWING.match(text, end)
    known = lists()
    low = word[1].casefold() if word else ""
    acts = low in FREE or low in known.finite or low in known.states or low.endswith("ly")
    return bool(word) and not acts


def _of(names: list[str]) -> Iterator[str]:
    for name in names:
        words = [word for word in re.split(r"[ -]+", name) if word[:1].isupper()]
        if len(words) > 1:
            yield "".join(word[0] for word in words)
            yield words[0][0] + words[-1][0]


def _stands(initials: str, known: Lists) -> bool:
    return initials.casefold() not in known.acronyms


def _hit(match: re.Match[str], *, sure: bool) -> Hit:
    start, end = match.span("id")
    return Hit(start=start, end=end, kind="initials", id=match["id"].upper(), sure=sure)


def _is_addressed(text: str, match: re.Match[str]) -> bool:
    if match["lead"].lower() in SURE:
        return True
    deed = DEED.search(text[max(0, match.start("id") - 24) : match.start("id")])
    return (
        match["lead"] == "by" and bool(deed) and (deed["deed"].lower() in DONE if deed else False)
    )


def _acts(text: str, match: re.Match[str], known: Lists) -> bool:
    initials, verb = match["id"], match["verb"]
    if initials.islower():
        if initials in known.english or initials in known.acronyms:
            return False
    elif initials in ROLES_TOO:
        if HALF_DAY.search(text[max(0, match.start("id") - 2) : match.start("id")]):
            return False
    elif not _stands(initials, known):
        return False
    if len(initials) == 2:
        entry = IN_ENTRY.search(text[max(0, match.start("id") - 12) : match.start("id")])
        return verb in known.deeds_past or (bool(entry) and _is_underway(verb, known))
    return verb in known.mind_past
