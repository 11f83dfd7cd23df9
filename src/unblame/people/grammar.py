"""Names told by grammar: a pair of names, a name before what people do, a name after `by` or `to`.

A list of names never decides alone: a word that is also a tool, a month or a plain word needs a
sentence around it in which only a person fits.
"""

from unblame.people.around import ARTICLES, TO_PERSON
from unblame.people.beside import AUX, SURE_HANDS
from unblame.people.carry import carry
from unblame.people.hit import Hit
from unblame.people.strangers import (
    BEFORE_SUBJECT,
    OWN,
    Strangers,
)
from unblame.people.things import DETERMINERS
from unblame.people.tokens import Tokens, titled
from unblame.people.words import ends_like_a_thing, sections

WORDS = sections("around_names.txt")
DATE_BEFORE = WORDS["date_before"]
SAYING = WORDS["saying"]
NOUN_VERBS = WORDS["noun_verbs"]
TOLD = frozenset(["asked", "told", "woke", "thanked", "paged", "pinged"])
ASKED = frozenset(["can", "could", "would", "did", "do", "are", "have", "has", "is", "was", "will"])
CONTRACTED = ("'ve", "’ve", "'re", "’re", "'ll", "’ll", "'m", "’m", "n't", "n’t", "'d", "’d")
DONE_BY_PLACES = WORDS["done_by_places"]
AFTER_AGENT = WORDS["after_an_agent"]
SOCIAL = WORDS["social"]
FAULTS = WORDS["faults"]


def find_names(tokens: Tokens) -> list[Hit]:
    """Return the names that grammar shows, in order; a span already taken is passed over."""
    return _Finder(tokens).hits


class _Finder(Strangers):
    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.things: set[str] = set()
        index = 0
        dull = {word for word in set(tokens.words) if not word[0].isupper()}
        dull = {word for word in dull if not self._may_be_lowercase(word)}
        while index < len(tokens):
            index = index + 1 if tokens.words[index] in dull else self._at(index)
        self.hits = carry(self.hits, tokens, self.things)

    def _at(self, index: int) -> int:
        """Judge the word at the index and return the index to go on with."""
        word = self.t.words[index]
        if not word[0].isupper():
            if self._may_be_lowercase(word):
                if self._small_name(index):
                    self._add(index, index + 1, sure=True)
                    return index + 2
                self._lowercase(index)
            return index + 1
        if self._ends_in_an_initial(index):
            self._add(index, index, sure=True)
            return index + 1
        if not titled(word) and not self._is_initial_letter(index):
            shouted = None if self.t.is_closed(index) else self._capitals(index)
            return index + 1 if shouted is None else shouted + 1
        if self.t.is_closed(index) or (self.t.glued(index) and not self._beside_a_slash(index)):
            return index + 1
        last = self._pair(index)
        if last is not None:
            return last + 1
        if self._small_family(index):
            self._add(index, index + 1, sure=True)
            return index + 2
        self._single(index)
        return index + 1

    def _ends_in_an_initial(self, index: int) -> bool:
        """Return whether a given name and one more capital are one word, as in `RobH`."""
        word, low = self.t.words[index][:-1], self.t.folded[index][:-1]
        return (
            len(word) > 2
            and self.t.words[index][-1].isupper()
            and titled(word)
            and low in self.l.given_only
            and not self.t.is_closed(index)
            and not self.t.glued(index)
        )

    def _beside_a_slash(self, index: int) -> bool:
        """Return whether the word is one of `Ana/Jonas`, of which one is a plain given name."""
        sides = [at for at in (index, index + 1) if 0 < at < len(self.t) and self.t.gap(at) == "/"]
        pairs = [at for side in sides for at in (side - 1, side)]
        return (
            bool(pairs)
            and all(titled(self.t.words[at]) for at in pairs)
            and all(self.t.folded[at] in self.l.given_only or self._is_strange(at) for at in pairs)
            and any(self._plain(self.t.folded[at]) for at in pairs)
        )

    def _single(self, index: int) -> None:
        low = self._key(index)
        l = self.l  # noqa: E741
        if low in l.never or self._is_initial_letter(index) or low.endswith(CONTRACTED):
            return
        if low in self.l.given and self._is_date(index, low):
            return
        if self._is_thing(index):
            self.things.add(low)
            return
        if (
            low in l.given
            and self._acts(self._with_initial(index))
            and self._with_initial(index) > index
        ):
            self._add(index, index, sure=True)
        elif low in l.given and low not in l.english and low not in l.tools:
            self._add(index, index, sure=not self._in_title(index))
        elif low in l.given and low in l.tools:
            self._toolish(index, low)
        elif low in l.given:
            self._wordish(index, low)
        elif low in l.wordy_only and not self.t.is_initial(index) and self._is_met(index):
            self._add(index, index, sure=True)
        elif low not in l.english and low not in l.tools:
            thing = low.isascii() and ends_like_a_thing(low)
            if not thing or self._minds(index):
                self._unknown(index)

    def _is_met(self, index: int) -> bool:
        """Return whether a word that is also a plain one is told or asked: `I have contacted Lane`."""
        alone = (
            self._next_word(index) not in self.l.english or self._next_word(index) in self.l.never
        )
        return self._before(index) in TO_PERSON and alone

    def _minds(self, index: int) -> bool:
        """Return whether a word does or is told what no thing does or is: `Beatrix forgot`."""
        verb = self._verb(index)
        return verb in SOCIAL or self._before(index) in TOLD or self._owns(index)

    def _toolish(self, index: int, low: str) -> None:
        verb = self._verb(index)
        if low in self.l.dates:
            sure = (
                verb in self.l.mind_past and self._before(index) not in DATE_BEFORE
            ) or self._before(index) in TO_PERSON
        elif low in self.l.places:
            sure = (
                (verb in self.l.deeds_past and verb not in DONE_BY_PLACES)
                or self._aux_person(index)
            ) or self._strongly_addressed(index)
        else:
            sure = verb in SOCIAL or self._strongly_addressed(index)
        sure = sure or self._is_taken_up(index, verb) or self._owns(index)
        sure = sure or ((low not in self.l.tools or low in self.l.places) and self._undid(index))
        if sure:
            self._add(index, index, sure=True)

    def _wordish(self, index: int, low: str) -> None:
        verb = self._verb(index)
        if self._before(index) in TO_PERSON or (
            self._opens_an_entry(index) and self._begins_a_deed(index, verb)
        ):
            self._add(index, index, sure=True)
            return
        if self.t.is_initial(index):
            if self._opens_as_a_name(index, low, verb):
                self._add(index, index, sure=True)
            return
        if self._in_title(index) or self._before(index) in {"the", "a", "an"}:
            return
        strong = (
            self._strongly_addressed(index)
            or self._undid(index)
            or self._owns(index)
            or self._acts(index)
            or self._with_a_name(index)
            or self._and_others(index)
        )
        if (strong and low in self.l.nameish) or (strong and verb in self.l.mind_past):
            self._add(index, index, sure=True)
        elif low in self.l.nameish:
            self._add(index, index, sure=self._after_person_word(index))

    def _opens_as_a_name(self, index: int, low: str, verb: str) -> bool:
        """Return whether a plain word that begins a sentence is a name there: `Grace forgot`."""
        object_next = self._word_after_verb(index) in DETERMINERS
        sure = (
            verb in self.l.mind_past
            and verb not in {"read", "call", "hit"}
            and not verb.endswith("ing")
        )
        sure = sure or (verb in SURE_HANDS and object_next and low not in self.l.verbish)
        sure = sure or self._is_nearly_only_a_name(index, low, verb)
        if low in self.l.nameish and not sure:
            sure = verb in self.l.hands_past and object_next and not self._as_follows(index)
            if verb in NOUN_VERBS and self._word_after_verb(index) not in ARTICLES | {"that"}:
                sure = False
            sure = sure or self._with_a_name(index) or self._is_taken_up(index, verb)
            sure = sure or self._and_others(index) or self._intends(index)
            sure = sure or self._notes_a_deed(index, verb)
            sure = sure or (self._aux_person(index) and low not in {"may", "can", "even"})
            sure = sure or (
                self.t.possessive[index]
                and low in self.l.nameish
                and self._next_word(index) in FAULTS | OWN
            )
            sure = sure or (low not in self.l.tools and self._unable(index))
        ordered = low in self.l.verbish and self._next_word(index) in {"failed", "set", "put"}
        return sure and not ordered

    def _is_nearly_only_a_name(self, index: int, low: str, verb: str) -> bool:
        """Return whether a word that this trade hardly uses acts, as in `Rob notes that`."""
        return (
            low in self.l.firstly
            and (verb in self.l.finite or verb in AUX)
            and not self._as_follows(index)
        )

    def _and_others(self, index: int) -> bool:
        return self.t.folded[index + 1 : index + 3] == ["and", "others"]

    def _is_taken_up(self, index: int, verb: str) -> bool:
        """Return whether the word acts and `he` or `she` takes it up: `Chase reports he did it`."""
        acts = verb in self.l.finite or (verb in AUX and verb not in {"was", "is"})
        return acts and self._is_he_or_she(index)

    def _notes_a_deed(self, index: int, verb: str) -> bool:
        """Return whether an entry of a timeline reads `09:49 Mark lowers ...`, no command."""
        return (
            verb.endswith("s")
            and verb in self.l.hands_past
            and (verb not in NOUN_VERBS or self._word_after_verb(index) in ARTICLES | {"that"})
            and self._word_after_verb(index) not in {"", "as"}
            and self._opens_an_entry(index)
            and not self._as_follows(index)
        )

    def _with_a_name(self, index: int) -> bool:
        """Return whether `and` and a plain given name follow, as in `Will and Priya`."""
        other = index + 2
        return (
            self._next_word(index) == "and"
            and other < len(self.t)
            and self.t.follows(other)
            and titled(self.t.words[other])
            and (self._plain(self.t.folded[other]) or self._is_strange(other))
        )

    def _may_be_lowercase(self, low: str) -> bool:
        return (
            len(low) > 2
            and low.isascii()
            and low not in self.l.english
            and not low.endswith(("n't", "ing"))
        )

    def _small_name(self, index: int) -> bool:
        """Return whether a whole name is written small before a deed: `bob tanner restarted`."""
        subject = self.t.is_initial(index) or self._before(index) in BEFORE_SUBJECT
        open_ = not self.t.is_closed(index) and not self.t.glued(index)
        return subject and open_ and self._small_family(index)

    def _lowercase(self, index: int) -> None:
        low = self.t.words[index]
        if low in self.l.tools or low in self.l.never or low in self.l.any_verb:
            return
        if self.t.is_closed(index) or (self.t.glued(index) and not self._shares_a_slash(index)):
            return
        verb = self._verb(index)
        subject = self.t.is_initial(index) or self._before(index) in BEFORE_SUBJECT
        subject = subject or self.t.gap(index) == ", "
        if low in self.l.given:
            acts = subject and (
                verb in self.l.mind_past
                or verb in self.l.hands_past
                or verb in SURE_HANDS
                or self._aux_person(index)
                or self._unable(index)
                or (self._next_word(index) == "and" and self._and_me(index))
                or self._is_on_it(index)
            )
            spoken = self._is_spoken_to(index) or self._beside_a_sure_name(index)
            if acts or spoken or self._strongly_addressed(index):
                self._add(index, index, sure=True)
        elif (
            self._joins_a_name(index, verb)
            or self._shares_a_slash(index)
            or (
                not self._leads_a_noun(index)
                and (subject or self._before(index) in SAYING or self._family_after_by(index))
                and self._reads_as_a_nick(index, verb)
            )
        ):
            start, end = self.t.starts[index], self.t.ends[index]
            self.hits.append(Hit(start=start, end=end, kind="handle", handle=low, basis="grammar"))

    def _leads_a_noun(self, index: int) -> bool:
        """Return whether a plain noun follows, of which the word is only a part: `labs volunteer`."""
        after = self._next_word(index)
        if self._before(index) == "by":
            return bool(after) and after not in AFTER_AGENT
        return after in self.l.english and after not in self.l.never and after not in self.l.finite

    def _shares_a_slash(self, index: int) -> bool:
        """Return whether the word is half of two nicks that do something: `rvik/tolle can hand out`."""
        first = index - 1 if index and self.t.gap(index) == "/" else index
        last = first + 1
        if last >= len(self.t) or self.t.gap(last) != "/" or not self.t.is_initial(first):
            return False
        pair = (self.t.words[first], self.t.words[last])
        deed, at = self._verb_at(last)
        if deed in AUX and at + 1 < len(self.t):
            deed = self.t.folded[at + 1]
        return deed in self.l.deeds_any and all(
            word.islower() and self._may_be_nick(word) for word in pair
        )

    def _may_be_nick(self, word: str) -> bool:
        return word not in self.l.english and word not in self.l.tools and word not in self.l.never

    def _is_on_it(self, index: int) -> bool:
        """Return whether `is on it` or `on it` follows."""
        ahead = [low for low in self.t.folded[index + 1 : index + 4] if low != "is"]
        return ahead[:2] == ["on", "it"]

    def _is_spoken_to(self, index: int) -> bool:
        """Return whether the word is asked something: `can noor look?`, `noor could you`."""
        first, second = [*self.t.folded[index + 1 : index + 3], "", ""][:2]
        lead = index > 0 and self.t.is_initial(index - 1) and self._before(index) in ASKED
        return lead or (second == "you" and first in ASKED)

    def _and_me(self, index: int) -> bool:
        return self.t.folded[index + 2 : index + 3] in (["i"], ["me"], ["myself"])
