"""The reader is accused.

What it notices
---------------
`You didn't run the tests`, `if you'd asked`, `you guys always`, `your merge broke it`.

Why it matters
--------------
It turns a record into a quarrel, and the one addressed answers for themselves and not for the work.

Say instead
-----------
A fact in the third person: `The tests were not part of the merge gate.`

When to leave it
----------------
Instructions of a runbook, prompts, questions of a tool.

Source
------
Etsy, Debriefing Facilitation Guide.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.who import Who
from unblame.text import late

MESSAGE = "this sentence addresses somebody with a fault"
ASK = "what is the fact in the third person?"
ACCUSED = late(
    r"\bif you(?:'d| had) (?:\w+ )?(?:asked|read|checked|tested|looked|told|followed|listened)\b|"
    r"\byou (?:guys|people|all|lot) (?:always|never|keep|constantly)\b|\byou (?:always|never|keep) (?:break|breaking|forget|forgetting|ignore|ignoring|skip|skipping|push|pushing)\b|"
    r"\b(?:have|did) you (?:ever|even) \w+|\byou (?:\w+ )?(?:broke|caused|messed|screwed|ruined)\b|"
    r"\byour (?:\w+ )?(?:merge|change|commit|deploy\w*|patch|pr|code|config) (?:has |have |just )?(?:broke|broken|killed|took|crashed|caused)\b|"
    r"\byou (?:can't|cannot|can not|shouldn't|should not|don't|do not get to) (?:just|simply|go around|expect us|keep)\b|\byou (?:clearly|obviously|apparently|evidently) (?:have|had|don't|did|do|never|did not|didn't|are|were)\b|\bthis is (?:all )?your (?:fault|doing|mess)\b|"
    r"\b(?:maybe |perhaps |please )?next time,? (?:please |maybe |try to |just |actually ){0,3}(?:read|check|test|ask|look|think|run|try|follow|tell)\b|\bdid it (?:not|never|even) occur to you\b|\bdidn't it occur to you\b|"
    r"\bdid you (?:even |ever |not )?reali[sz]e\b|\bwhat were you thinking\b|\bare you (?:even|seriously) \w+ing\b|\bwhy would (?:you|anyone|anybody)\b|\bwhy (?:didn't|haven't|don't|wouldn't|couldn't|weren't|hadn't) you\b|\bwhy (?:did|have|do|were|would) you (?:not|never|just|even|ever)\b|\bwhy (?:on earth|the hell|in the world) (?:did|would|do|have) you\b|"
    r"(?:^\W*|[,;:.!?–—-] |\b(?:and|but|because|that|so|then) )you (?:did not|didn't|never) (?:even |just |bother to |once )?(?!see\b|get\b(?! around)|receive|have\b|need|know|mean|want|say|hear|do anything|cause|break|miss|lose)\w+|"
    r"\b(?:fix|clean|do|test|read) [^.]{0,40}\byourself\b|\byou (?:merged|pushed|deployed|shipped)\b.{0,60}\b(?:n't supposed|not supposed|shouldn't|untested|without)\b"
)


IN_A_GUIDE = late(r"^\W*q(?:uestion)?:|\b(?:just because|in case|imagine|suppose|even if) \w+")
REBUKE = late(
    r"^\W*(?:please )?stop (?:complaining|whining|moaning|breaking|pushing|merging|ignoring|wasting|blaming|arguing|lying|pretending|spamming|messing|making excuses|being)\b"
    r"|\bdid you (?:\w+ ){1,6}at all\b|\byou knew (?:about|that|the|this|it|very well|full well|perfectly well|better)\b[^?]*$|\bwhy (?:did|have) you (?:delet|remov|clos|revert|merg|push|br[eo]|chang|ignor|forc|disabl|dropp?|overw|block)\w*|\b(?:maybe|perhaps|please|just|try) (?:reading|read|check|checking|test|testing|ask|asking) [^.;]{2,50} next time\b|\bdon't you (?:ever|even|people)\b|\b(?:do|act|behave) (?:so )?(?:responsibly|professionally|like an adult)\b"
    r"|\byou (?:are|were|'re) (?:just |now |always |still |again |simply |clearly |not even )*(?:complaining|whining|wasting|ignoring|refusing|breaking|lying|making (?:this|things|it) (?:worse|up|harder)|blaming|being (?:lazy|careless|rude|unreasonable|ridiculous|difficult|obtuse))\b"
    r"|\bif you (?:had|'d) (?:just |only |simply |actually |ever |even |bothered )|\b(?:please )?(?:learn|try) (?:how )?to (?:read|code|test|spell|use git|type|think)\b(?! (?:and|the data|from))|(?<!are )(?<!is )(?<!be )(?<!was )(?<!were )(?<!been )(?<!to )\b(?:read|rtfm|proofread) (?:the (?:docs|manual|error|instructions|readme|log) |your )?(?:before you (?=post|ask|file|open|complain|push|merge|deploy|comment)|before posting|before filing|next time|first)\b"
    r"|\b(?:i|we) (?:already |have |had )*(?:told|warned|asked|reminded) you\b(?! that (?:the|it) (?:is|was))|\byou (?:still |clearly |obviously )?(?:haven't|have not) (?:even |bothered|read|tested|tried to|answered|understood|done (?:your|the))"
    r"|\byou (?:should be|ought to be) (?:ashamed|embarrassed)\b|\bshame on you\b|\bhow dare you\b|\bso i can (?:yell|shout|scream|swear) at\b|\b(?:punch|strangle|slap|throttle) (?:you|him|her|them|someone)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each accusation of the one who reads."""
    for fault in faults(account):
        if fault.who is Who.YOU:
            yield of_fault(fault, MESSAGE)
    if IN_A_GUIDE.search(account.low):
        return
    for found in (*account.finds(ACCUSED), *account.finds(REBUKE)):
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


RULE = Rule(
    code="UB122",
    name="second_person",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "did you",
        "next time",
        "occur to",
        "why would",
        *FAULT_CUE,
        "you",
        "stop ",
        "responsibl",
        "professional",
        "learn to",
        "try to",
        "proofread",
        "rtfm",
        "yell",
        "shout",
        "punch",
        "strangle",
        "slap",
    ),
    flag=(
        "You knew about the deadline and now you complain.",
        "Next time, please test your changes.",
        "You didn't run the tests.",
        "If you'd asked, you would have known.",
        "You guys always break staging.",
        "You've basically broken every version.",
    ),
    ok=(
        "It only bites when you make a mistake.",
        "You need sudo on the bastion.",
        "Are you sure? [y/N]",
        "Before you deploy, run `make check`.",
        "If you see this alert, restart the pod.",
        "You can skip the step on staging.",
    ),
    find=find,
    ask=ASK,
    certain=True,
)
