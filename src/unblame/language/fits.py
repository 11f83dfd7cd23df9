"""Whether what follows a wording still fits it, now that the one who acted is not its subject."""

from unblame.language.clause import Clause
from unblame.language.closed import BE, DETERMINERS, DO, HAVE, MODAL
from unblame.language.lexicon import verb_forms, words
from unblame.language.phrase import OBJECT_STOPS, finite, is_person
from unblame.language.token import Token

KEPT = words("closed", "kept") | {"also", "later", "again"}
_JOINS = frozenset([",", "and", "or", "but", "then"])
_MARKS = frozenset([".", ";", ":", "!", "?", "(", "–", "—"])
_WHOEVER = ("whoever", "anyone who", "anybody who", "everyone who", "those who", "people who")


def fits(clause: Clause, end: int) -> bool:
    """Whether the words from offset `end` on can stand behind a wording of the clause."""
    after = tuple(token for token in clause.account.tokens if token.start >= end)
    if not after:
        return True
    if after[0].low in {"where", "who", "whose", "whom"}:
        return False
    return not (
        _is_subject(clause, after) or _leans_on_the_doer(after) or _goes_on_listing(clause, after)
    )


def _is_subject(clause: Clause, after: tuple[Token, ...]) -> bool:
    """Whether the clause is the subject of another: `Whoever wrote this should be told`."""
    if after[0].low in BE | HAVE | DO | MODAL:
        return True
    whoever = clause.subject_text.lower().startswith(_WHOEVER)
    return whoever and any(token.low in BE | HAVE | DO | MODAL for token in _clause(after))


def _leans_on_the_doer(after: tuple[Token, ...]) -> bool:
    """Whether a participle follows whose doer is gone: `thinking it is staging`."""
    comma = after[0].low == ","
    rest = after[1:] if comma else after
    while rest and rest[0].low in {"not", "just", "simply", "probably", "obviously", "wrongly"}:
        rest = rest[1:]
    if not rest or not rest[0].low.endswith("ing") or rest[0].low in words("wordings", "ing_nouns"):
        return False
    lemma, form = verb_forms().get(rest[0].low, (rest[0].low.removesuffix("ing"), "gerund"))
    if form != "gerund" or lemma in words("wordings", "results"):
        return False
    return not comma or lemma in words("wordings", "minded")


def shares_the_doer(clause: Clause, end: int) -> bool:
    """Whether a verb follows that has no doer left: `, and gets fired`, `or to silence it`."""
    rest = list(_clause(tuple(token for token in clause.account.tokens if token.start >= end)))
    joined = [rest.pop(0).low for _ in range(2) if rest and rest[0].low in _JOINS]
    while joined and rest and (rest[0].low in KEPT or rest[0].low.endswith("ly")):
        rest.pop(0)
    if not joined or joined == [","] or not rest:
        return False
    if rest[0].low == "to" or rest[0].low in BE | HAVE | DO | MODAL:
        return True
    form = verb_forms().get(rest[0].low, ("", ""))[1]
    if form == "base":
        return "then" in joined
    return form in {"third", "past", "participle"} and not any(
        finite(token) or _third(token) for token in rest[1:]
    )


def _goes_on_listing(clause: Clause, after: tuple[Token, ...]) -> bool:
    """Whether the object goes on behind the wording: `the bank`, `, the vendor and support`."""
    if after[0].low not in {",", "and", "or", "&", "nor"}:
        return False
    rest = list(_clause(after[1:]))
    while rest and rest[0].low in {"and", "or", "also", "then", "not", "even"}:
        rest.pop(0)
    if not rest or verb_forms().get(rest[0].low, ("", ""))[1] in {"past", "third", "participle"}:
        return False
    opens = rest[0].low in DETERMINERS or is_person(clause, rest[0]) or rest[0].text[:1].isupper()
    bare = rest[0].low not in OBJECT_STOPS and rest[0].low not in verb_forms()
    if not (opens or bare) or rest[0].low.endswith("ly"):
        return False
    return not any(finite(token) or _third(token) for token in rest[1:])


def _third(token: Token) -> bool:
    return verb_forms().get(token.low, ("", ""))[1] == "third"


def _clause(after: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words up to the next strong mark."""
    for index, token in enumerate(after):
        if token.low in _MARKS:
            return after[:index]
    return after
