"""A wording made from the sentence alone, or the question that a facilitator would put.

Nothing is added: a person is replaced by the thing that was changed, never by a false subject,
and everything before and after the replaced span stays as it stands. What no pattern covers gets
no wording.
"""

import re

from unblame.language.clause import Clause
from unblame.language.lexicon import idioms, participle, words
from unblame.language.phrase import noun_phrase, object_tokens, plural
from unblame.language.who import Who

ASK_LET_THROUGH = "what let it through?"
ASK_SHOWN = "what would have shown it, and to whom?"
ASK_SENSIBLE = "what made going without it sensible that day?"
ASK_BASIS = "what was that expectation based on?"
ASK_SIGNAL = "how many such signals were there that day, and how many needed action?"
ASK_CONDITIONS = "what were the conditions: workload, time of day, size of the change, first use?"
ASK_WORK = "how is this usually done, and what made this path the practical one?"
ASK_TOOL = "what did the tool accept, show or default to?"
ASK_CONTROL = "what could the tool permit, show or default to instead?"

_HANGING = re.compile(r",? (?:which|who|whose|that)\b")
_SUBJECT_WORDS = re.compile(
    r"\b(?:he|she|his|her|him|himself|herself|i|my|me|who|myself)\b", re.IGNORECASE
)


def capitalise(clause: Clause, start: int, text: str) -> str:
    """Return `text` with a capital where it opens a sentence that opened with one."""
    before = clause.account.masked[:start].strip()
    source = clause.account.text[start : start + 1]
    if (not before or before[-1] in ".:;-") and source.isupper():
        return text[:1].upper() + text[1:]
    return text[:1].lower() + text[1:] if text[:2] in {"A ", "Th", "It"} else text


def omission(clause: Clause) -> tuple[int, int, str] | None:
    """`Ops failed to notice the lag` becomes `The lag was not noticed`."""
    if not _own_subject(clause) or clause.have or clause.modal:
        return None
    tokens = clause.account.tokens
    if clause.lemma == "fail" and clause.following[:1] == ("to",):
        verb = clause.last + 2
        return _passive(clause, verb, tokens[verb].low, negate=True) if verb < len(tokens) else None
    if clause.lemma in {"forget", "neglect", "omit", "bother"} and clause.following[:1] == ("to",):
        verb = clause.last + 2
        return _passive(clause, verb, tokens[verb].low, negate=True) if verb < len(tokens) else None
    nobody = clause.subject_text.lower() in {"nobody", "no one", "no-one"}
    if clause.negated or nobody:
        return _passive(clause, clause.last, clause.lemma, negate=True)
    if clause.lemma in {"overlook", "miss", "skip", "neglect", "forget"}:
        return _passive(clause, clause.last, clause.lemma, negate=False)
    return None


def should_have(clause: Clause) -> tuple[int, int, str] | None:
    """`They should have used the canary` becomes `The canary was not used`."""
    if not _own_subject(clause) or clause.passive or clause.lemma == "be":
        return None
    return _passive(clause, clause.last, clause.lemma, negate=not clause.negated)


def agentless(clause: Clause) -> tuple[int, int, str] | None:
    """`Nora pushed the bad config` becomes `The bad config was pushed`."""
    if not _own_subject(clause) or clause.modal or clause.passive or clause.do:
        return None
    return _passive(clause, clause.last, clause.lemma, negate=False)


def without_agent(clause: Clause) -> tuple[int, int, str] | None:
    """Drop the agent: `The key was deleted by Amina` becomes `The key was deleted`."""
    by = clause.agent
    if by is None or by[0] is Who.NONE:
        return None
    tokens = clause.account.tokens
    start, first, end = clause.start, tokens[by[1]], tokens[by[2]].end
    return start, end, clause.account.text[start : first.start].rstrip()


def _own_subject(clause: Clause) -> bool:
    """Whether a clause can lose its subject with nothing else hanging on it."""
    if clause.subject is None or clause.inherited or clause.relative:
        return False
    account = clause.account
    after = account.text[clause.end :]
    if _SUBJECT_WORDS.search(after):
        return False
    if clause.who in {Who.OURS, Who.SELF, Who.YOU} and re.search(r"\b(?:our|your|we|you)\b", after):
        return False
    return not any(
        other.inherited and other.subject == clause.subject
        for other in account.clauses
        if other is not clause
    )


def _passive(clause: Clause, verb: int, lemma: str, *, negate: bool) -> tuple[int, int, str] | None:
    if (
        not lemma.replace("-", "").isalpha()
        or _idiom(clause, lemma)
        or lemma in {"double", "have", "be", "do", "get", "let", "want", "care", "bother"}
    ):
        return None
    account, start = clause.account, clause.start
    mark = _adverb(clause)
    middle = f"{' not' if negate else ''}{mark} {participle(lemma)}"
    following = account.tokens[verb + 1 : verb + 2]
    if following and following[0].low in {"that", "whether"}:
        text = f"it was{middle}"
        return start, account.tokens[verb].end, capitalise(clause, start, text)
    found = object_tokens(clause, verb)
    phrase = noun_phrase(account.text, found)
    hanging = bool(found) and _HANGING.match(account.low, found[-1].end)
    if phrase is None or hanging:
        return None
    text = f"{phrase} {'were' if plural(found) else 'was'}{middle}"
    article = re.match(r"(?:an?|any) ", text, re.IGNORECASE)
    if negate and article:
        text = f"no {text[article.end() :]}".replace(" not ", " ", 1)
    return start, found[-1].end, capitalise(clause, start, _lower_article(text))


def _idiom(clause: Clause, lemma: str) -> bool:
    """Whether a verb is part of a set phrase, which has no passive."""
    text = " ".join(clause.following[:9])
    return any(follows.match(text) for _, follows in idioms().get(lemma, ()))


def _lower_article(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in {"The", "A", "An", "This", "It"} else text


def _adverb(clause: Clause) -> str:
    """Keep what stands beside the verb of manner or certainty, other than a verdict on somebody."""
    first = clause.subject[1] + 1 if clause.subject else clause.first
    beside = [token.low for token in clause.account.tokens[first : clause.last]]
    kept = [word for word in beside if word in KEPT]
    return f" {kept[0]}" if kept else ""


KEPT = words("closed", "kept")

_NUMBER = re.compile(r"\d+(?:[.:,]\d+)*%?|`[^`]*`|https?://\S+")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|\]\([^)]*\)|\*+|~~|(?<!\w)_+(?=\w)|\[|\]")
_NEGATION = re.compile(r"\b(?:not|never|nobody|no)\b|n't\b", re.IGNORECASE)
_CERTAINTY = re.compile(
    r"\b(?:probably|possibly|apparently|likely|maybe|perhaps|seems?|about|around|approximately)\b",
    re.IGNORECASE,
)


def keeps(before: str, after: str) -> bool:
    """Whether a rewrite keeps every number, time, code span, link and word of certainty."""
    for pattern in (_NUMBER, _CERTAINTY, _MARKUP):
        had = sorted(found.lower() for found in pattern.findall(before))
        if had != sorted(found.lower() for found in pattern.findall(after)):
            return False
    return bool(_NEGATION.search(after)) or not _NEGATION.search(before)
