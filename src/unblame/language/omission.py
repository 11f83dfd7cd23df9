"""What somebody left out: forgot, skipped, did not check."""

import re

from unblame.language.clause import Clause
from unblame.language.held import by_role, object_follows
from unblame.language.lexicon import acts, words
from unblame.language.who import HUMAN, INDIVIDUAL, Who
from unblame.text import late

FACTUAL_OURS = words("closed", "factual_ours")
PERCEIVED = frozenset(
    [
        "see",
        "receive",
        "hear",
        "know",
        "learn",
        "have",
        "be",
        "meet",
        "get",
        "need",
        "work",
        "want",
        "mean",
        "say",
        "recover",
        "show",
        "come",
        "arrive",
        "intend",
        "go",
        "stop",
        "break",
        "use",
        "experience",
        "find",
        "become",
        "lose",
        "do",
        "happen",
        "appear",
        "return",
    ]
)
CREWS = frozenset(["crew", "crews", "shift", "staff", "management", "leadership"])
NOBODY = late(
    r"(?:(?:obviously|clearly|apparently|evidently|sadly|unfortunately),? )?(?:nobody|no one|no-one|neither|none of|not one|not a single)\b"
)
UNHARMED = late(
    r"\b(?:nobody|no one|no-one) (?:was|were|is|got) (?:\w+ )?(?:impacted|affected|hurt|harmed|injured)\b"
)
NOT_YET = late(r"\b(?:yet|since|so far|currently|still|until|to date)\b")
NO_TROUBLE = frozenset(["problems", "issues", "errors", "symptoms", "trouble", "injuries"])
SAYING = frozenset(["mention", "say", "ask", "link", "attach", "write"])
SERVE = frozenset(["serve", "service", "maintain", "deliver", "meet", "provide", "reach"])
DUE = frozenset(["test", "check", "read", "review", "verify", "think", "look", "react", "follow"])
EXPLAINED = late(
    r"\bbecause\b|\b(?:as|since) (?:some|most|the|it|we|they|this|that|no|there|he|she|an?|our|its)\b"
)
PENDING = frozenset(["haven't", "hasn't", "have", "has"])
TARGETS = frozenset(["slo", "sla", "target", "deadline", "window", "cutoff"])
CHECKING = late(
    r"^(?:an?|the|any|their|our|proper)? ?(?:\w+ )?(?:reviews?|tests?|checks?|testing|checking)\b"
)


def omits(clause: Clause) -> bool:
    """Whether a clause says that somebody left something out."""
    nobody = clause.who in HUMAN and bool(NOBODY.match(clause.subject_text.lower()))
    if _excused(clause, nobody=nobody):
        return False
    if clause.lemma == "fail":
        return _fails(clause)
    if clause.lemma in acts("omission"):
        return _leaves_out(clause, nobody=nobody)
    if clause.lemma == "bother":
        return nobody or (clause.negated and clause.who is not Who.SELF)
    return _never(clause) or _not_done(clause, nobody=nobody)


def _excused(clause: Clause, *, nobody: bool) -> bool:
    """Whether what is left out is explained, harmless, or a way of speaking."""
    explained = bool(EXPLAINED.search(" ".join(clause.following)))
    if explained and clause.who in {Who.OURS, Who.SOMEONE, Who.TEAM, Who.THEY}:
        return True
    if nobody and (clause.before.endswith(("was", "were")) or UNHARMED.search(clause.account.low)):
        return True
    lemma, following = clause.lemma, clause.following
    if clause.who is Who.SELF:
        if lemma == "forget" and (
            set(following[1:2]) & SAYING or following[:1] in {("what",), ("which",), ("who",)}
        ):
            return True
        if lemma in {"understand", "think"} and not _of_a_step(clause):
            return True
    if nobody and lemma == "report":
        return bool(NO_TROUBLE & set(following[:3]))
    return nobody and lemma == "ask" and "to" in following[1:4]


def _fails(clause: Clause) -> bool:
    shared = clause.inherited and clause.form == "base"
    tried = clause.inherited and re.search(
        r"\b(?:tries|tried|attempts|attempted) and$", clause.before
    )
    if clause.who is Who.OURS and SERVE & set(clause.following[1:2]):
        return False
    return clause.following[:1] == ("to",) and not clause.negated and not shared and not tried


def _leaves_out(clause: Clause, *, nobody: bool) -> bool:
    """Whether a verb of leaving out says it of something that was due."""
    if clause.negated or nobody or clause.form == "gerund":
        return False
    if clause.following[:1] in {("nothing",), ("no",)}:
        return False
    if clause.lemma == "miss" and TARGETS & set(clause.following[:4]):
        return False
    if clause.lemma in {"miss", "skip", "overlook"}:
        fronted = clause.have and clause.who in INDIVIDUAL and not clause.following
        return clause.form != "base" and (fronted or object_follows(clause))
    return clause.form in ("past", "participle") or clause.who is not Who.YOU


def _not_done(clause: Clause, *, nobody: bool) -> bool:
    """Whether a denied deed of the past is one of diligence."""
    did = "did" in " ".join(clause.words)
    past = clause.form in ("past", "participle") or did
    bare = clause.negated and clause.first == clause.last and "never" not in clause.before[-12:]
    if (bare and not nobody) or (clause.do and not did):
        return False
    if nobody and clause.before.endswith((" so", " so that")):
        return False
    if not (clause.negated or nobody) or not past:
        return False
    if PENDING & set(clause.words) and not _left_undone(clause, nobody=nobody):
        return False
    return _diligence(clause)


def _of_a_step(clause: Clause) -> bool:
    """Whether what the writer did not think of is a step: `I didn't think to check`."""
    return clause.following[:1] in {("to",), ("about",), ("of",), ("that",), ("how",), ("the",)}


def _left_undone(clause: Clause, *, nobody: bool) -> bool:
    """Whether `has not tested` is held against people, and no work that is still to come."""
    if NOT_YET.search(clause.account.low) or clause.lemma not in DUE:
        return False
    return (
        nobody
        or clause.who in {Who.PERSON, Who.ROLE}
        or (clause.who is Who.TEAM and by_role(clause))
    )


def _never(clause: Clause) -> bool:
    """Whether somebody never did what they could have done, rather than never got or saw it."""
    told = clause.form in ("past", "participle") and not clause.passive and not clause.modal
    never = clause.negated and (clause.who in INDIVIDUAL | {Who.TEAM, Who.THEY, Who.VENDOR})
    if not never or clause.who in {Who.SELF, Who.YOU} or not told:
        return False
    before = clause.account.low[max(0, clause.start) : clause.end]
    if not re.search(r"\bnever\b", before) or PENDING & set(clause.words):
        return False
    if clause.lemma == "give" and clause.following[:1] == ("up",):
        return False
    if clause.lemma == "do" and not clause.following:
        return clause.who in {Who.PERSON, Who.PRONOUN, Who.ROLE, Who.TEAM}
    if clause.lemma == "find" and clause.following[:1] == ("time",):
        return True
    if clause.lemma == "get":
        return clause.following[:2] in {("around", "to"), ("round", "to")}
    return clause.lemma not in PERCEIVED


def _diligence(clause: Clause) -> bool:
    lemma, text = clause.lemma, " ".join(clause.following[:6])
    if lemma in {"do", "run", "perform", "make"} and CHECKING.search(text):
        return True
    if lemma == "end":
        return bool(re.match(r"up (?:checking|testing|verifying|reviewing)", text))
    if lemma == "think" and clause.following[:1] == ("to",):
        return True
    if clause.who is Who.OURS and lemma in FACTUAL_OURS:
        return False
    if lemma == "care":
        return False
    if lemma == "bother":
        return True
    if lemma == "log":
        return clause.following[:1] not in {("in",), ("out",), ("on",), ("into",)}
    if lemma == "pay" and re.search(r"\b(?:bills?|invoices?|fees?|renewal)\b", text):
        return True
    if lemma in {"pay", "take"}:
        return bool(
            re.search(
                r"\b(?:attention|seriously|ownership|responsibility|time to|trouble to|precautions|necessary steps)\b",
                text,
            )
        )
    if lemma in {"look", "think", "plan", "back", "report", "care", "understand", "listen"}:
        return clause.who is not Who.OURS
    if clause.who is Who.VENDOR:
        asked = re.search(r"\bfor (?:a )?comment\b", text)
        known = clause.do or lemma in acts("diligence")
        return lemma not in PERCEIVED and known and not asked
    alone = clause.who in INDIVIDUAL - {Who.SELF} or (
        clause.who is Who.TEAM
        and (by_role(clause) or (clause.head is not None and clause.head.bare in CREWS))
    )
    told = {"did", "didn't", "had", "hadn't"} & set(clause.words)
    if alone and lemma in words("closed", "expected_of_people") and told:
        return object_follows(clause) or clause.following[:1] in {
            ("down",),
            ("up",),
            ("out",),
            ("over",),
        }
    return lemma in acts("diligence") | words("closed", "diligence_too")
