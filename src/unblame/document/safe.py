"""What anybody may read: ordinary words, known tools and places, figures, and words a team allows."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from string import ascii_lowercase

from unblame.document.compound import Compounds
from unblame.people.words import Vocabulary, lists, sections, word_set
from unblame.text import late

_BEFORE = late(
    r"(?:un|re|non|pre|post|mis|auto|over|under|sub|multi|de|inter|cross|anti|co|self|semi|super|micro|mini|mid)-?(?=\w{3})"
)
_AFTER = ("ly", "ness", "able", "ably", "less", "ful", "ment", "ize", "ise", "izing", "ising", "ization",
          "isation", "ability", "ally", "wise", "like")  # fmt: skip
_LONG, _LONG_ENOUGH_TO_SWAP, _COUNTED = 7, 6, 2
_TOP = frozenset(["com", "org", "net", "io"])
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_SHORTENED = late(r"(?:n['’]t|['’](?:re|ve|ll|d|m|s|t)|s['’])$")
_UNIT = late(
    r"[~<>]?\d{1,6}(?:[.,]\d+)?(?:[-–]\d{1,6})?[-–]?(?:k|m|g|b|s|h|d|w|y|x|z|t|i|v|u|f|c|ms|us|ns|µs|min|mins|sec|secs|hr|hrs|am|pm|ish"
    r"|[kmgtp]i?bp?s?|[kmgtp]?hz|[mg]?bits?|gbits|mbits|[kmg]bit|rps|qps|tps|fps|px|rd|st|nd|th|xx|xs|utc|bit|way|s|pt|pp|vcpu|vcpus|u)s?"
    r"|\d{1,3}[dhm]\d{1,2}[hms]?|\d+[kmgt]i|v\d+(?:[._-]\w+)*|p\d\d(?:\d|th)?|x\d+|[tdhn]\d?[+-]\d+\w?|[1-5]xxs?|r\d{1,2}|\d+x\d+|0x[0-9a-f]+|\d{4}s|\d+[a-c]",
    re.IGNORECASE,
)
_MACHINE_SIZE = late(
    r"(?:db\.|cache\.)?[a-z]{1,3}\d[a-z]{0,3}\.(?:nano|micro|small|medium|large|\d*xlarge|metal)"
    r"|[cmrt][3-9](?:a|g|i|d|n|ad|gd|id|dn|gn|in)"
)
_VERSIONED = late(r"([a-z]{2,})v\d(?:\.\d)?")
_VERSION = late(r"v?\d+(?:\.\d+|\.x)+(?:[-+]?[a-z]+\.?\d*)?", re.IGNORECASE)
_FIGURE = late(r"\d{1,3}(?:[ .,]\d{3})+")
_YEARS = late(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_ROUND = late(r"[1-9]\d?0{5,}")
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})
_DOTTED = late(r"(?:[A-Za-z]\.)+[A-Za-z]")


def _regular(low: str) -> tuple[str, ...]:
    """Return a folded word and what it may be a regular form of."""
    bare = (low.removesuffix(ending) for ending in ("s", "d", "ed", "ing"))
    return (low, *bare, low.removesuffix("ing") + "e")


def plainly(word: str) -> str:
    """Return a word in plain Latin letters, as many write the names of places: `Krakow`, `Tromso`."""
    marked = unicodedata.normalize("NFKD", word).translate(_PLAIN_LETTERS)
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


def _phrases(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names of several words, written as in the list or all small."""
    parts = (re.escape(name).replace("_", r"\s+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b(?!-)", re.IGNORECASE)


def _sections(name: str) -> dict[str, frozenset[str]]:
    text = files("unblame.document").joinpath("data", name).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {"": set()}
    words = found[""]
    for line in text.splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            words.update(line.casefold().split())
    return {title: frozenset(words) for title, words in found.items()}


@cache
def safe() -> "Safe":
    """Return every list ready for lookup."""
    return Safe()


class Safe:
    """Words and shapes that tell nothing of who or where; says it of one string at a time."""

    def __init__(self) -> None:
        known, ours = lists(), _sections("safe.txt")
        self.people = known
        stems = _sections("words_scowl.txt")[""]
        self.more = Vocabulary(stems, frozenset())
        self.acronyms = known.acronyms | ours["acronyms"]
        self.digits = ours["with digits"]
        self.everybody = ours["known to everybody"]
        self.places = known.places | frozenset(map(plainly, ours["cities, countries and regions"]))
        self.public = known.tools | self.everybody | ours["cities, countries and regions"]
        self.thoughts, self.deeds = known.mind_past, known.mind_past | known.hands_past
        self.trade = ours["trade words in capitals"]
        self.services = ours["service words"]
        self.directions, self.commands = ours["directions"], ours["commands"]
        self.public_files = ours["files of everybody"]
        self.standards = ours["standards before a number"]
        self.numbered = ours["before a number"] | self.standards
        self.before_place = ours["before a place"]
        self.before_date = sections("around_names.txt")["date_before"] | {
            "of",
            "in",
            "on",
            "this",
            "and",
            "or",
            "the",
        }
        self.phrases = _phrases(ours["names of several words"])
        self.labels = ours["directions"] | ours["labels and states in capitals"] | self.trade
        self.sites = ours["public sites"]
        self.trade_words = ours["words of the trade"]
        self.compounds = Compounds(ours, self._is_part)
        self.family = known.surnames | known.family_words
        self._typed = known.never | word_set("words_english.txt", "words_by_hand.txt") | stems

    def ordinary(self, low: str) -> bool:
        """Return whether a folded word is one of the language, in any of its regular forms."""
        if low in self.people.english or low in self.more or low in self.people.never:
            return True
        if any(form in self.trade_words for form in _regular(low)):
            return True
        short = _SHORTENED.search(low)
        if short and short.start() > 0:
            return short.start() == 1 or self.ordinary(low[: short.start()])
        before = _BEFORE.match(low)
        if before and before.end() < len(low) and self._stem(low[before.end() :]):
            return True
        return any(
            low.endswith(after)
            and len(low) - len(after) > 2
            and self._any_stem(low.removesuffix(after))
            for after in _AFTER
        )

    def _stem(self, low: str) -> bool:
        return low in self.people.english or low in self.more

    def _any_stem(self, low: str) -> bool:
        return any(
            self._stem(stem) for stem in (low, low + "e", low + "y", low.removesuffix("i") + "y")
        )

    def known(self, low: str) -> bool:
        """Return whether a folded word is an ordinary one, a known tool, place, day or shortening."""
        return self.ordinary(low) or self.famous(low)

    def famous(self, low: str, written: str = "") -> bool:
        """Return whether a folded word is a tool, place, day or shortening that everybody knows.

        A shortening is not written as names are: `NG` and `ng` are one, `Ng` is somebody.
        """
        bare = _SHORTENED.search(low)
        stem = low[: bare.start()] if bare else low
        forms = {low, stem, stem.removesuffix("s")}
        if not forms.isdisjoint(self.public):
            return True
        if (stem if stem.isascii() else plainly(stem)) in self.places:
            return True
        return not written.istitle() and not forms.isdisjoint(self.acronyms)

    def compound(self, low: str) -> bool:
        """Return whether a folded word with hyphens is ordinary, and not named as services are."""
        return "-" in low and self.compounds.ordinary(low)

    def misspelt(self, low: str) -> bool:
        """Return whether a folded word is an ordinary one, drawn out or with one letter astray.

        The first and the last letter count: logins put an initial before or after a name.
        """
        if self.named(low) or self.surname(low) or not (low.isascii() and low.isalpha()):
            return False
        if _DRAWN_OUT.search(low):
            return any(self.ordinary(_DRAWN_OUT.sub(less, low)) for less in (r"\1", r"\1\1"))
        size, typed = len(low), self._typed
        places = range(1, size - 1)
        if size >= _LONG_ENOUGH_TO_SWAP and any(
            low[:i] + low[i + 1] + low[i] + low[i + 2 :] in typed for i in places
        ):
            return True
        return size >= _LONG and (
            any(self._stem(low[:i] + low[i + 1 :]) for i in places)
            or any(low[:i] + new + low[i:] in typed for i in places for new in ascii_lowercase)
        )

    def named(self, low: str) -> bool:
        """Return whether a folded word is a given name, whatever else it may be."""
        names = self.people
        if low in names.given or low in names.nameish:
            return True
        return not low.isascii() and plainly(low) in names.given

    def surname(self, low: str) -> bool:
        """Return whether a folded word is a family name, whatever else it may be."""
        return low in self.family

    def plain(self, words: str) -> bool:
        """Return whether every word in some text is known, and none of them is only a name."""
        found = re.findall(r"[^\W\d_]+", words.casefold())
        return all(len(low) == 1 or self.known(low) for low in found)

    def figure(self, text: str) -> bool:
        """Return whether a string with digits is a figure, a unit, a version or a known short form."""
        low = text.casefold().strip("-")
        versioned = _VERSIONED.fullmatch(low)
        return (
            low in self.digits
            or bool(versioned and versioned[1] in self.acronyms)
            or low.removesuffix("s") in self.digits
            or any(
                form.fullmatch(low)
                for form in (_UNIT, _VERSION, _FIGURE, _YEARS, _ROUND, _MACHINE_SIZE)
            )
        )

    def counted(self, text: str) -> bool:
        """Return whether a hyphened string is a figure with words, as `30-minute` and `phase-2` are."""
        first, *rest = re.split(r"[-–+]", text.casefold())
        if not rest:
            return False
        if first in self.numbered:
            short = first in self.standards or all(len(part) <= _COUNTED for part in rest)
            return short and all(map(self._is_part, rest))
        if not first or first[0].isdigit():
            return all(not part or self._is_part(part) for part in (first, *rest))
        return self.compound(text.casefold())

    def _is_part(self, part: str) -> bool:
        return part.isdigit() or self.figure(part) or self.known(part)

    def dotted(self, text: str) -> bool:
        """Return whether a dotted string is an abbreviation, a version, or two sentences run together."""
        low = text.casefold()
        if (
            low in self.public
            or low in self.public_files
            or _DOTTED.fullmatch(text)
            or _VERSION.fullmatch(low)
            or self.figure(low)
        ):
            return True
        first, _, last = text.rpartition(".")
        if last.casefold() in _TOP and first.casefold() in self.public:
            return True
        return (
            last[:1].isupper()
            and last[1:].islower()
            and "." not in first
            and all(
                self.ordinary(part.casefold()) and not self.named(part.casefold())
                for part in (first, last)
            )
        )
