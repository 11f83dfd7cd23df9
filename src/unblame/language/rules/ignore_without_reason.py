"""A comment leaves a finding standing without a reason.

What it notices
---------------
`<!-- unblame: ignore … -->` with a rule and no reason behind it, or with no rule at all.

Why it matters
--------------
Whoever reads the document next cannot tell a considered exception from a silenced warning. Without
a reason the comment holds for nothing.

Say instead
-----------
The reason behind the code: `<!-- unblame: ignore UB104 quoted from the customer's contract -->`.

When to leave it
----------------
Never needed: three words of reason are enough.

Source
------
The habit of linters that ask for a reason beside each exception.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account


def find(account: Account) -> Iterator[Hit]:
    """Yield nothing: comments are read over the whole text, in `suppress`."""
    del account
    yield from ()


RULE = Rule(
    code="UB301",
    name="ignore_without_reason",
    level=Level.NOTE,
    family=Family.DOCUMENT,
    page=__doc__,
    cues=("<!-- unblame:",),
    flag=(
        "Ops failed to notice the lag. <!-- unblame: ignore UB106 -->",
        "The lag grew. <!-- unblame: ignore -->",
    ),
    ok=("Ops failed to notice the lag. <!-- unblame: ignore UB106 quoted from the contract -->",),
    find=find,
)
