"""Which sentences a rule could say anything about, told by their words before any grammar.

The distinct words of a text are looked through once for the cues of the rules. A sentence without
a word that holds one costs a lookup a word; all others are tested for the whole cue afterwards.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from unblame.language.cue import FAULT_CUE, ID_CUE, NAMED_CUE, READ_CUE, looks_like_an_id
from unblame.language.finding import Family
from unblame.language.form import Rule
from unblame.language.somebody import BODY, CAPITAL, MARK, STRONG, WEAK, signs, somebody
from unblame.language.vocabulary import Vocabulary, plain

if TYPE_CHECKING:
    from unblame.recognise import Reader

Live = tuple[Rule, tuple[str, ...]]
Piece = tuple[str, bool, bool]
_MARKERS = frozenset((*FAULT_CUE, *ID_CUE, *NAMED_CUE, *READ_CUE))


class Candidates:
    """The words of one text that rules wait for; sets of rules are numbers, one bit a rule."""

    def __init__(
        self, vocabulary: Vocabulary, rules: Sequence[Rule], reader: "Reader | None" = None
    ) -> None:
        self.vocabulary = vocabulary
        self.reader = reader
        self._rules = rules
        self._always = self._where(rule for rule in rules if not rule.cues)
        self._identity = self._where(rule for rule in rules if rule.family is Family.IDENTITY)
        self._fault, self._named, self._id, self._read = (
            self._where(rule for rule in rules if marker[0] in rule.cues)
            for marker in (FAULT_CUE, NAMED_CUE, ID_CUE, READ_CUE)
        )
        self._of_people = self._where(rule for rule in rules if rule.of_people)
        self._count = len(rules)
        self._bits: dict[str, int] = {}
        self._standing: set[Piece] = set()
        self._learn(vocabulary)
        self._hot = frozenset(self._bits)
        self._chosen: dict[int, list[Live]] = {}
        self._held: dict[str, tuple[str, ...]] = {}

    def among(self, text: str, *, named: bool, known: bool, prose: bool) -> int:
        """Return the rules that could hit in a piece of text, as a number."""
        pieces = text.split()
        found = self._always
        for word in self._hot.intersection(pieces):
            found |= self._bits[word]
        found, signs = found & (1 << self._count) - 1, found >> self._count
        met = named or known
        told = 0
        if signs & STRONG or (signs & WEAK and signs & MARK):
            met = met or somebody(pieces, signs)
            told = self._fault if met else 0
        told |= self._named if named else 0
        told |= self._read if self.reader and prose and self.reader.worth(text) else 0
        if not met and not signs & (BODY | CAPITAL):
            found &= ~self._of_people
        if not prose:
            found, told = found & self._identity, told & self._identity
        return found | told | told << self._count

    def rules(self, chosen: int) -> list[Live]:
        """Return the rules of such a number, in their order, with the cues still to be tested."""
        if chosen not in self._chosen:
            told = chosen >> self._count
            self._chosen[chosen] = [
                (rule, () if told >> at & 1 else self._cues(rule))
                for at, rule in enumerate(self._rules)
                if chosen >> at & 1
            ]
        return self._chosen[chosen]

    def _cues(self, rule: Rule) -> tuple[str, ...]:
        if rule.code not in self._held:
            self._held[rule.code] = tuple(
                cue
                for cue in rule.cues
                if cue in ID_CUE or (cue not in _MARKERS and _piece(cue) in self._standing)
            )
        return self._held[rule.code]

    def _where(self, chosen: Iterable[Rule]) -> int:
        wanted = set(map(id, chosen))
        return sum(1 << at for at, rule in enumerate(self._rules) if id(rule) in wanted)

    def _learn(self, vocabulary: Vocabulary) -> None:
        for piece, bits in _pieces(tuple(self._rules)):
            word, begins, ends = piece
            for held in vocabulary.with_piece(word, begins=begins, ends=ends):
                self._standing.add(piece)
                self._bits[held] = self._bits.get(held, 0) | bits
        for word in vocabulary if self._fault | self._of_people else ():
            self._add(word, signs(word) << self._count)
        for word in vocabulary if self._id else ():
            if looks_like_an_id(plain(word)):
                self._add(word, self._id)

    def _add(self, word: str, bits: int) -> None:
        if bits:
            self._bits[word] = self._bits.get(word, 0) | bits


@lru_cache(maxsize=8)
def _pieces(rules: tuple[Rule, ...]) -> tuple[tuple[Piece, int], ...]:
    """Return the words of all cues, each with the rules that wait for it."""
    found: dict[Piece, int] = {}
    for at, rule in enumerate(rules):
        for cue in rule.cues:
            if cue not in _MARKERS:
                found[_piece(cue)] = found.get(_piece(cue), 0) | 1 << at
    return tuple(found.items())


@cache
def _piece(cue: str) -> Piece:
    """Return the longest word of a cue, and whether it must begin and end where it stands."""
    piece = max(cue.split(), key=len)
    begin = cue.index(piece)
    return piece, begin > 0, begin + len(piece) < len(cue)
