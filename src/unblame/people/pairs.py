"""Names of two or more words: given name and family name, in either order, with what joins them."""

import re

from unblame.people.around import Around
from unblame.people.things import LAWS, ORGANISATIONS, THINGS
from unblame.people.tokens import is_family_form, titled
from unblame.people.words import ends_like_a_thing, sections
from unblame.text import late

WORDS = sections("around_names.txt")

PARTICLES = WORDS["particles"]
OWNED = WORDS["own"] | WORDS["faults"]
VESSELS = WORDS["vessels and works"]
SAINTS = frozenset(["san", "saint", "santa", "st", "sankt", "são"])
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
            gap = self.t.gap(at)
            joined = self.t.follows(at) or (dotted and gap in {". ", "."}) or gap in {" '", " ’"}
            if not joined or self.t.possessive[at - 1] or self.t.is_closed(at):
                return None
            word = self.t.words[at]
            if at < index + 4 and self._is_particle(at):
                at += 1
                dotted = False
                continue
            if at < index + 3 and (self._is_initial_letter(at) or self._is_middle(at)):
                dotted = self._is_initial_letter(at)
                at += 1
                continue
            return at if is_family_form(word) and not self.t.glued(at) else None
        return None

    def _is_middle(self, at: int) -> bool:
        """Return whether one capital stands between two names: `Stewart X Addison`."""
        after = at + 1
        return (
            len(self.t.words[at]) == 1
            and self.t.words[at] not in "AI"
            and self.t.words[at].isupper()
            and after < len(self.t)
            and self.t.follows(after)
            and titled(self.t.words[after])
        )

    def _is_particle(self, at: int) -> bool:
        """Return whether a word joins parts of a name: `van`, `de`, `Ó`, and `De` before a capital."""
        word = self.t.words[at]
        if word in PARTICLES or word == "Ó":
            return True
        after = at + 1
        return (
            word.casefold() in PARTICLES
            and after < len(self.t)
            and self.t.follows(after)
            and titled(self.t.words[after])
        )

    def _family(self, index: int, *, after_given: bool = False) -> bool:
        """Return whether a word may be a family name; after a sure given name, forms may be too."""
        low = self.t.folded[index]
        if low in self.l.surnames:
            return True
        if "-" in low and all(part in self.l.english for part in low.split("-")):
            return False
        if after_given and low not in self.l.any_verb:
            return not self.l.english.lists(low) and low not in self.l.tools
        return low not in self.l.english and low not in self.l.tools

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
        low = self.t.folded[index]
        return self._family(index) or low in self.l.given_only or low in self.l.wordy_only

    def _is_english(self, low: str) -> bool:
        """Return whether a word is English; names end like its forms: `Oded`, `Wilmer`."""
        english = self.l.english
        return english.lists(low) or (low in english and not low.endswith(("ed", "er")))

    def _eastern(self, index: int, last: int) -> bool:
        """Return whether a family name stands before a given one of two syllables: `Cho Ha-eun`."""
        first, second = self.t.folded[index], self.t.words[last]
        syllables = second.split("-")
        return (
            last == index + 1
            and len(first) < 7
            and len(syllables) == 2
            and all(2 <= len(part) < 6 and part.isalpha() for part in syllables)
            and syllables[1].islower()
            and not all(part.casefold() in self.l.english for part in syllables)
            and (first in self.l.surnames or first not in self.l.english)
            and first not in self.l.tools
        )

    def _titles_a_name(self, index: int) -> bool:
        """Return whether a rank stands before a whole name, as in `Treasurer Dag Moen`."""
        low = self.t.folded[index]
        named = low in self.l.names or self._is_initial_letter(index)
        after = index + 1
        return (
            not named
            and after < len(self.t)
            and self.t.follows(after)
            and self._plain(self.t.folded[after])
            and self._next_name(after) is not None
        )

    def _with_further(self, last: int) -> int:
        """Return the index of the word that ends a name of three words, or of its second."""
        further = self._next_name(last) if not self.t.possessive[last] else None
        if further is None or not self._further(further):
            return last
        fourth = self._next_name(further) if not self.t.possessive[further] else None
        ends = fourth is not None and self.t.folded[fourth] in self.l.surnames
        return fourth if fourth is not None and ends else further

    def _pair(self, index: int) -> int | None:
        last = self._next_name(index)
        if last is None:
            return None
        shown = (self._family_first, self._closed_word_pair, self._eastern)
        if any(is_name(index, last) for is_name in shown):
            last = self._with_further(last)
            self._add(index, last, sure=True)
            return last
        low = self._key(index)
        if low in SAINTS or self.t.folded[last] in ORGANISATIONS:
            return last
        if self._titles_a_name(index):
            return index
        given = self._plain(low)
        particled = last > index + 1 and self._is_particle(last - 1)
        wordy = not self._family(last, after_given=given) and not particled
        if self.t.folded[index] in self.l.any_verb or (
            wordy and not self._word_as_family(index, last)
        ):
            return None
        last = self._with_further(last)
        family = self.t.folded[last]
        if self._is_title_of_a_work(index, last):
            return last
        if (
            not self.t.possessive[last]
            and self._next_word(last) in THINGS
            and (
                family not in self.l.surnames
                or self._next_word(last) in LAWS | {"problem", "notation", "model", "lane"}
            )
        ):
            return last
        sure = self._is_sure(index, last, low)
        if sure is None:
            return None
        if wordy and not sure:
            return None
        if sure or low in self.l.given:
            self._add(index, last, sure=sure)
        return last

    def _is_sure(self, index: int, last: int, low: str) -> bool | None:
        """Return whether a given name and a family name name somebody, or None where they are words."""
        family = self.t.folded[last]
        listed = family in self.l.surnames
        person = (
            self._acts(last)
            or self._after_person_word(index)
            or self._has_role(last)
            or self._and_the_writer(last)
            or (self.t.possessive[last] and self._next_word(last) in OWNED)
        )
        plain = low in self.l.given and low not in self.l.tools and low not in self.l.english
        if plain or self._is_initial_letter(index):
            return plain or listed or person
        if low in self.l.given:
            return listed or person
        if low in self.l.wordy_only and low not in self.l.never:
            return listed and person and family not in self.l.english
        thing = ends_like_a_thing(low) and not person and not listed
        if self._is_english(low) or low in self.l.tools or thing:
            return None
        return (listed and family not in self.l.english) or person

    def _is_title_of_a_work(self, index: int, last: int) -> bool:
        """Return whether a ship, a book or the like is called so: `the ferry “Anna Karenina”`."""
        after = self.t.text[self.t.ends[last] : self.t.ends[last] + 2].lstrip(".,")
        return (
            index > 0
            and self.t.folded[index - 1] in VESSELS
            and self.t.gap(index).strip() in {"“", '"', "‘", "«", "*", "_"}
            and after[:1] in {"”", '"', "’", "»", "*", "_"}
        )

    def _word_as_family(self, index: int, last: int) -> bool:
        """Return whether an English word stands as family name after a sure given name."""
        given, low = self._key(index), self.t.folded[last]
        after = self.t.text[self.t.ends[last] : self.t.ends[last] + 1]
        if low in self.l.tools or after in {":", "="} or given in ASKING:
            return False
        known = low in self.l.family_words or low in self.l.wordy
        plain = low in self.l.never or low in self.l.any_verb
        if self._plain(given) and not plain and self._verb(last) in self.l.deeds_past:
            return True
        if not known and (low in self.l.english or low in self.l.any_verb):
            return False
        if self._next_word(last) in THINGS and not self.t.possessive[last]:
            return False
        strange = given not in self.l.english and given not in self.l.tools
        if low in self.l.wordy and strange:
            return self._acts(self._with_further(last)) or self._after_person_word(index)
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
            or (family in self.l.never and family not in self.l.surnames)
        ):
            return False
        if self._next_word(last) == "and" and self._shouts(last + 2):
            return True
        acts = deed in self.l.deeds_past
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
            and self._verb(last) in self.l.deeds_past
        )
