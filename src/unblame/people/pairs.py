"""Names of two or more words: given name and family name, in either order, with what joins them."""

import re

from unblame.people.around import LAWS, THINGS, Around
from unblame.people.tokens import is_family_form
from unblame.people.words import ends_like_a_thing, sections
from unblame.text import late

WORDS = sections("around_names.txt")

PARTICLES = WORDS["particles"]
SHORT = WORDS["short_names"]
VIETNAMESE_FAMILIES = WORDS["vietnamese_families"]
ASKING = frozenset(["do", "can", "my", "so", "an", "no", "van"])
ROLE = late(
    r" \((?:on[- ]?call|SRE|DBA|IC|QA|CTO|CEO|[\w /-]{0,24}"
    r"(?:team|engineer|lead|manager|support|developer|responder|commander|scribe|ops))\b",
    re.IGNORECASE,
)


def _south_east_given() -> frozenset[str]:
    """Return the given names that stand after a family name such as `Do` or `Le`."""
    return sections("given_names.txt")["Vietnamese, Thai, Khmer, Lao, Burmese"]


class Pairs(Around):
    """Finds names of two or more words."""

    def _next_name(self, index: int) -> int | None:
        """Return the index of a family name right after, past particles and initials."""
        at = index + 1
        dotted = index < len(self.t) - 1 and self._is_initial_letter(index)
        while at < len(self.t):
            joined = self.t.follows(at) or (dotted and self.t.gap(at) in {". ", "."})
            if not joined or self.t.possessive[at - 1] or self.t.is_closed(at):
                return None
            word = self.t.words[at]
            if (word in PARTICLES or word == "Ó") and at < index + 4:
                at += 1
                dotted = False
                continue
            if self._is_initial_letter(at) and at < index + 3:
                dotted = True
                at += 1
                continue
            return at if is_family_form(word) and not self.t.glued(at) else None
        return None

    def _family(self, index: int) -> bool:
        low = self.t.folded[index]
        if low in self.l.surnames:
            return True
        if "-" in low and all(part in self.l.english for part in low.split("-")):
            return False
        return low not in self.l.english and low not in self.l.tools and not ends_like_a_thing(low)

    def _has_role(self, index: int) -> bool:
        """Return whether a role in brackets follows, as in `(on call)` or `(database team)`."""
        return bool(ROLE.match(self.t.text, self.t.ends[index]))

    def _family_first(self, index: int, last: int) -> bool:
        """Return whether a family name stands before a given one, as in `Zhang Min`."""
        first, second = self.t.folded[index], self.t.folded[last]
        return (
            last == index + 1
            and first in self.l.surnames
            and first not in self.l.english
            and first not in self.l.tools
            and first not in self.l.given
            and second in self.l.given
        )

    def _closed_word_pair(self, index: int, last: int) -> bool:
        """Return whether a name is half an English function word, as `Do Quyen` or `Long Tran`."""
        first, second = self.t.folded[index], self.t.folded[last]
        return (
            last == index + 1
            and first in SHORT
            and second not in self.l.english
            and second not in self.l.tools
            and (
                (first in self.l.surnames and second in _south_east_given())
                or (first not in ASKING and second in self.l.surnames)
                or second in VIETNAMESE_FAMILIES
            )
        )

    def _further(self, index: int) -> bool:
        return self._family(index) or self.t.folded[index] in self.l.given - self.l.tools

    def _pair(self, index: int) -> int | None:
        last = self._next_name(index)
        if last is None:
            return None
        if self._family_first(index, last):
            self._add(index, last, sure=True)
            return last
        if self._closed_word_pair(index, last):
            self._add(index, last, sure=True)
            return last
        low, family = self._key(index), self.t.folded[last]
        wordy = not self._family(last)
        if self.t.folded[index] in self.l.any_verb or (
            wordy and not self._word_as_family(index, last)
        ):
            return None
        further = self._next_name(last)
        if further is not None and self._further(further) and not self.t.possessive[last]:
            last, family = further, self.t.folded[further]
        if (
            not self.t.possessive[last]
            and self._next_word(last) in THINGS
            and (
                family not in self.l.surnames
                or self._next_word(last) in LAWS | {"problem", "notation", "model", "lane"}
            )
        ):
            return last
        listed = family in self.l.surnames
        person = self._acts(last) or self._after_person_word(index) or self._has_role(last)
        plain = low in self.l.given and low not in self.l.tools and low not in self.l.english
        if plain or self._is_initial_letter(index):
            sure = plain or listed or person
        elif low in self.l.given:
            sure = listed or person
        elif low in self.l.wordy - self.l.tools and low not in self.l.never:
            sure = listed and person and family not in self.l.english
        elif low in self.l.english or low in self.l.tools or ends_like_a_thing(low):
            return None
        else:
            sure = (listed and family not in self.l.english) or person
        if wordy and not sure:
            return None
        if sure or low in self.l.given:
            self._add(index, last, sure=sure)
        return last

    def _word_as_family(self, index: int, last: int) -> bool:
        """Return whether an English word stands as family name after a sure given name."""
        given, low = self._key(index), self.t.folded[last]
        after = self.t.text[self.t.ends[last] : self.t.ends[last] + 1]
        if low in self.l.tools or after in {":", "="} or given in ASKING:
            return False
        if low not in self.l.family_words and (low in self.l.english or low in self.l.any_verb):
            return False
        if self._next_word(last) in THINGS and not self.t.possessive[last]:
            return False
        return self._plain(given) or (
            given in self.l.nameish
            and (self._acts(last) or self._after_person_word(index) or self._has_role(last))
        )

    def _capitals(self, index: int) -> int | None:
        """Return the last word of a name in capitals before a deed: `BOB TANNER restarted`."""
        if not self._shouts(index):
            return None
        self._add(index, index + 1, sure=True)
        return index + 1

    def _shouts(self, index: int) -> bool:
        """Return whether a name in capitals stands here and somebody acts after it."""
        last = index + 1
        if index >= len(self.t) or self.t.folded[index] not in self.l.given:
            return False
        if last >= len(self.t) or not self.t.follows(last) or self.t.glued(last):
            return False
        words = (self.t.words[index], self.t.words[last])
        low, family = self.t.folded[index], self.t.folded[last]
        named = family in self.l.family_words or self._family(last)
        deed, at = self._verb_at(last)
        if (
            not all(word.isupper() and len(word) > 2 for word in words)
            or low in self.l.tools
            or (low in self.l.english and low not in self.l.nameish)
            or not named
            or family in self.l.acronyms
            or family in self.l.tools
            or family in self.l.never
        ):
            return False
        if self._next_word(last) == "and" and self._shouts(last + 2):
            return True
        acts = deed in self.l.mind_past | self.l.hands_past
        return acts and at < len(self.t) and self.t.words[at].islower()

    def _small_family(self, index: int) -> bool:
        """Return whether a family name in another case follows: `bob tanner restarted it`."""
        last = index + 1
        if not self._plain(self.t.folded[index]) or self.t.possessive[index]:
            return False
        if last >= len(self.t) or not self.t.follows(last):
            return False
        word, low = self.t.words[last], self.t.folded[last]
        known = (self.l.english, self.l.tools, self.l.never, self.l.any_verb)
        if any(low in words for words in known):
            return False
        unknown = len(low) > 3 and low not in self.l.acronyms
        return (
            (word.islower() or word.isupper())
            and low.isalpha()
            and not self.t.glued(last)
            and not self.t.is_closed(last)
            and (unknown or low in self.l.surnames)
            and self._verb(last) in self.l.mind_past | self.l.hands_past
        )
