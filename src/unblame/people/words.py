"""Word lists of this room, each loaded once and only when first asked for."""

from functools import cache, lru_cache
from pathlib import Path

IRREGULAR_DOUBLE = frozenset(
    [
        "spot",
        "ping",
        "plan",
        "drop",
        "flip",
        "ship",
        "log",
        "skip",
        "tag",
        "nap",
        "chat",
        "grep",
        "drag",
        "stop",
        "run",
        "cut",
        "prefer",
        "commit",
        "admit",
        "pin",
        "own-goal",
        "swap",
        "trip",
        "step",
        "plug",
        "unplug",
        "shut",
        "set",
        "get",
        "hit",
        "put",
        "wrap",
        "dig",
        "forget",
        "submit",
    ]
)


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


@cache
def word_set(*names: str) -> frozenset[str]:
    """Return all words of the named data files, case folded."""
    lines = (line for name in names for line in _lines(name) if line[0] != "[")
    return frozenset("\n".join(lines).casefold().split())


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Return the words of a data file by the `[section]` they stand under, case folded."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in _lines(name):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        else:
            words.update(line.casefold().split())
    return {title: frozenset(words) for title, words in found.items()}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sections("around_names.txt")["endings_of_things"])


@cache
def _service_endings() -> tuple[str, ...]:
    return tuple(sections("around_names.txt")["endings_of_services"])


def ends_like_a_thing(low: str) -> bool:
    """Return whether a word ends as names of tools and plain nouns do, as in `-ware` or `-tion`."""
    return low.endswith(_endings())


def ends_like_a_service(low: str) -> bool:
    """Return whether a lower-case word ends as services and daemons do, as in `-svc` or `-ctl`."""
    return low.endswith(_service_endings())


CLOSED = frozenset(
    [
        "can",
        "do",
        "my",
        "an",
        "than",
        "mine",
        "no",
        "not",
        "son",
        "van",
        "long",
        "are",
        "per",
        "tone",
        "ton",
        "so",
        "us",
        "we",
        "he",
        "edit",
        "ping",
        "tap",
        "guard",
    ]
)


@lru_cache(maxsize=1)
def lists() -> "Lists":
    """Return every list ready for lookup."""
    return Lists()


class Lists:
    """Every list as plain sets, so that a lookup is one operation."""

    def __init__(self) -> None:
        known = sections("collisions.txt")
        self.never = (
            word_set("never_names.txt", "words_by_hand.txt") - known["nameish"] - known["verbish"]
            | CLOSED
        )
        self.given = (word_set("given_names.txt") | known["nameish"]) - self.never
        self.surnames = word_set("surnames.txt")
        self.tools = word_set("tools.txt")
        self.places = sections("tools.txt")["places"]
        self.dates = sections("tools.txt")["days, months, feasts, languages, peoples"]
        self.english = Vocabulary(
            word_set("words_english.txt", "words_by_hand.txt", "never_names.txt") | known["word"],
            self.given,
        )
        self.wordy = known["word"]
        self.family_words = known["family"]
        self.verbish, self.nameish = known["verbish"], known["nameish"]
        self.firstly = known["firstly"]
        self.acronyms = word_set("acronyms.txt")
        self.states = word_set("human_states.txt")
        by_who = {title: verb_forms(words) for title, words in sections("verbs.txt").items()}
        self.mind_past, self.mind_any = by_who["mind"]
        self.hands_past, self.hands_any = by_who["hands"]
        self.system_past, self.system_any = by_who["system"]
        self.finite = self.mind_past | self.hands_past | self.system_past
        self.any_verb = self.mind_any | self.hands_any | self.system_any
        # joined here and not where a word is looked up: joining costs thousands of lookups
        self.deeds_past = self.mind_past | self.hands_past
        self.deeds_any = self.mind_any | self.hands_any
        self.names = self.given | self.surnames
        self.families = self.surnames | self.family_words
        self.given_only = self.given - self.tools
        self.wordy_only = self.wordy - self.tools


class Vocabulary:
    """Words with their plain -s, -ed, -ing, -er and -ly forms, so that a list can hold stems."""

    def __init__(self, stems: frozenset[str], names: frozenset[str]) -> None:
        self._stems, self._names = stems, names

    def __contains__(self, word: str) -> bool:
        return word in self._stems or (word not in self._names and self._is_form(word))

    def lists(self, word: str) -> bool:
        """Return whether the word itself is listed, not only as a form of one that is."""
        return word in self._stems

    def _is_form(self, word: str) -> bool:
        return any(
            len(stem) > 2 and stem in self._stems
            for ending, ends in _FORMS
            if word.endswith(ending)
            for stem in (word.removesuffix(ending) + end for end in ends)
        )


_FORMS = (
    ("s", ("",)),
    ("es", ("",)),
    ("ed", ("", "e")),
    ("ers", ("", "e")),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ies", ("", "y")),
    ("ied", ("", "y")),
    ("ly", ("", "le")),
    ("ily", ("y",)),
)


def verb_forms(words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the finite forms (third person and past) of verbs, and those with base and -ing."""
    finite: set[str] = set()
    others: set[str] = set()
    for entry in words:
        base, *irregular = entry.split("/")
        others.add(base)
        finite.add(_third(base))
        finite.update(irregular or [_past(base)])
        others.add(_ing(base))
    return frozenset(finite), frozenset(finite | others)


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _doubles(base: str) -> bool:
    """Return whether the last letter is doubled before an ending: `plan`, `rerun`, `debug`."""
    stem = base.removeprefix("re").removeprefix("un").removeprefix("de")
    short = len(stem) > 2 and sum(sign in "aeiouy" for sign in stem) == 1
    closed = base[-1] not in "aeiouwxy" and base[-2:-1] in tuple("aeiou")
    return base in IRREGULAR_DOUBLE or (short and closed)


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "ye")):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _doubles(base) else base + "ing"
