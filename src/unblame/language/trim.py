"""Which part of a sentence judges and holds no fact, so that the record can go without it."""

import re

from unblame.language.grammar import Account
from unblame.language.lexicon import systems, words
from unblame.text import late

CUT = "[…]"
ASIDE = late(
    r"(?:so |just |how |absolutely |simply )?(?:brilliant|genius|typical|classic|unbelievable|ridiculous|incredible|facepalm|smh|wtf|"
    r"figures|shocker|go figure|no surprise there|surprise,? surprise|as usual|as always|of course|what a (?:mess|joke|surprise|shambles)|"
    r"clown show|unreal|pathetic|embarrassing|words fail me)(?: (?:[A-ZÀ-Ž][\w'’-]*|@[\w.-]+)){0,3}\s*[.!?…]*",
    re.IGNORECASE,
)
RHETORICAL = late(r"^(?:and |but |so )?(?:who|why|how|what)\b[^.;]{3,90}\?[?!]*$", re.IGNORECASE)
COLOUR = late(
    r",? (?:of course|as usual|for no (?:good )?reason(?: whatsoever| at all)?)\b(?! (?:for|on|in|at|during|with|not)\b)",
    re.IGNORECASE,
)
_DOUBLE = late(r",\s*(?=[.,;!?])|,(?=$)|,,")
_PLAIN = frozenset(
    [
        "go",
        "rust",
        "teams",
        "slack",
        "chef",
        "flux",
        "spark",
        "hive",
        "presto",
        "puppet",
        "helm",
        "vault",
        "consul",
        "node",
    ]
)
_EDGE = late(
    r",? (?:because|since|although|though|even though|and|but|so|which|who|as)\b|;|,| [–—-] ",
    re.IGNORECASE,
)
_NUMBER = late(r"\d|[`/#]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|half)\b")
_DENIED = late(r"\b(?:not|never|no|nobody|nothing|without|none)\b|n't\b", re.IGNORECASE)
_IDLE = late(
    r"\b(?:did not|didn't|never|couldn't|could not|does not|doesn't) (?:even |really |just )?(?:bother(?:ed)?|care[ds]?|give a \w+|be bothered|"
    r"seem to care|want to admit)\b(?! to\b)",
    re.IGNORECASE,
)


def named() -> frozenset[str]:
    """Return the names of tools, without those that are plain words too."""
    return words("systems", "named") - _PLAIN


def segment(account: Account, start: int, end: int) -> tuple[int, int] | None:
    """Return the clause around a span: from the word that joins it to where it ends."""
    before = [edge for edge in _EDGE.finditer(account.masked) if edge.start() < end]
    before = [edge for edge in before if edge.start() <= start]
    if not before:
        return None
    first = before[-1].start()
    after = next((edge for edge in _EDGE.finditer(account.masked, end)), None)
    last = after.start() if after else len(account.text.rstrip().rstrip(".!?…"))
    verbs = [account.tokens[clause.first].start for clause in account.clauses]
    return (first, last) if any(first <= verb < last for verb in verbs) else None


def uncoloured(text: str) -> str:
    """Return a sentence without words such as `of course`, commas put right."""
    return _DOUBLE.sub("", COLOUR.sub(lambda found: found[0][: found[0].startswith(",")], text))


def holds_fact(text: str) -> bool:
    """Whether words hold a number, a time, a system or something that was not done."""
    low = text.lower()
    known = systems() | named()
    if _NUMBER.search(low) or known & set(re.findall(r"[\w'-]+", low)):
        return True
    return bool(_DENIED.search(_IDLE.sub("", low)))
