"""What somebody did wrongly: an error, a harm, an act without care or on the wrong thing."""

import re

from unblame.language.clause import Clause
from unblame.language.closed import BOUNDARIES, PREPOSITIONS
from unblame.language.cue import ASSETS, BROKEN
from unblame.language.held import by_role, marked, object_follows, told
from unblame.language.lexicon import acts, words
from unblame.language.who import INDIVIDUAL, Who
from unblame.text import late

REPAIRS = frozenset(["revert", "remove", "disable", "close", "update", "stop", "roll", "restart"])
DISPOSABLE = words("closed", "disposable")
BUT_INSTEAD = late(r"\b(?:but|and) (?:instead|rather|simply|just) \w+")
INSTEAD = late(r"\b(?:instead of|rather than)\b")
GERUNDS = late(r"\b(?:skipping|bypassing|ignoring|forgetting|neglecting|circumventing) \w+")
CHOOSING = words("closed", "choosing")
BROKEN_UP = frozenset(
    ["dependency", "dependencies", "cycle", "loop", "deadlock", "circuit", "tie", "into", "link"]
)
BRACKETED = late(r"\([^)]*\)?")
THOUGH = late(r"\balthough\b|\bthough\b")
LEADING = late(
    r"\b(?:causing|triggering|leading to|resulting in) (?:\w+ ){0,3}?"
    r"(?:outage|incident|downtime|failure|crash|loss|breakage|errors?)|\b(?:taking|bringing) down\b"
)
WITHOUT = late(
    r"\bwithout (?!.{0,20}(?:hitch|issues?|problems?|impact|downtime|success|delays?|interrupt\w*|"
    r"incidents?|trouble|errors?|los\w+|effect|restart\w*|affecting|touching|luck|further))\w+"
)
DESPITE = late(r"\b(?:even though|although|though|despite)\b")
FINDING = words("closed", "finding")
CARE = late(
    r"\bwith(?:out (?:any )?(?:so much as |even )?(?:an? )?| no | zero )(?:prior |advance |proper |due )?(?:notice|warning|heads-up|heads up|announcement|regard|coordination|consultation|explanation|justification)\b|"
    r"\bunannounced\b|\bwithout (?:(?:\w+ly|ever|even|first|properly) )*(?:realizing|realising|checking|testing|verifying|reviewing|asking|"
    r"telling|reading|looking|opening|watching|waiting|knowing|understanding|having (?:read|tested|checked|reviewed)|thinking|noticing|informing|notifying|testing|running|approval|"
    r"review|sign-off|tests|a review|consulting|coordinating)|w/o (?:running|testing|checking)"
)
MISTAKE = late(r"\bby (?:mistake|accident)\b|\bin error\b")
BACKWARDS = late(
    r"\b(?:backwards?|upside[- ]down|the wrong way|in the wrong|(?:two|one|an|three) (?:extra|too many) (?:zeros?|zeroes|digits?|spaces?|characters?))\b"
)
UNLOCKED = late(
    r"^(?:his|her|their|my|the) (?:[\w-]+ ){1,4}?(?:unlocked|unattended|exposed|open|logged in)\b"
)
FLAWED = late(
    r"\bwith (?:an? |the )?(?:\w+ )?(?:wrong|missing|broken|bad|invalid|incorrect|faulty|misspelled|typo|bug|mistake|syntax error)\b"
    r"|\b(?:that|which) (?:was|were|had|is|has) (?:not|never) (?:been )?(?:\w+ly )?(?:tested|reviewed|checked|approved)\b"
    r"|\b(?:that|which) (?:wasn't|weren't|hadn't been) (?:\w+ly )?(?:tested|reviewed|checked|approved)\b"
)
SENDING = frozenset(
    [
        "push",
        "merge",
        "deploy",
        "approve",
        "ship",
        "release",
        "commit",
        "apply",
        "upload",
        "publish",
    ]
)
TRAP = late(r"\b(?:phish\w*|malicious|infected|scam|spam|malware|ransomware)\b")
WHOLE = late(r"^(?:everything|all|it all|(?:all|the entire|the whole) (?:of )?\w+)\b")
RUINING = frozenset(
    ["delete", "drop", "wipe", "destroy", "erase", "trash", "nuke", "overwrite", "corrupt"]
)
OWN = late(r"^(?:his|her|their) own\b")
WRONG_PLACE = late(r"\b(?:against|in|on|to|at|from|into|for|with) the wrong\b|\bthe wrong \w+")
MADE = late(
    r"^(?:an? |some |the |another )?(?:\w+ )?(?:mistakes?|errors?|typos?|blunders?|mess|"
    r"wrong (?:call|choice|decision|change)|bad (?:call|choice|decision))\b|^things worse|"
    r"^(?:it|this|that|matters) worse"
)
BAD_JOB = late(r"^an? (?:\w+ )?(?:bad|poor|terrible|sloppy|awful|lousy) (?:job|work)")


def errs(clause: Clause) -> bool:
    """Whether a clause says that somebody did something wrongly."""
    lemma, text = clause.lemma, " ".join(clause.following[:14])
    if clause.form == "base" and clause.first == clause.last and clause.who is Who.OURS:
        return False
    if clause.negated:
        rather = clause.who in INDIVIDUAL and bool(BUT_INSTEAD.search(" ".join(clause.following)))
        return rather and lemma in acts("change") and not clause.modal
    if lemma == "be" and clause.who is Who.SELF:
        return False
    if lemma == "break" and BROKEN_UP & set(clause.following[:4]):
        return False
    if lemma in {"confuse", "mistake", "conflate"} and not object_follows(clause):
        return False
    if lemma in acts("error") | BROKEN or (lemma in {"screw", "mess"} and text.startswith("up")):
        return True
    if lemma in {"take", "bring", "knock"} and re.match(r"(?:\w+ ){0,4}(?:down|offline)\b", text):
        return clause.form in ("past", "participle") and not _deliberate(text)
    if clause.form == "base" and clause.who is Who.TEAM and lemma == "make":
        return False
    if (lemma == "make" and MADE.match(text)) or (lemma == "do" and BAD_JOB.match(text)):
        return True
    if clause.adverbs & words("verdicts", "by_mistake") or marked(clause):
        return True
    whole = " ".join(clause.following)
    if clause.who in INDIVIDUAL | {Who.SOMEONE} and _singular_errs(clause, text):
        return True
    by_chance = MISTAKE.search(whole) and lemma not in FINDING | acts("diligence")
    if by_chance or CARE.search(_own(clause, whole)):
        return clause.who is not Who.OURS
    first = clause.before.removesuffix(",")
    if clause.who in INDIVIDUAL and CARE.match(first) and "," not in first and told(clause):
        return True
    people = clause.who is Who.TEAM and by_role(clause)
    if (clause.who in INDIVIDUAL or people) and _individual_errs(clause, whole):
        return True
    if lemma not in FINDING and re.match(r"(?:\w+ ){0,2}?(?:the|a) wrong\b", text) and told(clause):
        return True
    if clause.who in INDIVIDUAL and lemma not in FINDING | CHOOSING and INSTEAD.search(text):
        progressive = clause.be and clause.form == "gerund" and clause.who is not Who.SELF
        return told(clause) or progressive
    if clause.who is Who.THEY and re.search(r"\binstead of \w+ing\b", whole):
        return told(clause) and lemma not in FINDING | CHOOSING
    theirs = clause.who in INDIVIDUAL | {Who.TEAM, Who.THEY} and lemma not in FINDING
    if theirs and WRONG_PLACE.search(text) and told(clause):
        return True
    if lemma in acts("change"):
        bad = lemma not in REPAIRS and _bad_object(clause)
        return bad or bool(WRONG_PLACE.search(text))
    return lemma in acts("harm") and _harms(clause)


def _own(clause: Clause, whole: str) -> str:
    """Return what follows a clause without what somebody else does after a comma or `and`."""
    tokens = clause.account.tokens
    for other in clause.account.clauses:
        first = other.subject[0] if other.subject and not other.inherited else 0
        apart = first > clause.last + 1 and tokens[first - 1].low in {",", "and", "but"}
        if apart and other.subject != clause.subject and not other.relative:
            return " ".join(clause.following[: first - clause.last - 1])
    return whole


def _singular_errs(clause: Clause, text: str) -> bool:
    """Whether one person did a thing the wrong way round, to all of it, for their own, or fell for a trap."""
    if not told(clause) or clause.lemma in FINDING | acts("diligence"):
        return False
    if UNLOCKED.search(" ".join(clause.following)) and clause.lemma == "leave":
        return True
    if BACKWARDS.search(text) and clause.lemma not in {
        "work",
        "go",
        "roll",
        "step",
        "move",
        "trace",
    }:
        return True
    if clause.lemma in {
        "click",
        "open",
        "enter",
        "download",
        "run",
        "install",
        "answer",
    } and TRAP.search(text):
        return True
    if clause.lemma in RUINING and WHOLE.search(text):
        return True
    own = clause.lemma in {"approve", "merge", "review"} and OWN.search(text)
    return bool(own) and clause.who is not Who.SELF


def _individual_errs(clause: Clause, whole: str) -> bool:
    if clause.lemma in SENDING and told(clause) and FLAWED.search(whole):
        return True
    whole = BRACKETED.sub("", whole.split(" which ", maxsplit=1)[0])
    if GERUNDS.search(whole) or (LEADING.search(whole) and clause.lemma not in FINDING):
        return True
    if clause.who is Who.SELF and THOUGH.search(whole):
        return False
    keeps = clause.lemma == "keep" and "".join(clause.following[:1]).endswith("ing")
    changes = keeps or clause.lemma in acts("change") | acts("harm") | words("closed", "change_too")
    return changes and told(clause) and bool(WITHOUT.search(whole) or DESPITE.search(whole))


def _deliberate(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:to|for) (?:\w+ )?(?:maintenance|fix|repair|replace|stop|prevent|avoid|protect|contain|upgrade|update|migrate|investigate|mitigate|reduce)",
            text,
        )
    )


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
