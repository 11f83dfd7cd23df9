"""The object of an act as the subject of a passive: `the lag was not noticed`."""

import re

from unblame.language.act import SET_ASIDE, WITHIN, Act, Told, done_of, pairs, preposition
from unblame.language.attach import attached
from unblame.language.clause import Clause
from unblame.language.closed import ADVERBS, BE, DETERMINERS, DO, HAVE, MODAL
from unblame.language.lexicon import verb_forms, words
from unblame.language.phrase import (
    COUNTING,
    NUMERALS,
    OBJECT_STOPS,
    is_person,
    noun_phrase,
    object_tokens,
    plural,
    recipients,
)
from unblame.language.tense import be_for
from unblame.language.token import Token
from unblame.text import late

NOT_ANY = {
    "someone": "nobody",
    "somebody": "nobody",
    "anyone": "nobody",
    "anybody": "nobody",
    "something": "nothing",
    "anything": "nothing",
}
_OF_THE_NOUN = late(
    r"\s*,\s*(?:which|that) (?:\w+ly )?(?!(?:in turn |then |also )?(?:caus|le[da]|meant|mean|broke|break|took|take|made|make|brought|bring|trigger|result|rolled|cost|delay|forc|allow|let|left|prevent|mask|hid)\w*)"
)
UNTOLD = frozenset(["double", "have", "be", "do", "get", "let", "want", "care", "bother", "go"])
UNPASSIVE = frozenset(
    ["cause", "cost", "mistake", "become", "seem", "remain", "lead", "result", "come", "end"]
)


def unmet(act: Act) -> Told | None:
    """`ignored three alerts` becomes `three alerts were not acted on`."""
    if act.negate:
        return None
    if act.lemma in SET_ASIDE | {"violate", "breach", "break"}:
        found = object_tokens(act.clause, act.verb)
        rule = bool(found) and found[-1].low in words("wordings", "rules")
        if found and re.match(
            r"\s*as (?!they|it|we|he|she|the|there|these|this|i\b)",
            act.clause.account.low[found[-1].end :],
        ):
            return None
        if act.lemma in {"violate", "breach", "break"}:
            return passive(act, _kept(found), negate=True) if rule else None
        return passive(act, _kept(found) if rule else "acted on", negate=True)
    if act.lemma in words("wordings", "not_noticed"):
        found = object_tokens(act.clause, act.verb)
        signal = bool(found) and found[-1].low.removesuffix("s") in words("wordings", "signals")
        seen = signal or act.lemma == "overlook"
        return passive(act, "noticed" if seen else "missed", negate=seen)
    if act.lemma == "waste":
        return passive(act, "spent", negate=False)
    if act.lemma == "neglect":
        return passive(act, "maintained", negate=True)
    if act.lemma in {"forget", "omit"}:
        return passive(act, "left out", negate=False)
    return None


def given(act: Act) -> Told | None:
    """`gave customers wrong information` becomes `customers were given wrong information`."""
    if act.lemma not in words("wordings", "gives") or not act.after:
        return None
    start = 1 if act.low[0] in DETERMINERS else 0
    found = act.after[: start + 1]
    follows = act.after[start + 1 : start + 2]
    if found[-1].low not in words("wordings", "receivers") or not follows:
        return None
    if not follows[0].word or preposition(follows[0]) or follows[0].low in {"and", "or", "to"}:
        return None
    be = be_for(act.clause, found[-1].low != "everyone", act.negate)
    marks = "".join(f" {word}" for word in act.beside)
    phrase = noun_phrase(act.clause.account.text, found)
    return Told(found[-1].end, f"{phrase} {be}{marks} {done_of(act)}") if phrase else None


def untold(act: Act) -> Told | None:
    """`did not tell support about it` becomes `support was not told about it`."""
    if act.lemma not in words("wordings", "tell"):
        return None
    tokens = act.after
    if not tokens:
        return None
    be, done = be_for(act.clause, True, act.negate), done_of(act)
    if tokens[0].low == "us":
        return Told(tokens[0].end, f"we {be} {done}")
    if tokens[0].low in {"anyone", "anybody"} and act.negate:
        return Told(tokens[0].end, f"nobody {be_for(act.clause, False, False)} {done}")
    if tokens[0].low in {"nobody", "no"}:
        return None
    found = recipients(act.clause, act.verb)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    many = plural(found) or any(token.low in {"and", ","} for token in found)
    return Told(found[-1].end, f"{phrase} {be_for(act.clause, many, act.negate)} {done}")


def of_object(act: Act) -> Told | None:
    if act.lemma in UNTOLD | UNPASSIVE | WITHIN:
        return None
    if act.lemma == "follow" and act.negate:
        found = object_tokens(act.clause, act.verb)
        return passive(act, _kept(found), negate=True) if found else None
    return passive(act, None, negate=act.negate)


def _kept(found: tuple[Token, ...]) -> str:
    """Return what is done with a step, a checklist or a rule that is kept to."""
    low = {token.low for token in found}
    if low & {"step", "steps"}:
        return "performed"
    return "worked through" if low & words("wordings", "listed") else "observed"


def nominal(act: Act) -> Told | None:
    """`failed to escalate` becomes `there was no escalation`."""
    noun = pairs("nominal").get(act.lemma)
    if noun is None:
        return None
    end = act.verb
    particle = {"follow": "up", "roll": "back", "back": "up", "fail": "over", "hand": "over"}
    if act.lemma in particle:
        if act.low[:1] != (particle[act.lemma],):
            return None
        end += 1
    follows = act.clause.account.tokens[end + 1 : end + 2]
    if follows and follows[0].word and not preposition(follows[0]):
        return None
    be = "had been" if "had" in act.clause.words and not act.clause.modal else "was"
    stop = act.clause.account.tokens[end].end
    marks = "".join(f" {word}" for word in act.beside)
    if act.negate and act.lemma == "ask":
        return Told(stop, f"nobody {be}{marks} asked")
    if act.negate:
        return Told(stop, f"there {be}{marks} no {noun}")
    if act.lemma not in {"deploy", "ship", "roll", "fail", "reboot", "restart"}:
        return None
    return Told(stop, f"a {noun} took place") if not marks else None


def passive(act: Act, done: str | None, *, negate: bool) -> Told | None:
    """Return the object as the subject of a passive."""
    clause, account = act.clause, act.clause.account
    verb, particle = _particle(act)
    found = object_tokens(clause, verb)
    marks = "".join(f" {word}" for word in act.beside)
    if negate and len(found) == 1 and found[0].low in NOT_ANY:
        follows = clause.account.tokens[verb + 2 : verb + 3]
        if follows and follows[0].low in {"from", "in", "on", "else", "at"}:
            return None
        who = NOT_ANY[found[0].low]
        told = f"{who} {be_for(clause, False, False)}{marks} {done or done_of(act)}{particle}"
        return Told(found[0].end, told)
    if negate and not found and act.lemma in {"notice", "see", "spot", "realize", "realise"}:
        stop = clause.account.tokens[verb].end
        if re.search(r"\b(?:that|whether|how)\b", account.low[stop:]):
            return None
        return Told(stop, f"this {be_for(clause, False, True)}{marks} noticed")
    if done in {"acted on", "noticed", "observed", "worked through"} or act.lemma in words(
        "wordings", "noticing"
    ):
        found = attached(clause, found, act.lemma, wide=True)
    else:
        found = attached(clause, found, act.lemma, wide=False)
    phrase = noun_phrase(account.text, found)
    if act.lemma in words("wordings", "dummy_it") and [token.low for token in found] == ["it"]:
        return None
    if phrase is None or re.match(r"\s*,?\s*(?:who|whose|whom)\b", account.low[found[-1].end :]):
        return None
    if re.match(r"\s*(?:that|which)\b", account.low[found[-1].end :]) or _OF_THE_NOUN.match(
        account.low, found[-1].end
    ):
        return None
    if _cut_short(clause, found):
        return None
    many = plural(found)
    turned = negate and not act.negate
    be = (
        f"{be_for(clause, many, negate=False)}{marks} not"
        if turned
        else f"{be_for(clause, many, negate)}{marks}"
    )
    text = f"{phrase} {be} {done or done_of(act)}{particle}"
    article = re.match(r"(?:an?|any) ", text, re.IGNORECASE)
    if negate and article and not turned:
        text = re.sub(r" (?:not|never) ", " ", f"no {text[article.end() :]}", count=1)
    return Told(found[-1].end, lower_article(text))


def _cut_short(clause: Clause, found: tuple[Token, ...]) -> bool:
    """Whether the noun goes on behind the object: `the seven`, `correctly updated servers`."""
    after = [token for token in clause.account.tokens if token.start >= found[-1].end][:3]
    if not after or not after[0].word or is_person(clause, after[0]):
        return False
    low = after[0].low
    if low == "more" and found[-1].low in {"little", "bit", "few", "much", "many", "some"}:
        return True
    if low.endswith("ly") and len(after) > 2 and after[1].low.endswith("ed") and after[2].word:
        return after[2].low not in OBJECT_STOPS
    known = (
        low in OBJECT_STOPS | ADVERBS | DETERMINERS | BE | HAVE | DO | MODAL | NUMERALS | COUNTING
    )
    verb = verb_forms().get(low, ("", "base"))[1] != "base"
    marks = {
        "and",
        "or",
        "not",
        "nor",
        "yet",
        "so",
        "anyway",
        "online",
        "live",
        "unused",
        "open",
        "wrong",
    }
    other = words("wordings", "no_object") | words("wordings", "weekdays") | marks
    return not (known or verb or low in other or low.endswith("ly") or low[0].isdigit())


def _particle(act: Act) -> tuple[int, str]:
    """Return the token that the object follows, and what the participle takes along."""
    low = act.low
    of = pairs("look_at").get(act.lemma, "").split("/")
    if act.negate and low[:1] and low[0] in of:
        return act.verb + 1, "" if act.lemma == "know" else f" {low[0]}"
    marks = words("wordings", "particles")
    if act.lemma in {"turn", "switch", "sign", "leave", "log"}:
        marks = marks | words("wordings", "wide_particles")
    if len(low) > 1 and low[0] in marks and act.after[1].word:
        starts = low[1] in DETERMINERS or not preposition(act.after[1])
        if starts:
            return act.verb + 1, f" {low[0]}"
    return act.verb, ""


def lower_article(text: str) -> str:
    """Return a wording with its first word in lower case where that is no name."""
    first = text.split(" ", 1)[0]
    small = {
        "The",
        "A",
        "An",
        "This",
        "It",
        "No",
        "There",
        "That",
        "These",
        "Those",
        "We",
        "Nobody",
    }
    return text[:1].lower() + text[1:] if first in small else text
