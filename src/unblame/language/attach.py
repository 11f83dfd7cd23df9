"""Which words behind an object belong to its noun, and so go where the noun goes."""

from unblame.language.clause import Clause
from unblame.language.closed import DETERMINERS
from unblame.language.lexicon import words
from unblame.language.phrase import TIME, ends_object, finite
from unblame.language.token import CODE, Token


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
    if low == "with" and not wide and _of_the_thing(tokens[at + 1 :], lemma):
        wide = True
    joins = {"about", "from", "between"} | ({"for", "in", "on", "with"} if wide else set())
    if tokens[at + 1 : at + 2] and tokens[at + 1].low in {"the", "our", "this", "that", "each"}:
        joins.add("for")
    thing = tokens[at + 1].text if tokens[at + 1 : at + 2] else ""
    if low == "for" and (CODE in thing or "." in thing or thing[:1].isupper()):
        joins.add("for")
    if (
        low == "to"
        and found[-1].low in words("wordings", "ways_to")
        and lemma in words("wordings", "undoing")
    ):
        joins.add("to")
    if low not in joins or (low == "from" and lemma in words("wordings", "takes_from")):
        return found
    inner: list[Token] = []
    for token in tokens[at + 1 :]:
        paired = low == "between" and token.low == "and" and "and" not in {one.low for one in inner}
        if paired or (inner and inner[-1].low == "and"):
            inner.append(token)
            continue
        ends = token.low in {"and", "or"} or (inner and token.low in DETERMINERS)
        if ends or ends_object(token, inner):
            break
        inner.append(token)
    if not inner or len(inner) > 5 or _told_time(inner) or inner[0].low.endswith("ing"):
        return found
    if any(finite(token) for token in inner[1:]) or any(
        start <= token.start < end for token in inner for start, end in clause.account.people
    ):
        return found
    return (*found, tokens[at], *inner)


def _of_the_thing(after: tuple[Token, ...], lemma: str) -> bool:
    """Whether `with` tells what a thing holds, not the means: `the bucket with the invoices`."""
    if lemma in words("wordings", "takes_with"):
        return False
    inner = [token for token in after[:5] if token.word]
    means = words("wordings", "means")
    return not any(token.low in means or CODE in token.text for token in inner[:4])


def _told_time(inner: list[Token]) -> bool:
    times = words("wordings", "time_nouns")
    digits = inner[0].text[:1].isdigit() and len(inner) > 1 and inner[1].low in times | {"min", "h"}
    clock = bool(TIME.fullmatch(inner[0].text)) or inner[-1].low in times
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
