"""The story has one villain or one hero.

What it notices
---------------
`Saved the day`, `single-handedly`, and a summary, a cause or a title in which somebody is the actor
of what went wrong.

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

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches
from unblame.language.people_words import told
from unblame.language.who import Who
from unblame.text import late

MESSAGE = "this sentence has one hero; what was known or done can be kept for the next time"
ASK = "what was known or done here that is not in the runbook yet?"
PATTERN = late(
    r"\bsaved the day\b|\bsaved us\b(?! (?:\d|about|around|from|some|a lot))|\bsingle-?handed(?:ly)?\b|\bhero(?:es|ic|ics|ically)?\b|"
    r"\brescued us\b|\blifesaver\b"
)


VILLAIN = "this summary ends on people; what let it happen is the part that can be changed"
ASK_BEHIND = "what conditions made this possible, and which of them are still there?"
SUMMARY = (
    "summary",
    "overview",
    "root cause",
    "cause",
    "tl;dr",
    "tldr",
    "conclusion",
    "in short",
    "postmortem",
    "synopsis",
    "abstract",
)
OPENING = late(
    r"^\W*(?:in (?:short|summary|a nutshell|brief)|to sum(?:marise|marize| up)|tl;?dr|bottom line|long story short|summary|"
    r"(?:root |primary |main |underlying )?cause|conclusion)\b"
)
ONE_OF = (
    r"\b(?:because of|due to|down to|thanks to|result of) (?:one|a single|an individual) (?:person|engineer|developer|operator|admin|employee|man|woman|individual|team)(?:'s)?\b"
    r"|\bone (?:person|engineer|developer|operator|admin|employee|individual)'s (?:\w+ )?(?:mistake|error|decision|action|command|typo|change)s?\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each hero, and each summary or cause that has a human actor."""
    yield from matches(account, PATTERN, MESSAGE, ask=ASK)
    yield from told(account, ONE_OF, VILLAIN, ASK_BEHIND)
    summed = account.block == "heading" or account.under(*SUMMARY) or OPENING.search(account.low)
    for fault in faults(account) if summed else ():
        if fault.who not in {Who.OURS, Who.YOU, Who.THING, Who.SYSTEM, Who.NONE}:
            yield Hit(start=fault.start, end=fault.end, message=VILLAIN, ask=ASK_BEHIND)


RULE = Rule(
    code="UB128",
    name="scapegoat_summary",
    level=Level.NOTE,
    family=Family.ANALYSIS,
    page=__doc__,
    cues=(
        "singlehanded",
        *FAULT_CUE,
        "because of",
        "due to",
        "down to",
        "thanks to",
        "result of",
        "one ",
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
        "In short: the deployer ran the wrong playbook and the site went down.",
        "The outage was due to one engineer's mistake.",
    ),
    ok=(
        "Automated failover kept reads available.",
        "The cache saved us 40 % of the reads.",
        "The Heroku app restarted.",
    ),
    find=find,
    ask=ASK,
)
