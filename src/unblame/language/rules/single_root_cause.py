"""One cause is given for the whole.

What it notices
---------------
`the root cause was`, `solely because`, `it all came down to`, `the real culprit`.

Why it matters
--------------
A system that serves users fails when several things meet. One cause ends the search for the others.

Say instead
-----------
A trigger and its factors: `The trigger was X. It became an outage through factors F1 to F4.`

When to leave it
----------------
Root certificates, root users and root spans; `no single root cause`; a proximate trigger named as such.

Source
------
Cook, How Complex Systems Fail; PagerDuty, post-mortem documentation.
"""

import re
from collections.abc import Iterator

from unblame.language.closed import PREPOSITIONS
from unblame.language.finding import Family, Level, Safety
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.text import late

MESSAGE = "this sentence gives one cause for what several conditions made together"
ASK = "what else had to be true for this to become an outage?"
ROOT = late(r"\b(the |a |one |another )?(?:(?:single|real|true|actual|main) )?root[- ]causes?\b")
ONLY = late(
    r"\b(?:solely|simply|only|entirely|purely) (?:because|due to)\b"
    r"|\b(?:all )?(?:came|comes|boils|boiled) down to\b|\b(?:the )?(?:real|true|main|only) culprit\b"
    r"|\bthe sole cause\b"
)
STATED = late(
    r"\s*:|\s+(?:of (?:the|this|our) (?:\w+ )?(?:outage|incident|failure|downtime|problem|issue) )?(?:was|is|were|are)\b(?! (?:a )?(?:combination|mix|series|chain|number|both|not|still|un\w+|"
    r"yet|being|found|identified|traced|determined|discovered|established|confirmed|known|clear|fixed)\b)"
)
_SINGLE = late(r"(?:(?:single|real|true|actual|main) )?root[- ]", re.IGNORECASE)
DENIED = late(
    r"\b(?:no|not|never|without|rather than|instead of) (?:\w+ ){0,3}$"
    r"|\b(?:do not|don't|never|not) (?:look|search|hunt|seek|ask)\b[^.;]{0,40}$"
)
ANALYSIS = late(r"\s*(?:analys[ie]s|template|document|section|investigation|review)")


def find(account: Account) -> Iterator[Hit]:
    """Yield each claim of a single cause; `root cause` becomes `contributing factor`."""
    if account.block == "heading":
        return
    for found in account.finds(ROOT):
        before, after = account.low[: found.start()], account.low[found.end() :]
        if DENIED.search(before) or ANALYSIS.match(after):
            continue
        yield Hit(
            start=found.start(),
            end=found.end(),
            message=MESSAGE,
            rewrite=_wording(account, found),
            ask=ASK,
            safety=Safety.UNSAFE,
        )
    for found in account.finds(ONLY):
        if not DENIED.search(account.low[: found.start()]):
            yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


def _wording(account: Account, found: re.Match[str]) -> str:
    """Return `a contributing factor` where a cause is stated, else the cause without its `root`."""
    labelled = account.low.startswith(":", found.end()) and account.masked[: found.start()].strip(
        " -*•#>"
    )
    leads = account.low[: found.start()].split()[-1:]
    within = bool(leads) and leads[0] in PREPOSITIONS
    if labelled or within or not STATED.match(account.low, found.end()):
        told = _SINGLE.sub("", account.text[found.start() : found.end()], count=1)
        return (
            told[:1].upper() + told[1:]
            if found[0] and account.text[found.start()].isupper()
            else told
        )
    plural = found[0].endswith("s")
    capital = account.text[found.start()].isupper()
    bare = account.low.startswith(":", found.end())
    article = "" if plural or bare else "a "
    text = f"{article}contributing {'factors' if plural else 'factor'}"
    return text[:1].upper() + text[1:] if capital else text


RULE = Rule(
    code="UB109",
    name="single_root_cause",
    level=Level.WARN,
    family=Family.ANALYSIS,
    page=__doc__,
    cues=(
        "root",
        "sole",
        "simply because",
        "came down",
        "boils down",
        "culprit",
    ),
    flag=(
        "The root cause was a full disk.",
        "Root cause: expired certificate.",
        "This happened solely because of the deploy.",
        "This happened simply because of a missing index.",
        "It all came down to one thing.",
        "The real culprit is the cache.",
    ),
    ok=(
        "The root CA expired.",
        "The root user owns the socket.",
        "The root partition filled up.",
        "The root span is missing.",
        "Contributing factors (no single root cause)",
        "The proximate trigger was the 09:00 deploy.",
        "A hardware problem was not the culprit.",
    ),
    find=find,
    ask=ASK,
)
