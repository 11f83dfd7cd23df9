"""Another team or a vendor is held to blame.

What it notices
---------------
A team, a department or a vendor that breaks, blocks, ignores or ruins something.

Why it matters
--------------
It ends with somebody else's name, and leaves out the coupling that one's own team can change.

Say instead
-----------
The dependency: `Checkout had no fallback when the provider's region was degraded.`

When to leave it
----------------
What a vendor reported about itself, facts about an interface, security group rules.

Source
------
Cook, How Complex Systems Fail.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.owner import neglects
from unblame.language.people_words import told
from unblame.language.who import Who
from unblame.text import late

MESSAGE = "this sentence holds another team or a vendor to blame"
ASK = "what did we depend on, and what was our fallback?"
PATTERN = late(
    r"\b(?:threw|thrown) us under the bus\b|\bhung us out to dry\b|"
    r"\b\w+'s (?:incompetence|negligence|carelessness|stupidity)\b|\bfor no (?:good )?reason\b(?! (?:but|other|than)\b)|"
    r"\b(?:an?|the) (?:vendor|provider|supplier|upstream) (?:problem|issue|fault|failure), not ours\b|\bnot our (?:fault|problem)\b|"
    r"\b(?:team|ops|vendor|provider|aws|azure|google|cloudflare) (?:let us down|ruined|screwed us|broke us|cost us)\b"
)
ON_THEM = (
    r"\b(?:this|that|it|the (?:outage|incident|whole thing|blame)) (?:one |whole (?:thing|mess) |mess |outage |incident )?(?:is|was) (?:all )?on (?:<one>|<group>)(?=\s*[,.;:!?]|$)|\b(?:this|that|it)(?:'s| is| was|(?: outage| incident| one| mess)? (?:is|was)) "
    r"(?:all |totally |clearly |squarely |entirely |fully |completely |100% )?on (?:<one>|<group>)(?=\s*(?:[,.;:!?]|$|and\b|not us|because|for))"
    r"|\b(?:(?:<who>)|and|who) (?:then |just |simply |also )?told (?:nobody|no one|no-one|none of us)\b"
    r"|\b(?:<who>|and) (?:\w+ )?(?:screwed|shafted|threw|sold|hung|burned|burnt|stitched|left) (?:us|everyone|the rest of us) (?:all )?(?:over|under the bus|up|out to dry|hanging|in the lurch)\b"
    r"|\b(?:rest of the team|others|everyone else|<group>|<one>) (?:had |have |has )?(?:ruined|wrecked|trashed|made a mess of|messed up|butchered)\b"
)
VENDOR = r"(?:<group>|(?:the |our |their )?(?:\w+ )?(?:vendor|supplier|provider|host|isp|carrier|registrar|support|telco|utility|company|agency|bank|airline|microsoft|google|amazon|aws|azure|cloudflare|github|gitlab|ibm|apple|oracle|vmware|cisco|dell|facebook|verizon|comcast|centurylink|crowdstrike|atlassian|slack|okta|heroku|godaddy|ovh))"
SLOW = (
    rf"\bit took {VENDOR} (?:[\w-]+ ){{0,4}}?(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|several|many|over|more|almost|nearly|another)"
    r"(?: [\w-]+){0,3} (?:to even|just to|before they even|to finally|only to)\b"
    rf"|\b{VENDOR} (?:\w+ )?(?:refused|could not be bothered|couldn't be bothered|did not care|didn't care|had no clue|had no idea|were no help|was no help|was useless|were useless|"
    r"kept (?:denying|blaming|insisting|closing|ignoring|telling us)|blamed (?:us|everyone)|gave us the runaround|stonewalled)\b"
    r"|\b(?:not|n't|never)(?: even| get| got| received?| had)* (?:a single|one|any) (?:reply|response|answer|update|word) from (?:<group>|support|the vendor|them)\b"
    r"|\b(?:with|showed|shows|showing|had|has|have) (?:absolutely |little or |a complete )?(?:no|zero|little|lack of) (?:regard|respect|consideration|concern) for\b"
)
LONG = (
    rf"\b{VENDOR} (?:\w+ ){{0,3}}?drag\w* (?:its|their|his|her) feet\b|\b(?:vendor|provider|supplier|company|telco|carrier) (?:lied|misled|stonewalled)\b"
    rf"|\b{VENDOR} (?:then |only |finally )?took (?:[\w-]+ ){{0,3}}?(?:hours?|days?|weeks?|months?|minutes?|forever|ages)(?: and a half)? (?:just |even )?(?:to|before) (?:even |they |it |finally )*(?:answer|respond|repl|acknowledge|react|admit|call|pick|look|get back|notice|reali)\w*"
    r"|\b(?:gigantic|massive|huge|colossal|complete|total|utter|spectacular|epic|monumental|abject) failure (?:by|on the part of) (?:the |our |their )?\w+"
    rf"|\b{VENDOR} (?:has |have )?(?:failed (?:us|miserably|spectacularly|completely|badly)|let (?:us|everyone|its customers) down|dropped the ball|broke (?:it|us|this|everything)(?: again)?|screwed (?:up|us|this)|messed (?:up|this|it))\b"
)
ACTS = (Kind.ERROR, Kind.WILFUL, Kind.CAUSE)


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault of a group that is not one's own."""
    for fault in faults(account):
        vendor = fault.who is Who.VENDOR
        left_out = fault.who is Who.THEY and fault.kind is Kind.OMISSION
        if vendor or left_out or (fault.who in (Who.TEAM, Who.THEY) and fault.kind in ACTS):
            yield of_fault(fault, MESSAGE)
    for found, ours in neglects(account):
        if not ours:
            yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)
    for text in (ON_THEM, SLOW, LONG):
        yield from told(account, text, MESSAGE, ASK)
    for found in account.finds(PATTERN):
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


RULE = Rule(
    code="UB124",
    name="other_team",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "stupid",
        " on ",
        "reply",
        "response",
        "answer",
        "it took",
        " took ",
        "failure",
        "inability",
        "refusal",
        "feet",
        "lied",
        "misled",
        "failed us",
        "miserably",
        "broke it",
        "broke this",
        "broke every",
        "refused",
        "bothered",
        "care",
        "no clue",
        "no idea",
        "no help",
        "useless",
        "kept ",
        "blamed",
        "runaround",
        "stonewall",
        "regard",
        "respect",
        "consideration",
        "concern",
        "told no",
        "screwed",
        "shafted",
        "threw",
        "sold",
        "hung",
        "burn",
        "stitched",
        "left us",
        "wrecked",
        "trashed",
        "mess",
        "butchered",
        *FAULT_CUE,
        "incompeten",
        "neglig",
        "careless",
        "for no ",
        "ours",
        "our fault",
        "our problem",
        "let us down",
        "ruined",
        "broke us",
        "cost us",
    ),
    flag=(
        "The telco took three days to answer.",
        "This was a gigantic failure by the carrier.",
        "Our registrar forgot to publish the record.",
        "It took the vendor six hours to even acknowledge the ticket.",
        "Platform broke us again.",
        "AcmeCloud's incompetence cost us 3 hours.",
        "Security blocked the fix for no reason.",
        "This is a vendor problem, not ours.",
        "The infra team ignored the alert.",
    ),
    ok=(
        "The provider confirmed a fibre cut.",
        "The engineers broke the dependency between the two queues.",
        "AcmeCloud reported an incident in eu-north-1 10:00-12:40.",
        "Our checkout depends on one region.",
        "The platform API returned 429.",
        "The security group rule blocked port 5432.",
    ),
    find=find,
    ask=ASK,
)
