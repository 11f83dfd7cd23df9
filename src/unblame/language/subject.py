"""The subject of a verb: the words before it, and who they stand for."""

from collections.abc import Sequence

from unblame.language.clause import Clause
from unblame.language.closed import (
    ADVERBS,
    BOUNDARIES,
    DETERMINERS,
    DO,
    HAVE,
    ING_NOUNS,
    MODAL,
    PREPOSITIONS,
    QUANTIFIERS,
)
from unblame.language.lexicon import acts, systems
from unblame.language.token import Token
from unblame.language.who import HUMAN, PRONOUNS, Who, classify

ONE = frozenset({Who.PERSON, Who.ROLE, Who.PSEUDONYM})
ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "every"])


def find_subject(clause: Clause, earlier: list[Clause]) -> None:
    """Find who does what the clause says; `earlier` are the clauses before it."""
    _find(clause, earlier)
    if clause.who is Who.THEY and clause.subject is not None and not clause.inherited:
        clause.who = _antecedent(clause, earlier)


def _antecedent(clause: Clause, earlier: list[Clause]) -> Who:
    """Return who `they` are: things or one person named before, else a group."""
    account = clause.account
    start = clause.subject[0] if clause.subject else 0
    if _plural_thing_before(account.tokens[:start]):
        return Who.SYSTEM
    before = earlier or (list(account.earlier.clauses) if account.earlier else [])
    for other in reversed(before):
        if other.who in ONE:
            return Who.PRONOUN
        if other.who in HUMAN:
            return Who.THEY
    if account.earlier and not earlier and _plural_thing_before(account.earlier.tokens):
        return Who.SYSTEM
    return Who.THEY


def _find(clause: Clause, earlier: list[Clause]) -> None:
    words = clause.account.tokens
    first = words[clause.first]
    if first.low in PRONOUNS:
        clause.who, clause.head = PRONOUNS[first.low], first
        clause.subject = (clause.first, clause.first)
        return None
    index = clause.first - 1
    while index >= 0 and (words[index].low in ADVERBS or adverb(words[index])):
        clause.negated = clause.negated or words[index].low in {"never", "not", "neither"}
        index -= 1
    bracket, index = index, _before_brackets(words, index)
    if index < bracket and _systems_in(words[index + 1 : bracket]):
        clause.who = Who.SYSTEM
        return None
    if index < 0:
        return _inverted(clause)
    if index < clause.first - 1 and words[index].low in ARTICLES:
        return None
    if _closes_quote(words, index):
        index -= 1
    low = words[index].low
    if low in {"who", "that", "which"}:
        clause.relative = low in {"who", "that"}
        before = index - 2 if index > 1 and words[index - 1].low == "," else index - 1
        return _take(clause, before, earlier) if before >= 0 else None
    if low == "," and _aside(clause, index, earlier):
        return None
    if low in {"and", "then", "but", "or", ",", "&", "nor"} and earlier:
        return _share(clause, _sharer(clause, earlier))
    if low in {"and", "but"}:
        return _first_person_before(clause, index)
    resumed = bool(earlier) and earlier[-1].relative and earlier[-1].who in HUMAN
    if resumed and (low in BOUNDARIES or low in PREPOSITIONS) and clause.form == "past":
        return _share(clause, earlier[-1])
    if low in BOUNDARIES or not words[index].word:
        return _inverted(clause) if words[clause.first].low in HAVE | DO else None
    return _take(clause, index, earlier)


def _aside(clause: Clause, index: int, earlier: list[Clause]) -> bool:
    """Take the person before a remark between commas: `One operator, working alone, restarted …`."""
    words = clause.account.tokens
    opening = next((at for at in range(index - 1, 0, -1) if words[at].low == ","), 0)
    first = words[opening + 1].low if opening else ""
    if not (
        first.endswith("ing") or first in {"not", "unaware", "as", "in", "on", "under", "without"}
    ):
        return False
    before = [other for other in earlier if other.last < opening]
    _take(clause, opening - 1, before)
    if clause.who in HUMAN:
        return True
    clause.who, clause.subject, clause.head = Who.NONE, None, None
    return False


def _sharer(clause: Clause, earlier: list[Clause]) -> Clause:
    """Return the clause whose subject a joined verb takes: a person's, where only people do that."""
    if earlier[-1].who in HUMAN or clause.lemma not in acts("human") | {"refuse", "decline"}:
        return earlier[-1]
    return next((other for other in reversed(earlier) if other.who in HUMAN), earlier[-1])


def _share(clause: Clause, other: Clause) -> None:
    """Give a clause the subject of another one."""
    clause.who, clause.subject, clause.head = other.who, other.subject, other.head
    clause.inherited = True


def _first_person_before(clause: Clause, index: int) -> None:
    """Take the person or pronoun that opens the sentence, for a verb that `and` joins to it."""
    words = clause.account.tokens
    for position in range(index):
        who = classify(
            words[: position + 1], words[position], clause.account.people, clause.account.known
        )
        if who in HUMAN:
            clause.who, clause.subject, clause.head = who, (position, position), words[position]
            clause.inherited = True
            return
        skipped = _skipped(words[position]) or words[position].low in DETERMINERS
        if who is not Who.NONE and words[position].word and not skipped:
            return


def _systems_in(bracketed: Sequence[Token]) -> bool:
    return any(token.bare in systems() for token in bracketed)


def _before_brackets(words: Sequence[Token], index: int) -> int:
    """Return the token before a bracketed remark that ends at `index`."""
    if index < 0 or words[index].low != ")":
        return index
    opening = max((at for at in range(index) if words[at].low == "("), default=0)
    return opening - 1


def adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4


def _inverted(clause: Clause) -> None:
    """Find the subject of `Had she read …` and `Have you ever tested …`."""
    words = clause.account.tokens
    if words[clause.first].low not in HAVE | DO | MODAL or clause.first + 1 >= len(words):
        return
    who, _, last = clause.account.phrase_after(clause.first)
    first = clause.first + 1
    for position in range(first, last + 1):
        if (
            classify(
                words[first : position + 1],
                words[position],
                clause.account.people,
                clause.account.known,
            )
            in HUMAN
        ):
            clause.who = classify(
                words[first : position + 1],
                words[position],
                clause.account.people,
                clause.account.known,
            )
            clause.subject, clause.head = (first, position), words[position]
            return
    clause.who = who


def _take(clause: Clause, index: int, earlier: list[Clause]) -> None:
    words = clause.account.tokens
    floor = earlier[-1].last + 1 if earlier else 0
    if index < floor and words[index].text[:1].islower():
        return
    first = index
    while first - 1 >= floor and not _stops(words, first - 1, bool(earlier)):
        first -= 1
    if earlier and earlier[-1].relative and first == floor and earlier[-1].head:
        _share(clause, earlier[-1])
        return
    while first < index and (_skipped(words[first]) or words[first].low == "and"):
        first += 1
    chunk = words[first : index + 1]
    head = _head(chunk)
    upto = [token for token in chunk if token.end <= head.end]
    clause.who = classify(upto, head, clause.account.people, clause.account.known)
    clause.subject, clause.head = (first, index), head
    doing = chunk[0].low.endswith("ing") and chunk[1:2] and chunk[1].low in DETERMINERS
    if doing and clause.who in HUMAN:
        clause.who = Who.NONE
    if clause.who is Who.TEAM and chunk[0].low == "one" and chunk[1:2] and chunk[1].low == "of":
        clause.who = Who.ROLE


def _closes_quote(words: Sequence[Token], index: int) -> bool:
    """Whether a quotation mark ends the subject: `a "tired operator" ran …`."""
    marks = {'"', "”", "’", "'"}
    opened = {'"', "“", "‘", "'"}
    before = (words[at].low for at in range(max(0, index - 4), index))
    return words[index].low in marks and any(word in opened for word in before)


def _stops(words: Sequence[Token], index: int, verb_before: bool) -> bool:
    token = words[index]
    if token.low == "and":
        return verb_before
    if token.low == "as" or token.low in BOUNDARIES:
        return True
    return not token.word and token.low != "'"


def _skipped(token: Token) -> bool:
    return token.text[:1].isdigit() or token.low in {
        "utc", "cet", "cest", "gmt", "pst", "pdt", "apparently", "apperently", "unfortunately",
        "then", "later", "again", "turns", "out", "looks", "seems", "sounds", "like", "guess", "also", "today", "yesterday", "however",
    }  # fmt: skip


def _head(chunk: Sequence[Token]) -> Token:
    """Return the head noun of a subject: the last word before the first modifier behind it."""
    if chunk[0].low in PREPOSITIONS:
        return chunk[-1]
    for index, token in enumerate(chunk[1:], start=1):
        before = chunk[index - 1]
        gerund = token.low.endswith("ing") and token.low not in ING_NOUNS
        if token.low == "of" and before.low in QUANTIFIERS:
            return _head(chunk[index + 1 :]) if index + 1 < len(chunk) else before
        after_noun = before.low not in DETERMINERS
        if token.low in PREPOSITIONS or (gerund and after_noun and index < len(chunk) - 1):
            return before
    return chunk[-1]


def _plural_thing_before(before: Sequence[Token]) -> bool:
    return any(token.bare.endswith("s") and token.bare in systems() for token in before)
