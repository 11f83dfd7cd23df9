"""A passive hides somebody and keeps the verdict.

What it notices
---------------
`was carelessly merged`, `procedures were ignored`, `the warning was dismissed`, `corners were cut`.

Why it matters
--------------
The person is gone from the sentence and the blame is not; what happened is gone too.

Say instead
-----------
The condition: `The warning is one of about 300 per day; 2 of the last 900 needed action.`

When to leave it
----------------
What machines drop, ignore or dismiss.

Source
------
Fausey and Boroditsky on agents and blame.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches
from unblame.text import late

MESSAGE = "this passive keeps a verdict and drops what happened"
ASK = "how many such signals were there that day, and how many needed action?"
PATTERN = late(
    r"\b(?:was|were|been) (?:carelessly|recklessly|hastily|sloppily|blindly) \w+ed\b|\bcorners were (?:being )?cut\b|"
    r"\b(?:procedures?|steps?|flags|signs?|signals?|safeguards?|precautions?|recommendations?|objections?|feedback|requests?|tickets?|reviews?|instructions?|standards?|best practices?|due diligence|warnings?|alarms?|alerts?|pages?|polic(?:y|ies)|rules?|process(?:es)?|advice|checklists?|concerns?|runbooks?|guidelines?) "
    r"(?:[^,;.]{1,30} )?(?:was|were|had been|have been|has been) (?:(?!not\b)\w+ ){0,2}?(?:ignored|dismissed|disregarded|bypassed|neglected|overlooked|not followed|not heeded|not respected|not observed|not acted (?:up)?on|not taken seriously|not paid attention to|brushed (?:off|aside)|swept under|glossed over|circumvented|skipped|violated|flouted)\b(?! by the (?:proxy|parser|client))"
)

VERDICT = late(
    r"\b(?:warnings?|concerns?|objections?|advice|signs|red flags|recommendations?|feedback) (?:[^,;.]{1,40} )?(?:was|were|had been|have been) (?:(?!not\b)\w+ ){0,2}?"
    r"(?:ignored|dismissed|disregarded|brushed (?:off|aside)|not taken seriously|not heeded|overlooked|waved away|swept under)\b(?! by the (?:proxy|parser|client|compiler|linter))|"
    r"\b(?:was|were|been) (?:\w+ )?(?:skipped|ignored|omitted|rushed|merged|done|deployed|approved) (?:in haste|in an? (?:\w+ )?(?:rush|hurry)|out of (?:laziness|carelessness|ignorance|convenience)|carelessly|without (?:any )?thought)\b|"
    r"\b(?:process|procedures?|polic(?:y|ies)|checklists?|runbooks?|guidelines?|best practices?|protocols?|instructions?|rules?) (?:[^,;.]{1,100} )?(?:was|were) "
    r"(?:not (?:being )?(?:followed|respected|observed|adhered to|heeded)|flouted|violated|deliberately \w+ed|knowingly \w+ed)\b"
)

UNREVIEWED = late(
    r"\b(?:was|were|been|got|gets|being) (?:\w+ly )?(?:merged|added|pushed|committed|deployed|released|shipped|approved|published|rolled out|pushed out|put|applied|enabled|made|done|run|changed|upgraded|installed|landed|activated|switched on|modified) "
    r"(?:[\w*/-]+ ){0,8}?without (?:(?:an?|any|the|proper|adequate|sufficient|final|prior|due|enough|first|formal|code|peer|being|having been|ever|even|much|real|going through|further) ){0,4}"
    r"(?:reviews?|reviewed|approval|approved|testing|tests?|tested|consultation|sign-?off|verification|verified|authori[sz]ation|permission|oversight|thought|discussion|announcement|qa|checks?|checked|coordination)\b"
)
LEFT = late(
    r"\b(?:was|were|been|got) (?:\w+ )?left (?:un(?:checked|answered|attended|read|monitored|tested|acknowledged|patched|secured|protected|fixed)|to rot|wide open)\b"
)
UNHEEDED = late(
    r"\b(?:warnings?|concerns?|advice|objections?|red flags|recommendations?|alarms?|alerts?|reports?|findings?) (?:[^;.]{1,120} )?(?:was|were|had been|have been|went) (?:\w+ ){0,2}?(?:never acted (?:up)?on|not heeded|unheeded)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    yield from matches(account, PATTERN, MESSAGE, ask=ASK)
    yield from matches(account, UNREVIEWED, MESSAGE, ask=ASK)
    for pattern in (VERDICT, LEFT, UNHEEDED):
        yield from matches(account, pattern, MESSAGE, ask=ASK, level=Level.WARN)


RULE = Rule(
    code="UB118",
    name="guilty_passive",
    level=Level.NOTE,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "left ",
        "unheeded",
        "waved",
        "haste",
        "rush",
        "hurry",
        "without",
        "laziness",
        "adhered",
        "careless",
        "heeded",
        "respected",
        "observed",
        "acted",
        "seriously",
        "attention to",
        "brushed",
        "swept",
        "glossed",
        "circumvent",
        "skipped",
        "violated",
        "flouted",
        "sloppily",
        "blindly",
        "reckless",
        "hastily",
        "ignored",
        "dismissed",
        "disregarded",
        "corners",
        "bypassed",
        "neglected",
        "overlooked",
        "not followed",
    ),
    flag=(
        "The alarms were left unanswered.",
        "Warnings from the support team were not taken seriously.",
        "The documented procedure was not followed.",
        "It was carelessly merged.",
        "Procedures were ignored.",
        "The warning was dismissed.",
        "Corners were cut.",
    ),
    ok=(
        "The packet was dropped.",
        "The retry was ignored by the proxy.",
        "The exception is ignored in handler.py:88",
    ),
    find=find,
    ask=ASK,
)
