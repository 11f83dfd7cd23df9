"""Where the object of a verb starts and ends, and how a noun phrase agrees."""

import re
from itertools import pairwise

from unblame.language.clause import Clause
from unblame.language.closed import BE, DETERMINERS, DO, HAVE, MODAL, PREPOSITIONS
from unblame.language.lexicon import verb_forms, words
from unblame.language.token import CODE, Token
from unblame.text import late

OBJECT_STOPS = words("closed", "object_stops")
TIME = late(r"~?\d{1,2}:\d{2}(?::\d{2})?(?:z|am|pm)?", re.IGNORECASE)
PRONOUN_OBJECTS = {"it": "it", "them": "they", "this": "this", "that": "that", "these": "these"}
INDEFINITE = words("closed", "indefinite_objects")
CHAT = frozenset(["bc", "cos", "cuz", "coz", "bcos", "bec", "w/o", "wo", "w/"])
NUMERALS = words("wordings", "numerals")
COUNTING = words("wordings", "counting")
AFTER_PARTICIPLE = frozenset(
    [
        "it",
        "they",
        "he",
        "she",
        "we",
        "i",
        "you",
        "that",
        "everything",
        "nothing",
        "them",
        "him",
        "her",
    ]
)
OWN = late(r"^(?:his|her|their|my|your) (?:own )?", re.IGNORECASE)


def object_tokens(clause: Clause, after: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of the object that directly follows token `after` (the verb)."""
    tokens = clause.account.tokens
    position = (clause.last if after is None else after) + 1
    found: list[Token] = []
    while position < len(tokens):
        token = tokens[position]
        if ends_object(token, found) and not _within_phrase(tokens, position, found):
            break
        if token.low == "and" and not _joins_nouns(tokens, position):
            break
        if is_person(clause, token):
            break
        aside = _opens_participle(tokens, position) or _opens_time(tokens, position)
        if found and aside and found[-1].low not in DETERMINERS:
            break
        if found and _past(token) and found[-1].low not in DETERMINERS:
            break
        found.append(token)
        position += 1
    if position < len(tokens) and finite(tokens[position]):
        joined = _before_and(found)
        cut = _past(tokens[position]) and len(joined) == len(found)
        found = [] if cut else joined
    while found and found[-1].low in {"and", "of", "the", "a", "an", "not"}:
        found.pop()
    return tuple(found)


def recipients(clause: Clause, verb: int) -> tuple[Token, ...]:
    """Return whom a verb such as `tell` reaches: `the bank, the vendor and support`."""
    tokens = clause.account.tokens
    found: list[Token] = []
    for position in range(verb + 1, len(tokens)):
        token = tokens[position]
        joined = not found or found[-1].low in {"and", ","}
        if token.low in {"and", ","}:
            if joined or not _joins_nouns(tokens, position):
                break
        elif is_person(clause, token):
            if found and not joined and not is_person(clause, found[-1]):
                break
        elif ends_object(token, found) or (token.low in DETERMINERS and not joined):
            break
        found.append(token)
    while found and found[-1].low in {"and", ","}:
        found.pop()
    marks = [token.low for token in found if token.low in {"and", ","}]
    cut = bool(marks) and (marks[-1] != "and" or "or" in {token.low for token in found})
    return () if cut else tuple(found)


def is_person(clause: Clause, token: Token) -> bool:
    """Whether a word names a person or stands for one."""
    named = any(start <= token.start < end for start, end in clause.account.people)
    return named or token.pseudonym


def _opens_participle(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether a participle clause opens here: `the namespace thinking it is staging`."""
    low = tokens[position].low
    if not low.endswith("ing") or verb_forms().get(low, ("", ""))[1] != "gerund":
        return False
    follows = tokens[position + 1].low if position + 1 < len(tokens) else ""
    return follows in PREPOSITIONS | DETERMINERS | AFTER_PARTICIPLE


def _opens_time(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether words of time open here that tell when or how often: `both times`, `this morning`."""
    low = [token.low for token in tokens[position : position + 4]]
    units = words("wordings", "units")
    if low[0] in words("wordings", "weekdays"):
        return len(low) == 1 or low[1] in units or not low[1].isalpha()
    counted = low[0] in COUNTING | NUMERALS or low[0].isdigit()
    return counted and any(
        word in units
        and all(between in COUNTING | {"few", "whole", "other", "more"} for between in low[1:at])
        for at, word in enumerate(low[1:], start=1)
    )


def finite(token: Token) -> bool:
    return token.low in BE | HAVE | DO | MODAL or _past(token)


def _past(token: Token) -> bool:
    """Whether a word can only be a past: `failed`, and not `set` or `read`."""
    lemma, form = verb_forms().get(token.low, ("", ""))
    return form == "past" and token.low != lemma


def _before_and(found: list[Token]) -> list[Token]:
    """Drop what `and` joins where a verb of its own follows."""
    joined = [index for index, token in enumerate(found) if token.low == "and"]
    return found[: joined[0]] if joined else found


def ends_object(token: Token, found: list[Token]) -> bool:
    if not token.word and token.low not in {"'", "%", "&", "/", "-"}:
        return True
    shouted = token.text.isupper() and len(token.text) > 3
    if (token.low in OBJECT_STOPS | CHAT and not shouted) or TIME.fullmatch(token.text):
        return True
    if token.low in BE | HAVE | DO | MODAL | words("wordings", "no_object"):
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
    if len(tokens) > 1 and tokens[-1].low in DETERMINERS | NUMERALS:
        return None
    if len(tokens) == 1 and low in PRONOUN_OBJECTS:
        return PRONOUN_OBJECTS[low]
    if (
        low
        in {
            "i",
            "he",
            "she",
            "we",
            "him",
            "her",
            "me",
            "us",
            "you",
            "himself",
            "herself",
            "themselves",
        }
        | INDEFINITE
    ):
        return None
    for before, token in pairwise(tokens):
        joined = before.low in OBJECT_STOPS or before.low in {"and", "of", "&", ","}
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
