"""The condition in a spoken sentence: what it says of the system, without the one who says it.

Only words of the sentence are used, besides the little words that join them anew.
"""

import re

_LEAD = re.compile(
    r"^(?:(?:also|and|but|so|then|plus|well|ok(?:ay)?|oh|hm+|yes|yeah|no,|actually|anyway|btw|fwiw|"
    r"besides|still,|honestly|sorry|(?:as )?i said|i (?:think|guess|believe|would say|see)(?: that)?|"
    r"it turned out(?: that)?|turns out(?: that)?)\b[,:]?\s+)+(?=\S)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:I|I'm|I've|I'd|I'll|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b|\bi (?:am|was|have|had|do|did)\b"
)
_WE = re.compile(r"\b(?:we|we'd|we'll|we've|us|let's)\b", re.IGNORECASE)
_WISH = re.compile(
    r"^(?:we|I|one|you) (?:could|can|should|might|would like to|want to|need to|ought to) (?:also |maybe |"
    r"at least )?(?P<act>[a-z][\w-]* .+)$|^it would be (?:good|nice|better) to (?P<also>.+)$",
    re.IGNORECASE,
)
_KNEW = re.compile(r"\b(?P<thing>(?:how to|who|where|which|whether|what|when) [\w' -]{4,60})$")
_CLAUSE = re.compile(
    r"\s*(?:;|,|\s[-\u2013\u2014]\s|:)\s+(?:(?:and|but|because|since|as) )?(?=\w)|"
    r"\s+(?:since|because|so|when|until|after|before|as) (?=I\b)"
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|isn't|wasn't|aren't|weren't|doesn't|didn't|can|"
    r"cannot|could|points?|goes|lives|keeps?|needs?|takes|took|[a-z]{3,}(?:es|ed))\b"
)
_TAIL = re.compile(
    r",\s+(?:and |so |because )?we (?:only )?(?:see|saw|notice|noticed|find|found) [^,;]{3,80}?(?=[.!]?$)"
)
_DANGLING = re.compile(
    r"^(?:it|they|this|that|these|those|he|she|which|who|whereas|and|or|to|for|so|then|there were|there was|"
    r"after|one|[a-z]+ing)\b",
    re.IGNORECASE,
)
_HAVE_NO = re.compile(
    r"\bwe (?:(?P<now>have|do not have|don't have)|(?P<then>had|did not have|didn't have)) "
    r"(?P<no>no |any |a |an )?(?!to\b|enough|been|the\b|that\b|this\b|it\b|a\b)(?P<noun>[a-z][\w-]*)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"^we (?P<aux>do not|don't|did not|didn't) (?P<verb>[a-z]{3,}) "
    r"(?P<what>(?:a|an|the|any|our|such) [\w-]+(?: (?!for|in|on|at|since|until|before|after|to|with|when|if)[\w-]+){0,2})(?P<end>[.!]?)$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:[A-Z]\w+ )?(?:[Rr]esponder|Person|Participant|Reporter|Author) [A-Z]{1,2}'s\b"
)
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
    text = _OWNED.sub("one person's", _opened(text))
    whole = _impersonal(re.sub(r"\bour\b", "the", re.sub(r"^Our\b", "The", text)))
    spoken = bool(_FIRST.search(whole) or _WISH.match(whole))
    if not spoken:
        return _closed(_without_tail(whole))
    kept = _kept(whole)
    return _closed(kept) if kept and _balanced(kept) else None


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
    lead = next((one for one in map(_aim, before) if one), "")
    return f"{lead}{kept}{end}"


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


def _aim(part: str) -> str:
    wish = _WISH.match(part)
    if wish is not None:
        return f"To {wish['act'] or wish['also']}, "
    known = _KNEW.search(part)
    return f"On {known['thing']}, " if known and _FIRST.search(part) else ""
