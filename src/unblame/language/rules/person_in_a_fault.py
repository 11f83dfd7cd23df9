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

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.lexicon import acts
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import Who

MESSAGE = "this sentence names a person in a fault"
LATE = re.compile(r"\b(?:late|delayed|slow|failed|missed|broke|took longer|not)\b")


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault of a named person or of the writer, and each delay put down to one."""
    for fault in faults(account):
        if fault.who in (Who.PERSON, Who.SELF):
            yield of_fault(fault, MESSAGE)
    yield from _late_because(account)
    yield from _cleft(account)


def _cleft(account: Account) -> Iterator[Hit]:
    """Find `It was Anna who disabled the alert`."""
    if not re.search(r"\bit(?: was|'s| is) .{1,40} who\b", account.low):
        return
    for clause in account.clauses:
        people = clause.who in (Who.PERSON, Who.NAMELIKE, Who.ROLE, Who.PSEUDONYM)
        if clause.relative and people and clause.lemma in acts("change") | acts("harm"):
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK_LET_THROUGH)


def _late_because(account: Account) -> Iterator[Hit]:
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
    cues=(*FAULT_CUE, " who ", "because"),
    flag=(
        "Priya pushed the bad config at 14:02.",
        "Tomas Lindqvist dropped the orders table.",
        "The rollback was started late because Odd was still in another call.",
        "Chase forgot to renew the certificate.",
        "Oh no, I broke the build again.",
    ),
    ok=(
        "Chase bank's API returned 503 for 11 minutes.",
        "Will restart the queue once replicas catch up.",
        "Even after failover, latency stayed high.",
        "Jenkins failed on the second stage.",
        "Mark the job as failed, then grant read access.",
        "Dijkstra's algorithm picked the longer path.",
        "Priya restarted the queue at 14:10.",
    ),
    find=find,
)
