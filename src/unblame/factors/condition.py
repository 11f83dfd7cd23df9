"""The condition in a spoken sentence: what it says of the system, without the one who says it.

Only words of the sentence are used, besides the little words that join them anew.
"""

import re

from unblame.text import late

_LEAD = late(
    r"^(?:(?:also|and|but|so|then|plus|well|ok(?:ay)?|oh|hm+|yes|yeah|no,|actually|anyway|btw|fwiw|"
    r"besides|still,|honestly|sorry|(?:as )?i said|i (?:think|guess|believe|would say|see)(?: that)?|"
    r"it turned out(?: that)?|turns out(?: that)?|found it)\b[,:]?\s+)+(?=\S)",
    re.IGNORECASE,
)
#: How somebody came to see what follows.
_CAME_TO_SEE = late(
    r"^we (?:(?:have |had |later |then |also |only |now |since )*(?:found|learnt|learned|discovered|reali[sz]ed|"
    r"noticed|saw|see|know|knew|understood)(?: out| later| afterwards)*[,:]? that\s+|"
    r"(?:only |still )?(?:see|saw|notice|noticed|find|found|know|knew) [^,;.]{2,40},\s+)(?=\w)",
    re.IGNORECASE,
)
_FIRST = late(
    r"\b(?:I|I'm|I've|I'd|I'll|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b|\bi (?:am|was|have|had|do|did)\b"
)
_WE = late(r"\b(?:we|we'd|we'll|we've|us|let's)\b", re.IGNORECASE)
_WISH = late(
    r"^(?:we|I|one|you) (?:could|can|should|might|would like to|want to|need to|ought to) (?:also |maybe |"
    r"at least )?(?P<act>[a-z][\w-]* .+)$|^it would be (?:good|nice|better) to (?P<also>.+)$",
    re.IGNORECASE,
)
_KNEW = late(r"\b(?P<thing>(?:how to|who|where|which|whether|what|when) [\w' -]{4,60})$")
_CLAUSE = late(
    r"\s*(?:;|,|\s[-\u2013\u2014]\s|:)\s+(?:(?:and|but|because|since|as) )?(?=\w)|"
    r"\s+(?:since|because|so|when|until|after|before|as) (?=I\b)"
)
_SAYS = late(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|isn't|wasn't|aren't|weren't|doesn't|didn't|can|"
    r"cannot|could|points?|goes|lives|keeps?|needs?|takes|took|[a-z]{3,}(?:es|ed))\b"
)
_TAIL = late(
    r",\s+(?:and |so |because )?we (?:only )?(?:see|saw|notice|noticed|find|found) [^,;]{3,80}?(?=[.!]?$)"
)
_DANGLING = late(
    r"^(?:it|they|this|that|these|those|he|she|which|who|whereas|and|or|to|for|so|then|there were|there was|"
    r"after|one|[a-z]+ing)\b",
    re.IGNORECASE,
)
_HAVE_NO = late(
    r"\bwe (?:(?P<now>have|do not have|don't have)|(?P<then>had|did not have|didn't have)) "
    r"(?P<no>no |any |a |an )?(?!to\b|enough|been|the\b|that\b|this\b|it\b|a\b)(?P<noun>[a-z][\w-]*)",
    re.IGNORECASE,
)
_DENIED = late(
    r"^we (?P<aux>do not|don't|did not|didn't) (?P<verb>[a-z]{3,}) "
    r"(?P<what>(?:a|an|the|any|our|such) [\w-]+(?: (?!for|in|on|at|since|until|before|after|to|with|when|if)[\w-]+){0,2})(?P<end>[.!]?)$",
    re.IGNORECASE,
)
_HANGS = late(
    r"(?:they|he|she|it|it['\u2019]s)\b|(?:this|that|these|those)(?:['\u2019]s|,? (?:also|only|just|still|never|is|isn't|was|"
    r"wasn't|were|are|has|had|does|doesn't|did|didn't|do|don't|can|can't|could|couldn't|cannot|will|would|goes|went|keeps|kept|"
    r"runs|ran|needs|needed|lives|points|means|meant|makes|made|takes|took|reads|writes|and|but|so|led|caused)\b)",
    re.IGNORECASE,
)
_CLEFT = late(
    r"(?:it|that|this) (?:is|was|takes|took) (?:not |never |too |very |also )*(?:clear|unclear|possible|impossible|hard|easy|"
    r"difficult|unknown|known|expected|likely|\d+)",
    re.IGNORECASE,
)
_POINTS_BACK = late(
    r"\b(?:knows?|knew|mentions?|mentioned|covers?|covered|shows?|say|says|said|sees?|saw|handles?|handled|for|about|of|"
    r"counts?|counted|has|had|have) (?:that|this|it|them|those|these)[.!]?$",
    re.IGNORECASE,
)
#: What tells how to do something, and what offers a step that is not taken.
_PAGE = late(
    r"^(?:the |an? |that )?(?:[\w-]+ ){0,2}?(?:pages?|runbooks?|docs?|documents?|documentation|guides?|notes?|articles?|"
    r"read-?mes?|instructions?|lists?|sheets?)\b(?=\s+\w)",
    re.IGNORECASE,
)
_STEP = late(
    r"\bthe (?:step|option|switch|setting|feature|check|mode|flag|means|way)\b(?! (?:to|for|of|that)\b)"
)
_OWNED = late(r"\b(?:[A-Z]\w+ )?(?:[Rr]esponder|Person|Participant|Reporter|Author) [A-Z]{1,2}'s\b")
_IRREGULAR = {
    "see": "seen", "know": "known", "have": "had", "keep": "kept", "read": "read", "run": "run",
    "send": "sent", "set": "set", "tell": "told", "write": "written", "get": "got", "do": "done",
    "take": "taken", "make": "made", "put": "put", "hold": "held", "catch": "caught",
}  # fmt: skip


def condition(text: str) -> str | None:
    """Return what a sentence says of the system, in the third person, or None where nothing is left.

    A wish (`we could do X, the tool has it but it is off`) gives way to the condition that it
    rests on; a clause about the speaker goes, and what the speaker looked for is kept before it.
    """
    text = _CAME_TO_SEE.sub("", _OWNED.sub("one person's", _opened(text)))
    whole = _impersonal(_ownerless(text))
    spoken = bool(_FIRST.search(whole) or _WISH.match(whole))
    if not spoken:
        return _closed(_without_tail(whole))
    kept = _kept(whole)
    return _closed(kept) if kept and _balanced(kept) else None


def _ownerless(text: str) -> str:
    """Say `the` for `our`: `all our own dashboards` is `all the dashboards`."""
    return re.sub(r"\bour(?: own)?\b", "the", re.sub(r"^Our(?: own)?\b", "The", text))


def hangs(text: str) -> bool:
    """Say whether a sentence tells of something that only the one before it names."""
    if _CLEFT.match(text):
        return False
    return bool(_HANGS.match(text) or _POINTS_BACK.search(text)) or len(text.split()) < 4


def _without_tail(text: str) -> str:
    """Drop a last clause that only tells when `we` came to see it."""
    return _TAIL.sub("", text)


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0


def _opened(text: str) -> str:
    return _LEAD.sub("", text.strip())


def _closed(text: str) -> str:
    text = text.strip(" ,;:-\u2013\u2014")
    return text[:1].upper() + text[1:]


def _impersonal(text: str) -> str:
    """Say `we have no X` as `there is no X`, and `we do not share a X` as `a X is not shared`."""
    text = _HAVE_NO.sub(_there, text)
    match = _DENIED.match(text)
    if match is None:
        return text
    what = re.sub(r"^(?:any|our|such) ", "the ", match["what"])
    if re.match(r"an? ", what):
        be = "is" if match["aux"].lower() in ("do not", "don't") else "was"
        return f"no {what.split(' ', 1)[1]} {be} {_participle(match['verb'].lower())}{match['end']}"
    be = "is" if match["aux"].lower() in ("do not", "don't") else "was"
    if re.search(r"[^su]s$", what.split(" of ")[0].split(" for ")[0]):
        be = "are" if be == "is" else "were"
    return f"{what} {be} not {_participle(match['verb'].lower())}{match['end']}"


def _there(match: re.Match[str]) -> str:
    many = re.search(r"[^su]s$", match["noun"]) is not None
    be = ("are" if many else "is") if match["now"] else ("were" if many else "was")
    held = (match["now"] or match["then"]).lower() in ("have", "had")
    if held:
        return f"there {be} {match['no']}{match['noun']}" if match["no"] else match.group()
    return f"there {be} no {match['noun']}"


def _participle(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


def _kept(text: str) -> str | None:
    """Return the clauses about the system, after what the speaker wished or looked for."""
    end = text[-1:] if text[-1:] in ".!" else ""
    parts = _CLAUSE.split(text.rstrip(".!"))
    said = [part for part in parts if not _personal(part)]
    while said and (_DANGLING.match(said[0]) or not _SAYS.search(said[0])):
        said = said[1:]
    if not said or len(said[0].split()) < 3:
        return None
    kept = _span(text, said)
    before = parts[: parts.index(said[0])]
    return f"{_led(before, kept)}{end}"


def _span(text: str, said: list[str]) -> str:
    """Return the text of neighbouring clauses as it stands, with its own joints."""
    start = text.index(said[0])
    stop = start + len(said[0])
    for part in said[1:]:
        at = text.find(part, stop)
        if at < 0 or at - stop > 10:
            break
        stop = at + len(part)
    return text[start:stop]


def _personal(part: str) -> bool:
    return bool(_FIRST.search(part) or _WE.search(part) or _WISH.match(part))


def _led(before: list[str], kept: str) -> str:
    """Return what is said of the system together with what the speaker looked for or wished."""
    for part in before:
        wish = _WISH.match(part)
        if wish is not None:
            act, step = wish["act"] or wish["also"], _STEP.search(kept)
            if step is None:
                return f"To {act}, {kept}"
            return f"{kept[: step.end()]} to {act},{kept[step.end() :]}"
        known = _KNEW.search(part)
        if known and _FIRST.search(part):
            page = _PAGE.match(kept)
            if page is None:
                return f"On {known['thing']}, {kept}"
            return f"{page.group()} on {known['thing']}{kept[page.end() :]}"
    return kept
