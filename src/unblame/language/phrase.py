"""Where the object of a verb starts and ends, and how a noun phrase agrees."""

import re
from itertools import pairwise

from unblame.language.clause import Clause
from unblame.language.closed import BE, DETERMINERS, DO, HAVE, MODAL, PREPOSITIONS
from unblame.language.lexicon import verb_forms, words
from unblame.language.token import CODE, Token
from unblame.text import late

OBJECT_STOPS = words("closed", "object_stops")
_TIME = late(r"~?\d{1,2}:\d{2}(?::\d{2})?(?:z|am|pm)?", re.IGNORECASE)
PRONOUN_OBJECTS = {"it": "it", "them": "they", "this": "this", "that": "that", "these": "these"}
INDEFINITE = words("closed", "indefinite_objects")
CHAT = frozenset(["bc", "cos", "cuz", "coz", "bcos", "bec", "w/o", "wo", "w/"])
NUMERALS = words("wordings", "numerals")
OWN = late(r"^(?:his|her|their|my|your) (?:own )?", re.IGNORECASE)


def object_tokens(clause: Clause, after: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of the object that directly follows token `after` (the verb)."""
    tokens = clause.account.tokens
    position = (clause.last if after is None else after) + 1
    found: list[Token] = []
    while position < len(tokens):
        token = tokens[position]
        if _ends_object(token, found) and not _within_phrase(tokens, position, found):
            break
        person = any(start <= token.start < end for start, end in clause.account.people)
        if (token.low == "and" and not _joins_nouns(tokens, position)) or person:
            break
        doing = token.low.endswith("ing") and verb_forms().get(token.low, ("", ""))[1] == "gerund"
        follows = tokens[position + 1].low if position + 1 < len(tokens) else ""
        if found and doing and follows in PREPOSITIONS and found[-1].low not in DETERMINERS:
            break
        if found and _past(token) and found[-1].low not in DETERMINERS:
            break
        found.append(token)
        position += 1
    if position < len(tokens) and _finite(tokens[position]):
        joined = _before_and(found)
        cut = _past(tokens[position]) and len(joined) == len(found)
        found = [] if cut else joined
    while found and found[-1].low in {"and", "of", "the", "a", "an", "not"}:
        found.pop()
    return tuple(found)


def _finite(token: Token) -> bool:
    return token.low in BE | HAVE | DO | MODAL or _past(token)


def _past(token: Token) -> bool:
    """Whether a word can only be a past: `failed`, and not `set` or `read`."""
    lemma, form = verb_forms().get(token.low, ("", ""))
    return form == "past" and token.low != lemma


def _before_and(found: list[Token]) -> list[Token]:
    """Drop what `and` joins where a verb of its own follows."""
    joined = [index for index, token in enumerate(found) if token.low == "and"]
    return found[: joined[0]] if joined else found


def _ends_object(token: Token, found: list[Token]) -> bool:
    if not token.word and token.low not in {"'", "%", "&", "/", "-"}:
        return True
    shouted = token.text.isupper() and len(token.text) > 3
    if (token.low in OBJECT_STOPS | CHAT and not shouted) or _TIME.fullmatch(token.text):
        return True
    if token.low in BE | HAVE | DO | MODAL:
        return True
    return bool(found) and token.low.endswith("ly") and len(token.low) > 4


def _joins_nouns(tokens: tuple[Token, ...], position: int) -> bool:
    if position + 1 >= len(tokens):
        return False
    after = tokens[position + 1].low
    form = verb_forms().get(after)
    return not after.endswith(("ed", "ly")) and (form is None or form[1] not in ("past", "third"))


def _within_phrase(tokens: tuple[Token, ...], position: int, found: list[Token]) -> bool:
    """Whether a word such as `earlier` stands before a noun here: `two earlier pages`."""
    after = tokens[position + 1 : position + 2]
    if tokens[position].low not in {"earlier", "later", "early", "late", "first", "only", "second"}:
        return False
    counted = bool(found) and (found[-1].low in DETERMINERS or found[-1].low in NUMERALS)
    return counted and bool(after) and after[0].word and after[0].low not in OBJECT_STOPS


def attached(
    clause: Clause, found: tuple[Token, ...], lemma: str, *, wide: bool
) -> tuple[Token, ...]:
    """Return an object with the words that belong to its noun: `the report from March`.

    `wide` takes along words of place too, for acts that have no place of their own.
    """
    while found:
        longer = _longer(clause, found, lemma, wide=wide)
        if len(longer) == len(found):
            return found
        found = longer
    return found


def _longer(
    clause: Clause, found: tuple[Token, ...], lemma: str, *, wide: bool
) -> tuple[Token, ...]:
    tokens = clause.account.tokens
    at = tokens.index(found[-1]) + 1
    low = tokens[at].low if at < len(tokens) else ""
    if low in {"that", "which"}:
        return _relative(clause, found, at)
    joins = {"about", "from", "between"} | ({"for", "in", "on", "with"} if wide else set())
    if tokens[at + 1 : at + 2] and tokens[at + 1].low in {"the", "our", "this", "that", "each"}:
        joins.add("for")
    if low not in joins or (low == "from" and lemma in words("wordings", "takes_from")):
        return found
    inner: list[Token] = []
    for token in tokens[at + 1 :]:
        paired = low == "between" and token.low == "and" and "and" not in {one.low for one in inner}
        if paired or (inner and inner[-1].low == "and"):
            inner.append(token)
            continue
        ends = token.low in {"and", "or"} or (inner and token.low in DETERMINERS)
        if ends or _ends_object(token, inner):
            break
        inner.append(token)
    if not inner or len(inner) > 5 or _told_time(inner) or inner[0].low.endswith("ing"):
        return found
    if any(_finite(token) for token in inner[1:]) or any(
        start <= token.start < end for token in inner for start, end in clause.account.people
    ):
        return found
    return (*found, tokens[at], *inner)


def _told_time(inner: list[Token]) -> bool:
    times = words("wordings", "time_nouns")
    digits = inner[0].text[:1].isdigit() and len(inner) > 1 and inner[1].low in times | {"min", "h"}
    clock = bool(_TIME.fullmatch(inner[0].text)) or inner[-1].low in times
    return digits or clock or inner[0].low in {"me", "him", "her", "them", "us", "it", "most"}


def _relative(clause: Clause, found: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Take a short relative clause along, where the sentence or the clause ends with it."""
    inner: list[Token] = []
    for token in clause.account.tokens[at:]:
        ends = token.low in {
            ",",
            ".",
            ";",
            ":",
            "!",
            "?",
            ")",
            "and",
            "because",
            "so",
            "but",
            "which",
        }
        if ends and inner:
            break
        inner.append(token)
    breaks = {
        "when",
        "while",
        "after",
        "before",
        "without",
        "until",
        "at",
        "during",
        "instead",
        "by",
    }
    if not 2 < len(inner) <= 9 or breaks & {token.low for token in inner}:
        return found
    return (*found, *inner)


def object_end(clause: Clause) -> int:
    """Return the offset where the object of a clause ends, or the end of its verb."""
    found = object_tokens(clause)
    return found[-1].end if found else clause.end


def noun_phrase(text: str, tokens: tuple[Token, ...]) -> str | None:
    """Return the object as a subject, or None where the words are no plain noun phrase."""
    if not tokens or len(tokens) > 16 or re.match(r'\s*["“]', text[tokens[-1].end :]):
        return None
    if (
        tokens[0].low == "2"
        and len(tokens) > 1
        and verb_forms().get(tokens[1].low, ("", ""))[1] == "base"
    ):
        return None
    low = tokens[0].low
    if len(tokens) == 1 and low in PRONOUN_OBJECTS:
        return PRONOUN_OBJECTS[low]
    if low in {"him", "her", "me", "us", "you", "himself", "herself", "themselves"} | INDEFINITE:
        return None
    for before, token in pairwise(tokens):
        joined = before.low in OBJECT_STOPS or before.low in {"and", "of", "&"}
        if token.low in {"that", "which"} and token.low != before.low:
            break
        if token.low in DETERMINERS - {"no"} and not joined:
            return None
    if len(tokens) > 1 and tokens[-1].low in {"you", "we", "they", "he", "she", "i"}:
        return None
    if "worse" in {token.low for token in tokens}:
        return None
    phrase = text[tokens[0].start : tokens[-1].end]
    doing = low.endswith("ing") and low not in words("wordings", "ing_nouns")
    if doing or low.endswith("ly") or low in {"not", "of", "and"}:
        return None
    return OWN.sub("the ", phrase)


def plural(tokens: tuple[Token, ...]) -> bool:
    """Whether a noun phrase takes a plural verb."""
    upto = tokens
    for index, token in enumerate(tokens):
        if token.low == "of" and index:
            upto = tokens[:index]
            break
    for index, token in enumerate(upto):
        if token.low in OBJECT_STOPS and index:
            inside = _within_phrase(upto, index, list(upto[:index]))
            upto = upto if inside else upto[:index]
            break
    if tokens[0].low.isdigit() and len(tokens) == 1:
        return False
    if tokens[0].low.isdigit():
        return tokens[0].low != "1"
    if tokens[0].low in NUMERALS or tokens[0].low in {"both", "several", "many", "these", "those"}:
        return tokens[0].low != "one"
    head = upto[-1]
    if head.low in {"they", "them", "these", "data", "people", "both"}:
        return head.low != "data"
    if len(upto) > 2 and any(token.low == "and" for token in upto):
        return True
    if CODE in head.text or tokens[0].low in {"a", "an", "this", "that", "each", "every", "one"}:
        return False
    singular = head.low.endswith(("ss", "us", "is", "news", "dns", "tls", "'s", "ops", "aws"))
    known = head.low in words("systems", "named")
    return head.low.endswith("s") and not singular and not known
