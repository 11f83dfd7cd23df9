"""The words of a text that no list knows, and the names that its capitals make."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from unblame.document.beside import Beside
from unblame.document.candidate import Candidate, mixed
from unblame.document.safe import Safe
from unblame.people.tokens import Tokens

PERSON, WORD, CAPITALS, SHORT = "a person", "an unknown word", "a name in capitals", "a short form"
SERVICE = "a service name"
_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t].*|\*\*[^*\n]+\*\*:?|[^.\n]{1,60}:)[ \t]*$", re.MULTILINE
)
_OPENS = re.compile(r"[\"'“‘(\[+/*_]\s*$")
_SHORTEST, _A_TITLE, _SMALL = 3, 3, 3
_IN_TITLES = frozenset(
    ["of", "the", "and", "for", "in", "to", "on", "a", "an", "by", "with", "from", "or"]
)
_REGIONS = frozenset(["region", "office", "zone", "area", "airport", "datacenter", "data", "city"])
_BEING = frozenset(["was", "had", "has", "is"])


def unlisted(page: "Page") -> Iterator[Candidate]:
    """Give the words that no list knows; capitals that follow each other are one string."""
    tokens = page.tokens
    index = 0
    while index < len(tokens):
        if tokens.is_closed(index):
            index += 1
        elif tokens.words[index][0].isupper():
            last = _run(tokens, index)
            yield from page.capitals(index, last)
            index = last + 1
        else:
            yield from page.small(index)
            index += 1


def _run(tokens: Tokens, index: int) -> int:
    """Return the last of the capitalised words that follow each other from here."""
    last = index
    while (
        last + 1 < len(tokens)
        and not tokens.is_closed(last + 1)
        and tokens.follows(last + 1)
        and not tokens.possessive[last]
        and tokens.words[last + 1][0].isupper()
    ):
        last += 1
    return last


class Page:
    """The words of one text, and what the text itself tells of them."""

    def __init__(
        self, tokens: Tokens, known: Safe, allowed: frozenset[str], beside: Beside
    ) -> None:
        self.tokens, self.known, self.allowed = tokens, known, allowed
        self._beside = beside
        self._titles = [match.span() for match in _HEADING.finditer(tokens.text)]
        self._title_starts = [start for start, _ in self._titles]
        self._small = {word for word in tokens.words if word.islower()}
        self._plain: set[str] = set()

    def small(self, index: int) -> Iterator[Candidate]:
        """Give a word in small letters that is of no language and no trade."""
        low, known = self.tokens.folded[index], self.known
        if not self.tokens.words[index].isalpha() and not any(map(str.isalpha, low)):
            return
        if low in self._plain or (len(low) < _SHORTEST and low.isascii()):
            return
        if self._is_allowed(index):
            return
        if mixed(low):
            yield self._token(index, index, "mixed scripts")
        elif self.tokens.words[index] != low and not (known.famous(low) or known.compound(low)):
            yield self._token(index, index, "a name from the code")
        elif "-" in low and not (known.known(low) or known.compound(low)):
            yield self._token(index, index, self._hyphened(low))
        elif not (known.known(low) or known.compound(low) or known.misspelt(low)):
            yield self._token(index, index, WORD)
        else:
            self._plain.add(low)

    def _hyphened(self, low: str) -> str:
        parts = low.split("-")
        known = all(len(part) == 1 or self.known.known(part) for part in parts)
        return SERVICE if known else WORD

    def capitals(self, first: int, last: int) -> Iterator[Candidate]:
        """Give what no list knows in capitalised words that follow each other."""
        at = range(first, last + 1)
        odd = [i for i in at if not self._is_allowed(i) and self._is_odd(i)]
        odd = odd or self._shouted(first, last)
        if odd:
            yield self._token(odd[0], odd[-1], self._kind(odd))
            return
        rest = [i for i in at if self._stands_out(i)]
        told = any(self._is_allowed(i) or self._tells(i) for i in at)
        if rest and not told and not self._in_a_title(first) and not self._is_a_title(first, last):
            yield self._token(rest[0], rest[-1], CAPITALS)

    def _shouted(self, first: int, last: int) -> list[int]:
        """Return the words of a name in capitals alone, as in `ROBIN BANKS restarted it`."""
        tokens, known = self.tokens, self.known
        if last == first or not all(tokens.words[i].isupper() for i in range(first, last + 1)):
            return []
        deeds = [i for i in range(first + 1, last + 1) if tokens.folded[i] in known.deeds]
        end = deeds[0] - 1 if deeds else last
        if not deeds and self._next(last) not in known.deeds | _BEING:
            return []
        name = range(max(first, end - 2), end + 1)
        called = any(known.named(tokens.folded[i]) for i in name[:-1])
        plain = any(len(tokens.folded[i]) <= _SHORTEST for i in name[1:])
        told = plain or any(map(self._is_allowed, name))
        return [*name] if called and not told else []

    def _tells(self, index: int) -> bool:
        """Return whether a word makes a name of the capitals beside it plain, as in `GitHub Pages`."""
        low = self.tokens.folded[index]
        return low in self.known.trade or low in self.known.public

    def _kind(self, odd: list[int]) -> str:
        words = [self.tokens.words[i] for i in odd]
        if any(map(mixed, words)):
            return "mixed scripts"
        named = (low for low in map(str.casefold, words) if low not in self.known.people.places)
        if any(map(self.known.named, named)):
            return PERSON
        return SHORT if len(words) == 1 and words[0].isupper() else CAPITALS

    def _is_odd(self, index: int) -> bool:
        """Return whether a capitalised word is one that no list knows, or one that may be a name."""
        word, low, known = self.tokens.words[index], self.tokens.folded[index], self.known
        if mixed(word):
            return True
        if len(word) == 1 and word.isascii():
            return False
        if word.isupper() and low in known.acronyms:
            return False
        if known.named(low):
            return self._is_somebody(index)
        does = self.tokens.possessive[index] or self._next(index) in known.deeds
        if known.surname(low) and does and self.tokens.is_initial(index):
            return True
        return not (known.ordinary(low) or known.famous(low, word) or known.compound(low))

    def _is_somebody(self, index: int) -> bool:
        """Return whether a word that is a given name may stand for a person here."""
        low, known = self.tokens.folded[index], self.known
        after = self._next(index)
        if self._stands_as_a_name(index):
            return True
        if low in known.people.dates:
            return after in known.deeds or not self._is_dated(index)
        if self.tokens.is_initial(index) and known.ordinary(low):
            return after in known.deeds | _BEING or self.tokens.possessive[index]
        if low in known.everybody:
            return after in known.thoughts
        if low in known.people.places:
            before = self.tokens.folded[index - 1] if index else ""
            placed = {before, after} & (known.directions | known.people.places | _REGIONS)
            return not (placed or before in known.before_place)
        return True

    def _stands_as_a_name(self, index: int) -> bool:
        """Return whether a given name stands beside somebody, or alone where people are listed."""
        low, known = self.tokens.folded[index], self.known
        start, end = self.tokens.starts[index], self.tokens.ends[index]
        if self._beside.a_person(start, end):
            return True
        if low in known.people.dates | known.people.places | known.public | known.labels:
            return False
        before, after = self._beside.joined(start, end)
        joined = []
        if before is not None:
            joined.append(bisect_right(self.tokens.starts, before - 1) - 1)
        if after is not None:
            joined.append(bisect_left(self.tokens.starts, after))
        return any(map(self._may_be_somebody, joined)) or self._beside.alone(start, end)

    def _may_be_somebody(self, index: int) -> bool:
        """Return whether the word to which a given name is joined may be a name itself."""
        if not 0 <= index < len(self.tokens) or self._is_allowed(index):
            return False
        word, low, known = self.tokens.words[index], self.tokens.folded[index], self.known
        if not word[0].isupper() or low in known.people.dates | known.people.places | known.labels:
            return False
        if word.isupper() and low in known.acronyms:
            return False
        return known.named(low) or not (known.ordinary(low) or known.famous(low, word))

    def _is_dated(self, index: int) -> bool:
        """Return whether a month or day stands as in a date, or begins a sentence."""
        text, start, end = self.tokens.text, self.tokens.starts[index], self.tokens.ends[index]
        near = text[max(0, start - 4) : start] + text[end : end + 6]
        before = self.tokens.folded[index - 1] if index else ""
        return (
            any(sign.isdigit() for sign in near)
            or before in self.known.before_date
            or self.tokens.is_initial(index)
        )

    def _next(self, index: int) -> str:
        """Return the word that follows on the same line, folded, or nothing."""
        after = index + 1
        joined = after < len(self.tokens) and self.tokens.follows(after)
        return self.tokens.folded[after] if joined else ""

    def _stands_out(self, index: int) -> bool:
        """Return whether a plain word has a capital where a plain word has none."""
        word, low, known = self.tokens.words[index], self.tokens.folded[index], self.known
        if len(word) == 1 or word.isupper() or low in self._small or "-" in low:
            return False
        if low[:2] in {"i'", "i’"}:
            return False
        if low in known.labels or known.famous(low, word):
            return False
        return not self.tokens.is_initial(index) and not _OPENS.search(self.tokens.gap(index))

    def _is_allowed(self, index: int) -> bool:
        low = self.tokens.folded[index]
        return low in self.allowed or low.removesuffix("s") in self.allowed

    def _in_a_title(self, index: int) -> bool:
        start = self.tokens.starts[index]
        at = bisect_right(self._title_starts, start) - 1
        return at >= 0 and start < self._titles[at][1]

    def _is_a_title(self, first: int, last: int) -> bool:
        """Return whether plain capitalised words follow each other as in a title: `Denial of Service`."""
        count = last - first + 1
        for step, at in ((-1, first), (1, last)):
            small = 0
            index = at + step
            while 0 <= index < len(self.tokens) and self._joined(index, step) and small < _SMALL:
                if self.tokens.words[index][0].isupper():
                    count, small = count + 1, 0
                elif self.tokens.folded[index] in _IN_TITLES:
                    small += 1
                else:
                    break
                index += step
        return count >= _A_TITLE

    def _joined(self, index: int, step: int) -> bool:
        return self.tokens.follows(index if step > 0 else index + 1)

    def _token(self, first: int, last: int, kind: str) -> Candidate:
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return Candidate(start=start, end=end, text=self.tokens.text[start:end], kind=kind)
