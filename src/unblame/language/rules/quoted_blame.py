"""Blame stands in a quotation or is reported.

What it notices
---------------
Quoted sentences that blame, and `according to support, dev messed up`.

Why it matters
--------------
A quotation does not launder blame: readers keep it, and the one quoted is held to it too.

Say instead
-----------
What the words told: `At 10:12 chat discussion turned to network config.`

When to leave it
----------------
Log and alert text, and quotations that show what a responder saw.

Source
------
Etsy, Debriefing Facilitation Guide.
"""

import importlib
import re
from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word
from unblame.language.lexicon import words
from unblame.language.people_words import pattern
from unblame.text import late

MESSAGE = "these reported words blame; what they told can stand without that"
ASK = "what did responders know or suspect at that moment?"
ON_THEM = late(
    r"\bthis is (?:all |totally |clearly )?(?:on|because of) (?:the )?\w+|\b(?:messed|screwed) up\b|\b(?:screwed|shafted) (?:us|everyone)\b|\blet us down\b|"
    r"\bwho (?:the (?:hell|heck|fuck)|on earth) |\bwhy (?:the (?:hell|heck|fuck)|on earth) (?:did|would|does)\b|\b(?:obviously|clearly) (?:have|had|has) no (?:idea|clue)\b|\bwhose fault\b|\b(?:totally|all) \w+'s (?:mess|fault)\b"
)
REPORTED = late(
    r"\b(?:according to \w+,|(?:wrote|said|claimed|complained|pointed out|noted) (?:that )?)(.*)"
)
SAID = late(
    r",[\"”]? (?:the |a |an |our )?(?:[\w-]+ ){1,4}?(?:said|says|told us|wrote|claimed|admitted|reported|complained)\b[^,;]{0,40}$"
)
CALLED = late(
    r"\b(?:phrases?|words?|terms?|labels?|titles?|titled|called|named|entitled|book|article|section|heading|chapter|alert|error|log|logs|rule|headline|label|labelled|wording|prompt|button|option) (?:\w+ ){0,3}[\W]*$"
)
OF_A_THING = late(
    r"\b(?:behaviou?r|script|tool|code|design|system|api|parser|compiler|library|ui|default|format|config\w*|software|app|page|message|algorithm|bug|name)s?(?:'s)? (?:\w+ ){0,3}\W*$"
)
BRANDED = late(
    r"\b(?:call(?:s|ed|ing)|brand(?:s|ed|ing)|describ(?:es|ed|ing)|dubb(?:s|ed)|slam(?:s|med)|condemn(?:s|ed)|critici[sz](?:es|ed)|accus(?:es|ed|ing)|denounc(?:es|ed)|said|says) [^.;\"“]{2,80}$"
)
HARSH = frozenset(
    [
        "pathetic",
        "slack",
        "shocking",
        "disgraceful",
        "lax",
        "useless",
        "hopeless",
        "outrageous",
        "scandalous",
        "asleep",
    ]
)
CONTRASTED = late(
    r"\b(?:not|never|instead of|rather than|avoid\w*|stop saying|don't say|do not say)(?: (?:simply|just|only|saying|to))?\s*"
    r"(?:[\"“][^\"”]*[\"”],? (?:or|nor|and) )*$"
)
GUILT = late(r"\b(?:fault|blame)\b")
NONE = late(r"\b(?:not|n't|no|nobody|never|\w+n't)\b")
INSULT = late(r"\b(?:stupid|incompetent|useless|idiot\w*|clueless|lazy|dumb)\b")


def find(account: Account) -> Iterator[Hit]:
    """Yield each quotation of three words or more, and each report, that blames."""
    for start, end in account.quotes:
        inner = account.text[start + 1 : end - 1]
        said = len(inner.split()) > (2 if account.text[start] in '"“' else 4)
        if (
            said and not _titled(account, start, inner) and _blames(inner, account.low[:start])
        ) or (BRANDED.search(account.low[:start]) and _harsh(account, start, inner)):
            yield Hit(start=start, end=end, message=MESSAGE, ask=ASK)
    yield from _said(account)
    found = REPORTED.search(account.low)
    if found and (INSULT.search(found[1]) or re.search(r"\b(?:messed|screwed) up\b", found[1])):
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


def _said(account: Account) -> Iterator[Hit]:
    """Find a fault that the sentence puts into somebody's mouth at its end."""
    told = SAID.search(account.low)
    held = next(iter(faults(account)), None) if told else None
    if held is not None:
        yield Hit(start=held.start, end=held.end, message=MESSAGE, ask=ASK)


def _people(inner: str) -> bool:
    """Whether quoted words speak of people."""
    return bool(pattern(r"\b(?:<who>|you|your|my|his|their|our|those)\b").search(inner.lower()))


def _harsh(account: Account, start: int, inner: str) -> bool:
    """Whether one or two quoted words are a verdict, and not on a thing."""
    harsh = words("verdicts", "trait") | words("verdicts", "judgement") | HARSH
    return bool(harsh & set(inner.lower().split())) and not OF_A_THING.search(account.low[:start])


def _titled(account: Account, start: int, inner: str) -> bool:
    """Whether a quotation is the title of a book or a page, or words that are only mentioned."""
    small = [word for word in inner.split() if word[0].islower()]
    if CONTRASTED.search(account.low[:start]):
        return True
    title = all(len(word) < 5 for word in small) and len(inner.split()) > len(small) + 1
    return title or bool(CALLED.search(account.low[:start]))


def _blames(inner: str, before: str) -> bool:
    low = inner.lower()
    if OF_A_THING.search(before) and not _people(inner):
        return False
    if any(_loud(rule, inner) for rule in _rules()):
        return True
    traits = re.search(rf"\b{any_word(words('verdicts', 'trait'))}\b", low)
    guilt = GUILT.search(low) and not NONE.search(low) and _people(inner)
    return bool(guilt or faults(Account(inner)) or ON_THEM.search(low) or traits)


def _rules() -> Iterator[Rule]:
    """Give the other rules of blame; the registry is asked late, for it reads this file too."""
    for rule in importlib.import_module("unblame.language.registry").load().values():
        if (
            rule.family is Family.BLAME
            and rule.level.rank > 0
            and rule.code not in {"UB123", "UB128"}
        ):
            yield rule


def _loud(rule: Rule, inner: str) -> bool:
    account = Account(inner)
    low = account.low + (FAULT_CUE[0] if account.may_hold else "")
    if rule.cues and not any(cue in low for cue in rule.cues):
        return False
    return any(hit.level is not Level.NOTE for hit in rule.find(account))


RULE = Rule(
    code="UB123",
    name="quoted_blame",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        '"',
        "'",
        "“",
        "said",
        "says",
        "wrote",
        "told us",
        "admitted",
        "reported",
        "according to",
        "wrote that",
        "said that",
        "admin is",
        "pointed out",
        "complained",
        "claimed",
    ),
    flag=(
        '"You people never test anything," one customer wrote.',
        'In chat: "this is on the infra folks" (10:12).',
        "A customer wrote that your admin is incompetent.",
        "According to support, dev messed up again.",
        'The note said "the engineer forgot to run the script".',
    ),
    ok=(
        'The log held "FATAL: role admin failed".',
        'The responder saw "lag is 40 s and climbing".',
        "Support said that lag was 40 s.",
    ),
    find=find,
    ask=ASK,
)
