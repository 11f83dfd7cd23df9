"""Who does what to what in one sentence, by closed-class words and a few word lists.

The one interface between prose and rules: `read(sentence)` gives an `Account` of clauses, each
with who, act, object, polarity. A better tagger can take this room's place without any rule noticing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from unblame.language.clause import Clause
from unblame.language.closed import (
    BE,
    BOUNDARIES,
    DETERMINERS,
    DO,
    HAVE,
    MODAL,
    PREPOSITIONS,
    QUANTIFIERS,
)
from unblame.language.cue import WORD, may_hold
from unblame.language.lexicon import verb_forms
from unblame.language.somebody import somebody
from unblame.language.token import Token, mask, quotes, spoken, tokens
from unblame.language.verb import find_clauses
from unblame.language.vocabulary import Vocabulary
from unblame.language.who import HUMAN, Who, classify

if TYPE_CHECKING:
    from unblame.recognise import Reader, Reading


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
        known: Sequence[tuple[int, int, Who]] = (),
        earlier: "Account | None" = None,
        vocabulary: Vocabulary | None = None,
        reader: "Reader | None" = None,
    ) -> None:
        self.text = text
        self.people = tuple(people)
        self.section = section
        self.kinds = tuple(kinds)
        self.block = block
        self.known = tuple(known)
        self.earlier = earlier
        self.vocabulary = vocabulary
        self.reader = reader
        self.masked = mask(text)
        self.low = self.masked.lower().replace("’", "'")

    @cached_property
    def may_hold(self) -> bool:
        """Whether the words of the sentence could hold a fault of somebody at all."""
        if not may_hold(set(WORD.findall(self.low))):
            return False
        pieces = self.text.split()
        return bool(self.people or self.kinds or self.known) or somebody(pieces)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The distinct words as they are written, split at white space."""
        return frozenset(self.text.split())

    def may_match(self, pattern: str, somebody: "Callable[[Account], bool] | None" = None) -> bool:
        """Whether the sentence holds a word that a pattern needs; a cheap test before the pattern.

        `somebody` says whether it holds anybody, where the pattern speaks of people.
        """
        held = self.vocabulary.holding(pattern) if self.vocabulary else None
        if held is None or not held[0].isdisjoint(self.pieces):
            return True
        return bool(somebody and not held[1].isdisjoint(self.pieces) and somebody(self))

    def finds(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Return every match of a pattern in the lower-case sentence, in order."""
        return pattern.finditer(self.low) if self.may_match(pattern.pattern) else iter(())

    @cached_property
    def reading(self) -> "Reading | None":
        """What the recogniser reads here, or None where there is none or it does not know the words."""
        if self.reader is None:
            return None
        from unblame.recognise.reading import STRANGE  # noqa: PLC0415  (there is a reader)

        found = self.reader.read(spoken(self.text, self.masked))
        return found if found and found.known >= STRANGE else None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.masked)

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        return quotes(self.masked)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(find_clauses(self))

    def slice(self, first: int, last: int) -> str:
        """Return the source text of tokens `first` to `last`, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def with_text(self, text: str) -> "Account":
        """Return the account of another wording of the same length in the same place."""
        return Account(
            text,
            people=self.people,
            section=self.section,
            kinds=self.kinds,
            block=self.block,
            known=self.known,
            reader=self.reader,
        )

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
            if token.low == "of" and chunk and chunk[-1].low in QUANTIFIERS:
                stop = False
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
        return classify(chunk, chunk[-1], self.people, self.known), index, last


def read(text: str, **context: object) -> Account:
    """Return the account of one sentence."""
    return Account(text, **context)  # type: ignore[arg-type]


def _person(chunk: Sequence[Token], people: Sequence[tuple[int, int]]) -> bool:
    return classify(chunk, chunk[-1], people) in HUMAN
