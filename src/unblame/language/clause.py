"""One clause: who does what, in which tense and polarity."""

from functools import cached_property
from typing import TYPE_CHECKING

from unblame.language.closed import BE, BOUNDARIES, DO, FUSED, HAVE, MODAL, NOT
from unblame.language.token import Token
from unblame.language.who import Who

if TYPE_CHECKING:
    from unblame.language.grammar import Account


MANNER = frozenset(["mistake", "accident", "hand", "default", "design", "chance", "error"])


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
        first = min(self.subject[0], self.first) if own and self.subject else self.first
        return self.account.tokens[first].start

    @property
    def end(self) -> int:
        """The offset where the verb ends, or the subject where that stands behind, as in `Had he …`."""
        turned = self.subject is not None and not self.inherited and self.subject[1] > self.last
        return self.account.tokens[self.subject[1] if turned and self.subject else self.last].end

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
            following = self.account.tokens[index + 1 : index + 2]
            manner = bool(following) and following[0].low in MANNER
            if token.low == "by" and not manner:
                return self.account.phrase_after(index)
        return None
