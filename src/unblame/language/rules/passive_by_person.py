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

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.who import Who

MESSAGE = "this sentence ends on who, where the condition could stand"


def find(account: Account) -> Iterator[Hit]:
    """Yield each harmful passive with a person or a group behind `by`."""
    for fault in faults(account):
        if fault.by:
            yield of_fault(fault, MESSAGE, level=Level.WARN if fault.who is Who.TEAM else None)


RULE = Rule(
    code="UB117",
    name="passive_by_person",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=FAULT_CUE,
    flag=(
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
)
