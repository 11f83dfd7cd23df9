"""Somebody is said to have gone against a rule on purpose.

What it notices
---------------
`ignored`, `bypassed`, `disregarded`, `cut corners`, `knowingly`, `refused`, `turned off the safeguard` of people.

Why it matters
--------------
Work as it is done differs from work as it is written, usually with reason; wilfulness is a verdict.

Say instead
-----------
Work as done: `The change used the emergency path, which allows merge without review; 31 of 40 merges
that week used it.`

When to leave it
----------------
Traffic that bypasses a cache, parsers that ignore fields, connections refused, documented flags.

Source
------
Dekker, Just Culture; Hollnagel on work as imagined and work as done.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.people_words import told
from unblame.language.who import HUMAN, Who
from unblame.text import late

MESSAGE = "this sentence says that somebody went against a rule on purpose"
ASK = "how is this usually done, and what made this path the practical one?"
PURPOSE = late(r"\b(?:knowingly|wilfully|willfully|deliberately)\b")
WARNED = (
    r"\b(?:<who>|management|managers|executives|company|agency|bank|vendor) (?:was|were|had been|has been|have been) (?:repeatedly |explicitly )?(?:warned|told|alerted) (?:repeatedly|many times|several times|multiple times|again and again|time and again|for (?:years|months)|about [^.;]{2,40} (?:and|but) (?:did nothing|chose (?:not to|to (?:do nothing|ignore))|ignored|failed))\b|\bin violation of (?:the |all |our )?(?:\w+ )?(?:rules?|polic(?:y|ies)|procedures?|regulations?|protocols?)\b|"
    r"\b(?:<who>) (?:was|were|had been|has been|have been) (?:\w+ )?(?:told|warned|asked|instructed|advised|reminded) (?:\w+ )?(?:not to|never to|against)\b.{3,90}?\b(?:but|and yet|yet|and)\b"
    r"|\b(?:even though|although|though|despite) (?:<who>) (?:was|were|had been|knew|being) (?:\w+ )?(?:told|warned|asked|instructed|advised|that|better|not to)\b"
    r"|\b(?:<who>) (?:\w+ )?(?:went|worked|got) around (?:the )?(?:\w+ )?(?:review|process|approval|change|policy|gate|check|rule|procedure)s?\b"
)
CORNERS = late(r"\bcut(?:ting)? corners\b|\bturned off the safeguards?\b")


def find(account: Account) -> Iterator[Hit]:
    """Yield each wilful act of people."""
    for fault in faults(account):
        if fault.kind is Kind.WILFUL:
            yield of_fault(fault, MESSAGE)
    yield from told(account, WARNED, MESSAGE, ASK)
    if CORNERS.search(account.low) or PURPOSE.search(account.low):
        yield from _on_purpose(account)


def _on_purpose(account: Account) -> Iterator[Hit]:
    people = [clause for clause in account.clauses if clause.who in HUMAN - {Who.OURS}]
    for pattern in (PURPOSE, CORNERS):
        for found in account.finds(pattern):
            if people or pattern is CORNERS:
                yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


RULE = Rule(
    code="UB127",
    name="wilfulness",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        *FAULT_CUE,
        "warned",
        "alerted",
        "violation of",
        "not to",
        "never to",
        "against",
        "although",
        "though",
        "despite",
        "around",
        "knowingly",
        "wilfully",
        "willfully",
        "deliberately",
        "corners",
        "safeguard",
    ),
    flag=(
        "Staff routinely worked around the lock.",
        "Despite the freeze, Ana deployed the change anyway.",
        "The admin was told not to run it but did so all the same.",
        "The engineer bypassed code review.",
        "On-call ignored three alerts.",
        "They knowingly shipped without sign-off.",
        "This event is ignored by the WMCS team.",
        "Ops cut corners.",
    ),
    ok=(
        "The team chose to wait for the provider.",
        "Traffic bypassed the CDN.",
        "The parser ignores unknown fields.",
        "The connection was refused.",
        "`--no-verify` bypasses hooks (documented)",
        "change-prop ignored the 400.",
    ),
    find=find,
    ask=ASK,
)
