"""People are said not to have done something.

What it notices
---------------
`failed to`, `forgot to`, `neglected`, `missed`, `overlooked`, `did not check` with people as the
subject, and `nobody bothered`.

Why it matters
--------------
Not acting explains something only where a duty to act was known and the need could be seen. The
omission hides what made the step invisible, costly or ambiguous.

Say instead
-----------
What was done, and what made the step easy to leave out: `The checklist has 41 steps and step 17
was not performed; the list does not record completion.`

When to leave it
----------------
Systems that fail to start, requests that miss a cache, log lines, and people who were not told.

Source
------
VA National Center for Patient Safety, RCA2, five rules of causation.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches, of_fault
from unblame.language.owner import neglects
from unblame.language.people_words import told
from unblame.language.rewrite import ASK_SHOWN
from unblame.language.who import Who
from unblame.text import late

MESSAGE = "this sentence says what people did not do, and not what hid the step"

NOBODY_OF = (
    r"\b(?:nobody|no one|no-one) (?:in|on|from|at) (?:<group>|(?:the )?[\w-]+(?: (?!can\b|could\b|may\b|might\b)[\w-]+)?) (?:ever |even )?"
    r"(?:bothered|thought|cared|looked|checked|tested|ran|read|verified|asked|reviewed|told|raised)\b"
)
NOBODY_CARED = (
    r"\b(?:nobody|no one|no-one|none of (?:them|us|you)) (?:\w+ly |even |ever |had |has )*(?:took the (?:time|trouble)|taken the (?:time|trouble)|(?:had )?the (?:decency|courtesy|sense|foresight)|thought to|bothered|cared|heard of|ever heard)\b"
    r"|\b(?:nobody|no one|no-one) (?:was|were) (?:\w+ly |even )?(?:watching|paying attention|minding|checking|looking)\b(?! (?:their|his|her|your|for))"
)
FAILURE = late(
    r"\b(?:failure|inability|unwillingness|reluctance|neglect) to (?:recogni[sz]e|verify|notice|check|test|follow|communicate|monitor|review|escalate|consider|anticipate|understand|document|inform|notify|plan|heed|learn|report|prepare|coordinate|maintain|act)\b"
)
NOT_ONCE = (
    r"\b(?:<who>|(?:the |our )?(?:vendor|supplier|provider)) (?:have|has|had)(?: not|n't|n’t| never) (?:\w+ )?\w+ed (?:[\w-]+ ){0,3}?(?:a single|any of|once|ever|for (?:\w+ )?(?:years|months|weeks)|in (?:over |more than |almost |nearly )?(?:an? |\d+ |two |three |several |many )?(?:years?|months?|weeks?|decades?))\b"
    r"|\bslipped (?:the minds? of|(?:his|her|their|my|our|<name>'s) minds?)\b"
    r"|\bno (?:attempt|effort|check|test|review|verification) (?:was|were|had been) (?:\w+ )?(?:made|done|performed|carried out|run) by (?:<who>)"
    r"|^\W*(?:did not|didn't|forgot to|neglected to|never) (?:check|test|verify|inform|notify|tell|review|read|escalate|communicate|follow|document|monitor|validate|consider|think|realis?ze|use (?:[\w-]+ ){1,5}to (?:inform|notify|tell|check))\b"
)
NEVER_THOUGHT = (
    r"\bit (?:never|did not|didn't) (?:even )?(?:occur|occurred|cross the minds?|dawn|dawned) (?:to|on|of) (?:<who>)"
    r"|\b(?:before|until) (?:anyone|anybody|somebody|someone) (?:\w+ )?(?:bothered|could be bothered|cared|deigned)\b"
    r"|\b(?:<who>|(?:the |our )?(?:vendor|supplier|provider)) never (?:once |even )?(?:got|came|went|called|wrote|replied|responded) back\b"
    r"|\b(?:on|in) (?:<one>|<group>)'s? part\b.{0,20}\bto (?:check|test|verify|tell|notify|follow|read)\b"
)
NEITHER = (
    r"\bneither (?:<who>) nor (?:<who>) (?:\w+ly |ever )?(?:checked|tested|noticed|read|verified|reviewed|told|asked|escalated|looked|"
    r"informed|warned|thought|bothered|followed|ran)\b"
)
QUIET = (
    r"\bknew (?:[\w-]+ ){0,6}?(?:and|but) (?:then |just )?(?:kept quiet|said nothing|did nothing|stayed silent|kept it to)"
    r"|\b(?:<who>) (?:\w+ )?(?:kept quiet|stayed silent|said nothing)\b"
)
CHOSEN = late(
    r"^\W*(?:did not|didn't) .{3,120}(?:,? (?:as|since) (?:it|this|that|they|we|the)\b|\bbecause\b)"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each omission by people; of one's own team it is a warning."""
    for fault in faults(account):
        if fault.kind is Kind.OMISSION and fault.who is not Who.YOU:
            level = Level.WARN if fault.who is Who.OURS else None
            yield of_fault(fault, MESSAGE, level=level)
    yield from matches(account, FAILURE, MESSAGE, ask=ASK_SHOWN, level=Level.NOTE)
    for found, ours in neglects(account):
        level = None if ours else Level.WARN
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_SHOWN, level=level)
    chosen = CHOSEN.search(account.low)
    for text in (
        (NOBODY_OF, QUIET, NEVER_THOUGHT, NOT_ONCE, NOBODY_CARED, NEITHER) if not chosen else ()
    ):
        yield from told(account, text, MESSAGE, ASK_SHOWN)


RULE = Rule(
    code="UB106",
    name="omission_by_person",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        *FAULT_CUE,
        "neither ",
        "failure",
        "inability",
        "refusal",
        "reluctance",
        "nobody",
        "no one",
        "no-one",
        "quiet",
        "silent",
        "said nothing",
        "knew",
        "slipped",
        "a single",
        "any of",
        "for years",
        "for months",
        "for weeks",
        " once",
        " ever",
        "no attempt",
        "no effort",
        "did not",
        "didn't",
        "forgot to",
        "neglected",
        "it never",
        "it did",
        "before any",
        "before some",
        "until any",
        "until some",
        "never",
        "part",
    ),
    flag=(
        "The agency's failure to install the update left the system exposed.",
        "We didn't think to look at the logs.",
        "No one on the storage side had looked at the graphs since March.",
        "It never occurred to the engineers that the lease could expire.",
        "The first officer did not make the usual call.",
        "Ops failed to follow the checklist.",
        "The team neglected backups.",
        "Nobody bothered to check replication.",
        "He did not verify the target cluster.",
        "The reviewer missed the off-by-one.",
        "The shift overlooked the alarm.",
    ),
    ok=(
        "The primary's failure to renew its lease triggered an election.",
        "Did not roll back, as the new schema was already in use.",
        "The team did not respond at once because the alert was expected.",
        "Anna did not have access to the console.",
        "The service failed to start.",
        "The health check did not verify TLS.",
        "Failed to pull image: timeout.",
        "No one was paged.",
        "Nobody in India could read for 31 minutes.",
        "14 requests missed the cache.",
        "The responder did not receive an alert.",
        "We had no alert for queue age.",
    ),
    find=find,
    ask=ASK_SHOWN,
)
