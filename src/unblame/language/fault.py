"""What a clause says against the one who acts: an omission, an error, a harm, a will, a state."""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from unblame.language.behind import in_spite, put_behind
from unblame.language.clause import Clause
from unblame.language.closed import ADVERBS, BOUNDARIES, DETERMINERS, PREPOSITIONS
from unblame.language.cue import ASSETS, BROKEN
from unblame.language.grammar import Account
from unblame.language.lexicon import acts, idioms, words
from unblame.language.phrase import object_end
from unblame.language.who import HUMAN, INDIVIDUAL, Who, name_like
from unblame.text import late


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


FACTUAL_OURS = words("closed", "factual_ours")
SIGNED = words("closed", "signed")
REPAIRS = frozenset(["revert", "remove", "disable", "close", "update", "stop", "roll", "restart"])
DISPOSABLE = words("closed", "disposable")
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
NOBODY = late(r"(?:nobody|no one|no-one|neither|none of|not one|not a single)\b")
EXPLAINED = late(
    r"\bbecause\b|\b(?:as|since) (?:some|most|the|it|we|they|this|that|no|there|he|she|an?|our|its)\b"
)
BELIEVED = late(
    r"\b(?:knew better|(?:would|will|should) be (?:fine|ok|okay|safe|enough|harmless)|was (?:fine|ok|safe|harmless|enough)|didn't matter|"
    r"only|instead|actually|in fact|nobody|no one|harmless)\b"
)
FINE = late(r"\b(?:would|should|will|was) (?:\w+ )?(?:be )?(?:fine|ok|okay|safe|harmless|enough)\b")
TAKEN_ON = late(
    r"^(?:[\w-]+ ){0,5}?(?:roles?|responsibility|responsibilities|command|control|duties|lead|leadership|ownership|position|charge)\b"
)
BUT_INSTEAD = late(r"\b(?:but|and) (?:instead|rather|simply|just) \w+")
KNOWN = late(
    r"^(?:of|about|that|how|what|which|where|when|whether|the|it|this|enough|anything|better)\b"
)
INSTEAD = late(r"\b(?:instead of|rather than)\b")
GERUNDS = late(r"\b(?:skipping|bypassing|ignoring|forgetting|neglecting|circumventing) \w+")
CHOOSING = words("closed", "choosing")
ABLE = frozenset(
    ["careful", "qualified", "competent", "thorough", "experienced", "diligent", "attentive"]
)
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
    ]
)
BROKEN_UP = frozenset(
    ["dependency", "dependencies", "cycle", "loop", "deadlock", "circuit", "tie", "into", "link"]
)
OPENED = late(r"\b(?:issue|incident|bug|problem|for)\b")
BRACKETED = late(r"\([^)]*\)?")
THOUGH = late(r"\balthough\b|\bthough\b")
KNOWING = frozenset(["familiar", "aware", "trained"])
PENDING = frozenset(["haven't", "hasn't", "have", "has"])
LEADING = late(
    r"\b(?:causing|triggering|leading to|resulting in) (?:\w+ ){0,3}?"
    r"(?:outage|incident|downtime|failure|crash|loss|breakage|errors?)|\b(?:taking|bringing) down\b"
)
WITHOUT = late(
    r"\bwithout (?!.{0,20}(?:hitch|issues?|problems?|impact|downtime|success|delays?|interrupt\w*|"
    r"incidents?|trouble|errors?|los\w+|effect|restart\w*|affecting|touching|luck|further))\w+"
)
DESPITE = late(r"\b(?:even though|although|though|despite)\b")
TARGETS = frozenset(["slo", "sla", "target", "deadline", "window", "cutoff"])
FINDING = words("closed", "finding")
CARE = late(
    r"\bwith(?:out (?:any )?(?:so much as |even )?(?:an? )?| no | zero )(?:prior |advance |proper |due )?(?:notice|warning|heads-up|heads up|announcement|regard|coordination|consultation|explanation|justification)\b|"
    r"\bunannounced\b|\bwithout (?:(?:\w+ly|ever|even|first|properly) )*(?:realizing|realising|checking|testing|verifying|reviewing|asking|"
    r"telling|reading|looking|opening|watching|waiting|knowing|understanding|having (?:read|tested|checked|reviewed)|thinking|noticing|informing|notifying|testing|running|approval|"
    r"review|sign-off|tests|a review|consulting|coordinating)|w/o (?:running|testing|checking)"
)
MISTAKE = late(r"\bby (?:mistake|accident)\b|\bin error\b")
WRONG_PLACE = late(r"\b(?:against|in|on|to|at|from|into|for|with) the wrong\b|\bthe wrong \w+")
MADE = late(
    r"^(?:an? |some |the |another )?(?:\w+ )?(?:mistakes?|errors?|typos?|blunders?|mess|"
    r"wrong (?:call|choice|decision|change)|bad (?:call|choice|decision))\b|^things worse|"
    r"^(?:it|this|that|matters) worse"
)
BAD_JOB = late(r"^an? (?:\w+ )?(?:bad|poor|terrible|sloppy|awful|lousy) (?:job|work)")
CHECKING = late(
    r"^(?:an?|the|any|their|our|proper)? ?(?:\w+ )?(?:reviews?|tests?|checks?|testing|checking)\b"
)
OUTAGE = late(r"\b(?:outage|incident|downtime|failure|problem|issue|breakage|crash|loss|bug)")
STATE_BEFORE = words("closed", "state_before")


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
        supposed = _conditional(clause) or (clause.inherited and supposed)
        if by is not None and by[0] in HUMAN | {Who.NAMELIKE}:
            kind = _passive_kind(clause)
            if kind and by[0] is not Who.NONE:
                end = account.tokens[by[2]].end
                yield Fault(kind, _resolve(by[0], True), clause, clause.start, end, True)
        if clause.passive or not _human(clause):
            continue
        kind = _kind(clause)
        if kind and not supposed and not _led(clause) and not _asked(clause):
            who = _resolve(clause.who, True)
            yield Fault(kind, who, clause, clause.start, _reach(clause, kind))
    yield from _verbless(account)


def _human(clause: Clause) -> bool:
    if clause.who in HUMAN:
        return True
    if clause.who is Who.VENDOR:
        return _careless_vendor(clause)
    if clause.who is not Who.NAMELIKE or not _alone_or_capital(clause):
        return False
    pair = clause.subject is not None and _name_pair(clause)
    forgets = human_only(clause.lemma) or clause.lemma in SIGNED
    if clause.lemma == "fail" and clause.following[:1] == ("to",):
        forgets = clause.following[1:2] != () and clause.following[1] in acts("diligence")
    forgets = forgets or _marked(clause)
    unaware = clause.lemma == "be" and {"unaware", "careless", "sick"} & set(clause.following[:3])
    return bool(pair or forgets or unaware)


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
    told = fails and bool(set(clause.following[1:2]) & acts("diligence"))
    denies = clause.lemma in {"deny", "lie", "mislead"} and _told(clause)
    if clause.head is not None and clause.head.bare in HIRED:
        return clause.lemma not in acts("harm") | BROKEN | {"be"} or "ball" in clause.following[:2]
    return told or denies or clause.lemma in {"forget", "neglect", "bother", "overlook"}


def _capital(account: Account, index: int) -> bool:
    return index < len(account.tokens) and account.tokens[index].text[:1].isupper()


def _led(clause: Clause) -> bool:
    """Whether something made, let or helped somebody do it: `this made the operator look there`."""
    return clause.before.endswith((" made", " makes", " make", " let", " lets", " helped"))


def _asked(clause: Clause) -> bool:
    """Whether the writer only wonders about their own part."""
    wonders = clause.who is Who.SELF and (
        clause.account.low.rstrip(" *_\"'").endswith("?")
        or clause.before.endswith(("perhaps", "maybe"))
    )
    return wonders or (clause.who is Who.SELF and clause.before.endswith("why"))


def _conditional(clause: Clause) -> bool:
    """Whether a clause says what would be, after `if` or `unless`."""
    if clause.who is Who.YOU and _text(clause).startswith(("in case", "when", "if ")):
        return True
    if clause.who is Who.YOU and clause.before.endswith(
        (" when", " whenever", " once", " case", "when", " time")
    ):
        return True
    return clause.before.endswith((" if", " unless")) or clause.before in {"if", "unless"}


def _name_pair(clause: Clause) -> bool:
    first, last = clause.subject or (0, 0)
    tokens = clause.account.tokens[first : last + 1]
    known = words("systems", "system")
    return len(tokens) == 2 and all(
        token.text[:1].isupper() and name_like(token) and token.bare not in known
        for token in tokens
    )


def _resolve(who: Who, human: bool) -> Who:
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
    if clause.lemma in {"disable", "remove"} and SAFEGUARD.search(_text(clause)):
        return Kind.ERROR
    if clause.lemma in (acts("error") | acts("harm") | {"silence", "mute", "disconnect"}) - {
        "kill"
    }:
        return Kind.ERROR
    marked = clause.adverbs & words("verdicts", "by_mistake") or MISTAKE.search(
        " ".join(clause.following)
    )
    return Kind.ERROR if marked or clause.lemma == "cause" else None


def _told_who(clause: Clause) -> bool:
    """Whether the one behind a passive is a certain one: `by the reviewer`, not `by another one`."""
    first = clause.agent[1] + 1 if clause.agent else 0
    return bool(first) and clause.account.tokens[first].low not in {
        "a",
        "an",
        "another",
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
            if follows.match(text) and _told(clause):
                return Kind(kind)
    if _omits(clause):
        return Kind.OMISSION
    if clause.modal:
        return None
    if _errs(clause):
        return Kind.ERROR
    if put_behind(clause):
        return Kind.ERROR
    if clause.lemma in acts("wilful") and not clause.negated and clause.who is not Who.OURS:
        refused = clause.lemma == "refuse" and clause.following[:1] == ("to",)
        return Kind.WILFUL if refused or _object_follows(clause) else None
    if in_spite(clause):
        return Kind.WILFUL
    if _in_state(clause):
        return Kind.STATE
    if _reads_mind(clause):
        return Kind.MIND
    if clause.lemma in acts("cause") and OUTAGE.search(" ".join(clause.following[:6])):
        opened = clause.lemma == "create" and OPENED.search(" ".join(clause.following[:6]))
        return None if opened else Kind.CAUSE
    return None


def _told(clause: Clause) -> bool:
    """Whether a clause tells what was, not what is planned or habitual, and not of one's own group."""
    past = clause.form in ("past", "participle") or clause.lemma == "be"
    return past and clause.who is not Who.OURS


def _omits(clause: Clause) -> bool:
    explained = bool(EXPLAINED.search(" ".join(clause.following)))
    if explained and clause.who in {Who.OURS, Who.SOMEONE, Who.TEAM, Who.THEY}:
        return False
    lemma, following = clause.lemma, clause.following
    nobody = clause.who in HUMAN and bool(NOBODY.match(_text(clause)))
    if nobody and clause.before.endswith(("was", "were")):
        return False
    if lemma == "fail":
        shared = clause.inherited and clause.form == "base"
        tried = clause.inherited and re.search(
            r"\b(?:tries|tried|attempts|attempted) and$", clause.before
        )
        return following[:1] == ("to",) and not clause.negated and not shared and not tried
    if lemma in acts("omission"):
        if clause.negated or nobody or clause.form == "gerund":
            return False
        if clause.following[:1] in {("nothing",), ("no",)}:
            return False
        if lemma == "miss" and TARGETS & set(clause.following[:4]):
            return False
        if lemma in {"miss", "skip", "overlook"}:
            fronted = clause.have and clause.who in INDIVIDUAL and not clause.following
            return clause.form != "base" and (fronted or _object_follows(clause))
        return clause.form in ("past", "participle") or clause.who is not Who.YOU
    if lemma == "bother":
        return nobody or (clause.negated and clause.who is not Who.SELF)
    if _never(clause):
        return True
    past = clause.form in ("past", "participle") or "did" in " ".join(clause.words)
    bare = clause.negated and clause.first == clause.last and "never" not in clause.before[-12:]
    if bare and not nobody:
        return False
    if clause.do and "did" not in " ".join(clause.words):
        return False
    if nobody and clause.before.endswith((" so", " so that")):
        return False
    if not (clause.negated or nobody) or not past or PENDING & set(clause.words):
        return False
    return _diligence(clause)


def _never(clause: Clause) -> bool:
    """Whether somebody never did what they could have done, rather than never got or saw it."""
    told = clause.form in ("past", "participle") and not clause.passive and not clause.modal
    never = clause.negated and (clause.who in INDIVIDUAL | {Who.TEAM, Who.THEY})
    if not never or clause.who in {Who.SELF, Who.YOU} or not told:
        return False
    before = clause.account.low[max(0, clause.start) : clause.end]
    if not re.search(r"\bnever\b", before) or PENDING & set(clause.words):
        return False
    if clause.lemma == "give" and clause.following[:1] == ("up",):
        return False
    if clause.lemma == "do" and not clause.following:
        return clause.who in {Who.PERSON, Who.PRONOUN, Who.ROLE, Who.TEAM}
    if clause.lemma == "get":
        return clause.following[:2] in {("around", "to"), ("round", "to")}
    return clause.lemma not in PERCEIVED


def _diligence(clause: Clause) -> bool:
    lemma, text = clause.lemma, " ".join(clause.following[:6])
    if lemma in {"do", "run", "perform", "make"} and CHECKING.search(text):
        return True
    if lemma == "end":
        return bool(re.match(r"up (?:checking|testing|verifying|reviewing)", text))
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
        return bool(re.search(r"\b(?:attention|seriously|ownership|responsibility)\b", text))
    if lemma in {"look", "think", "plan", "back", "report", "care", "understand", "listen"}:
        return clause.who is not Who.OURS
    alone = clause.who in INDIVIDUAL - {Who.SELF} or (
        clause.who is Who.TEAM and (by_role(clause) or "crew" in _text(clause))
    )
    told = {"did", "didn't", "had", "hadn't"} & set(clause.words)
    if alone and lemma in words("closed", "expected_of_people") and told:
        return _object_follows(clause) or clause.following[:1] in {("down",), ("up",), ("out",)}
    return lemma in acts("diligence") | words("closed", "diligence_too")


def _errs(clause: Clause) -> bool:
    lemma, text = clause.lemma, " ".join(clause.following[:14])
    if clause.form == "base" and clause.first == clause.last and clause.who is Who.OURS:
        return False
    if clause.negated:
        rather = clause.who in INDIVIDUAL and bool(BUT_INSTEAD.search(" ".join(clause.following)))
        return rather and lemma in acts("change") and not clause.modal
    if lemma == "break" and BROKEN_UP & set(clause.following[:4]):
        return False
    if lemma in {"confuse", "mistake", "conflate"} and not _object_follows(clause):
        return False
    if lemma in acts("error") | BROKEN or (lemma in {"screw", "mess"} and text.startswith("up")):
        return True
    if lemma in {"take", "bring", "knock"} and re.match(r"(?:\w+ ){0,4}(?:down|offline)\b", text):
        return clause.form in ("past", "participle") and not _deliberate(text)
    if (lemma == "make" and MADE.match(text)) or (lemma == "do" and BAD_JOB.match(text)):
        return True
    if clause.adverbs & words("verdicts", "by_mistake") or _marked(clause):
        return True
    whole = " ".join(clause.following)
    by_chance = MISTAKE.search(whole) and lemma not in FINDING | acts("diligence")
    if by_chance or CARE.search(whole):
        return clause.who is not Who.OURS
    first = clause.before.removesuffix(",")
    if clause.who in INDIVIDUAL and CARE.match(first) and "," not in first and _told(clause):
        return True
    if clause.who in INDIVIDUAL and _individual_errs(clause, whole):
        return True
    if (
        lemma not in FINDING
        and re.match(r"(?:\w+ ){0,2}?(?:the|a) wrong\b", text)
        and _told(clause)
    ):
        return True
    if clause.who in INDIVIDUAL and lemma not in FINDING | CHOOSING and INSTEAD.search(text):
        return _told(clause)
    if clause.who is Who.THEY and re.search(r"\binstead of \w+ing\b", whole):
        return _told(clause) and lemma not in FINDING | CHOOSING
    theirs = clause.who in INDIVIDUAL | {Who.TEAM, Who.THEY} and lemma not in FINDING
    if theirs and WRONG_PLACE.search(text) and _told(clause):
        return True
    if lemma in acts("change"):
        bad = lemma not in REPAIRS and _bad_object(clause)
        return bad or bool(WRONG_PLACE.search(text))
    return lemma in acts("harm") and _harms(clause)


def _individual_errs(clause: Clause, whole: str) -> bool:
    whole = BRACKETED.sub("", whole.split(" which ", maxsplit=1)[0])
    if GERUNDS.search(whole) or LEADING.search(whole):
        return True
    if clause.who is Who.SELF and THOUGH.search(whole):
        return False
    changes = clause.lemma in acts("change") | acts("harm") | words("closed", "change_too")
    return changes and _told(clause) and bool(WITHOUT.search(whole) or DESPITE.search(whole))


def _deliberate(text: str) -> bool:
    return bool(re.search(r"\b(?:to|for) (?:\w+ )?(?:maintenance|fix|repair|replace|stop)", text))


def _harms(clause: Clause) -> bool:
    if clause.form not in ("past", "participle") or clause.who is Who.OURS:
        return False
    if clause.lemma == "lose" and clause.who is Who.SELF:
        return False
    thing = set(_object(clause))
    return bool(thing & ASSETS) and not thing & DISPOSABLE


def _bad_object(clause: Clause) -> bool:
    return bool(set(_object(clause)) & words("verdicts", "bad"))


def _object(clause: Clause) -> list[str]:
    found = []
    for token in clause.after[:8]:
        if token.low in PREPOSITIONS - {"of"} | BOUNDARIES or not token.word:
            break
        found.append(token.low)
    return found


def _object_follows(clause: Clause) -> bool:
    following = clause.after[:1]
    return bool(following) and following[0].word and following[0].low not in PREPOSITIONS - {"out"}


def _in_state(clause: Clause) -> bool:
    if clause.lemma not in {"be", "seem"} and clause.form != "gerund":
        return False
    if clause.be and clause.lemma == "think" and clause.negated:
        return True
    if clause.lemma == "be" and clause.negated and clause.who is not Who.OURS:
        able = ABLE | KNOWING if clause.who in INDIVIDUAL else ABLE
        return bool(set(clause.following[:2]) & able)
    if clause.lemma != "be" or clause.negated:
        return False
    bad = words("verdicts", "state")
    for word in clause.following[:4]:
        if word in bad:
            soft = word in {"wrong", "slow", "unfamiliar", "confused"}
            return not (soft and clause.who in {Who.OURS, Who.TEAM, Who.THEY, Who.SELF})
        if word not in STATE_BEFORE and not word.endswith("ly"):
            return False
    return False


def _reads_mind(clause: Clause) -> bool:
    if clause.negated and clause.lemma == "care":
        return True
    believed = clause.lemma in {"think", "believe"} and clause.form == "past"
    if clause.who is Who.SELF and believed and not clause.negated:
        return bool(FINE.search(" ".join(clause.following[:10])))
    if clause.who in {Who.SELF, Who.OURS, Who.YOU}:
        return False
    if clause.negated:
        alone = clause.who in INDIVIDUAL and not clause.modal and "did" in " ".join(clause.words)
        return alone and clause.lemma == "know" and bool(KNOWN.match(" ".join(clause.following)))
    text = " ".join(clause.following[:10])
    if clause.lemma == "figure":
        return _told(clause) and clause.following[:1] != ("out",)
    if clause.lemma in {"assume", "presume"}:
        return not TAKEN_ON.search(text)
    if clause.lemma in {"think", "believe"} and clause.form == "past":
        return clause.who in INDIVIDUAL | {Who.THEY, Who.SOMEONE} and bool(BELIEVED.search(text))
    return clause.lemma == "want" and bool(re.search(r"\bat any cost|\bat all costs", text))


def _verbless(account: Account) -> Iterator[Fault]:
    """Find `name unaware that …`, which has no verb of its own."""
    for index, token in enumerate(account.tokens[1:], start=1):
        before = account.tokens[index - 1]
        if token.low == "unaware" and before.end and account.clauses:
            known = any(start <= before.start < end for start, end in account.people)
            if known or before.bare in words("roles", "role"):
                who = Who.PERSON if known else Who.ROLE
                yield Fault(Kind.STATE, who, account.clauses[0], before.start, token.end)


def _marked(clause: Clause) -> bool:
    marks = words("verdicts", "by_mistake")
    before = [token.low for token in clause.account.tokens[max(0, clause.first - 2) : clause.first]]
    near = before[-1:] if not (before and before[-1] in ADVERBS) else before
    return bool(marks & {*near, *clause.following[:1]})


def _text(clause: Clause) -> str:
    return clause.subject_text.lower()


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


def by_role(clause: Clause) -> bool:
    """Whether a subject is told by its role (`the reviewers`), and not as a team."""
    return clause.head is not None and clause.head.bare in words("roles", "role")


def human_only(lemma: str) -> bool:
    """Whether only a person can do this."""
    return lemma in acts("human")
