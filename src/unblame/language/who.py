"""Who a noun phrase stands for: a person, a role, a group, a vendor, a machine or nobody."""

from collections.abc import Sequence
from enum import StrEnum

from unblame.language.lexicon import words
from unblame.language.token import CODE, Token
from unblame.text import late


class Who(StrEnum):
    PERSON = "person"
    PSEUDONYM = "pseudonym"
    ROLE = "role"
    SELF = "self"
    OURS = "ours"
    YOU = "you"
    PRONOUN = "pronoun"
    THEY = "they"
    SOMEONE = "someone"
    TEAM = "team"
    VENDOR = "vendor"
    SYSTEM = "system"
    NAMELIKE = "namelike"
    THING = "thing"
    NONE = "none"


INDIVIDUAL = frozenset({Who.PERSON, Who.PSEUDONYM, Who.ROLE, Who.SELF, Who.PRONOUN, Who.YOU})
HUMAN = INDIVIDUAL | {Who.THEY, Who.SOMEONE, Who.TEAM, Who.OURS}
PRONOUNS = {
    "i": Who.SELF, "i've": Who.SELF, "i'd": Who.SELF, "i'm": Who.SELF, "we": Who.OURS,
    "we've": Who.OURS, "we'd": Who.OURS, "we're": Who.OURS, "you": Who.YOU, "you've": Who.YOU,
    "you'd": Who.YOU, "you're": Who.YOU, "he": Who.PRONOUN, "she": Who.PRONOUN,
    "he'd": Who.PRONOUN, "i'll": Who.SELF, "she'd": Who.PRONOUN, "they": Who.THEY, "they'd": Who.THEY,
    "they've": Who.THEY, "someone": Who.SOMEONE, "somebody": Who.SOMEONE, "nobody": Who.SOMEONE,
    "no-one": Who.SOMEONE, "everyone": Who.SOMEONE, "everybody": Who.SOMEONE,
    "anyone": Who.SOMEONE, "me": Who.SELF, "us": Who.OURS, "him": Who.PRONOUN, "whoever": Who.SOMEONE, "guys": Who.YOU,
}  # fmt: skip
AT_THE_WHEEL = frozenset(["driver", "controller", "guard", "attendant"])
VEHICLES = frozenset(
    [
        "train",
        "air",
        "bus",
        "lorry",
        "truck",
        "taxi",
        "tram",
        "crane",
        "forklift",
        "approach",
        "tower",
        "security",
        "duty",
    ]
)
PLURAL_ROLES = frozenset(["people", "human", "folks", "guys", "staff"])
STRONG_TEAMS = words("closed", "strong_teams")
_HANDLE = late(r"@[\w.-]+")
_LOWER_HANDLE = late(r"[a-zà-ÿ][a-zà-ÿ0-9_]{2,15}")
DETERMINERS = words("closed", "light_words")


def classify(
    chunk: Sequence[Token],
    head: Token,
    people: Sequence[tuple[int, int]],
    known: Sequence[tuple[int, int, Who]] = (),
) -> Who:
    """Return who the head of a noun phrase is.

    `people` are spans known to name a person; `known` are those that the house has settled.
    """
    word = head.bare
    if CODE in head.text or not head.word:
        return Who.SYSTEM if CODE in head.text else Who.NONE
    if head.possessive and not head.low.endswith("s'"):
        return Who.NONE
    for start, end, who in known:
        if start <= head.start and head.end <= end + 2:
            return who
    if head.pseudonym:
        return Who.PSEUDONYM
    if _HANDLE.fullmatch(head.text) or _within(head, people):
        return Who.PERSON
    if word in PRONOUNS and head.text != "US":
        return PRONOUNS[word]
    if word == "one" and len(chunk) > 1 and chunk[-2].low == "no":
        return Who.SOMEONE
    return _noun(chunk, head, word)


def _noun(chunk: Sequence[Token], head: Token, word: str) -> Who:
    word = word.rsplit("/", maxsplit=1)[-1]
    alone = len([token for token in chunk if token.low not in DETERMINERS]) == 1
    if word == "desk" and len(chunk) > 1 and chunk[-2].low in {"service", "help", "support"}:
        return Who.TEAM
    if word in words("roles", "team") and len(chunk) > 1 and chunk[-2].text == "IT":
        return Who.TEAM
    if word == "management" and _compound(chunk):
        return Who.THING
    if word in STRONG_TEAMS:
        return Who.TEAM
    if word in words("roles", "role"):
        plural = word in PLURAL_ROLES or (word.endswith("s") and not word.endswith("ss"))
        return Who.TEAM if plural else Who.ROLE
    if word in words("roles", "vendor") or (word == "host" and _hosting(chunk)):
        return Who.VENDOR
    manned = len(chunk) > 1 and not VEHICLES.isdisjoint(token.low for token in chunk[-3:-1])
    if manned and word.removesuffix("s") in AT_THE_WHEEL:
        return Who.TEAM if word.endswith("s") else Who.ROLE
    if word == "agent" and len(chunk) > 1 and chunk[-2].low in {"support", "desk", "helpdesk"}:
        return Who.ROLE
    bare = alone and len(chunk) == 1
    if word in words("roles", "team") and bare and head.text[:1].isupper():
        return Who.TEAM
    both = head.text[:1].isupper() and word in words("systems", "both")
    if not both and (word in words("systems", "system") or word in words("systems", "named")):
        return Who.SYSTEM
    if name_like(head) and (bare or head.text[:1].isupper()):
        return Who.NAMELIKE
    return Who.THING


def _compound(chunk: Sequence[Token]) -> bool:
    """Whether `management` is of a thing: `service management`."""
    before = chunk[-2].low if len(chunk) > 1 else "the"
    return before not in DETERMINERS | {"senior", "upper", "middle", "and", "or", "by"}


def _hosting(chunk: Sequence[Token]) -> bool:
    """Whether a host is a company: `my web host`."""
    return len(chunk) > 1 and chunk[-2].low.endswith(("web", "hosting"))


def name_like(token: Token) -> bool:
    """Whether a word could be a person's name or handle by its shape alone."""
    if token.text[:1].isupper() and token.bare in words("systems", "both"):
        return True
    if token.bare in words("systems", "common") or token.bare in words("systems", "named"):
        return False
    if any(letter.isdigit() for letter in token.text) and token.text[:1].isdigit():
        return False
    if token.text.isupper() and len(token.text) > 1:
        return False
    return token.text[:1].isupper() or bool(_LOWER_HANDLE.fullmatch(token.text))


def _within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.end <= end + 2 for start, end in spans)
