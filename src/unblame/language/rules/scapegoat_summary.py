"""The story has one villain or one hero.

What it notices
---------------
`Saved the day`, `single-handedly`, `without X we would have`, and one person as the whole story.

Why it matters
--------------
A hero is an undocumented capability; a villain is a factor that nobody looked behind.

Say instead
-----------
The capability: `A responder knew an undocumented flag; it is not in the runbook.`

When to leave it
----------------
What automation did well, and thanks to a whole team.

Source
------
Cook, How Complex Systems Fail.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches
from unblame.text import late

MESSAGE = "this sentence has one hero; what was known or done can be kept for the next time"
ASK = "what was known or done here that is not in the runbook yet?"
PATTERN = late(
    r"\bsaved the day\b|\bsaved us\b(?! (?:\d|about|around|from|some|a lot))|\bsingle-?handed(?:ly)?\b|\bhero(?:es|ic|ics|ically)?\b|"
    r"\brescued us\b|\blifesaver\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    yield from matches(account, PATTERN, MESSAGE, ask=ASK)


RULE = Rule(
    code="UB128",
    name="scapegoat_summary",
    level=Level.NOTE,
    family=Family.ANALYSIS,
    page=__doc__,
    cues=(
        "saved the day",
        "saved us",
        "single-handed",
        "hero",
        "rescued us",
        "lifesaver",
    ),
    flag=(
        "The admin saved the day single-handedly.",
        "Ivar saved us.",
        "It took a heroic effort.",
    ),
    ok=(
        "Automated failover kept reads available.",
        "The cache saved us 40 % of the reads.",
        "The Heroku app restarted.",
    ),
    find=find,
)
