"""A pronoun leads back to one person in a fault.

What it notices
---------------
`he`, `she` or `they` of one person, who breaks, forgets, skips or leaves something.

Why it matters
--------------
A pronoun is a name to whoever was there.

Say instead
-----------
The noun of the system again, or `responders`.

When to leave it
----------------
`They` of services, customers or nodes; pronouns in a product name or in quoted text.

Source
------
The trade's own rule for public write-ups.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.ought import ought
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import Who
from unblame.text import late

SINGULAR = late(r"\b(?:he|she|him|himself|herself|themself)\b")
MESSAGE = "this pronoun leads back to one person in a fault"


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault of a `he` or `she`, of a `they` that is one person, or told with such a word."""
    for fault in faults(account):
        one = fault.who in {Who.PERSON, Who.ROLE, Who.PSEUDONYM, Who.SOMEONE}
        if fault.who is Who.PRONOUN or (one and SINGULAR.search(account.low)):
            yield of_fault(fault, MESSAGE)
    yield from ought(account, {Who.PRONOUN}, MESSAGE)


RULE = Rule(
    code="UB121",
    name="person_pronoun",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(*FAULT_CUE, "he should", "she should", "they should"),
    flag=(
        "A responder joined. She restarted the wrong pod.",
        "He skipped step 4.",
        "The author merged it and he forgot the flag.",
        "The on-call engineer picked up the page. They forgot to check the replica.",
    ),
    ok=(
        "Customers retried; they saw 502s.",
        "The nodes elected a leader; they then failed over.",
        "She was paged at 02:14.",
        "The hosts came back. They skipped their checks.",
    ),
    find=find,
    ask=ASK_LET_THROUGH,
    of_people=True,
)
