"""A person is the subject of an error, an omission or a harm.

What it notices
---------------
A named individual, or the writer in the first person, who breaks, forgets, overlooks or causes
something, does it by mistake, or is the reason that something was late.

Why it matters
--------------
Readers remember who, and stop asking what let it through. The one named learns to say less next
time. Self-blame has the same effect on everybody who reads it.

Say instead
-----------
Name what changed and the condition that let it through: `A config change reached production at
14:02; the pipeline had no schema check for that file.`

When to leave it
----------------
Products, algorithms and hosts that are named like people. A person in a neutral act is rule UB102.

Source
------
Dekker, The Field Guide to Understanding Human Error; Google SRE Workbook, chapter 10.
"""

import re
from collections.abc import Iterator

from unblame.language.clause import Clause
from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.lexicon import acts
from unblame.language.misdeed import FINDING
from unblame.language.ought import ought
from unblame.language.people_words import told
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import Who
from unblame.text import late

MESSAGE = "this sentence names a person in a fault"
TRACED = (
    r"\b(?:fault|blame|responsibility for (?:the|this) (?:gap|outage|incident|failure|loss|breakage|mess)) (?:[^.;]{2,40} )?"
    r"(?:lies|lay|rests|sits) (?:squarely |entirely )?with (?:<who>)|"
    r"\btraced to (?:<one>)(?! (?:to|on)\b)|\b(?:traces?|traced|leads?|led|points?|goes) (?:all the way |straight |right |directly )?back to "
    r"(?:an? (?:\w+ ){0,2}by )?(?:the hands of )?(?:<one>)(?! (?:to|on)\b)"
    r"|\b(?:comes|came|boils|boiled) (?:all |right )?down to (?:the fact that )?(?:<one>)"
    r"|\b(?:outage|incident|downtime|failure|this|that|it|breakage|loss|mess) (?:is|was) (?:all |entirely |squarely |purely |"
    r"simply |just |largely |mostly |solely )*down to (?:<who>)(?! (?:to|having)\b)"
)
LEFT_ON = r"\b(?:<one>) left (?:the|his|her|a) (?:[\w-]+ ){1,4}?(?:on|enabled|disabled|off)(?= *(?:[.,;!]|$))"
IT_WAS = (
    r"\b(?:<one>|i) (?:was|am|is) the (?:one|person|guy) (?:who|that) (?:had |has )?(?:broke|disabled|deleted|removed|pushed|merged|changed|turned|forgot|approved|ran|deployed|wrote|left|let|missed|made|did|caused)\b|"
    r"\bit(?:'s| was| is| turns out to be)(?: actually| really| probably| in fact)? (?:<one>|me|us|them|<group>|<name>'s (?:last |recent |latest |own )?(?:commit|change|patch|merge|script|deploy|pr|update|fix))(?: (?:that|who) (?:\w+ly |had |has )?"
    r"(?:caus|broke|brok|trigger|introduc|deleted|removed|forgot|dropped|messed|screwed|took|brought|let|left|pushed|disabled|made the (?:mistake|error)|did (?:it|this|that)))"
)
THANKED = (
    r"\b(?:but|though|yet|however),? (?:your |his |her |their |<name>(?:'s)? )?\w+ing\b[^;.]{0,90}?\b(?:is|was) (?:exactly |precisely |"
    r"actually |also )*(?:what|the thing that|the reason) (?:\w+ )?(?:lost|cost|broke|took|killed|caused|brought|knocked|sank|"
    r"tipped|triggered|made|dropped|wiped|corrupted|started|we)\b"
)
MARKED = late(
    r"\b(?:accidentally|mistakenly|inadvertently|erroneously|unintentionally|wrongly|by mistake|by accident|carelessly)\b"
)
TAIL = late(
    r",? (?:and )?(?:which|that) (?:is |was |in turn |then |promptly |immediately |later |also |eventually |\w+ly )*"
    r"(?:what |the thing that |why )?(?:finally |then )?(?:knocked|took (?:[\w-]+ ){0,6}?(?:down|out|offline|over)|broke|brought|crashed|filled|"
    r"locked|wiped|killed|corrupted|caused|triggered|cost|lost|sank|blew|emptied|exhausted|starved|dropped)\b"
    r"|,? (?:which|and that|and this) (?:is|was) (?:what|why|how|the (?:\w+ )?(?:reason|cause|trigger|culprit|problem))\b"
    r"|,? (?:thereby |thus |so )?(?:taking|bringing|knocking) (?:[\w-]+ ){0,8}?(?:down|out|offline|over)\b"
    r"|, (?:thereby |thus )?(?:breaking|locking|wiping|killing|crashing|corrupting|emptying|starving|deleting|losing|exhausting) \w+"
)
SPREAD = late(
    r",? and (?:then |so )?(?:the|that|our|all|both|every) (?:[\w-]+ ){1,5}?(?:filled|fell over|went down|crashed|broke|ran out|died|"
    r"collapsed|ran full|stopped working|was gone|were gone|locked up)\b"
)
SERVING = frozenset(
    [
        "return",
        "serve",
        "route",
        "reject",
        "respond",
        "throttle",
        "show",
        "display",
        "report",
        "bill",
        "charge",
        "deny",
        "block",
        "drop",
        "count",
        "classify",
        "render",
        "flag",
        "emit",
        "redirect",
        "answer",
    ]
)
LEFT = frozenset(
    [
        "leave",
        "let",
        "touch",
        "switch",
        "turn",
        "forget",
        "paste",
        "reboot",
        "go",
        "flip",
        "shorten",
        "widen",
        "loosen",
        "tighten",
        "clear",
        "flush",
        "purge",
        "reseat",
        "replace",
        "resize",
        "rotate",
        "bump",
        "tweak",
    ]
)
AS_MEANT = late(r"\bas (?:designed|planned|expected|intended|usual|agreed)\b|\bon purpose\b")
LATE = late(r"\b(?:late|delayed|slow|failed|missed|broke|took longer|not)\b")


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault of a named person or of the writer, and each delay put down to one."""
    for fault in faults(account):
        if fault.who in (Who.PERSON, Who.SELF):
            yield of_fault(fault, MESSAGE)
        elif fault.who is Who.OURS and fault.kind is Kind.ERROR and _ours(account, fault.clause):
            yield of_fault(fault, MESSAGE, level=Level.WARN)
    yield from ought(account, {Who.PERSON, Who.SELF}, MESSAGE)
    yield from _late_because(account)
    yield from _cleft(account)
    yield from _harm_behind(account)
    for text in (TRACED, IT_WAS, LEFT_ON):
        yield from told(account, text, MESSAGE, ASK_LET_THROUGH)
    if account.people or re.search(
        r"\b(?:thanks|thank you|kudos|appreciate|grateful)\b", account.low
    ):
        yield from told(account, THANKED, MESSAGE, ASK_LET_THROUGH)


def _ours(account: Account, clause: Clause) -> bool:
    """Whether `we` are people who erred, and not the service: `we wrongly returned a 403`."""
    return clause.lemma not in SERVING and bool(MARKED.search(account.low))


def _cleft(account: Account) -> Iterator[Hit]:
    """Find `It was Anna who disabled the alert`."""
    if not re.search(r"\bit(?: was|'s| is) .{1,40} who\b", account.low):
        return
    for clause in account.clauses:
        people = clause.who in (Who.PERSON, Who.NAMELIKE, Who.ROLE, Who.PSEUDONYM)
        if clause.relative and people and clause.lemma in acts("change") | acts("harm") | LEFT:
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK_LET_THROUGH)


def _harm_behind(account: Account) -> Iterator[Hit]:
    """Find an act that reads as neutral until the harm that trails it."""
    if not (TAIL.search(account.low) or SPREAD.search(account.low)):
        return
    for clause in account.clauses:
        person = clause.who in (
            Who.PERSON,
            Who.ROLE,
            Who.PSEUDONYM,
            Who.SELF,
            Who.PRONOUN,
            Who.SOMEONE,
        )
        if not person or clause.passive or clause.negated or clause.modal:
            continue
        if clause.before == "if" or clause.before.endswith(" if"):
            continue
        acting = clause.lemma in acts("change") | acts("harm") | LEFT
        tail = TAIL.search(account.low, clause.end)
        if tail is None and acting:
            tail = SPREAD.search(account.low, clause.end)
        meant = tail is not None and AS_MEANT.search(account.low, tail.end())
        found = clause.lemma in FINDING | acts("diligence") or meant
        told_past = clause.form in ("past", "participle")
        if (
            tail is not None
            and told_past
            and not found
            and not _other_between(account, clause, tail.start())
        ):
            start = clause.start
            yield Hit(start=start, end=tail.end(), message=MESSAGE, ask=ASK_LET_THROUGH)
            return


def _other_between(account: Account, clause: Clause, stop: int) -> bool:
    """Whether somebody or something else acts between an act and the harm."""
    return any(
        clause.end < other.account.tokens[other.first].start < stop
        and other.subject != clause.subject
        for other in account.clauses
        if other.who is not Who.NONE and not other.relative
    )


def _late_because(account: Account) -> Iterator[Hit]:
    if "because" not in account.low:
        return
    for clause in account.clauses:
        named = clause.who is Who.PERSON and clause.subject is not None
        before = account.low[: clause.start].rstrip()
        if named and before.endswith("because") and LATE.search(before):
            ask = "what else was in the queue at that time, and who could have been called?"
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ask)


RULE = Rule(
    code="UB101",
    name="person_in_a_fault",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "the one",
        "the person",
        " with ",
        "traced to",
        " left ",
        "it was ",
        "it's ",
        "it is ",
        "turns out",
        "back to",
        "down to",
        " what ",
        " which ",
        "taking",
        "bringing",
        "knocking",
        "ing ",
        ", and ",
        "should",
        "ought",
        *FAULT_CUE,
        " who ",
        "because",
    ),
    flag=(
        "Marek entered the amount with two extra zeros.",
        "I (Lena) should have looked at the dashboard.",
        "It was Nora who disabled the alert, and that is why nobody was paged.",
        "The outage was caused when Idris restarted the primary.",
        "It turned out that Marta had emptied the bucket.",
        "Tobias, not being aware of the freeze, merged without checking the calendar.",
        "Priya pushed the bad config at 14:02.",
        "Tomas Lindqvist dropped the orders table.",
        "The rollback was started late because Odd was still in another call.",
        "Chase forgot to renew the certificate.",
        "Oh no, I broke the build again.",
    ),
    ok=(
        "We incorrectly served stale pages for two hours.",
        "Nora disabled the alert at 09:12 as the runbook says.",
        "The queue was lost before Idris joined the call.",
        "Chase bank's API returned 503 for 11 minutes.",
        "Will restart the queue once replicas catch up.",
        "Even after failover, latency stayed high.",
        "Jenkins failed on the second stage.",
        "Mark the job as failed, then grant read access.",
        "Dijkstra's algorithm picked the longer path.",
        "Priya restarted the queue at 14:10.",
    ),
    find=find,
    ask=ASK_LET_THROUGH,
    of_people=True,
)
