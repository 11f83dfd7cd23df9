"""A passive puts the person back behind `by`.

What it notices
---------------
`was deleted by Amina`, `was silenced by the on-call`, `was misconfigured by an admin`.

Why it matters
--------------
The sentence ends on a person, and that is what readers keep.

Say instead
-----------
The condition: `The alert had been silenced until 06:00; silences have no expiry review.`

When to leave it
----------------
Passives by a machine (`by the OOM killer`), by time, by design, by default.

Source
------
Fausey and Boroditsky on agents and blame.
"""

from collections.abc import Iterator
from functools import cache

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, of_fault
from unblame.language.lexicon import acts, participle, words
from unblame.language.people_words import pattern, seen, told
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import Who
from unblame.text import late

KNOWN = words("systems", "system") | words("systems", "named") | words("systems", "common")
ASK = ASK_LET_THROUGH
MESSAGE = "this sentence ends on who, where the condition could stand"


BRACKETED = late(r"\(by ([^()]{2,40})\)")
HARMED = late(r"\b(?:by mistake|by accident|in error|wrong\w*|accidentally|mistakenly)\b")
WRONG = (
    r"\b(?:wrong|bad|mistaken|incorrect|faulty|broken|careless|untested|mistyped) (?:[\w-]+ ){1,3}?(?:that (?:was|had been) )?"
    r"(?!replaced|fixed|repaired|removed|reverted|corrected|restored|rolled|found|detected|reported|noticed)\w+(?:ed|en|un|ade|nt|ot) (?:\w+ ){0,2}?by (?:<who>)"
)
CORNERS = (
    r"\b(?:corners|procedures?|warnings?|rules?|checks?|steps?|process|polic(?:y|ies)|alarms?|alerts?) (?:was|were|had been|got) (?:simply |just |\w+ly )?"
    r"(?:cut|ignored|skipped|bypassed|dismissed|disregarded|neglected|overlooked|missed) by (?:<who>|all|people|most of)"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each harmful passive with a person or a group behind `by`."""
    for fault in faults(account):
        if fault.by:
            yield of_fault(fault, MESSAGE, level=Level.WARN if fault.who is Who.TEAM else None)
    yield from told(account, WRONG, MESSAGE, ASK)
    yield from told(account, CORNERS, MESSAGE, ASK)
    yield from told(account, _harmed_by(), MESSAGE, ASK)
    for found in account.finds(BRACKETED):
        named = account.text[found.start(1)].isupper() and found[1].split()[0] not in KNOWN
        masked = pattern("(?:<who>)").match(seen(account), found.start(1))
        if (named or masked) and (HARMED.search(account.low) or _harm_told(account)):
            yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


def _harm_told(account: Account) -> bool:
    return any(clause.lemma in acts("harm") | acts("error") for clause in account.clauses)


@cache
def _harmed_by() -> str:
    """Return the pattern for a harm `by` somebody that no `was` introduces, as in `got wiped by`."""
    lemmas = (acts("harm") | acts("error") | acts("wilful") | acts("omission")) - {"kill", "lose"}
    forms = any_word({participle(lemma) for lemma in lemmas} | {"emptied", "unplugged", "mangled"})
    return rf"\b{forms} (?:[\w-]+ ){{0,3}}?by (?:<one>|one of the (?:[\w-]+ ){{1,3}}|some(?:one|body)\b)"


RULE = Rule(
    code="UB117",
    name="passive_by_person",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(*FAULT_CUE, " by ", "(by "),
    flag=(
        "The first mistake was made by Tom.",
        "The key was deleted by Amina.",
        "The alert was silenced by the on-call.",
        "The pool was misconfigured by an admin.",
    ),
    ok=(
        "The process was terminated by the OOM killer.",
        "It was deleted by the retention job.",
        "The rows were sorted by region.",
        "It was repaired by 14:05.",
        "It was disabled by design.",
        "It was off by default.",
        "The lock was found by a responder.",
    ),
    find=find,
    ask=ASK,
    of_people=True,
)
