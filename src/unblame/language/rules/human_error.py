"""Human error is given as a cause.

What it notices
---------------
`human error`, `operator error`, `user error`, `fat-finger`, `PEBKAC`, `manual mistake`.

Why it matters
--------------
It is where the looking stops. Behind each error stands what the tool accepted, showed or defaulted to.

Say instead
-----------
The affordance: `The command accepts a cluster name as free text and defaults to production; two
clusters differ by one character.`

When to leave it
----------------
A mention that says the label is not used, error rates of a protocol, controls that are tolerant of errors.

Source
------
VA National Center for Patient Safety: every human error has a preceding cause; Dekker.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.rewrite import ASK_TOOL
from unblame.text import late

MESSAGE = "this label ends the search where the condition behind the act begins"
LABEL = late(
    r"\b(?:(?:an?|the|some|simple|pure) )?(?:human|operator|pilot|user|personal|manual|people|administrator|admin|employee|staff|technician|clerical|crew)(?:[ \xa0-]|&nbsp;)"
    r"(?:errors?|mistakes?|failures?)\b(?!-| (?:rate|page|code|message|response|log|report|count|handl|boundar)\w*)"
    r"|\b(?:humans?|people|operators|users|staff|employees) (?:is|are|was|were|remains?) (?:\w+ )?(?:the |our )(?:weak(?:est)? (?:link|point)s?|problem)\b"
    r"|\b(?:an? )?fat[- ]?finger\w*\b|\bpebkac\b|\bid10t\b|\blayer[- ]8\b(?! (?:of|protocol))"
    r"|\bfinger[- ](?:trouble|slip)\b|\bslip of (?:the|a) (?:finger|keyboard|hand|mouse|keys)\b|\bbrain[- ](?:fart|fade)\b|\bbutter ?fingers?\b"
    r"|\bbetween (?:the )?(?:chair|keyboard|seat) and (?:the )?(?:keyboard|chair|screen)\b|\b(?:meat|wet)ware\b|\bcockpit (?:error|trouble)\b"
)
NOT_USED = late(
    r"\b(?:not|never|avoid|instead of|rather than|no longer)\b.{0,40}\b(?:use|used|say|write|label|accept|blame|term)"
    r"|\blabel\b.{0,30}\bnot\b|\bnot (?:a |due to )?(?:human|operator|user)"
)
NOT_CAUSE = late(
    r"\b(?:error|mistake)s? (?:is|are|was|were|as) (?:\w+ ){0,2}?(?:symptoms?|consequences?|effects?|starting|beginning|signals?)\b|"
    r"\b(?:not|n't|never|no)\b[^.;,]{0,30}\b(?:human|operator|user|manual)[ -](?:error|mistake)"
    r"|\b(?:human|operator|user|manual)[ -](?:errors?|mistakes?)\b[^.;,]{0,20}?\b(?:(?:was|is|were|are|as) (?:not|never|no)|wasn't|isn't|would|could|might|cannot|can|must)\b"
    r"|\b(?:protect\w*|guard\w*|prevent\w*|safeguard\w*|defen[dc]\w*|resilien\w*|robust|tolerant|proof|harden\w*|insulat\w*|tolerat\w*|surviv\w*|withstand\w*|absorb\w*|catch\w*|expect\w*|assum\w*|accommodat\w*|account for|design\w* for) (?:\w+ ){0,2}?"
    r"(?:against|from|to|of)? ?(?:an? |any |all |this )?(?:kind of |simple |such )?(?:human|operator|user|manual)[ -](?:error|mistake)"
    r"|\b(?:reduces?|lowers?|limits?|eliminates?|minimi[sz]es?|avoids?|risk|chance|likelihood|possibility|potential|room|scope) (?:\w+ ){0,4}?(?:of|for)? ?(?:human|operator|user|manual)[ -](?:error|mistake)"
    r"|\b(?:rather than|instead of|without|beyond|behind|label|term|words?|phrase|called|calling)\b[^.;]{0,30}\b(?:human|operator|user|manual)[ -]error"
)
OF_MANY = late(
    r"\b(?:such as|e\.g\.|range of|possible|kinds? of|types? of)\b[^.;]{0,140}\b(?:human|operator|user|manual)[ -](?:error|mistake)"
    r"|\b(?:human|operator|user|manual)[ -](?:errors?|mistakes?) (?:easily|often|usually|always|happens?|leads?|will|(?:are|is) (?:to be expected|expected|inevitable|normal|common|caught|rejected|detected|found))\b"
    r"|\b(?:class(?:es)? of|covers?|removes?|handles?|against) (?:all |any |most )?(?:human|operator|user|manual)[ -](?:error|mistake)"
)
CAUSE = late(
    r"(?:was|is|were)? ?(?:the result of|due to|caused by|because of|down to)\s+(?:an? )?$"
)


def refused(account: Account) -> bool:
    """Whether the label is spoken of and not given, as in `we do not call this human error`."""
    low = account.low
    return bool(NOT_USED.search(low) or NOT_CAUSE.search(low) or OF_MANY.search(low))


def find(account: Account) -> Iterator[Hit]:
    """Yield each label that puts a cause down to a human error."""
    if refused(account):
        return
    for found in account.finds(LABEL):
        if found[0].startswith("user") and not _closing(account, found):
            continue
        yield Hit(
            start=found.start(),
            end=found.end(),
            message=MESSAGE,
            rewrite=_wording(account, found),
            ask=ASK_TOOL,
        )


def _closing(account: Account, found: re.Match[str]) -> bool:
    """Whether `user error` is a verdict: it opens the sentence alone, or stands as a cause."""
    before, after = account.low[: found.start()].strip(), account.low[found.end() :].strip()
    verdict = before.endswith(("was", "is", "to", "by", "of", "cause:", "a", "manual,"))
    return verdict or (not before and after[:1] in {",", ".", ";", ""} and after != "")


def _wording(account: Account, found: re.Match[str]) -> str | None:
    """Offer `a manual step that went wrong` where the label stands as a cause."""
    if not CAUSE.search(account.low[: found.start()]) and not re.match(r"an? ", found[0]):
        return None
    if found[0].endswith("s") or not CAUSE.search(account.low[: found.start()]):
        return None
    return "a manual step that went wrong"


RULE = Rule(
    code="UB108",
    name="human_error",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "slip of",
        "brain",
        "butter",
        "keyboard",
        "chair",
        "ware",
        "cockpit",
        "weak",
        "problem",
        "layer-8",
        "error",
        "failure",
        "mistake",
        "finger",
        "pebkac",
        "layer 8",
    ),
    flag=(
        "Root cause: human error.",
        "This was operator error.",
        "The outage was pilot error.",
        "It was a fat-finger.",
        "A case of PEBKAC.",
        "A manual mistake caused the outage.",
        "User error, closing.",
        "The loss was due to a human error during setup.",
    ),
    ok=(
        "An operator error is a symptom of a missing guard.",
        "HTTP 400 user error rate",
        "Errors raised by the operator controller",
        "The label 'human error' is not used in this report.",
        "Add a human-error-tolerant confirmation prompt.",
        "The user error page was shown.",
    ),
    find=find,
    ask=ASK_TOOL,
    certain=True,
)
