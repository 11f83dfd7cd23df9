"""Which sentences a rule could say anything about, told by their words before any grammar.

The distinct words of a text are looked through once for the cues of the rules. A sentence without
a word that holds one costs a lookup a word; all others are tested for the whole cue afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from unblame.language.cue import FAULT_CUE, ID_CUE, NAMED_CUE, fault_words, looks_like_an_id
from unblame.language.finding import Family
from unblame.language.form import Rule
from unblame.language.vocabulary import Vocabulary

Live = tuple[Rule, tuple[str, ...]]
_MARKERS = frozenset((*FAULT_CUE, *ID_CUE, *NAMED_CUE))


class Candidates:
    """The words of one text that rules wait for; sets of rules are numbers, one bit a rule."""

    def __init__(self, vocabulary: Vocabulary, rules: Sequence[Rule]) -> None:
        self.vocabulary = vocabulary
        self._rules = rules
        self._always = self._where(rule for rule in rules if not rule.cues)
        self._identity = self._where(rule for rule in rules if rule.family is Family.IDENTITY)
        self._fault, self._named, self._id = (
            self._where(rule for rule in rules if marker[0] in rule.cues)
            for marker in (FAULT_CUE, NAMED_CUE, ID_CUE)
        )
        first = 1 << len(rules)
        self._strong, self._weak, self._mark = first, first << 1, first << 2
        self._bits: dict[str, int] = {}
        self._standing: set[tuple[str, bool, bool]] = set()
        self._learn(vocabulary)
        self._hot = frozenset(self._bits)
        self._live: list[Live] = [
            (
                rule,
                tuple(cue for cue in rule.cues if cue in _MARKERS or _piece(cue) in self._standing),
            )
            for rule in rules
        ]

    def among(self, low: str, *, named: bool, prose: bool) -> int:
        """Return the rules that could hit in a piece of text written as `plain` gives it."""
        found = self._always
        for word in self._hot.intersection(low.split()):
            found |= self._bits[word]
        if found & self._strong or (found & self._weak and found & self._mark):
            found |= self._fault
        if named:
            found |= self._named
        return found & (self._strong - 1 if prose else self._identity)

    def rules(self, chosen: int) -> list[Live]:
        """Return the rules of such a number, in their order, with the cues that the text holds."""
        return [live for at, live in enumerate(self._live) if chosen >> at & 1]

    def _where(self, chosen: Iterable[Rule]) -> int:
        wanted = set(map(id, chosen))
        return sum(1 << at for at, rule in enumerate(self._rules) if id(rule) in wanted)

    def _learn(self, vocabulary: Vocabulary) -> None:
        words, few = vocabulary.words, vocabulary.lines
        for piece, bits in self._pieces().items():
            for word in _holding(few, *piece):
                self._standing.add(piece)
                self._bits[word] = self._bits.get(word, 0) | bits
        for word in words if self._fault else ():
            self._add(word, fault_words(word), (self._strong, self._weak, self._mark))
        for word in words if self._id else ():
            if looks_like_an_id(word):
                self._bits[word] = self._bits.get(word, 0) | self._id

    def _add(self, word: str, holds: tuple[bool, ...], bits: tuple[int, ...]) -> None:
        found = sum(bit for held, bit in zip(holds, bits, strict=True) if held)
        if found:
            self._bits[word] = self._bits.get(word, 0) | found

    def _pieces(self) -> dict[tuple[str, bool, bool], int]:
        found: dict[tuple[str, bool, bool], int] = {}
        for at, rule in enumerate(self._rules):
            for cue in rule.cues:
                if cue not in _MARKERS:
                    found[_piece(cue)] = found.get(_piece(cue), 0) | 1 << at
        return found


@cache
def _piece(cue: str) -> tuple[str, bool, bool]:
    """Return the longest word of a cue, and whether it must begin and end where it stands."""
    piece = max(cue.split(), key=len)
    begin = cue.index(piece)
    return piece, begin > 0, begin + len(piece) < len(cue)


def _holding(few: str, piece: str, begins: bool, ends: bool) -> Iterator[str]:
    """Give the lines that hold a piece; a letter beside it may not stand where it begins or ends.

    Signs may: mark-up such as `*` reads as a space to the rules.
    """
    at = few.find(piece)
    while at >= 0:
        stop = few.find("\n", at)
        start = few.rfind("\n", 0, at) + 1
        while at >= 0:
            after = at + len(piece)
            if not (begins and few[at - 1].isalnum()) and not (ends and few[after].isalnum()):
                yield few[start:stop]
                break
            at = few.find(piece, at + 1, stop)
        at = few.find(piece, stop)
