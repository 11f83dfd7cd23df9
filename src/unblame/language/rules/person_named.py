"""A person is named in prose.

What it notices
---------------
A person's name in any sentence, with praise or without.

Why it matters
--------------
A name identifies, and praise of one person implies a contrast with the others.

Say instead
-----------
A role or a team, and the method, which is what others can learn: `A database responder found the
lock by reading pg_stat_activity.`

When to leave it
----------------
The Owner of an action: a commitment, not blame.

Source
------
Google SRE Workbook, chapter 10, Postmortem Culture.
"""

from collections.abc import Iterator

from unblame.language.cue import NAMED_CUE
from unblame.language.finding import Family, Level, Safety
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account

MESSAGE = "this sentence names a person"
ASK = "which role or team was it, and what was the method?"


def find(account: Account) -> Iterator[Hit]:
    """Yield each name in a sentence."""
    for start, end, kind, pseudonym in account.kinds:
        if kind in ("name", "initials") and pseudonym:
            yield Hit(
                start=start, end=end, message=MESSAGE, rewrite=pseudonym, safety=Safety.UNSAFE
            )
        elif kind == "name":
            yield Hit(start=start, end=end, message=MESSAGE, ask=ASK)


RULE = Rule(
    code="UB102",
    name="person_named",
    level=Level.NOTE,
    family=Family.IDENTITY,
    page=__doc__,
    cues=NAMED_CUE,
    flag=(
        "Thanks to Leila, we found it quickly.",
        "Per conversation with Jonas, capacity was considered fine.",
        "Escalated to Mai at 03:10.",
    ),
    ok=(
        "Escalated to the database on-call at 03:10.",
        "The queue drained at 03:10.",
    ),
    find=find,
)
