"""A pattern is held against people without a count.

What it notices
---------------
`This team never writes tests`, `every time they deploy`, `as usual`, `yet again`.

Why it matters
--------------
A pattern with no count cannot be checked, and it accuses.

Say instead
-----------
The count and the links to the earlier incidents.

When to leave it
----------------
Flags that are never read, always-on features, counted repetitions with a list.

Source
------
Etsy, Debriefing Facilitation Guide.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, matches

MESSAGE = "this sentence claims a pattern without a count"
ASK = "how many earlier incidents were there, and which?"
PEOPLE = any_word(
    [
        "team",
        "they",
        "you",
        "he",
        "she",
        "guys",
        "people",
        "ops",
        "qa",
        "devs",
        "developers",
        "engineers",
        "management",
        "security",
        "platform",
        "support",
        "everyone",
        "nobody",
        "infra",
    ]
)
PATTERN = re.compile(
    rf"(?<!\bif )\b{PEOPLE} (?:always|never|constantly|keeps?) (?:break|forget|ignor|skip|writ|test|document|fail|miss|push|deploy|read|listen|check|tell|do|break|follow)\w*"
    rf"|\bevery time {PEOPLE} \w+|\bas usual\b(?! (?:for|on|in|at|during|with))|\byet again\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    yield from matches(account, PATTERN, MESSAGE, ask=ASK)


RULE = Rule(
    code="UB125",
    name="always_never",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "always",
        "never",
        "every time",
        "as usual",
        "yet again",
        "constantly",
        "keep",
        "once again",
    ),
    flag=(
        "This team never writes tests.",
        "Every time they deploy something breaks.",
        "As usual, no docs.",
        "The docs were missing yet again.",
    ),
    ok=(
        "The flag is never read after boot.",
        "Always-on logging is enabled.",
        "Third incident in 90 days with this signature.",
        "As usual for a Monday, traffic rose.",
        "The node was restarted once again.",
    ),
    find=find,
)
