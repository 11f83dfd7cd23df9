"""Who does what to what in one sentence, by closed-class words and a few word lists.

The one interface between prose and rules: `read(sentence)` gives an `Account` of clauses, each
with who, act, object, polarity. A better tagger can take this room's place without any rule noticing.
"""

from collections.abc import Sequence
from functools import cached_property

from unblame.language.lexicon import acts, states, systems, verb_forms, words
from unblame.language.token import CODE, Token, mask, quotes, tokens
from unblame.language.who import HUMAN, PRONOUNS, Who, classify

BE = words("closed", "be")
HAVE = words("closed", "have")
DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
MODAL = words("closed", "modal")
FUSED = frozenset(["should've", "could've", "would've"])
NOT = words("closed", "not")
ADVERBS = words("closed", "adverbs")
PREPOSITIONS = words("closed", "prepositions")
BOUNDARIES = words("closed", "boundaries")
QUANTIFIERS = words("closed", "quantifiers")
INDEFINITE = words("closed", "indefinite")
DETERMINERS = words("closed", "determiners")
ING_NOUNS = frozenset(
    ["thing", "things", "nothing", "something", "everything", "morning", "evening", "string"]
)


class Clause:
    """One verb with its subject. Indices count tokens; `first`..`last` is the verb group."""

    def __init__(self, account: "Account", first: int, last: int, lemma: str, form: str) -> None:
        self.account = account
        self.first, self.last = first, last
        self.lemma, self.form = lemma, form
        group = [token.low for token in account.tokens[first : last + 1]]
        self.modal = next((word for word in group if word in MODAL), None)
        self.negated = any(word in NOT for word in group)
        self.have = any(word in HAVE or word in FUSED for word in group)
        self.do = any(word in DO for word in group[:-1])
        self.be = any(word in BE or word == "been" for word in group)
        self.adverbs = frozenset(word for word in group if word.endswith("ly"))
        self.passive = self.be and lemma != "be" and form in ("past", "participle")
        self.who = Who.NONE
        self.subject: tuple[int, int] | None = None
        self.head: Token | None = None
        self.inherited = False
        self.relative = False

    def __repr__(self) -> str:
        return f"<{self.who} {self.subject_text!r} {self.lemma} {self.form} neg={self.negated}>"

    @property
    def subject_text(self) -> str:
        if self.subject is None:
            return ""
        first, last = self.subject
        return self.account.slice(first, last)

    @property
    def words(self) -> tuple[str, ...]:
        """The lower-case words of the verb group."""
        return tuple(token.low for token in self.account.tokens[self.first : self.last + 1])

    @property
    def before(self) -> str:
        """The lower-case text before the clause."""
        return self.account.low[: self.start].rstrip()

    @property
    def start(self) -> int:
        """The offset where the clause starts: its own subject, else its verb."""
        own = self.subject is not None and not self.inherited
        return self.account.tokens[self.subject[0] if own and self.subject else self.first].start

    @property
    def end(self) -> int:
        return self.account.tokens[self.last].end

    @cached_property
    def after(self) -> tuple[Token, ...]:
        """The tokens after the verb, up to the end of the sentence."""
        return self.account.tokens[self.last + 1 :]

    @cached_property
    def following(self) -> tuple[str, ...]:
        """The lower-case words after the verb, up to the next clause mark."""
        found = []
        for token in self.after:
            if token.low in {";", ".", ":", "!", "?"}:
                break
            found.append(token.low)
        return tuple(found)

    @cached_property
    def agent(self) -> tuple[Who, int, int] | None:
        """Who stands after `by` in a passive: who, first token of `by`, last token of the phrase."""
        if not self.passive:
            return None
        for index in range(self.last + 1, min(self.last + 12, len(self.account.tokens))):
            token = self.account.tokens[index]
            if token.low in BOUNDARIES or token.low in {";", ".", ":"}:
                return None
            if token.low == "by":
                return self.account.phrase_after(index)
        return None


class Account:
    """What one sentence says, offsets counted from its start."""

    def __init__(
        self,
        text: str,
        *,
        people: Sequence[tuple[int, int]] = (),
        section: tuple[str, ...] = (),
        kinds: Sequence[tuple[int, int, str, str]] = (),
        block: str = "paragraph",
    ) -> None:
        self.text = text
        self.people = tuple(people)
        self.section = section
        self.kinds = tuple(kinds)
        self.block = block
        self.masked = mask(text)
        self.low = self.masked.lower().replace("’", "'")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.masked)

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        return quotes(self.masked)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(_clauses(self))

    def slice(self, first: int, last: int) -> str:
        """Return the source text of tokens `first` to `last`, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def under(self, *names: str) -> bool:
        """Whether a heading above holds one of these words."""
        heads = " / ".join(self.section).lower()
        return any(name in heads for name in names)

    def quoted(self, start: int, end: int) -> bool:
        """Whether a span lies wholly inside quotation marks."""
        return any(first <= start and end <= last for first, last in self.quotes)

    def phrase_after(self, index: int) -> tuple[Who, int, int]:
        """Return who the noun phrase after token `index` is, and the tokens it spans from there."""
        chunk: list[Token] = []
        last = index
        for position in range(index + 1, len(self.tokens)):
            token = self.tokens[position]
            stop = token.low in PREPOSITIONS | BOUNDARIES | BE | HAVE | DO | MODAL
            if stop or token.low in {"who", "which", "and", "not", "then"} or not token.word:
                break
            if chunk and token.low.endswith("ing") and chunk[-1].low not in DETERMINERS:
                break
            form = verb_forms().get(token.low, ("", ""))[1]
            if chunk and form in ("past", "third") and _person(chunk, self.people):
                break
            chunk.append(token)
            last = position
            if token.low == "whoever":
                break
        if not chunk:
            return Who.NONE, index, index
        return classify(chunk, chunk[-1], self.people), index, last


def read(text: str, **context: object) -> Account:
    """Return the account of one sentence."""
    return Account(text, **context)  # type: ignore[arg-type]


def _clauses(account: Account) -> list[Clause]:
    found: list[Clause] = []
    index = 0
    while index < len(account.tokens):
        clause = _verb_group(account, index)
        if clause is None:
            index += 1
            continue
        _find_subject(clause, found)
        if clause.lemma == "be" or _plausible(clause):
            found.append(clause)
        index = max(clause.last, index) + 1
    return found


def _named_like_modal(words: Sequence[Token], index: int) -> bool:
    """Whether `Will` or `May` is a name: a modal takes no simple past after it."""
    if words[index].text not in {"Will", "May"} or index + 1 >= len(words):
        return False
    after = index + 2 if _adverb(words[index + 1]) and index + 2 < len(words) else index + 1
    lemma, form = verb_forms().get(words[after].low, ("", ""))
    return form == "past" and words[after].low != lemma


def _person(chunk: Sequence[Token], people: Sequence[tuple[int, int]]) -> bool:
    return classify(chunk, chunk[-1], people) in HUMAN


def _verb_group(account: Account, index: int) -> Clause | None:
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
    if index and words[index - 1].low in DETERMINERS | {"to", "of"} and not _letter(words, index):
        return None
    return Clause(account, index, index, form[0], form[1])


def _letter(words: Sequence[Token], index: int) -> bool:
    """Whether the word before is the letter of a pseudonym, as in `Responder A`."""
    return index > 1 and words[index - 1].text == "A" and words[index - 2].low == "responder"


def _auxiliary_group(account: Account, index: int) -> Clause | None:
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
    ends = ("at", "ut", "iv", "rg", "nc", "ag", "os", "us", "iz", "is", "ur", "as", "uc", "ov")
    return stem + "e" if stem.endswith(ends) else stem


def _find_subject(clause: Clause, earlier: list[Clause]) -> None:
    words = clause.account.tokens
    first = words[clause.first]
    if first.low in PRONOUNS:
        clause.who, clause.head = PRONOUNS[first.low], first
        clause.subject = (clause.first, clause.first)
        return None
    index = clause.first - 1
    while index >= 0 and (words[index].low in ADVERBS or _adverb(words[index])):
        clause.negated = clause.negated or words[index].low in {"never", "not", "neither"}
        index -= 1
    bracket, index = index, _before_brackets(words, index)
    if index < bracket and _systems_in(words[index + 1 : bracket]):
        clause.who = Who.SYSTEM
        return None
    if index < 0:
        return _inverted(clause)
    low = words[index].low
    if low in {"who", "that", "which"}:
        clause.relative = low in {"who", "that"}
        before = index - 2 if index > 1 and words[index - 1].low == "," else index - 1
        return _take(clause, before, earlier) if before >= 0 else None
    if low in {"and", "then", "but", "or", ",", "&", "nor"} and earlier:
        return _share(clause, earlier[-1])
    if low in {"and", "but"}:
        return _first_person_before(clause, index)
    if low in BOUNDARIES or not words[index].word:
        return _inverted(clause) if words[clause.first].low in HAVE | DO else None
    return _take(clause, index, earlier)


def _share(clause: Clause, other: Clause) -> None:
    """Give a clause the subject of another one."""
    clause.who, clause.subject, clause.head = other.who, other.subject, other.head
    clause.inherited = True


def _first_person_before(clause: Clause, index: int) -> None:
    """Take the person or pronoun that opens the sentence, for a verb that `and` joins to it."""
    words = clause.account.tokens
    for position in range(index):
        who = classify(words[: position + 1], words[position], clause.account.people)
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


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4


def _inverted(clause: Clause) -> None:
    """Find the subject of `Had she read …` and `Have you ever tested …`."""
    words = clause.account.tokens
    if words[clause.first].low not in HAVE | DO | MODAL or clause.first + 1 >= len(words):
        return
    who, _, last = clause.account.phrase_after(clause.first)
    first = clause.first + 1
    for position in range(first, last + 1):
        if classify(words[first : position + 1], words[position], clause.account.people) in HUMAN:
            clause.who = classify(
                words[first : position + 1], words[position], clause.account.people
            )
            clause.subject, clause.head = (first, position), words[position]
            return
    clause.who = who


def _take(clause: Clause, index: int, earlier: list[Clause]) -> None:
    words = clause.account.tokens
    floor = earlier[-1].last + 1 if earlier else 0
    first = index
    while first - 1 >= floor and not _stops(words, first - 1, bool(earlier)):
        first -= 1
    if earlier and earlier[-1].relative and first == floor and earlier[-1].head:
        _share(clause, earlier[-1])
        return
    while first < index and _skipped(words[first]):
        first += 1
    chunk = words[first : index + 1]
    head = _head(chunk)
    upto = [token for token in chunk if token.end <= head.end]
    clause.who = classify(upto, head, clause.account.people)
    clause.subject, clause.head = (first, index), head
    if clause.who is Who.THEY and _plural_thing_before(words[:first]):
        clause.who = Who.SYSTEM


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
        "then", "later", "again", "turns", "out", "also", "today", "yesterday", "however",
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


def _plausible(clause: Clause) -> bool:
    """Whether a lone word that could be a noun is a verb here."""
    if clause.first == clause.last and clause.account.tokens[clause.first].low not in verb_forms():
        return clause.who in HUMAN | {Who.NAMELIKE}
    if clause.first != clause.last or clause.form in ("past", "participle"):
        return True
    if clause.form == "base":
        return clause.who in {Who.SELF, Who.OURS, Who.YOU, Who.THEY, Who.TEAM} or clause.inherited
    return clause.who in HUMAN | {Who.NAMELIKE, Who.SYSTEM, Who.VENDOR}


def human_only(lemma: str) -> bool:
    """Whether only a person can do this."""
    return lemma in acts("human")
