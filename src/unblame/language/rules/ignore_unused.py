"""A comment leaves standing what is no longer there.

What it notices
---------------
`<!-- unblame: ignore … reason -->` where the rule notices nothing, or where no rule has that code.

Why it matters
--------------
The next sentence written there would be let through unseen, for a reason that was about another.

Say instead
-----------
Nothing: take the comment out, or correct the code.

When to leave it
----------------
A rule that your configuration switches off is not reported here.

Source
------
The habit of linters that report an exception nobody needs any more.
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
    code="UB302",
    name="ignore_unused",
    level=Level.NOTE,
    family=Family.DOCUMENT,
    page=__doc__,
    cues=("<!-- unblame:",),
    flag=(
        "The lag grew. <!-- unblame: ignore UB106 quoted from the contract -->",
        "The lag grew. <!-- unblame: ignore UB999 quoted from the contract -->",
    ),
    ok=("Ops failed to notice the lag. <!-- unblame: ignore UB106 quoted from the contract -->",),
    find=find,
)
