"""Whom a clause can be held against: people, what may be a name, and vendors told of as people are."""

from unblame.language.clause import Clause
from unblame.language.closed import ADVERBS, DETERMINERS, PREPOSITIONS
from unblame.language.cue import BROKEN
from unblame.language.lexicon import acts, words
from unblame.language.who import HUMAN, Who, name_like
from unblame.text import late

SIGNED = words("closed", "signed")
HAND_WORK = frozenset(
    [
        "it",
        "maintenance",
        "construction",
        "utility",
        "railway",
        "city",
        "airport",
        "shift",
        "office",
        "factory",
        "contract",
        "repair",
        "road",
        "agency",
        "tired",
    ]
)
AT_WORK = late(
    r"\b(?:blackout|power (?:company|cut|outage|plant)|plant|factory|airport|railway|union|employer|substation|warehouse|breaker|cable|shift|wrench|backhoe|excavator|interlock|safety|lockout|foreman|union)\b"
)
TELLING = frozenset(
    [
        "tell",
        "inform",
        "notify",
        "warn",
        "communicate",
        "announce",
        "bother",
        "apologise",
        "apologize",
        "explain",
    ]
)
CANNOT = frozenset(
    ["respond", "answer", "act", "react", "listen", "open", "try", "handle", "prevent"]
)
HIRED = frozenset(
    [
        "telco",
        "telecom",
        "vendor",
        "supplier",
        "provider",
        "registrar",
        "carrier",
        "company",
        "firm",
        "isp",
        "utility",
        "hoster",
        "agency",
        "bank",
        "airline",
        "ministry",
        "council",
        "railway",
        "hospital",
        "retailer",
    ]
)


def human(clause: Clause) -> bool:
    """Whether a clause can be held against its subject as one holds things against people."""
    if clause.who in HUMAN:
        return True
    if clause.who is Who.VENDOR:
        return _careless_vendor(clause)
    if (
        clause.who is Who.SYSTEM
        and clause.head is not None
        and clause.head.bare in {"user", "worker", "workers"}
    ):
        return _only_a_person(clause)
    if clause.who is not Who.NAMELIKE or not _alone_or_capital(clause):
        return False
    pair = clause.subject is not None and _name_pair(clause)
    forgets = human_only(clause.lemma) or clause.lemma in SIGNED
    if clause.lemma == "fail" and clause.following[:1] == ("to",):
        forgets = (
            told(clause)
            and clause.following[1:2] != ()
            and clause.following[1] in acts("diligence") - CANNOT
        )
    forgets = forgets or marked(clause)
    unaware = clause.lemma == "be" and {"unaware", "careless", "sick"} & set(clause.following[:3])
    return bool(pair or forgets or unaware)


def _only_a_person(clause: Clause) -> bool:
    """Whether a user or worker, who may be a machine's, did what a machine cannot."""
    thought = clause.lemma == "think" and clause.negated and clause.following[:1] == ("to",)
    known = told(clause) and clause.lemma in {"forget", "neglect", "overlook", "misread", "bother"}
    before = clause.subject_text.lower().split()[:-1]
    around = (
        clause.head is not None
        and clause.head.bare in {"worker", "workers"}
        and AT_WORK.search(clause.account.low)
    )
    return thought or known or bool(around or HAND_WORK.intersection(before))


def _alone_or_capital(clause: Clause) -> bool:
    """Whether what may be a name stands as names do: with a capital, or small and alone as a nick."""
    first, last = clause.subject or (0, 0)
    tokens = clause.account.tokens
    if tokens[first].low in DETERMINERS and first != last:
        return False
    if clause.head is not None and clause.head.text[:1].isupper():
        return True
    return first == last and (first == 0 or not tokens[first - 1].text.isalpha())


def _careless_vendor(clause: Clause) -> bool:
    """Whether a vendor is told of as a person is: one that forgets, neglects or fails to tell."""
    fails = clause.lemma == "fail" and clause.following[:1] == ("to",)
    silent = fails and bool(set(clause.following[1:2]) & acts("diligence"))
    denies = clause.lemma in {"deny", "lie", "mislead"} and told(clause)
    if clause.head is not None and clause.head.bare in HIRED:
        return clause.lemma not in acts("harm") | BROKEN | {"be"} or "ball" in clause.following[:2]
    mute = clause.negated and not clause.modal and clause.lemma in TELLING
    return silent or denies or mute or clause.lemma in {"forget", "neglect", "bother", "overlook"}


def _name_pair(clause: Clause) -> bool:
    first, last = clause.subject or (0, 0)
    tokens = clause.account.tokens[first : last + 1]
    known = words("systems", "system")
    return len(tokens) == 2 and all(
        token.text[:1].isupper() and name_like(token) and token.bare not in known
        for token in tokens
    )


def told(clause: Clause) -> bool:
    """Whether a clause tells what was, not what is planned or habitual, and not of one's own group."""
    past = clause.form in ("past", "participle") or clause.lemma == "be"
    return past and clause.who is not Who.OURS


def object_follows(clause: Clause) -> bool:
    """Whether an object follows the verb."""
    following = clause.after[:1]
    return bool(following) and following[0].word and following[0].low not in PREPOSITIONS - {"out"}


def marked(clause: Clause) -> bool:
    """Whether a word such as `accidentally` stands beside the verb."""
    marks = words("verdicts", "by_mistake")
    before = [token.low for token in clause.account.tokens[max(0, clause.first - 2) : clause.first]]
    near = before[-1:] if not (before and before[-1] in ADVERBS) else before
    return bool(marks & {*near, *clause.following[:1]})


def by_role(clause: Clause) -> bool:
    """Whether a subject is told by its role (`the reviewers`), and not as a team."""
    head = clause.head.bare.rsplit("/", maxsplit=1)[-1] if clause.head else ""
    return head in words("roles", "role")


def human_only(lemma: str) -> bool:
    """Whether only a person can do this."""
    return lemma in acts("human")
