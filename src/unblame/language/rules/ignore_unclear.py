"""A comment was meant to leave something standing and does not say so clearly.

What it notices
---------------
A comment of this tool with a misspelt word (`unblame: ingore`), in another linter's form
(`unblame-disable`), or an `ignore-start` that no `ignore-end` follows.

Why it matters
--------------
The first two hold for nothing, while the reader believes that they do. The third holds for everything
below, whatever is written there next year.

Say instead
-----------
`<!-- unblame: ignore UB104 because it quotes the contract -->`, and an `ignore-end` for each start. For a
whole text there is `ignore-file`.

When to leave it
----------------
Never needed: the comment can always be written clearly.

Source
------
The habit of linters that report an exception they cannot read.
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
    code="UB303",
    name="ignore_unclear",
    level=Level.NOTE,
    family=Family.DOCUMENT,
    page=__doc__,
    cues=("<!-- unblame",),
    flag=(
        "The lag grew. <!-- unblame: ingore UB106 quoted from the contract -->",
        "The lag grew. <!-- unblame-ignore UB106 quoted from the contract -->",
    ),
    ok=("Ops failed to notice the lag. <!-- unblame: ignore UB106 quoted from the contract -->",),
    find=find,
)
