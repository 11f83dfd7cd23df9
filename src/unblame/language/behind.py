"""Neutral acts that the rest of the sentence holds against the one who acted.

The same act, `an engineer restarted the primary`, is a fact in a timeline and a fault after `the
outage was caused when`, after `it turned out that`, or when it is done in spite of a word against it.
"""

from unblame.language.clause import Clause
from unblame.language.lexicon import acts, words
from unblame.language.who import INDIVIDUAL, Who
from unblame.text import late

SINGLED_OUT = INDIVIDUAL - {Who.YOU} | {Who.SOMEONE}
HANDLED = frozenset(
    [
        "leave",
        "let",
        "touch",
        "forget",
        "paste",
        "reboot",
        "clear",
        "flush",
        "replace",
        "resize",
        "reseat",
        "tweak",
        "misconfigure",
    ]
)
MENDING = late(r"\b(?:fix|patch|hotfix|workaround|mitigation|revert|rollback|solution|already)\b")
HARM = late(
    r"\b(?:outage|incident|downtime|failure|breakage|crash|loss|bug|problem|issue|error|disruption|degradation|"
    r"broke|broken|failed|crashed|down|caused|triggered|lost|happened|occurred)\b"
)
RECOVERY = late(
    r"\b(?:resolv|recover|restor|fixed|mitigat|ended|over|stopped|improv|confirm|notic|discover|detect|spott|found|report)\w*"
)
CAUSED_WHEN = late(
    r"\b(?:caus\w+|trigger\w*|start\w*|began|begun|happen\w*|occurr\w*|aros\w*|result\w*|broke|down|failed|crashed|lost|all|was|is) "
    r"(?:\w+ ){0,2}?(?:when|because|after|since|by the fact that)(?: \w+ing [^,]{1,40},)?$"
)
OPENS_ON = late(
    r"^\W*(?:it|this|that|all this) (?:was|is|happened|broke|failed|all happened) (?:\w+ly |just |only |all )?(?:because|since)$"
)
CAUSE_THAT = late(
    r"\b(?:root cause|cause|trigger|reason|problem|issue|failure|mistake) (?:\w+ ){0,3}?(?:was|is)(?: simply| just)? that$|\bcause: ?$"
)
HARDSHIP = late(
    r"\b(?:had to|could not|couldn't|unable|not|n't|no|lost|late|delayed|slow|failed|missing|without|again)\b"
)
REVEALED = late(
    r"\b(?:turn(?:s|ed) out|transpired|emerged|transpires|(?:found|find|learn(?:ed|t)|discovered|revealed)(?: out)?)"
    r"(?:,? (?:that|later|to us|afterwards|eventually))*,?$"
)
AGAINST = late(
    r"\b(?:despite|in spite of|against|contrary to|in violation of|in breach of|regardless of) (?:\w+ ){0,4}?"
    r"(?:freeze|failing tests?|test failures?|failures?|red (?:tests?|build)|warnings?|advice|polic(?:y|ies)|rules?|instructions?|runbook|procedures?|objections?|guidelines?|process|"
    r"orders?|requests?|agreement|recommendations?|guidance|protocol|being told|being asked|having been)\b"
)
AGAINST_WORD = late(
    r"\b(?:despite|in spite of|against|contrary to) (?:[\w'-]+ ){0,4}?(?:warnings?|alarms?|advice|objections?|instructions?|protests?|"
    r"being told|being asked|having been|having (?:completed|done|had|received) (?:[\w-]+ ){0,3}?training)\b"
)
GOES_AHEAD = late(r"\b(?:ahead )?(?:anyway|regardless)\b")
MET = frozenset(
    [
        "receive",
        "get",
        "see",
        "fail",
        "lose",
        "remain",
        "be",
        "have",
        "protect",
        "warn",
        "advise",
    ]
)
ANYWAY = frozenset(["anyway", "regardless", "nonetheless", "anyways"])


def put_behind(clause: Clause) -> bool:
    """Whether an individual's change is told as the cause of the harm, or revealed as it."""
    if clause.who not in SINGLED_OUT or clause.negated or clause.modal or not _told(clause):
        return False
    emptied = done_before(clause) and clause.before.endswith(" because")
    revealed = done_before(clause) and bool(REVEALED.search(clause.before))
    if not (emptied or revealed) and clause.lemma not in acts("change") | acts(
        "harm"
    ) | HANDLED | words("closed", "change_too"):
        return False
    after, before = " ".join(clause.following), clause.before
    if MENDING.search(after) or "already" in clause.words:
        return False
    if emptied:
        return clause.who is not Who.SELF and bool(HARDSHIP.search(before))
    if CAUSE_THAT.search(before):
        return True
    if OPENS_ON.search(before) and clause.who is not Who.SELF:
        return True
    if CAUSED_WHEN.search(before):
        return bool(HARM.search(before)) and not RECOVERY.search(before)
    return bool(REVEALED.search(before)) and "had" in clause.words and clause.who is not Who.SELF


def done_before(clause: Clause) -> bool:
    """Whether somebody had done a thing, of whatever kind, that is not a help."""
    kind = acts("diligence") | {"be", "have", "see", "prepare", "help", "find", "fix", "notice"}
    return "had" in clause.words and clause.lemma not in kind


def in_spite(clause: Clause) -> bool:
    """Whether something is done in spite of a freeze, a warning or a rule."""
    if clause.negated or clause.modal or not _told(clause) or clause.who is Who.OURS:
        return False
    after = " ".join(clause.following)
    if AGAINST_WORD.search(after) or AGAINST_WORD.search(clause.before[-60:]):
        return clause.lemma not in MET
    if clause.lemma not in acts("change") | acts("harm") | {
        "do",
        "go",
        "proceed",
        "continue",
        "press",
        "carry",
        "plough",
        "plow",
        "forge",
    }:
        return False
    if ANYWAY & set(clause.following[-2:]) or GOES_AHEAD.search(after):
        return True
    return bool(AGAINST.search(after) or AGAINST.search(clause.before[-60:]))


def _told(clause: Clause) -> bool:
    return clause.form in ("past", "participle") and not clause.passive
