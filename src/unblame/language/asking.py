"""The question that a facilitator would put: how or what, about the thing in this very sentence."""

import re

from unblame.language.act import Told
from unblame.language.clause import Clause
from unblame.language.grammar import Account
from unblame.language.lexicon import words
from unblame.language.passive import lower_article
from unblame.language.phrase import noun_phrase, object_tokens
from unblame.language.retell import act_of, natural
from unblame.language.who import HUMAN, Who
from unblame.text import late

ASK_LET_THROUGH = "what let it through?"
ASK_SHOWN = "what would have shown it, and to whom?"
ASK_SENSIBLE = "what made going without it sensible that day?"
ASK_BASIS = "what was that expectation based on?"
ASK_SIGNAL = "how many such signals were there that day, and how many needed action?"
ASK_CONDITIONS = "what were the conditions: workload, time of day, size of the change, first use?"
ASK_WORK = "how is this usually done, and what made this path the practical one?"
ASK_TOOL = "what did the tool accept, show or default to?"
ASK_NUMBER = "what was the number, and what was the stated expectation?"
ASK_CONTROL = "what could the tool permit, show or default to instead?"

_LEANS = late(
    r"\b(?:he|she|his|her|him|i|my|me|you|your|himself|herself|themselves)\b", re.IGNORECASE
)
_BELIEF = late(
    r"\b(?:assumed|presumed|thought|believed|assumes|presumes|assuming|figured) (?:that )?"
    r"(?!to\b|of\b|about\b)(.{6,90}?)(?=\s*(?:[,.;:!?]|\bbecause\b|\bso\b|\band (?:did|went|then)\b|\bsince\b|$))"
)
_UNAWARE = late(
    r"\b(?:unaware|not aware|unfamiliar|not familiar) (?:of|with|that) (.{3,70}?)(?=\s*(?:[,.;:!?]|\bbecause\b|\band\b|$))"
)
_JUDGED_NOUN = late(
    r"\b(?:response|reaction|communication|handling|decisions?|planning|review|testing|strategy|process|management|"
    r"coordination|documentation|choices?|preparation|oversight|escalation|handover|performance|practices?)\b"
)
_HELD = late(
    r"\s*(\w.{5,80}?)(?=\s*(?:[.,;:!?](?:\s|$)|\bbecause\b|\bso\b|\band (?:did|went|then)\b|$))"
)
_UNSEEN = late(
    r"it (?:was|had been|is|has been) (?:not|never) (?:known|noticed|seen|spotted|caught|taken into|checked|verified|confirmed)\b"
)
_COMPLETES = late(
    r" (?:against|in|on|to|into|from|with|without|instead of|at|by) [^.,;:!?\"“()]{2,60}?(?=\s*(?:[.,;!?](?:\s|$)|$|\b(?:because|so|and|but|while|when|after|before|since|until)\b))"
)
_TRAIT_NOUN = late(r"\s+((?:[a-z-]+ ){0,1}[a-z-]{3,})")
_TAIL = late(
    r"\s*((?:when|with|before|while|during|after) [^.,;:!?\"“()]{3,60}?)(?=\s*(?:[.!?,;(]?\s*$|[,;:(]))"
)


def asked(account: Account, start: int, end: int, ask: str) -> str:
    """Return the question that fits what the sentence itself tells, or the plain one."""
    if ask == ASK_BASIS:
        return _unknown(account) or _about_belief(account) or ask
    if ask == ASK_CONDITIONS:
        return _about_conditions(account, start, end) or ask
    if ask == ASK_NUMBER:
        return _about_number(account, start, end)
    if ask in {ASK_CONTROL, ASK_TOOL}:
        return _about_tool(account, end, ask)
    if ask in {ASK_LET_THROUGH, ASK_SHOWN, ASK_SENSIBLE, ASK_WORK}:
        for clause in account.clauses:
            verb = account.tokens[clause.first].start
            touched = verb < end and start < clause.end
            if touched and clause.who in HUMAN | {Who.NAMELIKE}:
                alike = [other for other in account.clauses if other.subject == clause.subject]
                order = [clause, *alike]
                if ask == ASK_SHOWN:
                    order.sort(key=lambda one: not _left_undone(one))
                for one in order:
                    question = _about_act(account, one, ask)
                    if question:
                        return question
    return ask


def _left_undone(clause: Clause) -> bool:
    act = act_of(clause)
    return act is not None and act[2]


def _unknown(account: Account) -> str | None:
    """Ask where a thing could have been seen of which somebody did not know."""
    for clause in account.clauses:
        if clause.lemma == "know" and clause.negated and clause.who in HUMAN:
            about = clause.last + (clause.following[:1] in {("about",), ("of",)})
            thing = noun_phrase(account.text, object_tokens(clause, about))
            if thing and not _LEANS.search(thing) and not _names(account, thing):
                return f"where could {lower_article(thing)} have been seen at that moment?"
    return None


def _about_act(account: Account, clause: Clause, ask: str) -> str | None:
    act, told = act_of(clause), natural(clause)
    if act is None or told is None or told.text.split()[0].lower() in words("wordings", "it_only"):
        return None
    if act[1] == "know" and act[2]:
        return _unknown(account)
    if _LEANS.search(told.text) or _names(account, told.text):
        return None
    if told.text.endswith((" is that", " was that")):
        return _about_belief(account)
    text = told.text[:1].lower() + told.text[1:] if told.text[:4] in {"The ", "It w"} else told.text
    if _UNSEEN.match(text):
        return _about_unseen(account, told) or ASK_SHOWN
    if act[1] in words("wordings", "perceiving"):
        return f"what would have shown {_thing(text)}, and to whom?"
    rest = _rest(account, told.end)
    if ask in {ASK_SENSIBLE, ASK_WORK}:
        return f"how did it make sense at that moment that {text}{rest}?"
    if not act[2]:
        return f"what made it possible that {text}{rest}?"
    done = natural(clause, positive=True)
    if done is None or done.text.endswith(" that"):
        return ASK_SHOWN
    return f"what was in place to check that {done.text}{rest}?"


def _rest(account: Account, end: int) -> str:
    """Return what completes an act, such as `against production instead of staging`."""
    found = _COMPLETES.match(account.low, end)
    if found is None:
        return ""
    rest = account.text[found.start() : found.end()]
    return "" if _LEANS.search(rest) or _names(account, rest) else rest


def _about_unseen(account: Account, told: Told) -> str | None:
    found = _HELD.match(account.low, told.end)
    if found is None:
        return None
    held = account.text[found.start(1) : found.end(1)]
    joins = held.lower().startswith(("that ", "how ", "whether ", "why "))
    if _LEANS.search(held) or _names(account, held) or not (joins or told.text.endswith(" that")):
        return None
    return f"what would have shown {'' if joins else 'that '}{held}, and to whom?"


def _thing(text: str) -> str:
    """Return the subject of a wording: `the lag` of `the lag was not noticed`."""
    return re.split(r" (?:was|were|is|are|had|has|have|went|broke)\b", text)[0]


def _names(account: Account, text: str) -> bool:
    return any(account.text[start:end] in text for start, end in account.people)


def _about_belief(account: Account) -> str | None:
    found = _BELIEF.search(account.low)
    if found is None:
        return None
    held = account.text[found.start(1) : found.end(1)]
    if _LEANS.search(held) or _names(account, held) or not Account(held).clauses:
        return None
    return f"what made it look at that moment as if {held}?"


def _about_conditions(account: Account, start: int, end: int) -> str | None:
    found = _UNAWARE.search(account.low)
    if found and not _LEANS.search(found[1]):
        return f"where could {account.text[found.start(1) : found.end(1)]} have been seen at that moment?"
    if re.search(r"\btoo (?:slow|late)\b|\bslow to\b", account.low[start : end + 4]):
        return "how long did it take, and how long was it expected to take?"
    noun = _TRAIT_NOUN.match(account.low, end)
    attributive = re.search(
        r"\b(?:a|an|the|this|that|such|his|her|their|our|and)\s+$", account.low[:start]
    )
    known = words("systems", "system") | {
        "edit",
        "review",
        "change",
        "command",
        "merge",
        "design",
        "work",
    }
    if noun and attributive and noun[1].split()[-1] in known:
        return f"what were the conditions of the {noun[1]}: workload, time of day, size, first use?"
    return None


def _about_number(account: Account, start: int, end: int) -> str:
    """Ask how long for what was slow, and for a number of what was judged."""
    held = account.low[start:end]
    if "worse" in held:
        return "what pointed to that path at that moment?"
    if re.search(r"\b(?:slow\w*|late|delay\w*|wait\w*|long|amount of time)\b", held):
        return "how long did it take, and how long was it expected to take?"
    if re.search(r"\b(?:idea|decisions?|choices?|call|judge?ment)\b", held):
        return "what was known when this was decided, and what else was possible?"
    noun = _JUDGED_NOUN.search(held)
    if noun:
        many = noun[0].endswith("s") and not noun[0].endswith(("ss", "is"))
        verb = "do" if many else "does"
        return f"what {verb} the record show of the {noun[0]}, and what was expected?"
    return ASK_NUMBER


def _about_tool(account: Account, end: int, ask: str) -> str:
    found = _TAIL.match(account.low, end)
    if found is None or _LEANS.search(found[1]):
        return ask
    tail = account.text[found.start(1) : found.end(1)].strip()
    tail = f"when working {tail}" if tail.lower().startswith("with ") else tail
    if _names(account, tail):
        return ask
    return f"{ask.removesuffix('?').removesuffix(' instead')} {tail}?"
