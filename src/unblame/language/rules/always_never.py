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

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, matches
from unblame.language.people_words import told
from unblame.text import late

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
GOES_WRONG = late(
    r"\b(?:break|broke|fail|outage|crash|down\b|problem|wrong|mess|los[et]|complain|forg[eo]t|di(?:e|ed)\b|fall|fell|suffer|clean|"
    r"something|late\b|happen|again|same|nobody|nothing|never|no one)"
)
PATTERN = late(
    rf"(?<!\bif )\b{PEOPLE} (?:never (?:break|forget|ignor|skip|writ|test|document|fail|miss|push|deploy|read|listen|check|tell|do|follow|chang|updat|answer|respond|ask|review|clean|think|bother|blam|assum|come|leav|merg|ship|car)|(?:always|constantly|keeps?) (?:break|forget|ignor|skip|fail|miss|push|deploy|do|chang|blam|assum|come|leav|merg|ship|wait|complain|interrupt|overrul))\w*"
    r"|\b(?:nobody|no one|no-one|none of (?:us|them|you)) (?:here )?ever (?:\w+s|bother\w*|had|did|wrote|read|checked|tested|looked|thought|took|made|updated|reviewed|asked)\b"
    rf"|\bevery time (?!you |someone ){PEOPLE} \w+|\bas (?:usual|always),? (?:no|nobody|not|none|it was|there (?:was|were) (?:no|an?)|he|she|they|we|the \w+ (?:was|were) (?:missing|late|broken|not)|{PEOPLE})\b|\b(?:forgot|broke|failed|late|missing|ignored|nothing|nobody|broken|wrong)\b[^.;]{{0,30}}\bas usual\b|\b(?:missing|missed|broke\w*|fail\w*|forgot\w*|down|wrong|no|not|nobody|late|ignored|nothing)\b[^.;]{{0,40}}\byet again\b|\b(?:has|have) yet again\b"
)

CASES = (
    r"\b(?:a number of|several|many|multiple|some|few|repeated|too many|lots of|countless|other|previous|numerous|more) (?:cases|times|instances|occasions|incidents|outages|regressions|situations|examples|problems) (?:where|when|in which|because) (?:people|someone|somebody|<group>|you|users|developers|engineers|<one>) (?:\([^)]*\) )?(?:\w+ly |just |have |has |had |would )*(?:forgot|forget|broke|commit|chang|push|merg|deploy|skip|ignor|delet|fail|did not|didn't|left|made|ran|put|used|edit|overwr|bypass|miss)\w*"
    r"|\b(?:because|since|as) (?:nobody|no one|no-one) (?:ever |actually |here |really )?(?:reads|tests|checks|cares|reviews|documents|updates|looks|bothers|listens|follows|communicates|thinks|monitors|owns)\b"
    r"|\byet again,? (?:the |a |an )?(?:lack|failure|incompetence|negligence|stupidity|management|team|admins?|engineers?|someone|somebody|<one>|<group>)\b"
    r"|\bhow many (?:more )?times\b|\b(?:time after time|time and (?:time )?again|over and over(?: again)?),? (?:<who>|you|people)\b|\b(?:<who>|people|you) keeps? (?:on )?(?:merging|pushing|breaking|doing|making|forgetting|ignoring|deploying|changing|committing|adding|asking|closing|reverting)\b"
)
WHENEVER = (
    r"\b(?:every (?:single )?time|each time|whenever) (?!someone|somebody|everyone|you (?!guys))(?:<who>|you guys) (?!is paged|are paged|is called|are called|is on|are on|need|want|would)\w+"
    r"|\b(?:not|isn't|wasn't|is not|was not) (?:exactly )?the (?:first|second|third|only) time (?:that )?(?:<who>|you|your|we have had to tell)"
    r"|\b(?:<who>) (?:has|have) (?:done this|made this|broken (?:it|this)) (?:\w+ )?(?:before|twice|again|many times|several times|repeatedly)\b"
    r"|\b(?:<who>) (?:is|are|was|were) (?:always|constantly|forever) (?:\w+ing\b(?! on call)|late\b|wrong\b|unavailable\b|unreachable\b|the ones?\b)"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    for hit in matches(account, PATTERN, MESSAGE, ask=ASK):
        if not _harmless(account, hit):
            yield hit
    for text in (CASES, WHENEVER):
        for hit in told(account, text, MESSAGE, ASK):
            if not _harmless(account, hit):
                yield hit


def _harmless(account: Account, hit: Hit) -> bool:
    """Whether nothing goes wrong in what is told of every time that somebody does a thing."""
    timed = account.low.startswith(("every ", "each ", "whenever "), hit.start)
    return timed and not GOES_WRONG.search(account.low)


RULE = Rule(
    code="UB125",
    name="always_never",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        " where",
        " when",
        "in which",
        "because",
        "nobody",
        "no one",
        "how many",
        "time after",
        "time and",
        "over and",
        "always",
        "ever ",
        "each time",
        "single time",
        "whenever",
        "the time",
        "first time",
        "second time",
        "third time",
        "only time",
        "done this",
        "made this",
        "forever",
        "never",
        "every time",
        "as usual",
        "yet again",
        "constantly",
        "keep",
        "once again",
    ),
    flag=(
        "We've had several cases where people changed production by hand.",
        "Nobody ever updates the runbooks.",
        "This team never writes tests.",
        "Every time they deploy something breaks.",
        "As usual, no docs.",
        "The docs were missing yet again.",
    ),
    ok=(
        "Every time you run the installer it asks again.",
        "As usual, traffic peaked at 20:00.",
        "The flag is never read after boot.",
        "Always-on logging is enabled.",
        "Third incident in 90 days with this signature.",
        "As usual for a Monday, traffic rose.",
        "The node was restarted once again.",
    ),
    find=find,
    ask=ASK,
)
