"""People whom the recogniser sees, and whom it does not see where grammar guessed.

What is certain of itself, the roster and the form of an address or a handle, is never asked of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import structs

from unblame.people.hit import Hit, hit_of
from unblame.people.marked import POSSESSIVE, mention_of
from unblame.people.stretch import stretches
from unblame.people.tokens import WORD
from unblame.recognise.reading import STRANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unblame.recognise import Reader

Span = tuple[int, int]


class Seen:
    """What the recogniser saw in one text: `hits` are whom it names, `guesses` who cannot be ruled out."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self._rules_out = reader.card is not None and reader.card.nobody is not None
        self._read: list[Span] = []
        self._perhaps: list[Span] = []
        self._met: set[str] = set()
        marks = list(self._look(reader))
        ends = [0, *(end for _, end in marks)]
        whole = (
            mention_of(text, *self._whole(start, end), since=since)
            for (start, end), since in zip(marks, ends, strict=False)
        )
        self.hits = list(self._everywhere([hit for hit in whole if hit]))
        guessed = (mention_of(text, start, end, guessed=True) for start, end in self._perhaps)
        self.guesses = [_guess(hit) for hit in guessed if hit]

    def judged(self, told: list[Hit]) -> list[Hit]:
        """Return whom it saw and whom grammar told.

        Of those whom it does not see a guess is dropped and the others are guesses; so is a word that
        names somebody here and there, but more often nobody, as the name of a tool does.
        """
        said = [hit for hit in told if hit.sure or not self.denies(hit)]
        outvoted = self._outvoted(said)
        self._met = {word for hit in self.hits for word in _word(hit).split()} - outvoted
        said = self.doubted(said)
        mine = _without_parts(self.hits, [hit for hit in said if hit.sure])
        judged = [_guess(hit) if _word(hit) in outvoted else hit for hit in (*mine, *said)]
        return sorted(judged, key=lambda hit: not hit.sure)

    def doubted(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits, as guesses those of grammar that it denies and has met nowhere else."""
        return [
            _guess(hit)
            if hit.sure
            and hit.basis == "grammar"
            and not self._met.issuperset(_word(hit).split())
            and self.denies(hit)
            else hit
            for hit in hits
        ]

    def joined(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits without those that are only a part of a longer name that it saw.

        Two whole names that are known stay: side by side they were seen as one.
        """
        kept = _without_parts(hits, self.hits)
        self.hits = [piece for hit in self.hits for piece in self._beside(hit, kept)]
        return kept

    def _beside(self, hit: Hit, known: list[Hit]) -> Iterator[Hit]:
        """Give what a mark holds beside the whole names within it that are known."""
        inside = [it for it in known if _is_whole(it) and it.start < hit.end and hit.start < it.end]
        if len(inside) < 2:
            yield hit
            return
        starts = [hit.start, *(it.end for it in inside)]
        ends = [*(it.start for it in inside), hit.end]
        for start, end in zip(starts, ends, strict=True):
            rest = mention_of(self.text, start, end) if self.text[start:end].strip() else None
            if rest and start <= rest.start and rest.end <= end:
                yield rest

    def denies(self, hit: Hit) -> bool:
        """Return whether it read the words of a hit and saw nobody in them."""
        return self._rules_out and self._denies(hit.start, hit.end)

    def _denies(self, start: int, end: int) -> bool:
        at = bisect_left(self._read, (start + 1, 0)) - 1
        if at < 0 or self._read[at][1] < end:
            return False
        near = bisect_left(self._perhaps, (end, 0)) - 1
        return near < 0 or self._perhaps[near][1] <= start

    def _look(self, reader: Reader) -> Iterator[Span]:
        for stretch in stretches(self.text):
            if not reader.reaches(stretch.into):
                continue
            reading, at = reader.read(stretch.text), stretch.start
            if reading is None:
                return
            if reading.known < STRANGE:
                continue  # a script or a language that it never saw
            self._read.append((at, stretch.end))
            self._perhaps += [(at + mark.start, at + mark.end) for mark in reading.perhaps]
            yield from ((at + mark.start, at + mark.end) for mark in reading.people)

    def _outvoted(self, told: list[Hit]) -> set[str]:
        votes = Counter(map(_word, self.hits))
        asked = votes.keys() | {_word(hit) for hit in told if hit.sure}
        against = Counter[str]()
        for token in WORD.finditer(self.text) if self._rules_out and asked else ():
            word = POSSESSIVE.sub("", token[0]).casefold()
            against[word] += word in asked and self._denies(*token.span())
        return {word for word, count in against.items() if count > votes[word]}

    def _everywhere(self, hits: list[Hit]) -> Iterator[Hit]:
        """Give the hits, and whole names wherever else they stand."""
        yield from hits
        seen = {hit.start for hit in hits}
        for name in dict.fromkeys(hit.name for hit in hits if hit.name and " " in hit.name):
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text):
                if found.start() not in seen:
                    yield hit_of(found, 0, "name", name=name, basis="recogniser")

    def _whole(self, start: int, end: int) -> Span:
        """Take in the capitalised words beside a mark that may well belong to it: `Gal Mizrachi`."""
        at = bisect_left(self._perhaps, (start + 1, 0)) - 1
        if at < 0 or self._perhaps[at][1] < end:
            return start, end
        first, last = self._perhaps[at]
        before, after = self.text[first:start], self.text[end:last]
        return (
            first if before.istitle() and before.strip().isalpha() else start,
            last if after.istitle() and after.strip(" .").isalpha() else end,
        )


def _word(hit: Hit) -> str:
    return (hit.name or hit.handle or "").casefold()


def _is_whole(hit: Hit) -> bool:
    """Return whether a hit is a name of several words."""
    return hit.kind == "name" and " " in (hit.name or "").strip()


def _guess(hit: Hit) -> Hit:
    return structs.replace(hit, sure=False)


def _without_parts(hits: list[Hit], names: list[Hit]) -> list[Hit]:
    """Return the hits that are not only a part of a longer name; two whole names are no such part."""
    longer = sorted((it.start, it.end) for it in names if it.sure and it.kind == "name")

    def around(hit: Hit) -> Span | None:
        at = bisect_left(longer, (hit.start + 1, 0)) - 1
        if at < 0 or hit.kind not in {"name", "handle"}:
            return None
        start, end = longer[at]
        return longer[at] if hit.end <= end and end - start > hit.end - hit.start else None

    whole = Counter(around(hit) for hit in hits if _is_whole(hit))
    return [
        hit for hit in hits if not (name := around(hit)) or (_is_whole(hit) and whole[name] > 1)
    ]
