"""What stands around a word: what acts after it, what is done to it, what leads up to it."""

import re

from unblame.people.hit import Hit
from unblame.people.tokens import Tokens, titled
from unblame.people.words import Lists, lists, sections
from unblame.text import late

WORDS = sections("around_names.txt")

SKIP = WORDS["skip"]
AUX = WORDS["aux"]
TO_PERSON = WORDS["to_person"]
PERSON_PREP = WORDS["person_prep"]
DONE_BY_PEOPLE = WORDS["done_by_people"]
TALK = WORDS["talk"]
THANKS = frozenset(
    ["thanks", "kudos", "props", "credit", "shout-out", "shoutout", "thx", "cheers", "hats-off"]
)
SINGULAR = frozenset(["he", "she", "his", "her", "him", "hers", "himself", "herself"])
PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "this"])
ARTICLES = frozenset(["the", "a", "an", "our", "his", "her", "their", "my", "its"])
THINGS = WORDS["things"]
THING_BEFORE = WORDS["thing_before"]
DOWN = WORDS["down"]
DONE_TO_THINGS = WORDS["done_to_things"]
NAMED_THINGS = frozenset(["hurricane", "typhoon", "cyclone", "codename", "codenamed", "saint"])
ACTED = frozenset(["has", "have", "had"])
SURE_HANDS = WORDS["sure_hands"] | WORDS["typing_hands"]
SAME_IN_BASE = frozenset(["set", "put", "read", "cut", "hit", "run", "failed", "shut"])
MODIFIED = frozenset(["this", "that", "each", "every", "no", "was", "is", "be", "been"])
NUMBERED = late(r"[ \t]*(?:[`#]|\d+(?![\w%.:]))")  # `#4417`, not `500s` or `40%`
CELL = late(r"[*_]{0,2}[ \t]*(?:\||\n|$)")
FAULTS = WORDS["faults"]
BEFORE_A_THING = frozenset(
    ["table", "printer", "server", "host", "vm", "node", "bucket", "function"]
)
LAWS = WORDS["laws"]
EPONYMS = WORDS["eponyms"]
ORGANISATIONS = WORDS["organisations"]
DETERMINERS = WORDS["determiners"]
DATE_BEFORE = WORDS["date_before"] - {"by", "from", "through", "before", "after"}


def _made_a_verb(word: str) -> bool:
    """Return whether a word is a deed made of another word, as in `typo'd` or `rm'd`."""
    return word.endswith(("'d", "’d")) and word[:-2] not in PRONOUNS


class Around:
    """Asks what stands around a word of a text."""

    def __init__(self, tokens: Tokens) -> None:
        self.t = tokens
        self.l: Lists = lists()
        self.hits: list[Hit] = []
        self.joined = False

    def _key(self, index: int) -> str:
        """Return the word to look up: of a double name such as `Ana-Maria` the first half."""
        low = self.t.folded[index]
        first, _, second = low.partition("-")
        return first if second and first in self.l.given and second[0].isalpha() else low

    def _plain(self, low: str) -> bool:
        return low in self.l.given and low not in self.l.english and low not in self.l.tools

    def _is_initial_letter(self, index: int) -> bool:
        word = self.t.words[index]
        if len(word) != 1:
            return False
        if self.t.text[self.t.ends[index] : self.t.ends[index] + 1] == ".":
            return True
        after = index + 1
        return (
            word not in "AI"
            and word.isupper()
            and self.t.is_initial(index)
            and self.t.follows(after)
            and titled(self.t.words[after])
            and self.t.folded[after] not in self.l.english
            and self.t.folded[after] not in self.l.tools
        )

    def _before(self, index: int) -> str:
        if index == 0 or re.search(r"[.!?;|\n]", self.t.gap(index).replace("\n", " ", 1)):
            return ""
        return self.t.folded[index - 1]

    def _next_word(self, index: int) -> str:
        at = index + 1
        if at >= len(self.t) or self.t.gap(at).strip("*_ \t\n"):
            return ""
        return self.t.folded[at]

    def _verb(self, index: int) -> str:
        """Return the word that acts after a name, past adverbs and one auxiliary."""
        return self._verb_at(index)[0]

    def _verb_at(self, index: int) -> tuple[str, int]:
        if self.t.possessive[index]:
            return "", index
        at = index + 1
        self.joined = False
        for _ in range(4):
            if at >= len(self.t) or (self.t.gap(at).strip("*_ \t\n\r") and not self._and_name(at)):
                return "", at
            word = self.t.folded[at].removeprefix("re-")
            if word in SKIP or (word.endswith("ly") and len(word) > 4):
                at += 1
                continue
            if word == "and" and at + 1 < len(self.t) and self._could_be_name(at + 1):
                self.joined = True
                at += 2
                while at < len(self.t) and titled(self.t.words[at]) and self.t.follows(at):
                    at += 1
                if at < len(self.t) and self.t.folded[at] in {"both", "have"}:
                    at += 1
                continue
            return ("typoed" if _made_a_verb(word) else word), at
        return "", at

    def _could_be_name(self, index: int) -> bool:
        word = self.t.words[index]
        return titled(word) or (
            word.islower() and word not in self.l.english and word not in self.l.tools
        )

    def _and_name(self, at: int) -> bool:
        return self.t.gap(at).strip() == "," and self.t.folded[at] in SKIP

    def _word_after_verb(self, index: int) -> str:
        _, at = self._verb_at(index)
        return self._next_word(at) or (
            "all" if at < len(self.t) and self._digit_follows(at) else ""
        )

    def _digit_follows(self, at: int) -> bool:
        return bool(NUMBERED.match(self.t.text, self.t.ends[at]))

    def _as_follows(self, index: int) -> bool:
        """Return whether `Mark failed jobs as done` is a command: no article, and `as` ahead."""
        if self.t.folded[index] not in self.l.verbish or self._word_after_verb(index) in ARTICLES:
            return False
        return " as " in self.t.text[self.t.ends[index] : self.t.ends[index] + 60].split(".")[0]

    def _aux_person(self, index: int) -> bool:
        """Return whether `was`, `had`, `will` and so on is followed by what only people do or are."""
        first, at = self._verb_at(index)
        if first not in AUX:
            return False
        for _ in range(3):
            at += 1
            if at >= len(self.t) or self.t.gap(at).strip("*_ \t\n\r"):
                return False
            word = self.t.folded[at]
            if (
                word in SKIP
                or word in {"been", "to", "be", "in", "on", "the", "only"}
                or word.endswith("ly")
            ):
                continue
            acted = first in ACTED and word in SURE_HANDS
            return acted or word in self.l.states or word in self.l.mind_any
        return False

    def _acts(self, index: int) -> bool:
        verb = self._verb(index)
        return (
            verb in self.l.mind_past
            or verb in self.l.hands_past
            or verb in {"was", "had", "has", "is", "did", "didn't", "couldn't", "wasn't", "hadn't"}
        )

    def _after_person_word(self, index: int) -> bool:
        return self._before(index) in PERSON_PREP or self._before(index) in TO_PERSON

    def fits_only_a_person(self, index: int) -> bool:
        """Return whether a word that is also another stands as a person: `mark was paged`."""
        before, verb = self._before(index), self._verb(index)
        if before in ARTICLES:
            return False
        acts = verb in self.l.deeds_past and (verb in self.l.mind_past or verb not in SAME_IN_BASE)
        if self._strongly_addressed(index) or self._aux_person(index):
            return True
        if self._fills_a_cell(index) or self._is_author(index) or self._intends(index):
            return True
        return acts and (self.t.words[index].islower() or before not in MODIFIED)

    def _intends(self, index: int) -> bool:
        """Return whether `will` or `would` and a deed of people follow: `Ash will create a page`."""
        word, at = self._verb_at(index)
        deed = self.t.folded[at + 1] if at + 1 < len(self.t) else ""
        return (
            word in {"will", "would", "should"}
            and deed in self.l.hands_any
            and deed not in self.l.hands_past
        )

    def _is_author(self, index: int) -> bool:
        """Return whether the word stands after what somebody did, as in `the change by mark`."""
        second = self.t.folded[index - 2] if index > 1 else ""
        return self._before(index) == "by" and (second in FAULTS or second in TO_PERSON)

    def _fills_a_cell(self, index: int) -> bool:
        """Return whether the word is all that a cell of a table holds, or all after a label."""
        lead = self.t.text[max(0, self.t.starts[index] - 9) : self.t.starts[index]].rstrip(" \t*_")
        return lead.endswith(("|", ":")) and bool(CELL.match(self.t.text, self.t.ends[index]))

    def _strongly_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        return (
            before in TO_PERSON
            or before in {"thx", "@", "per", "hey", "hi", "asking", "telling", "pinging", "paging"}
            or (
                before == "to"
                and second
                in THANKS
                | {
                    "escalated",
                    "handed",
                    "handover",
                    "spoke",
                    "talked",
                    "reported",
                    "assigned",
                    "delegated",
                }
            )
            or (before == "with" and second in TALK)
            or (
                before == "by"
                and second
                in DONE_BY_PEOPLE
                - {"triggered", "executed", "run", "created", "performed", "applied"}
            )
            or (before in THANKS)
        )

    def _reaches(self, index: int) -> bool:
        return index >= 0 and self.t.folded[index] in {"reach", "reached", "reaching", "reaches"}

    def _unknown_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        after = self.t.text[self.t.ends[index] : self.t.ends[index] + 5]
        return (
            before in {"asked", "told", "woke", "thanked"}
            or (before == "to" and second in {"escalated", "delegated", "reassigned"})
            or (before == "to" and second == "out" and self._reaches(index - 3))
            or (
                before == "by"
                and second in {"approved", "reviewed", "authored", "written", "merged", "committed"}
            )
            or (before == "to" and second in THANKS and bool(re.match(r",| for| who", after)))
            or (
                before == "with"
                and second
                in {"conversation", "chat", "pairing", "spoke", "chatted", "paired", "talking"}
            )
        )

    def _is_he_or_she(self, index: int) -> bool:
        """Return whether `he`, `her` and the like take up the subject later in its sentence."""
        for at in range(index + 2, min(index + 30, len(self.t))):
            if "." in self.t.gap(at) or "\n\n" in self.t.gap(at) or ";" in self.t.gap(at):
                return False
            low = self.t.folded[at]
            if low in SINGULAR:
                return True
            if low in self.l.given and titled(self.t.words[at]):
                return False
        return False

    def _capital_before(self, index: int) -> bool:
        return (
            index > 0
            and self.t.follows(index)
            and self.t.words[index - 1][0].isupper()
            and not self.t.is_initial(index - 1)
        )

    def _in_title(self, index: int) -> bool:
        """Return whether the word stands among capitalised words that are no names."""
        after = index + 1
        if after < len(self.t) and self.t.follows(after) and not self.t.possessive[index]:
            word, low = self.t.words[after], self.t.folded[after]
            if (
                titled(word)
                and (low in self.l.english or low in self.l.tools)
                and low not in self.l.any_verb
            ):
                return True
        if index > 0 and self.t.follows(index) and not self.t.is_initial(index - 1):
            word, low = self.t.words[index - 1], self.t.folded[index - 1]
            return (
                titled(word)
                and (low in self.l.tools or low in self.l.english)
                and low not in self.l.any_verb
            )
        return False

    def _is_date(self, index: int, low: str) -> bool:
        """Return whether `Jan` or `Jun` stands beside a number."""
        if low not in {"jan", "jun", "mar", "may", "april", "june"}:
            return False
        before = self.t.text[max(self.t.starts[index] - 7, 0) : self.t.starts[index]]
        after = self.t.text[self.t.ends[index] : self.t.ends[index] + 3]
        dated = re.search(r"\d(?:st|nd|rd|th|\.)?[ -]?$", before) and not re.search(
            r"\d:\d\d[ -]?$", before
        )
        return bool(dated or re.search(r"\d", after) or self._before(index) in DATE_BEFORE)

    def is_a_date(self, index: int) -> bool:
        """Return whether the word is a month beside a number: `on Jan 12`."""
        return self._is_date(index, self.t.folded[index])

    def _calls_on_somebody(self, index: int) -> bool:
        """Return whether the next word is a deed and its object a name: `Holger alerts Ana`."""
        at = index + 2
        return (
            self._next_word(index) in self.l.any_verb
            and at < len(self.t)
            and self.t.follows(at)
            and titled(self.t.words[at])
            and self.t.folded[at] not in self.l.english
        )

    def _is_eponym(self, index: int) -> bool:
        """Return whether a thing of science is named after somebody: `Wilson intervals`."""
        following = self._next_word(index)
        if following not in EPONYMS:
            return False
        if self.t.possessive[index]:
            return following in LAWS
        does = following in self.l.any_verb and following.endswith("s")
        if does and self._plain(self.t.folded[index]):
            return False
        return not (does and self._word_after_verb(index) in DETERMINERS)

    def _is_thing(self, index: int) -> bool:
        following = self._next_word(index)
        if self._is_eponym(index) or following in ORGANISATIONS:
            return True
        if following in THINGS:
            if self._plain(self.t.folded[index]) and self._calls_on_somebody(index):
                return False
            return not (
                self.t.possessive[index]
                and self.t.folded[index] in self.l.given
                and following not in LAWS
            )
        before = self._before(index)
        joined = index > 0 and self.t.gap(index).strip('*_ "“') == ""
        if joined and (before in NAMED_THINGS or (before in self.l.dates and index > 0)):
            return before in NAMED_THINGS or titled(self.t.words[index - 1])
        if joined and before in BEFORE_A_THING:
            return self._verb(index) not in self.l.mind_past
        if joined and before in THING_BEFORE and not self._acts(index):
            low = self.t.folded[index]
            return before not in {"on", "in"} or low in self.l.places or low in self.l.dates
        if joined and before in DONE_TO_THINGS:
            return True
        verb, at = self._verb_at(index)
        return verb in {"is", "was", "were", "went", "came"} and self._next_word(at) in DOWN

    def _with_initial(self, last: int) -> int:
        """Return the index of the initial that ends a name, as in `Chad H`, or of its last word."""
        after = last + 1
        ends = (
            after < len(self.t)
            and self.t.follows(after)
            and not self.t.possessive[last]
            and len(self.t.words[after]) == 1
            and self.t.words[after].isupper()
            and self.t.words[after] not in "AI"
            and not self.t.glued(after)
        )
        return after if ends else last

    def _add(self, first: int, last: int, *, sure: bool) -> None:
        last = self._with_initial(last)
        start, end = self.t.starts[first], self.t.ends[last]
        name = " ".join(self.t.text[start:end].split())
        self.hits.append(
            Hit(start=start, end=end, kind="name", name=name, sure=sure, basis="grammar")
        )
