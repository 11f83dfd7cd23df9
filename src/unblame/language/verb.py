"""The verbs of a sentence, each with its auxiliaries, as clauses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from unblame.language.clause import Clause
from unblame.language.closed import (
    ADVERBS,
    BE,
    BOUNDARIES,
    DETERMINERS,
    DO,
    FUSED,
    HAVE,
    INDEFINITE,
    MODAL,
    NOT,
    PREPOSITIONS,
)
from unblame.language.lexicon import states, verb_forms
from unblame.language.subject import adverb, find_subject
from unblame.language.token import CODE, Token
from unblame.language.who import HUMAN, Who

if TYPE_CHECKING:
    from unblame.language.grammar import Account


def find_clauses(account: "Account") -> list[Clause]:
    """Return the clauses of a sentence, in order of their verbs."""
    found: list[Clause] = []
    index = 0
    while index < len(account.tokens):
        clause = _verb_group(account, index)
        if clause is None:
            index += 1
            continue
        find_subject(clause, found)
        if clause.lemma == "be" or _plausible(clause):
            found.append(clause)
        index = max(clause.last, index) + 1
    return found


def _named_like_modal(words: Sequence[Token], index: int) -> bool:
    """Whether `Will` or `May` is a name: a modal takes no simple past after it."""
    if words[index].text not in {"Will", "May"} or index + 1 >= len(words):
        return False
    after = index + 2 if adverb(words[index + 1]) and index + 2 < len(words) else index + 1
    lemma, form = verb_forms().get(words[after].low, ("", ""))
    return form == "past" and words[after].low != lemma


def _verb_group(account: "Account", index: int) -> Clause | None:
    """Return the verb group that starts at a token, or None where none does."""
    words = account.tokens
    if words[index].low in BE | HAVE | DO | MODAL and not _named_like_modal(words, index):
        return _auxiliary_group(account, index)
    low = words[index].low
    form = verb_forms().get(low)
    if form is None and low.endswith("ed") and len(low) > 4 and index:
        form = _unregular(low), "past"
    if form is None or form[1] == "gerund":
        return None
    if form[1] == "participle" and form[0] != low and not _joined(words, index):
        return None
    after = words[index + 1].low if index + 1 < len(words) else ""
    if form[1] == "third" and after in MODAL | HAVE | BE:
        return None
    if index and words[index - 1].low in DETERMINERS | {"to", "of"}:
        return None
    return Clause(account, index, index, form[0], form[1])


def _joined(words: Sequence[Token], index: int) -> bool:
    """Whether a participle shares the `had` of a verb before it: `had muted it and forgotten it`."""
    joins = index > 0 and words[index - 1].low in {"and", "but", "or", "then"} | ADVERBS
    return joins and any(token.low in HAVE for token in words[:index])


def _auxiliary_group(account: "Account", index: int) -> Clause | None:
    words = account.tokens
    if index and words[index - 1].low == "to":
        return None
    last, position, seen = index, index + 1, words[index].low
    while position < len(words):
        low = words[position].low
        if low in BE | HAVE | DO and not (low in DO and seen not in MODAL):
            last = position
            seen = low
        elif low in ADVERBS or (low.endswith("ly") and len(low) > 4):
            if low in NOT:
                last = position
        elif low == "to" and seen == "ought":
            last = position
        else:
            break
        position += 1
    if position < len(words):
        verb = _main_verb(words[position].low, seen)
        if verb:
            return Clause(account, index, position, *verb)
    lemma = "be" if words[last].low in BE or seen in BE else _plain(seen)
    if words[index].low in MODAL and lemma not in ("be", "have", "do"):
        return None
    return Clause(account, index, last, lemma, "past")


def _plain(word: str) -> str:
    return "have" if word in HAVE or word in FUSED else "do" if word in DO else "be"


def _main_verb(low: str, seen: str) -> tuple[str, str] | None:
    known = verb_forms().get(low)
    if seen in BE and known and known[1] in ("base", "third"):
        return None
    if low in INDEFINITE or (seen in BE and low in states()):
        return None
    if known:
        return known
    if not low[:1].isalpha() or CODE.lower() in low or low in PREPOSITIONS | DETERMINERS:
        return None
    if low.endswith("ed") and (seen in BE or seen in HAVE or seen in FUSED):
        return _unregular(low), "participle"
    if (seen in DO or seen in MODAL) and low not in BOUNDARIES and low.isalpha():
        return low, "base"
    if low.endswith("ing") and seen in BE:
        return low[:-3], "gerund"
    return None


def _unregular(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y"
    stem = word[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    ends = (
        "at",
        "ut",
        "iv",
        "rg",
        "rv",
        "lv",
        "nc",
        "ag",
        "os",
        "us",
        "iz",
        "is",
        "ur",
        "as",
        "uc",
        "ov",
    )
    return stem + "e" if stem.endswith(ends) else stem


def _plausible(clause: Clause) -> bool:
    """Whether a lone word that could be a noun is a verb here."""
    if clause.first == clause.last and clause.account.tokens[clause.first].low not in verb_forms():
        return clause.who in HUMAN | {Who.NAMELIKE, Who.VENDOR}
    if clause.first != clause.last or clause.form in ("past", "participle"):
        return True
    if clause.form == "base":
        return clause.who in {Who.SELF, Who.OURS, Who.YOU, Who.THEY, Who.TEAM} or clause.inherited
    return clause.who in HUMAN | {Who.NAMELIKE, Who.SYSTEM, Who.VENDOR}
