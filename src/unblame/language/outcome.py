"""What came of an act, told of the thing: it went wrong, it broke, it went unanswered."""

import re

from unblame.language.act import SET_ASIDE, Act, Told, done_of, preposition
from unblame.language.closed import DETERMINERS
from unblame.language.lexicon import past, words
from unblame.language.phrase import noun_phrase, object_tokens, plural
from unblame.language.tense import be_for, tensed
from unblame.language.token import Token


def let(act: Act) -> Told | None:
    """`let the certificate expire` becomes `the certificate expired`."""
    if act.lemma != "let" or act.negate:
        return None
    found = object_tokens(act.clause, act.verb)
    if len(found) > 1 and found[-1].low in words("wordings", "happens"):
        found, verb = found[:-1], found[-1]
    elif found and len(found) < len(act.after):
        verb = act.after[len(found)]
    else:
        return None
    if found[-1].low in DETERMINERS or not verb.low.isalpha() or preposition(verb):
        return None
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None or verb.low in {"him", "her", "them", "be", "that"}:
        return None
    return Told(verb.end, f"{phrase} {past(verb.low)}")


def nothing(act: Act) -> Told | None:
    """`did nothing` becomes `nothing was done`; `told nobody` becomes `nobody was told`."""
    words_for = {
        "do": "nothing",
        "say": "nothing",
        "tell": "nobody",
        "inform": "nobody",
        "ask": "nobody",
    }
    if act.negate or act.low[:1] != (words_for.get(act.lemma, "-"),):
        return None
    return Told(act.after[0].end, f"{act.low[0]} {be_for(act.clause, False, False)} {done_of(act)}")


def unanswered(act: Act) -> Told | None:
    """`slept through two pages` becomes `two pages went unanswered`."""
    blind = act.low[:4] == ("a", "blind", "eye", "to")
    through = act.lemma == "sleep" and act.low[:1] == ("through",)
    if act.lemma in SET_ASIDE and not act.negate:
        found = object_tokens(act.clause, act.verb)
        called = bool(found) and found[-1].low in {
            "pager",
            "page",
            "pages",
            "call",
            "calls",
            "phone",
        }
        phrase = noun_phrase(act.clause.account.text, found) if called else None
        if phrase is not None:
            return Told(
                found[-1].end, f"{phrase} {tensed(act.clause, 'go', plural(found))} unanswered"
            )
    if act.negate or (not through and not (act.lemma == "turn" and blind)):
        return None
    found = object_tokens(act.clause, act.verb + (1 if through else 4))
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    if through:
        return Told(found[-1].end, f"{phrase} {tensed(act.clause, 'go', plural(found))} unanswered")
    return Told(found[-1].end, f"{phrase} {be_for(act.clause, plural(found), True)} acted on")


def _by_doing(act: Act, found: tuple[Token, ...]) -> bool:
    """Whether the means follows the object, which only a passive can take: `by rebooting it`."""
    return bool(re.match(r"\s*by \w+ing\b", act.clause.account.low[found[-1].end :]))


def went_wrong(act: Act) -> Told | None:
    """`botched the rollback` becomes `the rollback went wrong`."""
    phrasal = act.lemma in {"screw", "mess"}
    if act.negate or not (phrasal or act.lemma in words("wordings", "goes_wrong")):
        return None
    up = phrasal and act.low[:1] == ("up",)
    found = object_tokens(act.clause, act.verb + 1 if up else act.verb)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    end = found[-1].end
    if phrasal and not up:
        mark = act.after[len(found)] if len(found) < len(act.after) else found[-1]
        if mark.low != "up":
            return None
        end = mark.end
    lows = [token.low for token in found]
    head = lows[lows.index("of") - 1] if "of" in lows[1:] else lows[-1]
    many = plural(found)
    doing = head in words("wordings", "activity") or head.endswith(("tion", "ing", "ment", "over"))
    if doing:
        return Told(end, f"{phrase} {tensed(act.clause, 'go', many)} wrong")
    return Told(end, f"{phrase} {tensed(act.clause, 'end', many)} up wrong")


def broke(act: Act) -> Told | None:
    """`broke the build` becomes `the build broke`."""
    if act.lemma not in {"break", "crash"} or act.negate:
        return None
    found = object_tokens(act.clause, act.verb)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None or found[-1].low in words("wordings", "rules"):
        return None
    if _by_doing(act, found):
        return None
    mark = "".join(f" {word}" for word in act.beside)
    if mark:
        return None
    return Told(found[-1].end, f"{phrase} {tensed(act.clause, act.lemma, plural(found))}")
