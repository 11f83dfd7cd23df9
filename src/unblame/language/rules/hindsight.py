"""What was learnt later is told as plain to see.

What it notices
---------------
`Obviously`, `in hindsight`, `a disaster waiting to happen`, `the signs were there`, `just needed to`.

Why it matters
--------------
After the fact one line leads to the end. On the day it was one line among many.

Say instead
-----------
When it became visible, and what showed it: `The missing index became visible after the 16:40 query
plan; before that, the slow-query log was off.`

When to leave it
----------------
What is plain now that a dump or trace is at hand, with its time; clear and clearly of a design.

Source
------
Fischhoff on hindsight; Roese and Olson on counterfactuals.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level, Safety
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches
from unblame.language.people_words import told
from unblame.text import late

MESSAGE = "this sentence tells as plain what was learnt later"
ASK = "when did this become visible, and what showed it?"
PATTERN = late(
    r"\b(?:it (?:is|was) (?:painfully )?)?obvious(?! (?:now that|from the|choice|next|candidates?|place|thing to try))\b|\b(?:in|with) (?:hindsight|retrospect)\b|"
    r"\b(?:disaster|accident|outage|incident) waiting to happen\b|\b(?:warning )?signs were (?:plain|there|clear|obvious)\b|"
    r"\b(?:just|simply) (?:needed|had) to\b|\bplain to see\b|\beveryone knows\b"
)
NEEDED = (
    r"\ball (?:that )?(?:<who>|you|anyone|anybody) (?:had|needed|ever had) to do (?:was|is)\b"
    r"|\bit took (?:<one>|<group>) (?:[\w-]+ ){1,6}?to (?:think of|figure out|reali[sz]e|work out|notice|even|remember|look at|come up)"
    r"|\b(?:it )?would have taken (?:<one>|<group>|anyone|anybody) (?:\w+ )?(?:\w+ )?(?:seconds?|minutes?|moment)\b"
    r"|\ba (?:quick|single|simple) (?:look|glance) (?:at [^.;]{2,40} )?would have\b"
)
OPENING = late(r"\b(?:very )?obviously,? +(?:and +(?=\w+ly\b))?")


def find(account: Account) -> Iterator[Hit]:
    """Yield each mark of hindsight; `obviously` can go without loss."""
    yield from told(account, NEEDED, MESSAGE, ASK)
    for found in account.finds(OPENING):
        after = account.text[found.end() : found.end() + 1]
        if not after:
            continue
        capital = account.text[found.start()].isupper()
        yield Hit(
            start=found.start(),
            end=found.end() + 1,
            message=MESSAGE,
            rewrite=after.upper() if capital else after,
            safety=Safety.SAFE if capital else Safety.UNSAFE,
        )
    yield from matches(account, PATTERN, MESSAGE, ask=ASK)


RULE = Rule(
    code="UB111",
    name="hindsight",
    level=Level.WARN,
    family=Family.ANALYSIS,
    page=__doc__,
    cues=(
        "had to do",
        "needed to do",
        "it took",
        "have taken",
        "a quick",
        "a single",
        "a simple",
        "obvious",
        "hindsight",
        "retrospect",
        "waiting to happen",
        "signs",
        "just need",
        "simply need",
        "plain to see",
        "everyone knows",
        "any fool",
    ),
    flag=(
        "Obviously the index was missing.",
        "In hindsight it was clear the pool was too small.",
        "It was a disaster waiting to happen.",
        "The warning signs were plain to see.",
        "We just needed to flip the flag.",
    ),
    ok=(
        "The error is obvious now that we have the heap dump, which was captured at 16:40.",
        "Clear the cache.",
        "Add clearly labelled dashboards.",
        "It is a simply-typed lambda.",
    ),
    find=find,
    ask=ASK,
)
