"""The words beside a word of a text: what stands before it, what follows, what acts after it."""

import re

from unblame.people.hit import Hit
from unblame.people.tokens import Tokens, titled
from unblame.people.words import Lists, lists, sections
from unblame.text import late

WORDS = sections("around_names.txt")
SKIP = WORDS["skip"]
AUX = WORDS["aux"]
PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "this"])
ACTED = frozenset(["has", "have", "had"])
SURE_HANDS = WORDS["sure_hands"] | WORDS["typing_hands"]
NUMBERED = late(r"[ \t]*(?:[`#]|\d+(?![\w%.:]))")  # `#4417`, not `500s` or `40%`


def _made_a_verb(word: str) -> bool:
    """Return whether a word is a deed made of another word, as in `typo'd` or `rm'd`."""
    return word.endswith(("'d", "’d")) and word[:-2] not in PRONOUNS


class Beside:
    """Reads the words beside a word."""

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

    def _capital_before(self, index: int) -> bool:
        return (
            index > 0
            and self.t.follows(index)
            and self.t.words[index - 1][0].isupper()
            and not self.t.is_initial(index - 1)
        )

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
        if first == last and self.t.folded[first] in self.l.given:
            if self._is_family_in_capitals(first - 1) and self.t.follows(first):
                first -= 1
            elif self._is_family_in_capitals(last + 1) and self.t.follows(last + 1):
                last += 1
        start, end = self.t.starts[first], self.t.ends[last]
        name = " ".join(self.t.text[start:end].split())
        self.hits.append(
            Hit(start=start, end=end, kind="name", name=name, sure=sure, basis="grammar")
        )

    def _is_family_in_capitals(self, index: int) -> bool:
        """Return whether a word is a family name in capitals: `SHIBATA Hiroshi`, `Luc DUVAL`."""
        if not 0 <= index < len(self.t) or self.t.is_closed(index) or self.t.glued(index):
            return False
        word, low = self.t.words[index], self.t.folded[index]
        if not word.isupper() or len(word) < 3 or low in self.l.acronyms or low in self.l.tools:
            return False
        strange = len(word) > 4 and low not in self.l.english and low not in self.l.any_verb
        return low in self.l.surnames or strange

    def _acts(self, index: int) -> bool:
        verb = self._verb(index)
        return (
            verb in self.l.mind_past
            or verb in self.l.hands_past
            or verb in {"was", "had", "has", "is", "did", "didn't", "couldn't", "wasn't", "hadn't"}
        )

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

    def _intends(self, index: int) -> bool:
        """Return whether `will` or `would` and a deed of people follow: `Ash will create a page`."""
        word, at = self._verb_at(index)
        deed = self.t.folded[at + 1] if at + 1 < len(self.t) else ""
        return (
            word in {"will", "would", "should"}
            and deed in self.l.hands_any
            and deed not in self.l.hands_past
        )
