"""An action asks people to take more care.

What it notices
---------------
`Be more careful`, `remind everyone`, `double-check`, `pay closer attention`, `raise awareness`,
`must remember`. It blocks under a heading of actions.

Why it matters
--------------
Care is what people already gave. An appeal changes nothing at three in the morning.

Say instead
-----------
A forcing function and its measure: `DELETE without WHERE is rejected by the proxy (test:
proxy_test.py::test_no_where).`

When to leave it
----------------
Automated reminders with a ticket, confirmations that show a count, double-checked locking, flags.

Source
------
VA action hierarchy (weaker actions); NIOSH hierarchy of controls.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.rewrite import ASK_CONTROL
from unblame.text import late

MESSAGE = "this action asks for care, and leaves the work as it was"
APPEAL = late(
    r"\b(?:be|being|is|are|was|were) (?:much |a lot |a bit |a little )?(?:more|extra|very) (?:careful|cautious|vigilant|mindful|diligent|attentive)\b(?! than)|"
    r"\b(?:should|must|need to|needs to|please|(?<!just )to) be (?:careful|cautious|vigilant|mindful|diligent|attentive)\b|"
    r"^\W*be (?:careful|cautious|vigilant|mindful|diligent)\b|"
    r"\b(?:have|has|had|were|was|been|be|being) reminded (?:to|of (?:the )?(?:importance|need|their|our)|that (?:they|we|it|all|every))|\bremind (?:more |other |all |our |the )*(?:everyone|everybody|people|all|the team|teams?|engineers|developers|staff|ops|on-call\w*|him|her|them|folks)\b(?! that (?:hindsight|blame|nobody|no one|mistakes|errors))|"
    r"\b(?:pay|paying) (?:closer|more|better|close|careful|extra) attention\b|\b(?:should|must|needs? to|have to|has to|ought to) (?:\w+ )?pay attention\b|"
    r"\bshould (?:be|have been) (?:much |far |more |better )*(?:more carefully|more thoroughly|better) (?:processed|reviewed|checked|tested|considered|handled|thought|planned|vetted|examined)\b|\bplease (?:always )?(?:double|triple)[- ]?check (?:your|the|all|that|everything) ?[^.;]{0,40}? before\b|\b(?:next time|from now on|going forward|in (?:the )?future),? (?:please )?(?:always )?(?:double|triple)-?check\b|"
    r"\b(?:must|should|need to|have to|try to|everyone|always) (?:always )?(?:remember|double-check|double check|triple-check)\b|"
    r"\b(?:exercis(?:e|ing)|us(?:e|ing)) (?:more |extra |greater |extreme |due )?(?:caution|care|diligence|vigilance)\b|"
    r"\b(?:vigilance|caution|diligence|(?:extra |more |greater )care)\b[^.;]{0,40}? (?:is|are) (?:always |often )?(?:warranted|needed|required|necessary|advised|called for)\b|"
    r"\b(?:^\W*|must |should |will |need to |please |and )(?:raise|increase|improve) (?:general |team |the |more )?awareness\b|"
    r"\b(?:be|being|become) (?:more|extra|much more|a lot more|better) (?:aware|thoughtful|conscious|thorough|disciplined|rigorous|considerate|alert|watchful)\b(?! that the)|"
    r"\b(?:^\W*|must |should |to |please |and )better (?:check|test|verify|look)\b|^\W*better (?:check|test|verify|look|read) |"
    r"\bthink before (?:they|we|you|people|clicking|typing|acting)\b|\b(?:think|look|check) (?:twice(?! (?:a|per|every|daily)\b)|harder|more carefully)\b|\b(?:more|greater) (?:care|vigilance|diligence|discipline|attention) (?:is|was|should|must|needs?|when|from|on the part|by)\b|"
    r"\b(?:read|check|test|review|follow|look at|watch|verify|examine) (?:[\w-]+ ){0,5}?(?:more )?carefully (?:before|when|next|in future|in the future|from now|going forward)\b|"
    r"\bmore careful(?:ly)? (?:study|studying|reading|reviewing|checking|testing|review)\b|\btake (?:more|better|greater|extra) care\b|\bwith more care\b|^\W*double-check (?!lock)"
)

PLAIN_CARE = late(
    r"(?:need to|needs to|to) be (?:careful|cautious|vigilant|mindful|diligent|attentive)"
)
OF_A_THING = late(
    r"\b(?:infrastructure|system|service|tool|script|client|server|software|code|controller|scheduler|it|deploy\w*|pipeline|process)s? (?:is|was|were|are|should be|be) (?:more|extra|very) \w+$"
)


OF_SOFTWARE = late(
    r"\b(?:api|library|compiler|client|server|parser|project|module|plugin|driver|framework|language|app|package|function|method|query|request|core)s? (?:should|must|needs? to|has to|could|ought to) (?:\w+ )?(?:be|pay|take|use|exercise)\b"
)
A_PRODUCT = late(
    r"(?:^|[.;:,] |\band )(?:[A-Z][a-z]+[A-Z]\w+|[A-Z][a-z]+(?:base|lib|db|js|ORM|SQL|API|DB)) (?:should|must|needs? to)\b"
)
NO_CONTROL = late(
    r"\b(?:is|are|was|were|isn't|aren't|be) ?(?:not|never|no)? (?:an? |the |much of an? )?(?:real |adequate |sustainable |effective |sufficient |long-term |good )*(?:solution|control|fix|answer|strategy|safeguard|plan|mitigation|remedy|enough)\b"
    r"|\b(?:does|do|did|will|would|can)(?: not|n't) (?:work|help|scale|suffice|fix|prevent|be enough|solve)\b|\b(?:telling|asking|reminding|exhorting|urging|expecting) (?:[\w-]+ ){1,4}?to\b|\brather than (?:telling|asking|reminding|relying)"
)
WOULD = late(
    r"\b(?:no longer|not|n't|never) (?:have|need)s? to\b|\b(?:would (?:need|have) to|learned to|learnt to)\b"
)
WARNED_OF = late(
    r"\b(?:warnings?|docs?|documentation|manual|page|readme|comment|banner|notes?|message|guide|runbook) (?:says?|said|asks?|asked|tells?|told|warns?|advises?) "
)
MENTIONED = (OF_SOFTWARE, NO_CONTROL, WARNED_OF, WOULD)


def find(account: Account) -> Iterator[Hit]:
    """Yield each appeal to care; under actions it blocks."""
    level = (
        Level.BLOCK if account.under("action", "follow-up", "follow up", "remediation") else None
    )
    if A_PRODUCT.search(account.text) or any(pattern.search(account.low) for pattern in MENTIONED):
        return
    for found in account.finds(APPEAL):
        if OF_A_THING.search(account.low[: found.end()]):
            continue
        own = level or (Level.NOTE if PLAIN_CARE.fullmatch(found[0]) else None)
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONTROL, level=own)


RULE = Rule(
    code="UB116",
    name="be_careful",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "think before",
        "attentive",
        "mindful",
        "cautious",
        "vigilant",
        "diligent",
        "caution",
        "remind",
        "careful",
        "diligence",
        "aware",
        "thoughtful",
        "conscious",
        "thorough",
        "rigorous",
        "considerate",
        "alert",
        "watchful",
        "better ",
        "twice",
        "harder",
        "vigilance",
        "discipline",
        "carefully",
        "more attention",
        "careful",
        "remind",
        "double",
        "attention",
        "remember",
        "caution",
        "awareness",
        "vigilan",
        "diligen",
        "mindful",
        "take care",
        "make sure",
        "more care",
    ),
    flag=(
        "Config changes should be more carefully reviewed.",
        "We have to be *very* careful.",
        "Staff have been reminded to follow the checklist.",
        "Better check the configuration twice.",
        "Be more careful with migrations.",
        "Remind everyone to double-check.",
        "Pay closer attention to alerts.",
        "Engineers must remember to rotate the key.",
        "Exercise caution.",
        "Raise awareness.",
        "We need to be more vigilant.",
    ),
    ok=(
        "The library should be more careful with null values.",
        "Telling people to be careful is not a control.",
        "The client is more cautious about retries now.",
        "Check twice a day that the backup has run.",
        "Add a confirmation that shows row count before DELETE.",
        "Send automated renewal reminder at 30/14/7 days with ticket.",
        "It uses double-check locking.",
        "Set careful=true in the file.",
        "The data was carefully restored.",
    ),
    find=find,
    ask=ASK_CONTROL,
)
