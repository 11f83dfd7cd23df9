"""What a clause says against the one who acts: an omission, an error, a harm, a will, a state."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from unblame.language.behind import in_spite, put_behind
from unblame.language.clause import Clause
from unblame.language.closed import BOUNDARIES
from unblame.language.grammar import Account
from unblame.language.held import human, object_follows, told
from unblame.language.lexicon import acts, idioms, words
from unblame.language.mind import in_state, reads_mind
from unblame.language.misdeed import CARE, MISTAKE, errs
from unblame.language.omission import omits
from unblame.language.phrase import object_end
from unblame.language.who import HUMAN, Who
from unblame.text import late

LEFT_AS = frozenset(
    [
        "open",
        "on",
        "off",
        "running",
        "unlocked",
        "enabled",
        "disabled",
        "unattended",
        "behind",
        "exposed",
    ]
)
SAFEGUARD = late(
    r"\b(?:alarms?|alerts?|monitor(?:ing|s)?|checks?|validation|interlocks?|safeguards?|protections?|guards?|backups?|tests?|fence|lock)$"
)
LED = (
    *(" made", " makes", " make", " let", " lets", " helped"),
    *(" allow", " allows", " allowed", " allowing", " enables", " enabled", " permits"),
)
OPENED = late(r"\b(?:issue|incident|bug|problem|for)\b")
CABLE = late(r"\b(?:cables?|fib(?:er|re)s?|lines?|cord|conduit|duct|power|trunk|pipe)\b")
GIVEN_WHY = late(
    r"\bbecause (?:the|no|it|there|an?|its|nothing|of)\b|\b(?:issue|outage|incident|problem|bug) until\b"
)
ANY_TIME = (
    " when",
    " where",
    " whenever",
    "whenever",
    " once",
    " before",
    " until",
    " unless",
    " that",
)
PAST = frozenset(["was", "wasn't", "had", "hadn't", "did", "didn't", "were"])
POINTED_AT = frozenset({Who.PERSON, Who.PSEUDONYM, Who.ROLE, Who.TEAM, Who.YOU})
DEFECT = late(
    r"\b(?:errors?|bugs?|defects?|regressions?|vulnerabilit(?:y|ies)|flaws?|faults?|typos?)\b"
)
AS_PLANNED = late(
    r"\bas (?:agreed|planned|designed|intended|expected|instructed|documented|usual|the (?:runbook|procedure|rules|plan|docs?|guide))\b|\bon purpose\b|\bby design\b"
)
MISTAKES = late(r"\b(?:mistakes?|errors?|typos?|blunders?|slips?|oversights?)\b")
OUTAGE = late(
    r"\b(?:outage|incident|downtime|failure|problem|issue|breakage|crash|loss|bug|blackout|breach|leak|accident|disruption|spill|mess)"
)


class Kind(StrEnum):
    OMISSION = "omission"
    ERROR = "error"
    WILFUL = "wilful"
    MIND = "mind"
    STATE = "state"
    CAUSE = "cause"


class Fault(Struct, frozen=True):
    """One act, or lack of one, held against somebody. Offsets count from the sentence's start."""

    kind: Kind
    who: Who
    clause: Clause
    start: int
    end: int
    by: bool = False

    @property
    def certain(self) -> bool:
        """Whether the form alone tells blame: an error or an omission of somebody who is pointed at."""
        return self.kind in {Kind.ERROR, Kind.OMISSION} and self.who in POINTED_AT


def faults(account: Account) -> tuple[Fault, ...]:
    """Return what one sentence holds against people, in order."""
    found = account.__dict__.get("faults")
    if found is None:
        found = tuple(_faults(account)) if account.may_hold else ()
        account.__dict__["faults"] = found
    return found


def _faults(account: Account) -> Iterator[Fault]:
    supposed = False
    for clause in account.clauses:
        by = clause.agent
        if by is not None and by[0] is Who.NAMELIKE and not _capital(account, by[1] + 1):
            by = None
        supposed = _conditional(clause) or _habitual(clause) or (clause.inherited and supposed)
        if by is not None and by[0] in HUMAN | {Who.NAMELIKE}:
            kind = _passive_kind(clause)
            if kind and by[0] is not Who.NONE:
                end = account.tokens[by[2]].end
                yield Fault(kind, _resolve(by[0], True), clause, clause.start, end, True)
        if clause.passive or not human(clause):
            continue
        if clause.inherited and clause.subject_text.lower() in {"us", "me", "them", "him"}:
            continue
        kind = _kind(clause)
        if kind is Kind.STATE and GIVEN_WHY.search(" ".join(clause.following)):
            continue
        if kind is Kind.STATE and clause.who is Who.SELF and not PAST & set(clause.words):
            continue
        if kind is Kind.ERROR and AS_PLANNED.search(" ".join(clause.following)):
            continue
        if kind and not supposed and not _led(clause) and not _asked(clause):
            who = _resolve(clause.who, True)
            yield Fault(kind, who, clause, clause.start, _reach(clause, kind))
    yield from _verbless(account)


def _capital(account: Account, index: int) -> bool:
    return index < len(account.tokens) and account.tokens[index].text[:1].isupper()


def _led(clause: Clause) -> bool:
    """Whether something made, let or helped somebody do it: `this made the operator look there`."""
    return clause.before.endswith(LED)


def _asked(clause: Clause) -> bool:
    """Whether the writer only wonders about their own part."""
    wonders = clause.who is Who.SELF and (
        clause.account.low.rstrip(" *_\"'").endswith("?")
        or clause.before.endswith(("perhaps", "maybe"))
    )
    return wonders or (clause.who is Who.SELF and clause.before.endswith("why"))


def _conditional(clause: Clause) -> bool:
    """Whether a clause says what would be, after `if` or `unless`."""
    if clause.who is Who.YOU and clause.subject_text.lower().startswith(("in case", "when", "if ")):
        return True
    if clause.who is Who.YOU and clause.before.endswith(
        (" when", " whenever", " once", " case", "when", " time")
    ):
        return True
    return clause.before.endswith((" if", " unless")) or clause.before in {"if", "unless"}


def _habitual(clause: Clause) -> bool:
    """Whether a clause tells what anybody may do: `when a developer forgets it`."""
    if clause.form in ("past", "participle") or clause.do or clause.be:
        return False
    if not clause.subject_text.lower().startswith(("a ", "an ", "any", "someone", "somebody")):
        return False
    return clause.relative or clause.before.endswith(ANY_TIME) or clause.before in {"when", "where"}


def _resolve(who: Who, human: bool) -> Who:
    if who is Who.SYSTEM:
        return Who.ROLE
    return Who.PERSON if human and who is Who.NAMELIKE else who


def _passive_kind(clause: Clause) -> Kind | None:
    if clause.lemma in acts("wilful"):
        return Kind.WILFUL
    if clause.lemma in acts("omission") or (
        clause.negated and clause.lemma in acts("diligence") and _told_who(clause)
    ):
        return Kind.OMISSION
    if clause.negated:
        return None
    if clause.lemma == "leave" and set(clause.following[:1]) & LEFT_AS:
        return Kind.ERROR
    if clause.lemma in {"disable", "remove"} and SAFEGUARD.search(clause.subject_text.lower()):
        return Kind.ERROR
    if clause.lemma in (acts("error") | acts("harm") | {"silence", "mute", "disconnect"}) - {
        "kill"
    }:
        return Kind.ERROR
    marked = clause.adverbs & words("verdicts", "by_mistake") or MISTAKE.search(
        " ".join(clause.following)
    )
    if clause.lemma in {"cut", "sever", "damage", "hit", "dig"} and CABLE.search(
        clause.subject_text.lower()
    ):
        return Kind.ERROR
    subject = clause.subject_text.lower()
    if (
        clause.lemma in {"turn", "switch", "shut"}
        and clause.following[:1] == ("off",)
        and SAFEGUARD.search(subject)
    ):
        return Kind.ERROR
    if clause.lemma == "introduce" and DEFECT.search(subject):
        return Kind.ERROR
    careless = CARE.search(" ".join(clause.following)) or _a_mistake(clause)
    return Kind.ERROR if marked or careless or clause.lemma == "cause" else None


def _a_mistake(clause: Clause) -> bool:
    """Whether a passive is about a mistake: `the first mistake was made by the reviewer`."""
    return clause.lemma in {"make", "commit"} and bool(MISTAKES.search(clause.subject_text.lower()))


def _told_who(clause: Clause) -> bool:
    """Whether the one behind a passive is a certain one: `by the reviewer`, not `by another one`."""
    first = clause.agent[1] + 1 if clause.agent else 0
    return bool(first) and clause.account.tokens[first].low not in {
        "a",
        "an",
        "another",
        "neither",
        "any",
        "anyone",
        "someone",
    }


def _kind(clause: Clause) -> Kind | None:
    if clause.modal and not clause.have:
        return None
    if not clause.modal and not clause.negated:
        text = " ".join(clause.following[:9])
        for kind, follows in idioms().get(clause.lemma, ()):
            if follows.match(text) and told(clause):
                return Kind(kind)
    if omits(clause):
        return Kind.OMISSION
    if clause.modal:
        return None
    if errs(clause):
        return Kind.ERROR
    if put_behind(clause):
        return Kind.ERROR
    if clause.lemma in acts("wilful") and not clause.negated and clause.who is not Who.OURS:
        refused = clause.lemma == "refuse" and clause.following[:1] == ("to",)
        against = clause.lemma != "refuse" and object_follows(clause)
        return Kind.WILFUL if refused or against else None
    if in_spite(clause):
        return Kind.WILFUL
    if in_state(clause):
        return Kind.STATE
    if reads_mind(clause):
        return Kind.MIND
    if clause.lemma in acts("cause") and OUTAGE.search(" ".join(clause.following[:6])):
        opened = clause.lemma == "create" and OPENED.search(" ".join(clause.following[:6]))
        return None if opened else Kind.CAUSE
    return None


def _verbless(account: Account) -> Iterator[Fault]:
    """Find `name unaware that …`, which has no verb of its own."""
    for index, token in enumerate(account.tokens[1:], start=1):
        before = account.tokens[index - 1]
        if token.low == "unaware" and before.end and account.clauses:
            known = any(start <= before.start < end for start, end in account.people)
            if known or before.bare in words("roles", "role"):
                who = Who.PERSON if known else Who.ROLE
                yield Fault(Kind.STATE, who, account.clauses[0], before.start, token.end)


def _reach(clause: Clause, kind: Kind) -> int:
    """Return where the object of a clause ends; of a state, its first words."""
    if kind is Kind.STATE:
        end = clause.end
        for token in clause.after[:3]:
            if not token.word or token.low in BOUNDARIES | {"and", "about", "to", "with"}:
                break
            end = token.end
        return end
    return max(clause.end, object_end(clause))
