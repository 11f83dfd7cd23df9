"""The act that a clause tells, and what is told instead of it."""

from functools import cache

from msgspec import Struct

from unblame.language.clause import Clause
from unblame.language.lexicon import IRREGULAR, participle, words
from unblame.language.token import Token

WITHIN = words("wordings", "within")
SET_ASIDE = frozenset(["ignore", "disregard", "dismiss"])


class Told(Struct, frozen=True):
    """What stands instead of a clause, from where the clause starts to `end`."""

    end: int
    text: str


class Act(Struct, frozen=True):
    clause: Clause
    verb: int
    lemma: str
    negate: bool
    beside: tuple[str, ...]

    @property
    def after(self) -> tuple[Token, ...]:
        return self.clause.account.tokens[self.verb + 1 :]

    @property
    def low(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.after[:8])


def preposition(token: Token) -> bool:
    return token.low in words("closed", "prepositions") | words("closed", "object_stops")


@cache
def pairs(section: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in words("wordings", section))


def done_of(act: Act) -> str:
    token = act.clause.account.tokens[act.verb].low
    if token.endswith("ed") and act.lemma not in IRREGULAR and token not in {"need", "speed"}:
        return token
    return participle(act.lemma)
